"""Names of months, quarters, weeks and days: short ones for axes, full ones for reading aloud."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incident_tracker.wording import _

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_WEEK = re.compile(r"(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A label on a category axis and, below the first of its kind, the group (the year) that it belongs to."""

    text: str
    group: str = ""
    starts_year: bool = False


def axis_labels(labels: Sequence[str]) -> tuple[AxisLabel, ...]:
    """Short labels where all are months (2026-03), quarters (2026-Q1), weeks (2026-W09) or days; else as they are."""
    for pattern, short in (
        (_MONTH, _short_month),
        (_QUARTER, _short_quarter),
        (_WEEK, _short_week),
        (_DAY, _short_day),
    ):
        found = [pattern.fullmatch(label) for label in labels]
        if labels and all(found):
            return tuple(short(match) for match in found if match)
    return tuple(AxisLabel(label) for label in labels)


def period_name(label: str) -> str:
    """The full name of a period, such as March 2026; other labels stay as they are."""
    if match := _MONTH.fullmatch(label):
        return _("{month} {year}").format(month=long_month(int(match[2])), year=match[1])
    if match := _QUARTER.fullmatch(label):
        return _("quarter {number} of {year}").format(number=match[2], year=match[1])
    if match := _WEEK.fullmatch(label):
        return _("week {number} of {year}").format(number=int(match[2]), year=match[1])
    if (match := _DAY.fullmatch(label)) and (day := _date(match)):
        month = long_month(day.month)
        return _("{month} {day}, {year}").format(month=month, day=day.day, year=day.year)
    return label


def month_name(day: date) -> str:
    """The month of a day in full, such as March 2026."""
    return period_name(f"{day:%Y-%m}")


def short_month(number: int) -> str:
    """Jan to Dec (1 to 12) in the present language."""
    return _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()[number - 1]


def long_month(number: int) -> str:
    """January to December (1 to 12) in the present language."""
    names = _("January February March April May June July August September October November December")
    return names.split()[number - 1]


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _short_month(match: re.Match[str]) -> AxisLabel:
    return AxisLabel(short_month(int(match[2])), match[1], match[2] == "01")


def _short_quarter(match: re.Match[str]) -> AxisLabel:
    return AxisLabel(_("Q{number}").format(number=match[2]), match[1], match[2] == "1")


def _short_week(match: re.Match[str]) -> AxisLabel:
    return AxisLabel(_("wk {number}").format(number=int(match[2])), match[1], match[2] == "01")


def _short_day(match: re.Match[str]) -> AxisLabel:
    day = _date(match)
    if day is None:
        return AxisLabel(match[0])
    return AxisLabel(_("{month} {day}").format(month=short_month(day.month), day=day.day), match[1])
