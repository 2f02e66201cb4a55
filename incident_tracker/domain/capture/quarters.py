"""The quarter of a year in which something happened: as finely as people who see no names are told it."""

from calendar import monthrange
from datetime import date


def quarter_of(month: str) -> str:
    """The quarter ("YYYY-Qn") of a month ("YYYY-MM")."""
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def first_of_quarter(day: date) -> date:
    """The first day of the quarter of a day."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def last_of_quarter(day: date) -> date:
    """The last day of the quarter of a day."""
    month = (day.month + 2) // 3 * 3
    return day.replace(month=month, day=monthrange(day.year, month)[1])
