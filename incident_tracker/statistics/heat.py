"""Counts by hour of the day and day of the week."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from incident_tracker.domain.errors import Reason, Refused

DAYS, HOURS = 7, 24


@dataclass(frozen=True, slots=True)
class Heat:
    """`counts[weekday][hour]`, Monday is 0; `by_weekday` and `by_hour` are its sums.

    `busiest` is (weekday, hour) of the single highest cell; None where nothing was counted or several share the top.
    """

    counts: tuple[tuple[int, ...], ...]
    by_weekday: tuple[int, ...]
    by_hour: tuple[int, ...]
    total: int
    busiest: tuple[int, int] | None


def heat(moments: Iterable[tuple[int, int]]) -> Heat:
    """The table of (weekday 0–6 from Monday, hour 0–23), both in the site's own time.

    Raises `Refused` OUT_OF_RANGE for any other weekday or hour.
    """
    tally = Counter(moments)
    for weekday, hour in tally:
        if not (0 <= weekday < DAYS and 0 <= hour < HOURS):
            raise Refused(Reason.OUT_OF_RANGE, "counts", least=0, most=HOURS - 1)
    counts = tuple(tuple(tally[weekday, hour] for hour in range(HOURS)) for weekday in range(DAYS))
    by_hour = tuple(sum(row[hour] for row in counts) for hour in range(HOURS))
    ranked = tally.most_common(2)
    single = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    return Heat(counts, tuple(map(sum, counts)), by_hour, sum(by_hour), ranked[0][0] if single else None)
