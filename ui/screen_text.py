"""Moments, numbers and refusals as the screen shows them."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QTime

from incident_tracker import wording
from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.wording import _, pgettext

_FEW_DAYS = 6


def locale() -> QLocale:
    """The conventions of the spoken language: Spanish as in the United States, English as the system has it."""
    if wording.language() == "es":
        return QLocale(QLocale.Language.Spanish, QLocale.Country.UnitedStates)
    system = QLocale.system()
    if system.language() == QLocale.Language.English:
        return system
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


def time_text(moment: datetime, zone: ZoneInfo) -> str:
    """ "2:05 PM", "2:05 p.m." or "14:05", by the conventions of the place."""
    local = moment.astimezone(zone)
    return locale().toString(QTime(local.hour, local.minute), _time_format())


def day_text(day: date) -> str:
    """ "Sat 21 Nov 2026", with the month as a word, so that it is not confused with the day."""
    return locale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM yyyy"))


def short_day(day: date) -> str:
    """ "Tue 24 Nov", where the year is said beside it."""
    return locale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM"))


def brief_day_text(day: date, today: date) -> str:
    """ "21 Nov", with the year where it is another one: for a narrow column."""
    return locale().toString(
        QDate(day.year, day.month, day.day), _("d MMM") if day.year == today.year else _("d MMM yyyy")
    )


def moment_text(moment: datetime, zone: ZoneInfo) -> str:
    """ "Sat 21 Nov 2026, 2:05 PM" at the site."""
    return _("{day}, {time}").format(day=day_text(moment.astimezone(zone).date()), time=time_text(moment, zone))


def moments_at(zone: ZoneInfo) -> MomentFormats:
    """How the window says the moments of a record at a site."""
    return MomentFormats(
        partial(moment_text, zone=zone),
        lambda at: day_text(at.astimezone(zone).date()),
        lambda at: period_name(month_of(at.astimezone(zone).date())),
    )


def near_text(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The moment as people say it from `now`: "today, 2:05 PM", "Tuesday, 9:00 AM", or in full."""
    day, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    time = time_text(moment, zone)
    words = near_day_text(day, today)
    return _("{day}, {time}").format(day=words, time=time)


def one_stop(sentence: str) -> str:
    """A sentence that ends with a time ends with one stop, where that of "p.m." is there already."""
    return sentence.removesuffix(".") if sentence.endswith("..") else sentence


def near_day_text(day: date, today: date) -> str:
    """ "today", "yesterday", "tomorrow", a weekday within six days, else the day in full."""
    distance = (day - today).days
    if distance == 0:
        return _("today")
    if distance == -1:
        return _("yesterday")
    if distance == 1:
        return _("tomorrow")
    if abs(distance) <= _FEW_DAYS:
        return pgettext("in a sentence", "{day}").format(
            day=locale().toString(QDate(day.year, day.month, day.day), "dddd")
        )
    return pgettext("in a sentence", "{day}").format(day=day_text(day))


def waiting_text(since: datetime, now: datetime, zone: ZoneInfo) -> str:
    """ "waiting since Tuesday": how long something has been open, without blame."""
    return _("waiting since {day}").format(
        day=near_day_text(since.astimezone(zone).date(), now.astimezone(zone).date())
    )


def number_text(number: int | float, digits: int = 0) -> str:
    """A number with the place's separators, `digits` after the point."""
    return locale().toString(float(number), "f", digits) if digits else locale().toString(int(number))


def clock_text(seconds: int) -> str:
    """A running time as "4:05"."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def _time_format() -> str:
    return "h:mm Ap" if "A" in locale().timeFormat(QLocale.FormatType.ShortFormat).upper() else "HH:mm"
