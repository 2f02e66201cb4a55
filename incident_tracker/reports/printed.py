"""Counts, shares, rates and dates as they are printed in tables and sentences."""

from datetime import date, datetime

from incident_tracker.charts.figures import decimals_for, figure_text, share_text
from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.reports.monthly import Count, MonthlyReport, RateRow
from incident_tracker.statistics.clock_times import twelve_hour_text
from incident_tracker.statistics.rates import Rate
from incident_tracker.statistics.shares import Share
from incident_tracker.wording import _, ngettext

NOTHING = "–"


def count_text(count: Count | None) -> str:
    """A count; 1–10 or "hidden" where it is suppressed, a dash where it is not known."""
    if count is Visibility.HIDDEN:
        return "1–10"
    if isinstance(count, Visibility):
        return _("hidden")
    return figure_text(count)


def of_text(share: Share) -> str:
    """ "17 of 20", "none" where there was nothing to count."""
    if not share.whole or share.part is None:
        return _("none")
    return _("{count} of {total}").format(count=figure_text(share.part), total=figure_text(share.whole))


def percent_text(share: Share | None) -> str:
    """The share in whole percent; a dash where there was nothing to count."""
    return NOTHING if share is None or share.share is None else share_text(share.share)


def interval_text(share: Share) -> str:
    """The interval of a share in whole percent, such as 64–95%."""
    if share.lower is None or share.upper is None:
        return NOTHING
    return f"{figure_text(share.lower * 100)}–{share_text(share.upper)}"


def with_interval(share: Share) -> str:
    """ "17 of 20 (64–95%)": what is below a percentage."""
    return of_text(share) if share.share is None else f"{of_text(share)} ({interval_text(share)})"


def printed_rate_text(rate: Rate | None) -> str:
    """A rate with three significant digits and two decimals at most."""
    if rate is None or rate.rate is None:
        return NOTHING
    return figure_text(rate.rate, min(decimals_for([rate.rate]), 2))


def rate_interval_text(rate: Rate | None) -> str:
    """The interval of a rate with the decimals of the rate."""
    if rate is None or rate.rate is None:
        return NOTHING
    decimals = min(decimals_for([rate.rate]), 2)
    return f"{figure_text(rate.lower, decimals)}–{figure_text(rate.upper, decimals)}"


def rate_name(row: RateRow) -> str:
    """ "Front desk, per 1,000 visits"."""
    return _("{label}, per {base} {unit}").format(label=row.label, base=figure_text(row.rate.base), unit=row.unit)


def days_text(value: float | None) -> str:
    """ "1 day", "2.5 days"."""
    return NOTHING if value is None else ngettext("{n} day", "{n} days", _form(value)).format(n=_short(value))


def hours_text(value: float | None) -> str:
    """ "1 hour", "2.5 hours"."""
    return NOTHING if value is None else ngettext("{n} hour", "{n} hours", _form(value)).format(n=_short(value))


def duration_text(value: float | None) -> str:
    """ "1 minute", "38 minutes", "1 h 45 min": whole minutes, because no one notes fractions of one."""
    if value is None:
        return NOTHING
    hours, minutes = divmod(round(value), 60)
    if hours == 0:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    return _("{hours} h {minutes} min").format(hours=figure_text(hours), minutes=minutes)


def _short(value: float) -> str:
    """At most one decimal, and none if it would be a zero."""
    rounded = round(value, 1)
    return figure_text(rounded, 0 if rounded == int(rounded) else 1)


def _form(value: float) -> int:
    """Which plural form a measured value takes: only what is printed as one is singular."""
    return 1 if round(value, 1) == 1 else 2


def printed_month_text(day: date) -> str:
    """October 2026."""
    return period_name(f"{day:%Y-%m}")


def report_month_text(report: MonthlyReport) -> str:
    """October 2026; with "so far" while days of it are still to come."""
    name = printed_month_text(report.month)
    return name if report.is_over else _("{month} so far").format(month=name)


def printed_day_text(day: date) -> str:
    """November 3, 2026."""
    return period_name(f"{day:%Y-%m-%d}")


def printed_moment_text(moment: datetime) -> str:
    """November 3, 2026, 9:05 AM, in the moment's own time zone."""
    return f"{printed_day_text(moment.date())}, {twelve_hour_text(moment.hour, moment.minute)}"


def incidents_text(count: int) -> str:
    """ "no incidents", "1 incident", "12 incidents"."""
    if count == 0:
        return _("no incidents")
    return ngettext("{n} incident", "{n} incidents", count).format(n=figure_text(count))
