"""Time that people and rooms have in debriefs: no one is in two at once, and no room has two."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Busy:
    """A person has a part in this debrief then, comes to it, leads it or covers for it. `debrief_id` is None to who
    may not know which.
    """

    person_id: UUID
    starts_at: datetime
    ends_at: datetime
    debrief_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RoomTaken:
    """A debrief is in this place of a site then."""

    place: str
    site_id: UUID
    starts_at: datetime
    ends_at: datetime
    debrief_id: UUID


def is_busy(busy: Iterable[Busy], person_id: UUID, start: datetime, end: datetime, but: UUID) -> bool:
    """Whether the person has a part in a debrief other than `but` between two moments."""
    return any(
        one.person_id == person_id and one.debrief_id != but and one.starts_at < end and start < one.ends_at
        for one in busy
    )


def is_taken(rooms: Iterable[RoomTaken], place: str, site_id: UUID, start: datetime, end: datetime, but: UUID) -> bool:
    """Whether a debrief other than `but` is in this place then; an unnamed place is never taken."""
    wanted = _known_as(place)
    return bool(wanted) and any(
        _known_as(one.place) == wanted
        and one.site_id == site_id
        and one.debrief_id != but
        and one.starts_at < end
        and start < one.ends_at
        for one in rooms
    )


def first_free(
    places: Iterable[str], rooms: Collection[RoomTaken], site_id: UUID, start: datetime, end: datetime, but: UUID
) -> str:
    """The first of these places in which no debrief other than `but` is then; "" if there is none."""
    return next((one for one in places if one and not is_taken(rooms, one, site_id, start, end, but)), "")


def _known_as(place: str) -> str:
    """People write the same room with other spaces and capitals."""
    return " ".join(place.split()).casefold()
