"""What a committee's meeting looks at besides figures: what lay behind, what to decide, support owed and given.

Everything is taken from the monthly report, so that nothing here can name a person or tell a story.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.period_labels import month_name
from incident_tracker.reports.monthly import ActionRow, Ask, Cause, MonthlyReport, Review
from incident_tracker.reports.not_recorded import NotRecorded
from incident_tracker.reports.printed import days_text, of_text, report_month_text
from incident_tracker.reports.promises import promises
from incident_tracker.wording import _, ngettext

MOST_CAUSES = 6


class Topic(StrEnum):
    """What is to be decided about."""

    ACTION = "action"
    ANALYSIS = "analysis"
    VISITS = "visits"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One decision for the meeting. `id` is that of the action or analysis; None for all that is about the month."""

    topic: Topic
    what: str
    detail: str
    id: UUID | None


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One promise and how often it was kept."""

    label: str
    value: str


def main_causes(report: MonthlyReport) -> tuple[Cause, ...]:
    """The factors that were named most often."""
    return tuple(sorted(report.causes.factors, key=_by_count)[:MOST_CAUSES])


def decisions(report: MonthlyReport) -> tuple[ToDecide, ...]:
    """What waits for the committee: first what is past its date, then what has to be answered, then what is open."""
    return (
        *(_late_action(row) for row in report.actions.rows if row.asks is Ask.LATE),
        *(_late_analysis(row) for row in report.reviews.rows if row.asks is Ask.LATE),
        *(_effect(row) for row in report.actions.rows if row.asks is Ask.EFFECT),
        *_about_the_month(report),
        *(_open_analysis(row) for row in report.reviews.rows if row.asks is Ask.OPEN),
    )


def support_lines(report: MonthlyReport) -> tuple[SupportLine, ...]:
    """Part 8 and 9 of the report, line by line, but for what is among the figures."""
    return tuple(_support(report))


def _by_count(cause: Cause) -> int:
    return -cause.count


def _late_action(row: ActionRow) -> ToDecide:
    detail = _("{owner} · was due in {month}: keep, change or drop?").format(owner=row.owner, month=month_name(row.due))
    return ToDecide(Topic.ACTION, row.what, detail, row.id)


def _effect(row: ActionRow) -> ToDecide:
    return ToDecide(Topic.ACTION, row.what, _("{owner} · done: did it help?").format(owner=row.owner), row.id)


def _late_analysis(row: Review) -> ToDecide:
    detail = _("Root cause analysis {ref} · was to be finished in {month}").format(
        ref=row.reference, month=month_name(row.due)
    )
    return ToDecide(Topic.ANALYSIS, row.event or row.reference, detail, row.id)


def _open_analysis(row: Review) -> ToDecide:
    since = _("Root cause analysis {ref} · open since {month}").format(ref=row.reference, month=month_name(row.opened))
    strongest = _("strongest action: {tier}").format(tier=row.strongest) if row.strongest else _("no action yet")
    return ToDecide(Topic.ANALYSIS, row.event or row.reference, f"{since} · {strongest}", row.id)


def _about_the_month(report: MonthlyReport) -> Iterator[ToDecide]:
    month = report_month_text(report)
    if report.is_over and report.data_quality.without_visits:
        missing = ", ".join(report.data_quality.without_visits)
        yield ToDecide(
            Topic.VISITS,
            _("Visits for {month} are missing").format(month=month),
            _("{sites} · until then, counts are shown instead of rates").format(sites=missing),
            None,
        )
    uptake = report.uptake
    if uptake is not None and uptake.waiting:
        waiting = ngettext(
            "{n} report is waiting to be taken up", "{n} reports are waiting to be taken up", uptake.waiting
        )
        days = uptake.longest_wait_days or 0
        longest = ngettext("{month} · for {days} day at most", "{month} · for {days} days at most", days)
        yield ToDecide(
            Topic.REPORTS,
            waiting.format(n=figure_text(uptake.waiting)),
            longest.format(month=month, days=figure_text(days)),
            None,
        )
    undecided = report.statutory_log.undecided
    if undecided:
        yield ToDecide(
            Topic.REPORTS,
            ngettext(
                "{n} incident: does it belong in the statutory log?",
                "{n} incidents: do they belong in the statutory log?",
                undecided,
            ).format(n=figure_text(undecided)),
            _("{month} · no one has answered yet").format(month=month),
            None,
        )


def _support(report: MonthlyReport) -> Iterator[SupportLine]:
    part, uptake = report.debriefs, report.uptake
    if part is not None:
        for label, kept in promises(part):
            if kept is not part.in_window:
                yield SupportLine(label, of_text(kept.kept))
        waiting = ((label, owed.not_due) for label, owed in promises(part) if owed.not_due)
        for label, n in (*waiting, *part.checks_not_due):
            yield SupportLine(_("{what}: not due yet").format(what=label), figure_text(n))
    if uptake is not None:
        yield SupportLine(_("Reports taken up"), of_text(uptake.taken_up))
        if uptake.median_days is not None:
            yield SupportLine(_("Until a report was taken up (median)"), days_text(uptake.median_days))
        yield SupportLine(_("Answers to those who reported"), _not_recorded(uptake.answers))


def _not_recorded(_answers: NotRecorded) -> str:
    """The program has no record of it yet, and says so."""
    return _("not recorded")
