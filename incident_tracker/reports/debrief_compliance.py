"""Whether promises of support were kept: offered, held, on time, protected, paid, covered, and why not; no single
debrief is told, because its day and its answers would lead to a person.
"""

from collections.abc import Iterator, Sequence

from incident_tracker import wording
from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.oversight.promise_figures import (
    SO_FAR,
    PromiseFigure,
    PromiseLine,
    PromisePart,
    PromiseReport,
)
from incident_tracker.domain.support.voices import ANSWERS_FOR_ALL, ANSWERS_IN_STEP
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Heading, Paragraph
from incident_tracker.reports.committee_charts import promise_chart
from incident_tracker.reports.committee_incidents import nothing_to_show
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.printed import printed_day_text, printed_moment_text
from incident_tracker.reports.promise_lines import (
    promise_interval,
    promise_not_due,
    promise_not_recorded,
    promise_number,
    promise_part_text,
    promise_percent,
    promise_share,
    without_support_text,
)
from incident_tracker.reports.style import PageSize
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.reports.year_tables import hidden_text, told_by_the_year_text
from incident_tracker.statistics.shares import Share
from incident_tracker.wording import _

_COUNTS = (PromisePart.OUTCOMES, PromisePart.REASONS, PromisePart.MINUTES)
"""Parts whose lines are counts, and no shares."""

_NO_PROMISE = frozenset({PromiseFigure.DECLINED, PromiseFigure.DESKS_CLOSED})
"""Shares that no one promised: they are in the tables and not in the chart of promises."""


def render(report: PromiseReport, *, page_size: PageSize = PageSize.A4, language: str = "en") -> bytes:
    """The report as PDF; the same figures give the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("Support for the people affected"),
            subject=_("Debriefs on time, protected and paid, and the reasons where not"),
            site=report.place,
            period=promise_period_text(report),
            confidentiality=promise_reader_text(report),
            made_at=report.made_at,
            audit_head=report.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(report))


def promise_period_text(report: PromiseReport) -> str:
    """ "March 2026", "2026"; with "so far" while days of it are still to come."""
    name = period_name(report.period)
    return _("{month} so far").format(month=name) if report.made_at.date() <= report.last else name


def promise_reader_text(report: PromiseReport) -> str:
    """For whom these figures are."""
    if report.whole:
        return _("For those who lead the site · no names")
    return _("For the safety committee · de-identified")


def promise_remarks(report: PromiseReport) -> Iterator[str]:
    """What has to be known of the figures: until when, what is in none of them, and what is told by the year."""
    if report.closed_on is not None:
        yield _("Closed on {day}: its figures stay as they were then.").format(day=printed_day_text(report.closed_on))
    if apart := without_support_text(report):
        yield apart
    yield _(
        "Minutes of reports, committee work and training are those that people wrote down. No sum of fewer than three "
        "people is told; without names, only of years that are over."
    )
    yield told_by_the_year_text() if report.year is None else hidden_text()
    yield _(
        "Answers without a name are those of the whole clinic so far, told in steps: from {team} answers on to those "
        "who lead, from {all} on to everyone else."
    ).format(team=ANSWERS_IN_STEP, all=ANSWERS_FOR_ALL)


def _blocks(report: PromiseReport) -> Iterator[Block]:
    yield Paragraph(report.place, style.OVERLINE)
    yield Heading(_("Support for the people affected"), 1, "title")
    yield Paragraph(promise_period_text(report), style.SUBTITLE)
    made = _("Prepared {moment} by {role}.")
    yield Paragraph(
        made.format(moment=printed_moment_text(report.made_at), role=_("Incident Tracker")),
        style.NOTE,
    )
    yield Heading(_("Promises kept"), 2, "promises")
    yield from _of_period(report)
    of_year = [line for line in report.lines if line.period not in (report.period, SO_FAR)]
    if of_year:
        yield Heading(_("What people answered, {year}").format(year=report.year), 2, "year")
        yield from _tables(of_year)
    yield Heading(_("What people said without a name, so far"), 2, "voices")
    yield from _tables([line for line in report.lines if line.period == SO_FAR])
    for remark in promise_remarks(report):
        yield Paragraph(remark, style.NOTE)


def _of_period(report: PromiseReport) -> Iterator[Block]:
    lines = [line for line in report.lines if line.period == report.period]
    if report.is_empty:
        yield nothing_to_show(_("No support is recorded for the incidents of this time."))
        return
    yield Paragraph(
        _(
            "Debriefs are voluntary, in paid and covered time. Declining is a choice; it keeps the promise as a "
            "talk does. What still has time, and what no one recorded, is in no share."
        )
    )
    promised = [(line.label, told) for line in lines if line.id not in _NO_PROMISE and (told := _counted(line))]
    if promised:
        yield promise_chart(promised)
    yield from _tables(lines)


def _counted(line: PromiseLine) -> Share | None:
    told = promise_share(line)
    return told if told is not None and told.share is not None and line.id != PromiseFigure.MOVED else None


def _tables(lines: Sequence[PromiseLine]) -> Iterator[Block]:
    """A table for each part: shares with their intervals, and counts."""
    for part in PromisePart:
        mine = [line for line in lines if line.about is part]
        if not mine:
            continue
        if part in _COUNTS:
            yield PaperTable(
                (PaperColumn(promise_part_text(part), 5, names_row=True), PaperColumn(_("Number"), 1.2, number=True)),
                [(line.label, promise_number(line)) for line in mine],
            )
            continue
        yield PaperTable(
            (
                PaperColumn(promise_part_text(part), 3.6, names_row=True),
                PaperColumn(_("Number"), 1.6, number=True),
                PaperColumn(_("Share"), 0.9, number=True),
                PaperColumn(_("Interval (95%)"), 1.3, number=True),
                PaperColumn(_("Not due yet"), 1, number=True),
                PaperColumn(_("Not recorded"), 1.2, number=True),
            ),
            [
                (
                    line.label,
                    promise_number(line),
                    promise_percent(line),
                    promise_interval(line),
                    promise_not_due(line),
                    promise_not_recorded(line),
                )
                for line in mine
            ],
        )
