"""The figures of the report on promises of support as lines: the same object on screen, on paper and in files."""

from datetime import date

from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.oversight.promise_figures import SO_FAR, PromiseLine, PromisePart, PromiseReport
from incident_tracker.reports.printed import NOTHING, hours_text, interval_text, of_text, percent_text
from incident_tracker.statistics.shares import Share, share
from incident_tracker.wording import _, ngettext


def promise_share(line: PromiseLine) -> Share | None:
    """The share with its limits; None for a count, for hours, and where it is hidden."""
    if line.part is None or line.whole is None or line.hours is not None:
        return None
    return share(line.part, line.whole)


def promise_number(line: PromiseLine) -> str:
    """ "7 of 9", "3", "2.5 hours (9)"; "hidden", and "none" where there was nothing to count."""
    if line.hidden:
        return _("hidden") if line.whole is None else _("hidden, of {total}").format(total=figure_text(line.whole))
    if line.hours is not None:
        return _("{hours} (median of {n})").format(hours=hours_text(line.hours), n=figure_text(line.whole or 0))
    told = promise_share(line)
    if told is None:
        return NOTHING if line.part is None else figure_text(line.part)
    return of_text(told)


def promise_percent(line: PromiseLine) -> str:
    """The share in whole percent; a dash where there is none."""
    return percent_text(promise_share(line))


def promise_interval(line: PromiseLine) -> str:
    """The interval of 95% in whole percent; a dash where there is none."""
    told = promise_share(line)
    return NOTHING if told is None else interval_text(told)


def promise_not_due(line: PromiseLine) -> str:
    """How many still have time; empty where nothing waits."""
    return figure_text(line.not_due) if line.not_due else ""


def promise_not_recorded(line: PromiseLine) -> str:
    """Of how many no one said it; empty where everything is recorded."""
    return figure_text(line.not_recorded) if line.not_recorded else ""


def without_support_text(report: PromiseReport) -> str:
    """Which incidents are in no figure; empty where there are none."""
    if not report.without_support:
        return ""
    return ngettext(
        "{n} incident is in none of these figures. It was imported, or is older than the program.",
        "{n} incidents are in none of these figures. They were imported, or are older than the program.",
        report.without_support,
    ).format(n=figure_text(report.without_support))


def promise_part_text(part: PromisePart) -> str:
    """What the lines of a part are about."""
    match part:
        case PromisePart.OFFERS:
            return _("The first offer")
        case PromisePart.DEBRIEFS:
            return _("Debriefs on time")
        case PromisePart.TIME:
            return _("Protected, paid, covered")
        case PromisePart.CHECKS:
            return _("Someone asks again")
        case PromisePart.OUTCOMES:
            return _("What became of debriefs")
        case PromisePart.REASONS:
            return _("Reasons")
        case PromisePart.MINUTES:
            return _("What it cost in staff minutes")
        case PromisePart.VOICES:
            return _("What people said without a name")


def line_period_text(line: PromiseLine) -> str:
    """ "March 2026", "2025", or that it is everything so far."""
    return _("So far") if line.period == SO_FAR else period_name(line.period)


def promise_rows(report: PromiseReport) -> list[dict[str, object]]:
    """The lines as rows for other programs, with the days of their period and stable names."""
    return [_row(report, line) for line in report.lines]


def _row(report: PromiseReport, line: PromiseLine) -> dict[str, object]:
    first, until = _days_of(report, line)
    told = promise_share(line)
    value = line.hours if line.hours is not None else told.share if told else line.part
    return {
        "id": line.id,
        "part": line.about.value,
        "label": line.label,
        "period": line.period,
        "from": first,
        "until": until,
        "value": value,
        "numerator": None if line.hours is not None else line.part,
        "denominator": line.whole,
        "lower": told.lower if told else None,
        "upper": told.upper if told else None,
        "not_yet_due": line.not_due,
        "not_recorded": line.not_recorded,
        "suppressed": line.hidden,
        "recorded": line.hidden or bool(line.whole) or (line.whole is None and line.part is not None),
    }


def _days_of(report: PromiseReport, line: PromiseLine) -> tuple[date | None, date | None]:
    """The first and the last day of what a line tells; None where no day of it is recorded."""
    if line.period == SO_FAR:
        return None, None
    if line.period == report.period:
        return report.first, report.last
    return date(int(line.period), 1, 1), date(int(line.period), 12, 31)
