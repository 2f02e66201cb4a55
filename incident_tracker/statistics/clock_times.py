"""Times of the day as charts, findings and paper say them: with AM and PM, as the screen does."""

from incident_tracker.wording import _


def hour_text(hour: int) -> str:
    """ "9 AM", "12 PM", for an hour from 0 to 23; 24 is midnight again."""
    return (_("{hour} AM") if hour % 24 < 12 else _("{hour} PM")).format(hour=hour % 12 or 12)


def twelve_hour_text(hour: int, minute: int) -> str:
    """ "9:05 AM", "2:30 PM", for an hour from 0 to 23."""
    time = f"{hour % 12 or 12}:{minute:02}"
    return (_("{time} AM") if hour < 12 else _("{time} PM")).format(time=time)
