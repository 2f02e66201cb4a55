"""All that decides what may become of a debrief, and what one thing in its way looks like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import Attendee, Cover
from incident_tracker.domain.support.taken import Busy, RoomTaken


@dataclass(frozen=True, slots=True)
class Booking:
    """All that decides what may become of a debrief.

    `attendees` are those who come (or would come), `staff` everyone who could lead or cover, by person id; `zone` is
    the site's IANA name, in which shifts are written. `involved` are the staff who had a part in its incidents,
    `can_answer` those who could act on it if they answered for it, `names_involved` the names of the former.
    `group_from` is when a group may meet at the earliest, None for no such limit; `open_until` the last day on which
    the site is used, None for no end; `may_close`: a desk may be closed for the time. `busy` and `rooms` are
    what people and rooms have in other debriefs.
    """

    debrief: Debrief
    participants: tuple[Participant, ...]
    attendees: tuple[Attendee, ...]
    zone: str
    hours: OpeningHours
    staff: Mapping[UUID, Attendee] = field(default_factory=dict)
    covers: tuple[Cover, ...] = ()
    involved: frozenset[UUID] = frozenset()
    can_answer: frozenset[UUID] = frozenset()
    names_involved: frozenset[str] = frozenset()
    group_from: datetime | None = None
    open_until: date | None = None
    may_close: bool = False
    busy: tuple[Busy, ...] = ()
    rooms: tuple[RoomTaken, ...] = ()

    @property
    def coming(self) -> tuple[Participant, ...]:
        """Who said yes."""
        return tuple(one for one in self.participants if one.coming)

    @property
    def facilitator(self) -> Attendee | None:
        """The member of staff who leads it; None if no one is chosen, or no one who is known here."""
        leader = self.debrief.facilitator_id
        return self.staff.get(leader) if leader is not None else None

    def name(self, person_id: UUID) -> str:
        """The name of a member of staff; "" for one who is not known here."""
        known = self.staff.get(person_id) or next((one for one in self.attendees if one.person_id == person_id), None)
        return known.name if known is not None else ""


@dataclass(frozen=True, slots=True)
class DebriefObstacle:
    """One thing in the way: why, `at` which field, of whom that is true, and whether it only needs to be known.

    The sentence of the reason says the way out. `values` fill it.
    """

    reason: Reason
    at: str
    person_ids: tuple[UUID, ...] = ()
    warned: bool = False
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def refusal(self) -> Refused:
        """The obstacle as the refusal of what was asked for."""
        return Refused(self.reason, self.at, **self.values)


def refuse_if_any(found: Iterable[DebriefObstacle]) -> None:
    """Errors: Refused with the first obstacle that is more than a warning."""
    for one in found:
        if not one.warned:
            raise one.refusal


def about(booking: Booking, reason: Reason, at: str, person_id: UUID, *, warned: bool = False) -> DebriefObstacle:
    """One thing in the way, which is true of this person."""
    return DebriefObstacle(reason, at, (person_id,), warned, {"who": booking.name(person_id)})
