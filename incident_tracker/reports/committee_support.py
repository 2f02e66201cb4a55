"""Parts 8 to 14 of the committee report: support, analyses and actions, duties, data, and what changed."""

from collections.abc import Iterable, Iterator

from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.period_labels import month_name
from incident_tracker.reports.blocks import Bullets, KeyFigure, KeyFigures, Paragraph
from incident_tracker.reports.committee_charts import promise_chart
from incident_tracker.reports.committee_incidents import nothing_to_show
from incident_tracker.reports.flow import Block
from incident_tracker.reports.monthly import Actions, MonthlyReport, YearOfPeople
from incident_tracker.reports.not_recorded import not_recorded_text
from incident_tracker.reports.printed import (
    NOTHING,
    days_text,
    duration_text,
    hours_text,
    interval_text,
    of_text,
    percent_text,
    with_interval,
)
from incident_tracker.reports.promises import promises
from incident_tracker.reports.promises_of_month import Debriefs, PromiseKept
from incident_tracker.reports.style import NOTE
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.reports.year_tables import hidden_text, told_by_the_year_text, year_table
from incident_tracker.wording import _, ngettext


def debriefs_part(report: MonthlyReport) -> list[Block]:
    """Part 8: whether promises of support were kept, by the month; what people answered, by the year."""
    return support_blocks(report.debriefs, report.year)


def support_blocks(part: Debriefs | None, year: YearOfPeople | None) -> list[Block]:
    """The figures of part 8, which the report on debriefs alone prints as well."""
    if part is None:
        return [nothing_to_show(_("No support is recorded for the incidents of this month.")), *_year_blocks(year)]
    kept = promises(part)
    blocks: list[Block] = [
        Paragraph(
            _(
                "Debriefs are voluntary, in paid and covered time. Declining is a choice; it keeps the promise as a "
                "talk does. What still has time is not in these shares."
            )
        ),
        promise_chart([(label, owed.kept) for label, owed in kept]),
        _owed_table(_("Promises kept"), kept),
        KeyFigures(
            (
                KeyFigure(
                    hours_text(part.median_hours_to_contact),
                    _("to the first human contact"),
                    _("median of five or more"),
                ),
                KeyFigure(figure_text(part.displaced), _("debriefs moved by the clinic more than once")),
            )
        ),
    ]
    blocks.extend(Paragraph(text, NOTE) for text in _apart(part))
    if part.checks_not_due:
        blocks.append(
            PaperTable(
                (
                    PaperColumn(_("What still has time"), 5, names_row=True),
                    PaperColumn(_("Number"), 1, number=True),
                ),
                [(label, figure_text(times)) for label, times in part.checks_not_due],
                caption=_("Follow-up checks that are not due yet"),
            )
        )
    return [*blocks, *_year_blocks(year)]


def _apart(part: Debriefs) -> Iterator[str]:
    """Which incidents are in none of the figures, and why."""
    if part.imported:
        yield ngettext(
            "{n} incident of level 3 or more is not counted here, because it was imported from an old log.",
            "{n} incidents of level 3 or more are not counted here, because they were imported from an old log.",
            part.imported,
        ).format(n=figure_text(part.imported))
    if part.older:
        yield ngettext(
            "{n} incident of level 3 or more is not counted here, because it is older than the program.",
            "{n} incidents of level 3 or more are not counted here, because they are older than the program.",
            part.older,
        ).format(n=figure_text(part.older))


def _year_blocks(year: YearOfPeople | None) -> list[Block]:
    """Who answered what, over a whole year and the whole clinic."""
    if year is None:
        return [Paragraph(told_by_the_year_text(), NOTE)]
    name = str(year.year)
    tables = (
        (_("What became of debriefs, {year}"), (_("Debriefs"),), year.debriefs),
        (_("What people answered, {year}"), (_("Yes"), _("Of")), year.shares),
        (_("Follow-up checks in which the person was asked, {year}"), (_("People asked"), _("Of")), year.checks),
        (_("Why a debrief did not take place in its window, {year}"), (_("Times"),), year.reasons),
        (_("Why an offer, or the answer to it, came after its limit, {year}"), (_("Times"),), year.late),
    )
    blocks: list[Block] = [year_table(title.format(year=name), heads, rows) for title, heads, rows in tables if rows]
    return [*blocks, Paragraph(hidden_text(), NOTE)]


def _owed_table(caption: str, rows: Iterable[tuple[str, PromiseKept]]) -> PaperTable:
    return PaperTable(
        (
            PaperColumn(caption, 4, names_row=True),
            PaperColumn(_("Number"), 1.4, number=True),
            PaperColumn(_("Share"), 1, number=True),
            PaperColumn(_("Interval (95%)"), 1.4, number=True),
            PaperColumn(_("Not due yet"), 1.2, number=True),
        ),
        [
            (
                label,
                of_text(owed.kept),
                percent_text(owed.kept),
                interval_text(owed.kept),
                figure_text(owed.not_due),
            )
            for label, owed in rows
        ],
    )


def uptake_part(report: MonthlyReport) -> list[Block]:
    """Part 9: how soon the reports of the month were taken up."""
    part = report.uptake
    if part is None:
        return [nothing_to_show(_("No report of this month was written here, so none is waiting."))]
    blocks: list[Block] = [
        KeyFigures(
            (
                KeyFigure(days_text(part.median_days), _("until a report was taken up"), _("median")),
                KeyFigure(percent_text(part.taken_up), _("taken up so far"), with_interval(part.taken_up)),
            )
        )
    ]
    if part.waiting:
        waiting = ngettext(
            "{n} report is waiting to be taken up", "{n} reports are waiting to be taken up", part.waiting
        )
        longest = (
            ngettext(", for {days} day at most", ", for {days} days at most", part.longest_wait_days).format(
                days=figure_text(part.longest_wait_days)
            )
            if part.longest_wait_days is not None
            else ""
        )
        blocks.append(Paragraph(f"{waiting.format(n=figure_text(part.waiting))}{longest}."))
    blocks.append(
        Paragraph(
            _(
                "Taken up: its status changed for the first time, because a review began, someone asked "
                "for more, or it was closed."
            ),
            NOTE,
        )
    )
    blocks.append(Paragraph(not_recorded_text(part.answers)))
    return blocks


def reviews_part(report: MonthlyReport) -> list[Block]:
    """Part 10: root cause analyses and the strength of what they led to."""
    part = report.reviews
    if not part.rows and not part.tiers:
        return [nothing_to_show(_("No root cause analysis was open this month, and no action was assigned."))]
    blocks: list[Block] = []
    if part.rows:
        blocks.append(
            PaperTable(
                (
                    PaperColumn(_("Reference"), 1.3, names_row=True),
                    PaperColumn(_("Event"), 2.6),
                    PaperColumn(_("Opened"), 1.7),
                    PaperColumn(_("To be finished in"), 1.7),
                    PaperColumn(_("Stage"), 1.8),
                    PaperColumn(_("Strongest action"), 1.6),
                ),
                [
                    (
                        row.reference,
                        row.event,
                        month_name(row.opened),
                        month_name(row.due),
                        row.stage,
                        row.strongest or NOTHING,
                    )
                    for row in part.rows
                ],
                caption=_("Analyses"),
            )
        )
    if part.tiers:
        blocks.append(
            PaperTable(
                (PaperColumn(_("Strength of actions"), 5, names_row=True), PaperColumn(_("Actions"), 1, number=True)),
                [(label, figure_text(count)) for label, count in part.tiers],
                note=_(
                    "Stronger actions change the place, the equipment or the process; weaker ones rely on people "
                    "remembering. Each analysis should lead to at least one that is stronger or intermediate."
                ),
            )
        )
    return blocks


def actions_part(report: MonthlyReport) -> list[Block]:
    """Part 11: what is due, what is waiting, and what helped."""
    part = report.actions
    if not part.rows:
        return [nothing_to_show(_("No action is open. Actions from debriefs and analyses will appear here."))]
    return [
        KeyFigures(
            (
                KeyFigure(figure_text(part.open), _("open")),
                KeyFigure(figure_text(part.completed), _("completed this month")),
                KeyFigure(figure_text(part.due), _("due next month")),
                KeyFigure(figure_text(part.waiting), _("waiting beyond their date")),
            )
        ),
        PaperTable(
            (
                PaperColumn(_("Action"), 3.4, names_row=True),
                PaperColumn(_("With"), 1.5),
                PaperColumn(_("Strength"), 1.2),
                PaperColumn(_("Due"), 1.6),
                PaperColumn(_("State"), 1.6),
                PaperColumn(_("Effect so far"), 2),
            ),
            [(row.what, row.owner, row.tier, month_name(row.due), row.state, row.effect) for row in part.rows],
            caption=_("Actions"),
            note=_listed_text(part),
        ),
    ]


def _listed_text(part: Actions) -> str:
    """How many are left out of the table; "" if it has all."""
    if part.listed == len(part.rows):
        return ""
    return _("{n} of {total} actions are listed: first those that are late.").format(
        n=figure_text(len(part.rows)), total=figure_text(part.listed)
    )


def statutory_part(report: MonthlyReport) -> list[Block]:
    """Part 12: which incidents belong in the log that a law may ask for."""
    part = report.statutory_log
    rows = (
        (_("Belong in the log, this month"), part.belongs_this_month),
        (_("Belong in the log, this year"), part.belongs_this_year),
        (_("Still to be decided, this month"), part.undecided),
    )
    return [
        Paragraph(
            _(
                "These counts are people's answers to one question: does this incident belong in the "
                "workplace violence log? Every site uses the wording of California Labor Code 6401.9. "
                "Whether a law requires a log at your site is not decided here."
            )
        ),
        PaperTable(
            (PaperColumn(_("Statutory log"), 5, names_row=True), PaperColumn(_("Incidents"), 1.6, number=True)),
            [(label, figure_text(count)) for label, count in rows],
        ),
        Bullets((not_recorded_text(part.deadlines), not_recorded_text(part.retention))),
    ]


def quality_part(report: MonthlyReport) -> list[Block]:
    """Part 13: how complete the records are, so that no one reads too much into them."""
    part = report.data_quality
    blocks: list[Block] = (
        [
            PaperTable(
                (
                    PaperColumn(_("Measure"), 3.4, names_row=True),
                    PaperColumn(_("Number"), 1.3, number=True),
                    PaperColumn(_("Share"), 0.9, number=True),
                    PaperColumn(_("Interval (95%)"), 1.3, number=True),
                ),
                [
                    (row.label, of_text(row.share), percent_text(row.share), interval_text(row.share))
                    for row in part.measures
                ],
            )
        ]
        if part.measures
        else [nothing_to_show(_("There were no records this month whose completeness could be measured."))]
    )
    remarks = [part.denominators]
    if part.median_minutes_to_log is not None:
        remarks.append(
            _("Half of the incidents that were logged here were logged within {time}.").format(
                time=duration_text(part.median_minutes_to_log)
            )
        )
    return [
        *blocks,
        Bullets(tuple(remarks)),
        Paragraph(
            _("Gaps are a reason to make reporting easier. They are never the fault of the people who report."), NOTE
        ),
    ]


def answers_part(report: MonthlyReport) -> list[Block]:
    """Part 14: what people said, and what was done about it."""
    if not report.you_said_we_did:
        return [nothing_to_show(_("Nothing to show yet. The first change that comes from a report will appear here."))]
    return [
        PaperTable(
            (
                PaperColumn(_("You said"), 3, names_row=True),
                PaperColumn(_("We did"), 3.4),
                PaperColumn(_("State"), 1.4),
            ),
            [(row.said, row.did, row.state) for row in report.you_said_we_did],
            note=_(
                "Thank you to everyone who takes the time to report. Abuse is not part of the job, and it"
                " is not acceptable."
            ),
        )
    ]
