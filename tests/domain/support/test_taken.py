"""The place that is proposed is free at that time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from incident_tracker.domain.support.taken import RoomTaken, first_free

TEN = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE, OTHER_SITE, MINE, OTHER = (UUID(int=n) for n in range(1, 5))
PLACES = ("", "Quiet room", "Private room")


def proposed(*rooms: RoomTaken) -> str:
    return first_free(PLACES, rooms, SITE, TEN, TEN + HOUR, MINE)


def test_a_place_that_is_taken_is_not_proposed() -> None:
    quiet, private = (RoomTaken(name, SITE, TEN, TEN + HOUR, OTHER) for name in ("quiet  Room", "Private room"))
    assert proposed() == "Quiet room"
    assert proposed(quiet) == "Private room"
    assert proposed(quiet, private) == ""
    assert proposed(RoomTaken("Quiet room", SITE, TEN, TEN + HOUR, MINE)) == "Quiet room", "it is the debrief's own"
    assert proposed(RoomTaken("Quiet room", OTHER_SITE, TEN, TEN + HOUR, OTHER)) == "Quiet room"
    assert proposed(RoomTaken("Quiet room", SITE, TEN + HOUR, TEN + 2 * HOUR, OTHER)) == "Quiet room"
