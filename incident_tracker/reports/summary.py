"""The month in one paragraph, worded from the same values that the parts print."""

from collections.abc import Iterator

from incident_tracker.charts.figures import figure_text
from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.reports.month_figures import chart_verdict, verdict_sentence
from incident_tracker.reports.monthly import DeescalationFigures, MonthlyReport, PoliceSecurity, YearOfPeople
from incident_tracker.reports.printed import report_month_text
from incident_tracker.reports.promises_of_month import Debriefs
from incident_tracker.wording import _, ngettext


def summary(report: MonthlyReport) -> str:
    """Part 1: plain sentences about what was reported, what support was given and what is being changed."""
    return " ".join(_sentences(report))


def _sentences(report: MonthlyReport) -> Iterator[str]:
    counts = report.counts
    where = {"month": report_month_text(report), "site": report.site}
    if counts.incidents == 0:
        yield _("In {month} no incidents were reported at {site}.").format(**where)
        yield _("It may have been a calm month, or one in which little was written down. Part 13 helps you tell.")
    else:
        yield ngettext(
            "In {month}, {n} incident was reported at {site}.",
            "In {month}, {n} incidents were reported at {site}.",
            counts.incidents,
        ).format(n=figure_text(counts.incidents), **where)
        yield _severity(len(report.serious), counts.near_misses)
        if report.deescalation.resolved.whole:
            yield _resolved(report.deescalation)
        yield _calls(report.police_security)
    if found := verdict_sentence(chart_verdict(report)):
        yield found
    yield from _harm(report.year)
    if report.debriefs is not None:
        yield from _support(report.debriefs)
    yield from _change(report)


def _severity(serious: int, near_misses: int) -> str:
    """How many were serious, and how many went well."""
    severe = (
        ngettext("{n} was of level 3 or more", "{n} were of level 3 or more", serious).format(n=figure_text(serious))
        if serious
        else _("None was of level 3 or more")
    )
    calm = (
        ngettext("{n} could have gone wrong and did not", "{n} could have gone wrong and did not", near_misses).format(
            n=figure_text(near_misses)
        )
        if near_misses
        else ""
    )
    return _("{first}; {second}.").format(first=severe, second=calm) if calm else f"{severe}."


def _resolved(part: DeescalationFigures) -> str:
    """How many talking resolved, and in which months."""
    return _("From {period}, {count} of {total} were resolved by talking.").format(
        period=part.period, count=figure_text(part.resolved.part), total=figure_text(part.resolved.whole)
    )


def _calls(record: PoliceSecurity) -> str:
    if record.police == 0 and record.security == 0:
        return _("No call to the police or to security is recorded.")
    return _("Calls for help from outside: security {security}, police {police}.").format(
        security=figure_text(record.security), police=figure_text(record.police)
    )


def _harm(year: YearOfPeople | None) -> Iterator[str]:
    """In how many incidents of the year staff came to harm; what is hidden says so."""
    if year is None or year.harmed is None:
        return
    harmed, answered, _unanswered = year.harmed
    if isinstance(harmed, Visibility) or isinstance(answered, Visibility):
        yield _("Harm to staff in {year} is hidden, because a count is too small.").format(year=year.year)
    elif answered:
        yield _("Harm to staff in {year}: {count} of {total} incidents with an answer.").format(
            year=year.year, count=figure_text(harmed), total=figure_text(answered)
        )


def _support(debriefs: Debriefs) -> Iterator[str]:
    offered, kept = debriefs.offered_in_24_hours.kept, debriefs.in_window.kept
    if offered.whole:
        yield _("Support was offered within 24 hours in {count} of {total} incidents.").format(
            count=figure_text(offered.part), total=figure_text(offered.whole)
        )
    if kept.whole:
        yield _("Of {total} debriefs that were due, {count} took place in their window or were declined.").format(
            count=figure_text(kept.part), total=figure_text(kept.whole)
        )
    if debriefs.in_window.not_due:
        yield ngettext(
            "{n} debrief is not due yet.", "{n} debriefs are not due yet.", debriefs.in_window.not_due
        ).format(n=figure_text(debriefs.in_window.not_due))


def _change(report: MonthlyReport) -> Iterator[str]:
    actions = report.actions
    if actions.completed or actions.due or actions.waiting:
        yield _("Actions completed: {completed}; due next month: {due}; waiting beyond their date: {waiting}.").format(
            completed=figure_text(actions.completed),
            due=figure_text(actions.due),
            waiting=figure_text(actions.waiting),
        )
    if report.counts.incidents:
        yield _("These are reports. A rise often means that people report more of what happens.")
