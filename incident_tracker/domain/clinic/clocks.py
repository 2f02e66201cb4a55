"""Whether the clock that someone works by can be right, as the audit trail has to know it."""

from datetime import datetime, timedelta

from incident_tracker.domain.audit import Act

TOLERANCE = timedelta(minutes=5)
"""So far the clocks of two computers may be apart."""


def clock_fault(now: datetime, computers: datetime, newest: datetime | None) -> Act | None:
    """What to note of the clock of a person who signs in at `now`: that it is not the computer's own, that it was set
    back behind the `newest` entry of the trail, or nothing.
    """
    if abs(now - computers) > TOLERANCE:
        return "clock_given"
    if newest is not None and newest - now > TOLERANCE:
        return "clock_back"
    return None
