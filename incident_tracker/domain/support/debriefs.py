"""A debrief: its window, its one accountable manager, its progress and how it ended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.assistants import Assistant, joined_help, still_wanted
from incident_tracker.domain.support.lateness import Lateness, LateReason, accept_lateness
from incident_tracker.domain.support.outsiders import Outsider, require_chosen
from incident_tracker.domain.support.participants import Participant, Response


class DebriefKind(StrEnum):
    """The kind of debrief."""

    RELIEF = "relief"
    HOT = "hot"
    CHECK_IN = "individual_checkin"
    FORMAL = "formal"
    SECOND = "second"
    THEMATIC = "thematic"


class DebriefStatus(StrEnum):
    """The status of a debrief. The last three are its ends; none is reached without saying why or who."""

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
    """Why a debrief was not held, or not within its window; about the clinic, never about what a person wants."""

    DECLINED_ALL = "declined_all"
    OFF_SHIFT_OR_LEAVE = "off_shift_or_leave"
    NO_FACILITATOR = "no_facilitator"
    NO_COVER = "no_cover"
    CLINIC_SURGE = "clinic_surge"
    CLOSED_DAY = "closed_day"
    LEFT_EMPLOYMENT = "left_employment"
    MERGED_THEMATIC = "merged_thematic"
    COMBINED = "combined"
    FORGOT = "forgot"
    OTHER = "other"
    STRUCK_OUT = "struck_out"
    NO_LONGER_OWED = "no_longer_owed"
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

    `not_before` and `by` are its window, `offer_by` until when everyone is to be asked, all aware moments;
    `least_minutes` its minimum length. `manager_outside` is who answers for it where no one at the clinic may, and
    `outsider_id` the card that the clinic keeps of them; then the deputy is reminded in their place.
    `late_reason` says why a held one was held after its window; `checked_at` is when the manager said whether the time
    was protected and paid. `ended_at` is also when it was canceled. `assistants` help to hold it.
    `declined_at` is when all had declined, and
    `late_decline` why that was after the window, with own words.
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
    manager_outside: str | None = None
    outsider_id: UUID | None = None
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
    declined_at: datetime | None = None
    late_decline: LateReason | None = None
    late_decline_words: str | None = None
    assistants: tuple[Assistant, ...] = ()
    version: int = 1

    @property
    def due_at(self) -> datetime | None:
        """What a list of waiting debriefs is sorted by: slot or window's end, then the end held, or when all declined
        late; None when done.
        """
        if self.open:
            return self.starts_at or self.by
        if self.waits_for_why:
            return self.declined_at
        return self.ended_at if self.status is DebriefStatus.HELD and self.checked_at is None else None

    @property
    def open(self) -> bool:
        """True while it is still to be planned or held."""
        return self.status in (DebriefStatus.TO_PLAN, DebriefStatus.PLANNED)

    @property
    def declined_late(self) -> bool:
        """Did all decline only after its window?"""
        return self.declined_at is not None and self.declined_at > self.by

    @property
    def waits_for_why(self) -> bool:
        """True while no one has said why all declined only after its window."""
        return self.status is DebriefStatus.DECLINED_BY_ALL and self.declined_late and self.late_decline is None

    @property
    def running(self) -> bool:
        """True between its start and its end."""
        return self.started_at is not None and self.ended_at is None

    @property
    def leading(self) -> frozenset[UUID]:
        """The members of staff who answer for it or lead it."""
        return frozenset(filter(None, (self.facilitator_id, self.manager_id, self.deputy_id)))

    @property
    def assisting(self) -> frozenset[UUID]:
        """The members of staff who help to hold it."""
        return frozenset(one.person_id for one in self.assistants if one.person_id is not None)

    @property
    def is_answered_for(self) -> bool:
        """True if someone on the staff or from outside answers for it."""
        return self.manager_id is not None or self.manager_outside is not None

    @property
    def has_facilitator(self) -> bool:
        """True if someone on the staff or from outside leads it."""
        return self.facilitator_id is not None or bool(self.facilitator_outside)

    def waits_since(self, now: datetime) -> datetime | None:
        """Since when it is overdue, or None while there is time."""
        return self.by if self.open and now > self.by else None

    def held_in_window(self, participants: Iterable[Participant]) -> bool:
        """True if it began within its window, or earlier because all who came of its `participants` wanted that."""
        if self.started_at is None or self.started_at > self.by:
            return False
        came = [one for one in participants if one.debrief_id == self.id and one.attended]
        return self.started_at >= self.not_before or (bool(came) and all(one.asks_earlier for one in came))


def with_manager(
    debrief: Debrief, manager: UUID | None, deputy: UUID | None, outsider: Outsider | None = None
) -> Debrief:
    """The debrief with the one who answers for it: a member of staff, or someone from outside. Each may have a deputy,
    who is reminded in the place of someone from outside.

    Errors: Refused at `deputy` when both are the same person, at `manager` when it is no one or both, at `outside` for
    someone who is not chosen for this site.
    """
    require_open(debrief)
    if (manager is None) == (outsider is None):
        raise Refused(Reason.ONE_ANSWERS, "manager")
    if outsider is not None:
        require_chosen(outsider, debrief.site_id)
    if manager is not None and manager == deputy:
        raise Refused(Reason.SAME_PERSON, "deputy")
    named = (None, None) if outsider is None else (outsider.name, outsider.id)
    return replace(debrief, manager_id=manager, deputy_id=deputy, manager_outside=named[0], outsider_id=named[1])


def settled(debrief: Debrief, participants: Collection[Participant]) -> Debrief:
    """The debrief as the answers leave it.

    Planning ends once every targeted person said no, or wants other support; it goes on when one of them changes their
    mind. Without its slot when no one is coming anymore.
    """
    debrief = replace(debrief, assistants=still_wanted(debrief.assistants, participants))
    asked = [one for one in participants if one.targeted] or list(participants)
    all_declined = bool(asked) and all(one.response in (Response.NO, Response.OTHER_SUPPORT) for one in asked)
    other = any(one.response is Response.OTHER_SUPPORT for one in asked)
    if debrief.open and not debrief.running and all_declined and not any(one.coming for one in participants):
        return replace(
            debrief,
            status=DebriefStatus.DECLINED_BY_ALL,
            not_held_reason=NotHeldReason.OTHER_SUPPORT if other else NotHeldReason.DECLINED_ALL,
            starts_at=None,
            ends_at=None,
        )
    if debrief.status is DebriefStatus.PLANNED and not debrief.running and not any(one.coming for one in participants):
        return replace(debrief, status=DebriefStatus.TO_PLAN, starts_at=None, ends_at=None)
    if debrief.status is DebriefStatus.DECLINED_BY_ALL and not all_declined:
        return replace(debrief, status=DebriefStatus.TO_PLAN, not_held_reason=None)
    if debrief.status is DebriefStatus.DECLINED_BY_ALL:
        reason = NotHeldReason.OTHER_SUPPORT if other else NotHeldReason.DECLINED_ALL
        return replace(debrief, not_held_reason=reason)
    return debrief


def with_decline(before: Debrief, after: Debrief, now: datetime, late: Lateness | None, *, asks_why: bool) -> Debrief:
    """The debrief `after` an answer, with when all had declined; past its window with why, if it `asks_why` or someone
    said so. Errors: Refused at `late` or `late_words`.
    """
    if after.status is not DebriefStatus.DECLINED_BY_ALL:
        return replace(after, declined_at=None, late_decline=None, late_decline_words=None)
    if before.status is DebriefStatus.DECLINED_BY_ALL:
        return after
    after = replace(after, declined_at=now)
    return because_late(after, late) if after.declined_late and (asks_why or late is not None) else after


def because_late(debrief: Debrief, late: Lateness | None) -> Debrief:
    """The debrief with why all declined only after its window.

    Errors: Refused where they did not, at `late` or `late_words`.
    """
    if debrief.status is not DebriefStatus.DECLINED_BY_ALL or not debrief.declined_late:
        raise Refused(Reason.WRONG_STATUS, "status")
    said = accept_lateness(late)
    return replace(debrief, late_decline=said.reason, late_decline_words=said.words or None)


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
    """The debrief held. Errors: Refused at `late_reason` when it began after its window and no reason is given."""
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
    require_open(debrief)
    return replace(
        debrief, status=DebriefStatus.NOT_HELD, not_held_reason=reason, started_at=None, starts_at=None, ends_at=None
    )


def combined(debrief: Debrief, other: Debrief) -> Debrief:
    """One debrief for both, if each person agrees: the strictest window and length count, and the highest tier.

    Errors: Refused when one of them is over, or no time suits the windows of both.
    """
    require_open(debrief)
    require_open(other)
    if not windows_meet(debrief, other):
        raise Refused(Reason.WINDOWS_APART, "other_id")
    leading = min((debrief, other), key=lambda one: (-one.tier, one.by))
    incidents = debrief.incident_ids + tuple(id for id in other.incident_ids if id not in debrief.incident_ids)
    return replace(
        debrief,
        incident_ids=incidents,
        tier=leading.tier,
        occurred_at=leading.occurred_at,
        not_before=max(debrief.not_before, other.not_before),
        by=min(debrief.by, other.by),
        offer_by=min(filter(None, (debrief.offer_by, other.offer_by)), default=None),
        least_minutes=max(debrief.least_minutes, other.least_minutes),
        assistants=joined_help(debrief.assistants, other.assistants),
    )


def windows_meet(debrief: Debrief, other: Debrief) -> bool:
    """Is there a moment within the windows of both?"""
    return max(debrief.not_before, other.not_before) <= min(debrief.by, other.by)


def require_open(debrief: Debrief) -> None:
    """Errors: Refused when the debrief is over."""
    if not debrief.open:
        raise Refused(Reason.WRONG_STATUS, "status")
