"""Members of staff as the rows of a file say them; what a row leaves empty stays as it is."""

from dataclasses import dataclass
from datetime import date, time

from incident_tracker.domain.clinic.calendars import Break, Span


@dataclass(frozen=True, slots=True)
class ShiftSaid:
    """Paid hours on one weekday (0 is Monday), by the clock of the person's site."""

    weekday: int
    start: time
    end: time
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class AwaySaid:
    """Days (both included) on which someone is away; `hours` are the part of a single day."""

    first: date
    last: date
    hours: Span | None = None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One row, at this line of the file. `site`, `desk` and `manager` are names, `job` is a code or a label.

    `leads` is whether they may lead debriefs; `week` replaces all working hours; `away` is added to what is known. None
    is not said. `left_on` is the last day of someone who has left.
    """

    line: int
    name: str
    job: str | None = None
    site: str | None = None
    desk: str | None = None
    manager: str | None = None
    leads: bool | None = None
    week: tuple[ShiftSaid, ...] | None = None
    away: tuple[AwaySaid, ...] = ()
    left_on: date | None = None
