"""The opening hours of a week in one line."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QTime

from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.wording import _
from ui.screen_text import day_text, locale


def opening_text(weekly: Sequence[tuple[Span, ...]]) -> str:
    """ "Mon–Fri 8:00 AM–5:00 PM, Sat 9:00 AM–1:00 PM": days alike are told together, closed days are left out."""
    told = []
    for spans, group in groupby(enumerate(weekly), key=lambda one: one[1]):
        if spans:
            told.append(f"{_days_text([weekday for weekday, _spans in group])} {', '.join(map(_span, spans))}")
    return "; ".join(told) if told else _("No opening hours yet")


def open_days_text(weekly: Sequence[tuple[Span, ...]]) -> str:
    """ "Mon–Sat": the same in fewer letters, without the times; days that follow one another are told together."""
    told = []
    for is_open, group in groupby(enumerate(weekly), key=lambda one: bool(one[1])):
        if is_open:
            told.append(_days_text([weekday for weekday, _spans in group]))
    return ", ".join(told) if told else _("No opening hours yet")


def opening_and_planned(hours: OpeningHours, day: date) -> str:
    """The opening hours as they are on this day, and those that are planned after it."""
    told = [opening_text(hours.week_on(day))]
    for one in hours.later:
        if one.first > day:
            told.append(_("from {day} on: {hours}").format(day=day_text(one.first), hours=opening_text(one.weekly)))
    return "; ".join(told)


def _days_text(weekdays: Sequence[int]) -> str:
    names = [locale().standaloneDayName(weekday + 1, locale().FormatType.ShortFormat) for weekday in weekdays]
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def _span(span: Span) -> str:
    short = locale().FormatType.ShortFormat
    begins, ends = (locale().toString(QTime(at.hour, at.minute), short) for at in (span.start, span.end))
    return f"{begins}–{ends}"
