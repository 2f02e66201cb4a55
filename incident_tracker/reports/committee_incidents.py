"""Parts 2 to 7 of the committee report: what happened, its causes, the response, and fairness."""

from collections.abc import Sequence

from incident_tracker.charts.figures import figure_text, share_text
from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.reports.blocks import Callout, Heading, KeyFigure, KeyFigures, Paragraph
from incident_tracker.reports.committee_charts import cause_chart, count_chart
from incident_tracker.reports.committee_course import help_blocks, reach_blocks, signs_blocks
from incident_tracker.reports.flow import Block
from incident_tracker.reports.month_figures import month_finding
from incident_tracker.reports.monthly import (
    Cause,
    CountRow,
    EquityTable,
    MonthlyReport,
)
from incident_tracker.reports.not_recorded import NotRecorded, not_recorded_text
from incident_tracker.reports.printed import (
    NOTHING,
    count_text,
    incidents_text,
    percent_text,
    printed_rate_text,
    rate_interval_text,
    rate_name,
    report_month_text,
    with_interval,
)
from incident_tracker.reports.style import BODY, NOTE
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.reports.year_tables import harm_blocks, hidden_text, year_table
from incident_tracker.wording import _


def nothing_to_show(text: str) -> Callout:
    """The kind sentence for a part that has nothing to print."""
    return Callout(text, BODY)


def counts_part(report: MonthlyReport) -> list[Block]:
    """Part 2: levels, channels, rates, and whether the months differ by more than chance."""
    counts = report.counts
    blocks: list[Block] = []
    if counts.chart is not None:
        blocks.append(count_chart(counts.chart, counts.chart_title, counts.chart_measure, month_finding(report)))
    if not counts.incidents:
        blocks.append(
            nothing_to_show(
                _("No incidents were reported in {month}, so there is nothing to count by level or channel.").format(
                    month=report_month_text(report)
                )
            )
        )
        return [*blocks, *harm_blocks(report.year), *reach_blocks(report.course)]
    if counts.rates:
        blocks.append(
            PaperTable(
                (
                    PaperColumn(_("Reports"), 3.6, names_row=True),
                    PaperColumn(_("Number"), 1.2, number=True),
                    PaperColumn(_("Out of"), 2.1, number=True),
                    PaperColumn(_("Rate"), 1.2, number=True),
                    PaperColumn(_("Interval (95%)"), 1.6, number=True),
                ),
                [
                    (
                        rate_name(row),
                        figure_text(row.rate.events),
                        f"{figure_text(row.rate.exposure)} {row.unit}",
                        printed_rate_text(row.rate),
                        rate_interval_text(row.rate),
                    )
                    for row in counts.rates
                ],
                caption=_("Rates in {month}").format(month=report_month_text(report)),
                note=_(
                    "The range shows what chance alone can do. With few reports it is wide, and two months rarely "
                    "differ (exact Poisson intervals)."
                ),
            )
        )
    if counts.by_level:
        blocks.append(_count_table(_("Level"), counts.by_level, _("By level of what was done")))
    if counts.by_channel:
        blocks.append(_count_table(_("Channel"), counts.by_channel, _("By channel")))
    return [*blocks, *harm_blocks(report.year), *reach_blocks(report.course)]


def _count_table(title: str, rows: Sequence[CountRow], caption: str) -> PaperTable:
    return PaperTable(
        (
            PaperColumn(title, 4, names_row=True),
            PaperColumn(_("This month"), 1.3, number=True),
            PaperColumn(_("Month before"), 1.3, number=True),
            PaperColumn(_("Usual month"), 1.3, number=True),
        ),
        [
            (
                row.label,
                count_text(row.this_month),
                count_text(row.last_month),
                figure_text(row.usual, 1),
            )
            for row in rows
        ],
        caption=caption,
        note=_("Usual month: mean of the 12 months before, or of those since the first report."),
    )


def serious_part(report: MonthlyReport) -> list[Block]:
    """Part 3: one line for each incident of level 3 or more, in four columns."""
    if not report.serious:
        return [nothing_to_show(_("Nothing of level 3 or more was reported. No one is listed here."))]
    return [
        Paragraph(
            _(
                "Nothing else about each one is told, so that no one can be recognized. The order says nothing about "
                "the days. Levels describe only the act."
            ),
            holds_next=True,
        ),
        PaperTable(
            (
                PaperColumn(_("Level"), 2.6, names_row=True),
                PaperColumn(_("What it was"), 2.6),
                PaperColumn(_("How it ended"), 2.8),
                PaperColumn(_("Quarter"), 2),
            ),
            [(f"{item.level} · {item.level_label}", item.kind, item.outcome, item.quarter) for item in report.serious],
            caption=_("{incidents} of level 3 or more").format(incidents=incidents_text(len(report.serious))),
        ),
    ]


def causes_part(report: MonthlyReport) -> list[Block]:
    """Part 4: triggers and contributing factors, the most frequent first, with how well each is supported."""
    causes = report.causes
    if not causes.triggers and not causes.factors:
        return [
            nothing_to_show(
                _("No triggers or factors were recorded yet. They are added when an incident is completed.")
            )
        ]
    blocks: list[Block] = []
    if causes.triggers:
        triggers = sorted(causes.triggers, key=_by_count)
        blocks += _cause_blocks(_("What people encountered"), triggers, causes.of)
    if causes.factors:
        factors = sorted(causes.factors, key=_by_count)
        named = [_("yes") if factor.confirmed else NOTHING for factor in factors]
        blocks += _cause_blocks(
            _("Contributing factors"), factors, causes.of, (PaperColumn(_("Named in a closed analysis, too"), 2), named)
        )
    blocks.append(
        Paragraph(
            _("Of {incidents}, {period}. One incident may have several; shares do not add up to 100%.").format(
                incidents=incidents_text(causes.of), period=causes.period
            ),
            NOTE,
        )
    )
    return blocks


def _cause_blocks(
    title: str, causes: Sequence[Cause], of: int, more: tuple[PaperColumn, Sequence[str]] | None = None
) -> list[Block]:
    """The chart of triggers or factors and its table; `more` is one more column."""
    rows = [
        (cause.label, figure_text(cause.count), share_text(cause.count / of) if of else NOTHING) for cause in causes
    ]
    columns = (
        PaperColumn(_("Named"), 3.4, names_row=True),
        PaperColumn(_("Incidents"), 1, number=True),
        PaperColumn(_("Share"), 1, number=True),
    )
    caption = _("{title}, in figures").format(title=title)
    if more is None:
        return [cause_chart(title, causes), PaperTable(columns, rows, caption=caption)]
    column, cells = more
    wider = [(*row, cell) for row, cell in zip(rows, cells, strict=True)]
    return [cause_chart(title, causes), PaperTable((*columns, column), wider, caption=caption)]


def _by_count(cause: Cause) -> int:
    return -cause.count


def deescalation_part(report: MonthlyReport) -> list[Block]:
    """Part 5: what talking resolved, and which techniques calmed."""
    part = report.deescalation
    if not part.resolved.whole and not part.recorded:
        return [
            nothing_to_show(
                _("No incident has its de-escalation recorded yet, {period}.").format(period=part.period),
            ),
            *signs_blocks(report.course),
        ]
    blocks: list[Block] = [
        KeyFigures(
            (
                KeyFigure(percent_text(part.resolved), _("resolved by talking"), with_interval(part.resolved)),
                KeyFigure(percent_text(part.at_desk), _("ended at the desk"), with_interval(part.at_desk)),
                KeyFigure(figure_text(part.recorded), _("techniques recorded"), part.period),
                KeyFigure(
                    percent_text(part.calmer),
                    _("uses after which the person was calmer"),
                    _("{calmer} · unchanged {same} · worse {worse}").format(
                        calmer=with_interval(part.calmer), same=figure_text(part.same), worse=figure_text(part.worse)
                    ),
                ),
            )
        )
    ]
    if part.techniques:
        blocks.append(
            PaperTable(
                (
                    PaperColumn(_("Technique"), 5, names_row=True),
                    PaperColumn(_("Used"), 1, number=True),
                ),
                [(technique.label, figure_text(technique.used)) for technique in part.techniques],
                caption=_("What was tried most often"),
            )
        )
    if report.year is not None and report.year.techniques:
        title = _("What followed a technique, {year}").format(year=report.year.year)
        blocks.append(year_table(title, (_("Calmer"), _("Same"), _("Worse")), report.year.techniques))
        blocks.append(Paragraph(hidden_text(), NOTE))
    return [*blocks, *signs_blocks(report.course)]


def police_part(report: MonthlyReport) -> list[Block]:
    """Part 6: calls for help from outside, by the criteria of the clinic's own decision table."""
    part = report.police_security
    if part.police == 0 and part.security == 0:
        nothing = nothing_to_show(_("No call to security or to the police is recorded for this month."))
        return [nothing, *help_blocks(report.course)]
    blocks: list[Block] = [
        KeyFigures(
            (
                KeyFigure(figure_text(part.security), _("calls to security")),
                KeyFigure(figure_text(part.police), _("calls to the police")),
            )
        )
    ]
    if part.decisions:
        blocks.append(
            PaperTable(
                (
                    PaperColumn(_("Criterion of the decision table"), 5, names_row=True),
                    PaperColumn(_("Incidents"), 1, number=True),
                ),
                [(row.criterion, figure_text(row.incidents)) for row in part.decisions],
                caption=_("Calls by criterion"),
            )
        )
    return [*blocks, *help_blocks(report.course)]


def equity_part(report: MonthlyReport) -> list[Block]:
    """Part 7: groups by their own registration, counts below the threshold hidden."""
    equity = report.equity
    if isinstance(equity, NotRecorded):
        return [nothing_to_show(not_recorded_text(equity))]
    blocks: list[Block] = [
        Paragraph(
            _(
                "Groups are those that patients gave themselves at registration, never an observer's guess. {period}."
            ).format(period=equity.period)
        )
    ]
    for table in equity.tables:
        blocks.extend(_equity_table(table, equity.threshold))
    return blocks


def _equity_table(table: EquityTable, threshold: int) -> list[Block]:
    rows = [
        (
            row.group,
            count_text(row.visits),
            count_text(row.incidents),
            printed_rate_text(row.rate) if row.rate is not None else _("hidden"),
            rate_interval_text(row.rate),
            count_text(row.police),
        )
        for row in table.rows
    ]
    hidden = any(
        isinstance(count, Visibility) for row in table.rows for count in (row.visits, row.incidents, row.police)
    )
    note = (
        _(
            "Counts from 1 to {most} are hidden, and so are figures that would reveal them. Zero is "
            "shown. Rates are per 1,000 visits with exact intervals (95%)."
        ).format(most=threshold - 1)
        if hidden
        else _("Rates are per 1,000 visits with exact intervals (95%).")
    )
    return [
        Heading(table.dimension, 3, room=160),
        PaperTable(
            (
                PaperColumn(_("Group"), 2.8, names_row=True),
                PaperColumn(_("Visits"), 1.1, number=True),
                PaperColumn(_("Incidents"), 1.1, number=True),
                PaperColumn(_("Rate"), 1, number=True),
                PaperColumn(_("Interval (95%)"), 1.3, number=True),
                PaperColumn(_("Police called"), 1.1, number=True),
            ),
            rows,
            note=note,
        ),
        *([Paragraph(table.finding)] if table.finding else []),
    ]
