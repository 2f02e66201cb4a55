"""The last day of what is used from day to day: it is to come, or it was taken away by mistake a moment ago."""

from datetime import date, timedelta

from incident_tracker.domain.errors import Reason, Refused


def accept_last_day(wanted: date | None, present: date | None, today: date, taken_away: date | None = None) -> None:
    """Check the last day (None: no end) of something that has `present` as its last day.

    `taken_away` is the last day that it had until today, if it had one: as it was used again today only, nothing of a
    past day changes when that comes back.

    Errors: Refused at `last_day` for any other day before yesterday: who used it since would be gone from a past day.
    """
    if wanted is not None and wanted < today - timedelta(days=1) and wanted not in (present, taken_away):
        raise Refused(Reason.IN_THE_PAST, "last_day")


def goes_on_longer(present: date | None, wanted: date | None) -> bool:
    """Is what has `present` as its last day (None: no end) to be used on days after it?"""
    return present is not None and (wanted is None or wanted > present)
