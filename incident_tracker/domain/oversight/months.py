"""Calendar months as "YYYY-MM": the period in which incidents are counted and reports are written."""

from datetime import date, timedelta


def first_day(month: str) -> date:
    """The first day of a month."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: str) -> date:
    """The last day of a month."""
    return first_day(shift(month, 1)) - timedelta(days=1)


def shift(month: str, by: int) -> str:
    """The month `by` months later (earlier if negative)."""
    year, number = map(int, month.split("-"))
    years, number = divmod(year * 12 + number - 1 + by, 12)
    return f"{years:04d}-{number + 1:02d}"


def between(first: str, last: str) -> tuple[str, ...]:
    """All months from `first` to `last`, both included; none if `last` comes before `first`."""
    months = []
    while first <= last:
        months.append(first)
        first = shift(first, 1)
    return tuple(months)
