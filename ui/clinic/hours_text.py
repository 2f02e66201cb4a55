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
    days = [(weekday, spans) for weekday, spans in enumerate(weekly)]
    told = []
    for spans, group in groupby(days, key=lambda one: one[1]):
        numbers = [weekday for weekday, _spans in group]
        if spans:
            names = [locale().standaloneDayName(weekday + 1, locale().FormatType.ShortFormat) for weekday in numbers]
            days_text = names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
            told.append(f"{days_text} {', '.join(map(_span, spans))}")
    return "; ".join(told) if told else _("No opening hours yet")


def opening_and_planned(hours: OpeningHours, day: date) -> str:
    """The opening hours as they are on this day, and those that are planned after it."""
    told = [opening_text(hours.week_on(day))]
    for one in hours.later:
        if one.first > day:
            told.append(_("from {day} on: {hours}").format(day=day_text(one.first), hours=opening_text(one.weekly)))
    return "; ".join(told)


def _span(span: Span) -> str:
    short = locale().FormatType.ShortFormat
    begins, ends = (locale().toString(QTime(at.hour, at.minute), short) for at in (span.start, span.end))
    return f"{begins}–{ends}"
