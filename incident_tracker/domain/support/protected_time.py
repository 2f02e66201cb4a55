"""Protected time: a slot in paid hours and outside breaks, cover for each desk, its moves, and the check afterwards."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.clinic.calendars import Fit, Shift, fit
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefMode, DebriefStatus
from incident_tracker.domain.support.participants import Participant, group_allowed
from incident_tracker.domain.support.windows import rule_for

TAKEN_BACK_WITHIN = timedelta(minutes=10)
"""How long a booking can be taken back as a slip."""


class MoveReason(StrEnum):
    """Who asked to move a slot."""

    PARTICIPANT = "participant"
    MANAGEMENT = "management"


class Protected(StrEnum):
    """Whether the time was kept free."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Paid(StrEnum):
    """Whether the time was paid."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SlotRequest:
    """What a person wants to book: from when to when (aware), where, how, and who covers whom (person ids)."""

    starts_at: datetime
    ends_at: datetime
    covers: Mapping[UUID, UUID] = field(default_factory=dict)
    place: str = ""
    mode: DebriefMode = DebriefMode.ONE_TO_ONE
    paid_extra_time: bool = False


@dataclass(frozen=True, slots=True)
class ProtectedSlot:
    """One booking of protected time; a moved booking stays on record with the reason, and a new one follows."""

    id: UUID
    debrief_id: UUID
    starts_at: datetime
    ends_at: datetime
    booked_at: datetime
    booked_by: UUID
    paid_extra_time: bool = False
    moved_at: datetime | None = None
    moved_because: MoveReason | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Cover:
    """Who takes a participant's desk during a slot; `confirmed_at` once they said so."""

    id: UUID
    debrief_id: UUID
    person_id: UUID
    cover_id: UUID
    confirmed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Attendee:
    """What booking needs to know of one accepting participant: name for the sentence, shifts, whether a desk waits."""

    person_id: UUID
    name: str
    shifts: tuple[Shift, ...]
    at_desk: bool


@dataclass(frozen=True, slots=True)
class AfterCheck:
    """The accountable manager's own claim about the time; `paid_minutes` per person, `interruptions` a count."""

    id: UUID
    debrief_id: UUID
    protected: Protected
    paid: Paid
    paid_minutes: int
    interruptions: int
    cover_came: bool
    said_at: datetime
    said_by: UUID
    version: int = 1


@dataclass(frozen=True, slots=True)
class ParticipantCheck:
    """A participant's private answer to the two questions; shown beside the manager's claim only as counts."""

    id: UUID
    debrief_id: UUID
    person_id: UUID
    protected: Protected
    paid: Paid
    said_at: datetime
    version: int = 1


def check_slot(
    debrief: Debrief,
    request: SlotRequest,
    attendees: Collection[Attendee],
    participants: Collection[Participant],
    zone: str,
    now: datetime,
) -> None:
    """Whether this time may be booked; `zone` is the site's time zone, in which shifts are written.

    Errors: Refused at `starts_at`, `ends_at`, `covers` or `mode`, with the reason: in the past, too early,
    too short, outside paid hours, in a break, cover missing, nobody accepted.
    """
    if not attendees:
        raise Refused(Reason.NOBODY_ACCEPTED, "starts_at")
    if request.ends_at <= request.starts_at:
        raise Refused(Reason.ENDS_BEFORE_START, "ends_at")
    if request.starts_at < now:
        raise Refused(Reason.IN_THE_PAST, "starts_at")
    if request.ends_at - request.starts_at < timedelta(minutes=debrief.least_minutes):
        raise Refused(Reason.TOO_SHORT, "ends_at", least=debrief.least_minutes)
    coming = [one for one in participants if one.coming]
    if request.starts_at < debrief.not_before and not all(one.asks_earlier for one in coming):
        raise Refused(Reason.TOO_EARLY, "starts_at")
    check_mode(debrief, request, participants)
    for attendee in attendees:
        place = fit_around_breaks(attendee.shifts, zone, request.starts_at, request.ends_at)
        match place:
            case Fit.IN_A_BREAK:
                raise Refused(Reason.IN_A_BREAK, "starts_at", who=attendee.name)
            case Fit.OUTSIDE:
                if not request.paid_extra_time:
                    raise Refused(Reason.OUTSIDE_PAID_HOURS, "starts_at", who=attendee.name)
            case Fit.PAID:
                if attendee.at_desk:
                    check_cover(attendee, request.covers.get(attendee.person_id), coming, debrief)


def fit_around_breaks(shifts: Iterable[Shift], zone: str, start: datetime, end: datetime) -> Fit:
    """How a time fits a person's paid hours; a paid rest break is as much their own time as an unpaid meal break."""
    return fit(shifts, zone, start, end, around_paid_breaks=True)


def check_mode(debrief: Debrief, request: SlotRequest, participants: Collection[Participant]) -> None:
    """A group meets only if every targeted person wants it, and from tier 6 on not in the first three days.

    Errors: Refused at `mode`.
    """
    if request.mode is not DebriefMode.GROUP:
        return
    if not group_allowed(participants):
        raise Refused(Reason.NOT_ALL_AGREE, "mode")
    group_from = rule_for(debrief.tier).group_from
    if group_from is not None and request.starts_at < debrief.occurred_at + group_from:
        raise Refused(Reason.GROUP_TOO_EARLY, "mode")


def check_cover(attendee: Attendee, cover: UUID | None, coming: Iterable[Participant], debrief: Debrief) -> None:
    """Errors: Refused at `covers` when no one covers the desk, or someone who is in the debrief does."""
    busy = {one.person_id for one in coming} | {debrief.facilitator_id}
    if cover is None or cover in busy:
        raise Refused(Reason.COVER_MISSING, "covers", who=attendee.name)


def booked(debrief: Debrief, request: SlotRequest) -> Debrief:
    """The debrief with its time. Errors: Refused when it has begun or is over."""
    if not debrief.open or debrief.started_at is not None:
        raise Refused(Reason.WRONG_STATUS, "status")
    return replace(
        debrief,
        status=DebriefStatus.PLANNED,
        starts_at=request.starts_at,
        ends_at=request.ends_at,
        place=request.place.strip(),
        mode=request.mode,
        paid_extra_time=request.paid_extra_time,
    )


def unbooked(debrief: Debrief) -> Debrief:
    """The debrief without its time, to be planned again. Errors: Refused when it has none, has begun or is over."""
    if debrief.status is not DebriefStatus.PLANNED or debrief.started_at is not None:
        raise Refused(Reason.WRONG_STATUS, "status")
    return replace(debrief, status=DebriefStatus.TO_PLAN, starts_at=None, ends_at=None, paid_extra_time=False)


def check_take_back(slot: ProtectedSlot, actor_id: UUID, now: datetime) -> None:
    """Errors: Refused unless the actor booked this time a moment ago: then it was a slip, and nobody moved it."""
    if slot.booked_by != actor_id or now > slot.booked_at + TAKEN_BACK_WITHIN:
        raise Refused(Reason.WRONG_STATUS, "status")


def moved(slot: ProtectedSlot, because: MoveReason | None, now: datetime) -> ProtectedSlot:
    """The slot that was given up, with the time of that and who asked for it; None if it was taken back at once."""
    return replace(slot, moved_at=now, moved_because=because)


def displaced(slots: Iterable[ProtectedSlot]) -> int:
    """How often management moved the time."""
    return sum(slot.moved_because is MoveReason.MANAGEMENT for slot in slots)


def confirmed(cover: Cover, now: datetime) -> Cover:
    """The cover, confirmed. Errors: Refused when it was given before."""
    if cover.confirmed_at is not None:
        raise Refused(Reason.ALREADY_DONE, "confirmed_at")
    return replace(cover, confirmed_at=now)
