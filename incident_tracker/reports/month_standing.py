"""How far a month is settled, and in words: provisional, or closed, and what was reported of it since."""

from datetime import date
from typing import assert_never

from incident_tracker.charts.figures import figure_text
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.printed import printed_day_text
from incident_tracker.reports.settled import MonthStanding, Settled
from incident_tracker.wording import _, ngettext


def provisional(closes_on: date) -> MonthStanding:
    """A month that no one has closed; it can be from `closes_on` on."""
    return MonthStanding(Settled.PROVISIONAL, closes_on, None, "")


def closed(closes_on: date, closed_on: date) -> MonthStanding:
    """A month that someone closes on this day."""
    return MonthStanding(Settled.CLOSED, closes_on, closed_on, "")


def month_standing_text(report: MonthlyReport) -> str:
    """Whether the figures can still change, in one or two sentences."""
    standing = report.standing
    match standing.settled:
        case Settled.PROVISIONAL if report.made_at.date() < standing.closes_on:
            return _(
                "Provisional: late reports and visits still belong to this month. It can be closed from {day} on."
            ).format(day=printed_day_text(standing.closes_on))
        case Settled.PROVISIONAL:
            return _("Provisional: no one has closed this month yet, so its figures can still change.")
        case Settled.CLOSED:
            words = _("Closed on {day}: its figures stay as they were then.").format(
                day=printed_day_text(standing.closed_on or standing.closes_on)
            )
            return " ".join(filter(None, (words, standing.since)))
        case Settled.OTHER_SITES:
            return _("This month is closed, but not for these sites together. So these figures are of today.")
    assert_never(standing.settled)


def since_text(kept: MonthlyReport, present: MonthlyReport) -> str:
    """What a report of today would say otherwise about the incidents of a month, in one sentence; "" for nothing."""
    more = present.counts.incidents - kept.counts.incidents
    if more > 0:
        return ngettext(
            "Since then, {n} more incident of this month was reported.",
            "Since then, {n} more incidents of this month were reported.",
            more,
        ).format(n=figure_text(more))
    if more < 0:
        return ngettext(
            "Since then, {n} incident of this month was struck out or moved.",
            "Since then, {n} incidents of this month were struck out or moved.",
            -more,
        ).format(n=figure_text(-more))
    if _of_its_incidents(kept) != _of_its_incidents(present):
        return _("Since then, reports of this month were corrected.")
    return ""


def _of_its_incidents(report: MonthlyReport) -> object:
    """What the report says of the incidents of its own month alone."""
    counts = report.counts
    rows = (counts.by_level, counts.by_channel)
    by_code = tuple(tuple((row.label, row.this_month) for row in table if row.this_month) for table in rows)
    return counts.near_misses, by_code, report.serious, report.police_security
