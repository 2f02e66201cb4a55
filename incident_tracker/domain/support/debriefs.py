"""A debrief: its window, its one accountable manager, who may lead it, who takes part, and how it ended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused

LONGEST_TEXT = 200


class DebriefKind(StrEnum):
    """What is held."""

    RELIEF = "relief"
    HOT = "hot"
    CHECK_IN = "individual_checkin"
    FORMAL = "formal"
    THEMATIC = "thematic"


class DebriefStatus(StrEnum):
    """Where a debrief stands; the last three are its ends, and none of them is reached without a word of why or who."""

    TO_PLAN = "to_plan"
    PLANNED = "planned"
    HELD = "held"
    DECLINED_BY_ALL = "declined_by_all"
    NOT_HELD = "not_held"


class DebriefMode(StrEnum):
    """How it is held."""

    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    PHONE = "phone"


class NotHeldReason(StrEnum):
    """Why a debrief was not held, or not within its window; about the clinic, never about a person's wish."""

    DECLINED_ALL = "declined_all"
    OFF_SHIFT_OR_LEAVE = "off_shift_or_leave"
    NO_FACILITATOR = "no_facilitator"
    NO_COVER = "no_cover"
    CLINIC_SURGE = "clinic_surge"
    CLOSED_DAY = "closed_day"
    LEFT_EMPLOYMENT = "left_employment"
    MERGED_THEMATIC = "merged_thematic"
    FORGOT = "forgot"
    OTHER = "other"


class Response(StrEnum):
    """What a participant said to being asked; changeable at any time, no reason kept."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    LATER = "later"
    OTHER_SUPPORT = "other_support"


class Concern(StrEnum):
    """Why a facilitator may be a poor choice: allowed with a written reason."""

    LINE_MANAGER = "line_manager"
    ANALYSIS_TEAM = "analysis_team"
    TREATS_AGGRESSOR = "treats_aggressor"
    NOT_TRAINED = "not_trained"


@dataclass(frozen=True, slots=True)
class Debrief:
    """One debrief after one or (combined) several incidents; people are members of staff by their person id.

    `not_before` and `by` are its window, `offer_by` until when everybody is to be asked, all aware moments;
    `least_minutes` its minimum length. `late_reason` says why a held one was held after its window; `checked_at` is
    when the manager said whether the time was protected and paid.
    """

    id: UUID
    incident_ids: tuple[UUID, ...]
    site_id: UUID
    kind: DebriefKind
    tier: int
    occurred_at: datetime
    not_before: datetime
    by: datetime
    offer_by: datetime | None
    least_minutes: int
    made_at: datetime
    manager_id: UUID | None = None
    deputy_id: UUID | None = None
    facilitator_id: UUID | None = None
    facilitator_outside: str = ""
    concerns: tuple[Concern, ...] = ()
    facilitator_reason: str = ""
    place: str = ""
    mode: DebriefMode = DebriefMode.ONE_TO_ONE
    status: DebriefStatus = DebriefStatus.TO_PLAN
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    paid_extra_time: bool = False
    started_at: datetime | None = None
    ended_at: datetime | None = None
    not_held_reason: NotHeldReason | None = None
    late_reason: NotHeldReason | None = None
    next_check: datetime | None = None
    checked_at: datetime | None = None
    version: int = 1

    @property
    def due_at(self) -> datetime | None:
        """By what a list of waiting debriefs is ordered: slot or window's end, then the end held; None when done."""
        if self.open:
            return self.starts_at or self.by
        return self.ended_at if self.status is DebriefStatus.HELD and self.checked_at is None else None

    @property
    def open(self) -> bool:
        """True while it is still to be planned or held."""
        return self.status in (DebriefStatus.TO_PLAN, DebriefStatus.PLANNED)

    @property
    def running(self) -> bool:
        """True between its start and its end."""
        return self.started_at is not None and self.ended_at is None

    @property
    def has_facilitator(self) -> bool:
        """True if somebody of the staff or from outside leads it."""
        return self.facilitator_id is not None or bool(self.facilitator_outside)

    def waits_since(self, now: datetime) -> datetime | None:
        """Since when it should have been held, or None while there is time."""
        return self.by if self.open and now > self.by else None

    def held_in_window(self) -> bool:
        """True if it began between the two ends of its window."""
        return self.started_at is not None and self.not_before <= self.started_at <= self.by


@dataclass(frozen=True, slots=True)
class Participant:
    """One member of staff who is asked to a debrief; everything here is their choice and changeable.

    `asks_earlier`: would rather talk within the first day. `wants_group` is None until asked.
    """

    id: UUID
    debrief_id: UUID
    person_id: UUID
    asked_at: datetime
    asked_by: UUID
    targeted: bool = True
    response: Response = Response.ASKED
    answered_at: datetime | None = None
    asks_earlier: bool = False
    wants_group: bool | None = None
    interpreter: str = ""
    companion: str = ""
    wants_person_like_me: bool = False
    attended: bool | None = None
    left_early: bool = False
    version: int = 1

    @property
    def coming(self) -> bool:
        """True if the person said yes."""
        return self.response is Response.YES

    @property
    def reminds(self) -> bool:
        """Declining stops every reminder to that person at once."""
        return self.response in (Response.ASKED, Response.YES)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether somebody may lead a debrief: never when involved; with a written reason where there is a concern."""

    involved: bool
    concerns: tuple[Concern, ...] = ()

    @property
    def free(self) -> bool:
        """True if nothing speaks against this person."""
        return not self.involved and not self.concerns


def eligibility(
    candidate: UUID,
    *,
    involved: Collection[UUID],
    line_managers: Collection[UUID],
    trained: bool,
    declared: Iterable[Concern] = (),
) -> Eligibility:
    """Whether `candidate` may lead: `involved` are all staff in the incident, `line_managers` those of the targeted.

    `declared` are concerns that only people know (is in the analysis team, treats the person of concern).
    """
    concerns = set(declared)
    if candidate in line_managers:
        concerns.add(Concern.LINE_MANAGER)
    if not trained:
        concerns.add(Concern.NOT_TRAINED)
    return Eligibility(candidate in involved, tuple(sorted(concerns)))


def with_manager(debrief: Debrief, manager: UUID, deputy: UUID | None) -> Debrief:
    """The debrief with its one accountable manager. Errors: Refused at `deputy` when both are the same person."""
    _require_open(debrief)
    if manager == deputy:
        raise Refused(Reason.ALREADY_DONE, "deputy")
    return replace(debrief, manager_id=manager, deputy_id=deputy)


def accountable(debrief: Debrief, absent: Collection[UUID]) -> UUID | None:
    """Who answers for it today: the manager, or the deputy while the manager is absent."""
    if debrief.manager_id in absent and debrief.deputy_id is not None:
        return debrief.deputy_id
    return debrief.manager_id


def with_facilitator(debrief: Debrief, candidate: UUID, verdict: Eligibility, reason: str = "") -> Debrief:
    """The debrief led by `candidate`.

    Errors: Refused at `facilitator` for somebody involved, at `facilitator_reason` where a concern needs a reason.
    """
    _require_open(debrief)
    if verdict.involved:
        raise Refused(Reason.WAS_INVOLVED, "facilitator")
    reason = reason.strip()
    if verdict.concerns and not reason:
        raise Refused(Reason.NEEDS_WRITTEN_REASON, "facilitator_reason")
    _require_length(reason, "facilitator_reason")
    return replace(
        debrief,
        facilitator_id=candidate,
        facilitator_outside="",
        concerns=verdict.concerns,
        facilitator_reason=reason if verdict.concerns else "",
    )


def with_outside_facilitator(debrief: Debrief, who: str) -> Debrief:
    """The debrief led by a trained person from another site or service. Errors: Refused at `facilitator`."""
    _require_open(debrief)
    who = who.strip()
    if not who:
        raise Refused(Reason.MISSING, "facilitator")
    _require_length(who, "facilitator")
    return replace(debrief, facilitator_id=None, facilitator_outside=who, concerns=(), facilitator_reason="")


def answered(participant: Participant, response: Response, now: datetime) -> Participant:
    """The participant with an answer; any answer may follow any other. Errors: Refused at `response` for "asked"."""
    if response is Response.ASKED:
        raise Refused(Reason.MISSING, "response")
    return replace(participant, response=response, answered_at=now)


def settled(debrief: Debrief, participants: Collection[Participant]) -> Debrief:
    """The debrief as the answers leave it: declined once every targeted person said no, open again when one changes."""
    asked = [one for one in participants if one.targeted] or list(participants)
    all_declined = bool(asked) and all(one.response is Response.NO for one in asked)
    if debrief.open and not debrief.running and all_declined and not any(one.coming for one in participants):
        return replace(
            debrief,
            status=DebriefStatus.DECLINED_BY_ALL,
            not_held_reason=NotHeldReason.DECLINED_ALL,
            starts_at=None,
            ends_at=None,
        )
    if debrief.status is DebriefStatus.DECLINED_BY_ALL and not all_declined:
        return replace(debrief, status=DebriefStatus.TO_PLAN, not_held_reason=None)
    return debrief


def group_allowed(participants: Iterable[Participant]) -> bool:
    """A group meets only if every targeted person who comes wishes it."""
    targeted = [one for one in participants if one.targeted and one.coming]
    return all(one.wants_group is True for one in targeted)


def check_mode(mode: DebriefMode, participants: Collection[Participant]) -> None:
    """Errors: Refused at `mode` when a group was chosen that not every targeted person wishes."""
    if mode is DebriefMode.GROUP and not group_allowed(participants):
        raise Refused(Reason.WRONG_STATUS, "mode")


def started(debrief: Debrief, now: datetime) -> Debrief:
    """The debrief with its start. Errors: Refused when it was not planned, has begun, or has no facilitator."""
    if debrief.status is not DebriefStatus.PLANNED:
        raise Refused(Reason.WRONG_STATUS, "status")
    if debrief.started_at is not None:
        raise Refused(Reason.ALREADY_DONE, "started_at")
    if not debrief.has_facilitator:
        raise Refused(Reason.MISSING, "facilitator")
    return replace(debrief, started_at=now)


def finished(
    debrief: Debrief, now: datetime, *, late_reason: NotHeldReason | None = None, next_check: datetime | None = None
) -> Debrief:
    """The debrief held. Errors: Refused at `late_reason` when it began after its window and nobody says why."""
    if not debrief.running or debrief.started_at is None:
        raise Refused(Reason.WRONG_STATUS, "status")
    late = debrief.started_at > debrief.by
    if late and late_reason is None:
        raise Refused(Reason.MISSING, "late_reason")
    return replace(
        debrief,
        status=DebriefStatus.HELD,
        ended_at=now,
        late_reason=late_reason if late else None,
        next_check=next_check,
    )


def not_held(debrief: Debrief, reason: NotHeldReason | None) -> Debrief:
    """The debrief ended without having been held. Errors: Refused at `not_held_reason` without a reason code."""
    if reason is None:
        raise Refused(Reason.MISSING, "not_held_reason")
    _require_open(debrief)
    return replace(
        debrief, status=DebriefStatus.NOT_HELD, not_held_reason=reason, started_at=None, starts_at=None, ends_at=None
    )


def combined(debrief: Debrief, other: Debrief) -> Debrief:
    """One debrief for both, if the person agrees: the highest tier's clock counts, the earliest among equals."""
    _require_open(debrief)
    _require_open(other)
    leading = min((debrief, other), key=lambda one: (-one.tier, one.by))
    incidents = debrief.incident_ids + tuple(id for id in other.incident_ids if id not in debrief.incident_ids)
    return replace(
        debrief,
        incident_ids=incidents,
        tier=leading.tier,
        occurred_at=leading.occurred_at,
        not_before=leading.not_before,
        by=leading.by,
        offer_by=leading.offer_by,
        least_minutes=max(debrief.least_minutes, other.least_minutes),
    )


def _require_open(debrief: Debrief) -> None:
    if not debrief.open:
        raise Refused(Reason.WRONG_STATUS, "status")


def _require_length(text: str, field: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refused(Reason.TOO_LONG, field, most=LONGEST_TEXT)
