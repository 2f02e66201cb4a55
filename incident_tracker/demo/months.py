"""The invented months: how busy the clinic is, and how much happens when."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

# More on Mondays and late mornings, hardly any on Saturdays: the shape of a front desk's week.
WEEKDAY_WEIGHTS = (28, 20, 18, 16, 15, 3, 0)
HOUR_WEIGHTS = {8: 9, 9: 14, 10: 16, 11: 14, 12: 9, 13: 8, 14: 10, 15: 10, 16: 7, 17: 3}
IMPROVED_SHARE = 0.68
"""What was left of the incidents per visit after the clinic changed its late rule and its phone queue."""


@dataclass(frozen=True, slots=True)
class Busyness:
    """One month of one site: the denominators, and the weight with which incidents fall into it."""

    month: date
    visits: int
    calls: int
    staff_hours: int
    open_days: int
    weight: float


def invented_months(random: Random, first: date, last: date, improved_from: date) -> list[Busyness]:
    """One entry a month from that of `first` to that of `last`; from `improved_from` on less happens per visit."""
    months = []
    month = first.replace(day=1)
    while month <= last:
        following = _next(month)
        days = [month + timedelta(days=day) for day in range((following - month).days)]
        open_days = sum(day.weekday() < 6 for day in days)
        visits = round(open_days * random.uniform(112, 138))
        improved = IMPROVED_SHARE if month >= improved_from else 1.0
        passed = min(1.0, ((last - month).days + 1) / len(days))
        months.append(
            Busyness(
                month,
                visits=visits,
                calls=round(open_days * random.uniform(190, 240)),
                staff_hours=round(open_days * random.uniform(58, 66)),
                open_days=open_days,
                weight=visits * improved * passed * random.uniform(0.85, 1.15),
            )
        )
        month = following
    return months


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
