"""When a member of staff is away: whole days, or part of one day. That they are away is all that is kept, never why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import DAY, Span
from incident_tracker.domain.errors import Reason, Refused

LONGEST = timedelta(days=400)
"""Nothing is planned further ahead; a longer absence is a person who has left."""


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """Days (both included) on which a person is to be away; `hours` are the part of a single day."""

    person_id: UUID
    first: date
    last: date
    hours: Span | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Days (both included) on which a person is away, by the clock of their site; `hours` are the part of a single day.

    It has no kind and no reason, so that it cannot tell whether someone is ill.
    """

    id: UUID
    person_id: UUID
    first: date
    last: date
    hours: Span | None = None
    version: int = 1

    def between(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when to when (UTC) the person is away, at a site in this zone."""
        if self.hours is not None:
            return self.hours.on(self.first, zone)
        start, end = (datetime.combine(day, time(0), zone) for day in (self.first, self.last + DAY))
        return start.astimezone(UTC), end.astimezone(UTC)


def accept_absence(absence: Absence, before: Absence | None, others: Iterable[Absence], today: date) -> Absence:
    """The absence as it is to be kept in place of `before`; `others` are of the same person, whose day is `today`.

    Errors: Refused at `last`, `end`, or at `first` where a month that is over would change or the days are taken.
    """
    if absence.last < absence.first:
        raise Refused(Reason.ENDS_BEFORE_START, "last")
    if absence.last - absence.first > LONGEST:
        raise Refused(Reason.TOO_LONG_AWAY, "last", most=LONGEST.days)
    if absence.hours is not None:
        if absence.first != absence.last:
            raise Refused(Reason.PART_OF_ONE_DAY, "last")
        if absence.hours.end <= absence.hours.start:
            raise Refused(Reason.ENDS_BEFORE_START, "end")
    _require_past_kept(before, absence, today)
    if any(_meet(absence, one) for one in others if one.id != absence.id):
        raise Refused(Reason.AWAY_ALREADY, "first")
    return absence


def accept_removal(absence: Absence, today: date) -> None:
    """Errors: Refused at `first` where some of it is in a month that is over."""
    _require_past_kept(absence, None, today)


def back_on(absence: Absence, today: date) -> Absence | None:
    """The absence of a person who is back `today`; None where nothing of it is left.

    Errors: Refused when it was over before, or where a month that is over would change.
    """
    if absence.last < today:
        raise Refused(Reason.WRONG_STATUS, "last")
    if absence.first >= today:
        _require_past_kept(absence, None, today)
        return None
    return replace(absence, last=today - DAY)


def _require_past_kept(before: Absence | None, after: Absence | None, today: date) -> None:
    """What was said of a month that is over stays: its days are neither added nor taken away."""
    month = today.replace(day=1)
    if _past(before, month) != _past(after, month):
        raise Refused(Reason.MONTH_IS_OVER, "first")


def _past(absence: Absence | None, month: date) -> tuple[date, date, Span | None] | None:
    if absence is None or absence.first >= month:
        return None
    return absence.first, min(absence.last, month - DAY), absence.hours


def _meet(one: Absence, other: Absence) -> bool:
    if one.last < other.first or other.last < one.first:
        return False
    if one.hours is None or other.hours is None:
        return True
    return one.hours.start < other.hours.end and other.hours.start < one.hours.end
