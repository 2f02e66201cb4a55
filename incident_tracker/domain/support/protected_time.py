"""Protected time: a booked slot, cover for each desk, its moves, and the check afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.clinic.calendars import Shift
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefMode, DebriefStatus

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
    """What a person wants to book: from when to when (aware), where, how, and who covers whom (person ids); None where
    a desk is closed for that time, and its calls go to voicemail.
    """

    starts_at: datetime
    ends_at: datetime
    covers: Mapping[UUID, UUID | None] = field(default_factory=dict)
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
    """Who takes a participant's desk during a slot; `confirmed_at` once they said so.

    `cover_id` is None where the desk is closed instead, and its calls go to voicemail: no one has to say yes to that.
    """

    id: UUID
    debrief_id: UUID
    person_id: UUID
    cover_id: UUID | None
    confirmed_at: datetime | None = None
    version: int = 1

    @property
    def desk_is_closed(self) -> bool:
        """No one takes the desk: its calls go to voicemail."""
        return self.cover_id is None

    @property
    def waits_for_yes(self) -> bool:
        """Someone is named who has not said yes so far."""
        return self.cover_id is not None and self.confirmed_at is None


@dataclass(frozen=True, slots=True)
class Attendee:
    """What booking needs to know of one person: name for the sentence, shifts, whether a desk waits for them.

    `away` is from when to when (UTC) they are away; `left`: they no longer work here.
    """

    person_id: UUID
    name: str
    shifts: tuple[Shift, ...]
    at_desk: bool
    away: tuple[tuple[datetime, datetime], ...] = ()
    left: bool = False


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


def not_held_taken_back(debrief: Debrief, slot: ProtectedSlot | None) -> Debrief:
    """The debrief as it was before someone noted by mistake that it was not held, with the time of this slot.

    Errors: Refused when it was not held for a reason that came by itself, or is not over.
    """
    if debrief.status is not DebriefStatus.NOT_HELD or debrief.ended_at is not None:
        raise Refused(Reason.WRONG_STATUS, "status")
    return replace(
        debrief,
        status=DebriefStatus.TO_PLAN if slot is None else DebriefStatus.PLANNED,
        not_held_reason=None,
        starts_at=None if slot is None else slot.starts_at,
        ends_at=None if slot is None else slot.ends_at,
        paid_extra_time=slot is not None and slot.paid_extra_time,
    )


def kept_again(slot: ProtectedSlot) -> ProtectedSlot:
    """A slot that was given up by mistake."""
    return replace(slot, moved_at=None, moved_because=None)


def displaced(slots: Iterable[ProtectedSlot]) -> int:
    """How often management moved the time."""
    return sum(slot.moved_because is MoveReason.MANAGEMENT for slot in slots)


def confirmed(cover: Cover, now: datetime) -> Cover:
    """The cover, confirmed. Errors: Refused when it was given before, or the desk is closed."""
    if not cover.waits_for_yes:
        raise Refused(Reason.ALREADY_DONE, "confirmed_at")
    return replace(cover, confirmed_at=now)
