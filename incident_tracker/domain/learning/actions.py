"""Actions that follow from an analysis or an incident: owner, due date, strength, measure, effect."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused

LONGEST_TEXT = 500


class Tier(StrEnum):
    """How much an action can be relied on: the action hierarchy of RCA²."""

    STRONGER = "stronger"
    INTERMEDIATE = "intermediate"
    WEAKER = "weaker"


class ActionStatus(StrEnum):
    """The status of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionEffect(StrEnum):
    """What the check of effect found."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Measure:
    """How it will be known whether the action helped: `numerator` in `denominator`, and a threshold in percent."""

    numerator: str
    denominator: str
    threshold: float | None
    check_on: date
    effect: ActionEffect | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to change. `owner_id` is the person responsible; `category` a code of the action hierarchy."""

    id: UUID
    ref: str
    version: int
    site_id: UUID
    text: str
    owner_id: UUID
    due_on: date
    tier: Tier
    category: str
    created_at: datetime
    created_by: UUID
    analysis_id: UUID | None = None
    incident_id: UUID | None = None
    factor: str | None = None
    measure: Measure | None = None
    status: ActionStatus = ActionStatus.OPEN
    ended_at: datetime | None = None
    outcome: str = ""

    @property
    def open(self) -> bool:
        """True while it still has to be done."""
        return self.status is ActionStatus.OPEN


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What a person fills in to assign an action; the rest is added by `assign`."""

    text: str
    owner_id: UUID
    due_on: date
    tier: Tier
    category: str
    analysis_id: UUID | None = None
    incident_id: UUID | None = None
    factor: str | None = None
    measure: Measure | None = None


def assign(draft: ActionDraft, *, id: UUID, ref: str, site_id: UUID, now: datetime, today: date, by: UUID) -> Action:
    """The action that `draft` asks for. `today` is the date at the site.

    Errors: Refused at `text`, `due_on` or `check_on`.
    """
    check_action(draft, today)
    return Action(
        id=id,
        ref=ref,
        version=1,
        site_id=site_id,
        text=draft.text.strip(),
        owner_id=draft.owner_id,
        due_on=draft.due_on,
        tier=draft.tier,
        category=draft.category,
        created_at=now,
        created_by=by,
        analysis_id=draft.analysis_id,
        incident_id=draft.incident_id,
        factor=draft.factor,
        measure=draft.measure,
    )


def check_action(draft: ActionDraft, today: date) -> None:
    """Errors: Refused at `text` (empty, too long), `due_on` (before today), `check_on` (before the due date)."""
    text = draft.text.strip()
    if not text:
        raise Refused(Reason.MISSING, "text")
    if len(text) > LONGEST_TEXT:
        raise Refused(Reason.TOO_LONG, "text", most=LONGEST_TEXT)
    if draft.due_on < today:
        raise Refused(Reason.ENDS_BEFORE_START, "due_on")
    if draft.measure and draft.measure.check_on < draft.due_on:
        raise Refused(Reason.ENDS_BEFORE_START, "check_on")


def revise(action: Action, draft: ActionDraft, today: date) -> Action:
    """An open action with other words, owner, date or measure. Errors: as `check_action`; WRONG_STATUS if it has ended.

    A due date that has passed may stay as it is: waiting is shown, not forbidden.
    """
    if not action.open:
        raise Refused(Reason.WRONG_STATUS)
    check_action(draft, min(today, action.due_on))
    return replace(
        action,
        text=draft.text.strip(),
        owner_id=draft.owner_id,
        due_on=draft.due_on,
        tier=draft.tier,
        category=draft.category,
        factor=draft.factor,
        measure=draft.measure,
    )


def end(action: Action, status: ActionStatus, now: datetime, outcome: str) -> Action:
    """The action done or dropped. Errors: Refused if it has ended, or is dropped without a reason (field `outcome`)."""
    if not action.open or status is ActionStatus.OPEN:
        raise Refused(Reason.WRONG_STATUS)
    if status is ActionStatus.DROPPED and not outcome.strip():
        raise Refused(Reason.MISSING, "outcome")
    return replace(action, status=status, ended_at=now, outcome=outcome.strip())


def take_up_again(action: Action) -> Action:
    """An ended action, open as before. Errors: Refused if it is open."""
    if action.open:
        raise Refused(Reason.WRONG_STATUS)
    return replace(action, status=ActionStatus.OPEN, ended_at=None, outcome="")


def with_effect(action: Action, effect: ActionEffect) -> Action:
    """The action with the result of its check. Errors: Refused at `measure` if it has none."""
    if action.measure is None:
        raise Refused(Reason.MISSING, "measure")
    return replace(action, measure=replace(action.measure, effect=effect))


def effect_is_due(action: Action, today: date) -> bool:
    """Is it time to look whether it helped, and has no one said so yet? `today` is the date at the site."""
    measure = action.measure
    if measure is None or measure.effect is not None or action.status is ActionStatus.DROPPED:
        return False
    return measure.check_on <= today


def only_weaker(actions: tuple[Action, ...]) -> bool:
    """True if no remaining action is stronger than the weakest tier; such a plan needs a written justification."""
    return all(action.tier is Tier.WEAKER for action in actions if action.status is not ActionStatus.DROPPED)
