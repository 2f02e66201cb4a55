"""What a clinic decides once for all its computers."""

from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused

SHORTEST_IDLE, LONGEST_IDLE = 1, 15
"""Minutes: an unused window always locks, at the latest after these."""
EARLIEST_CLOSING, LATEST_CLOSING = 1, 28
"""Days that every month has."""
CLOSING_DAY = 10
"""Unless a clinic sets another, a month is closed from this day of the next one on: late reports and visits are in."""


@dataclass(frozen=True, slots=True)
class ClinicSettings:
    """`idle_minutes` is after how long an unused window locks at the latest (1 to 15, never off): the computers of the
    clinic may have a shorter time, none a longer one.

    `invented` marks the clinic to look around in: every page and every report of it says so. `own_reports`: people
    complete the open reports that they wrote themselves, also those who do not lead the site. `desks_may_close`: where
    no one is free to take a desk, it may be closed for the time of a debrief, with its calls going to voicemail.
    `closing_day` is the day of the next month from which a month can be closed.
    """

    id: UUID
    name: str
    language: str = "en"
    idle_minutes: int = LONGEST_IDLE
    version: int = 1
    invented: bool = False
    own_reports: bool = False
    desks_may_close: bool = False
    closing_day: int = CLOSING_DAY


def accept_idle_minutes(minutes: int) -> int:
    """The minutes after which a window locks. Errors: Refused at `idle_minutes`."""
    if not SHORTEST_IDLE <= minutes <= LONGEST_IDLE:
        raise Refused(Reason.OUT_OF_RANGE, "idle_minutes", least=SHORTEST_IDLE, most=LONGEST_IDLE)
    return minutes


def accept_closing_day(day: int) -> int:
    """The day of the next month from which a month can be closed. Errors: Refused at `closing_day`."""
    if not EARLIEST_CLOSING <= day <= LATEST_CLOSING:
        raise Refused(Reason.OUT_OF_RANGE, "closing_day", least=EARLIEST_CLOSING, most=LATEST_CLOSING)
    return day
