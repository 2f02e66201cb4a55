"""Every field of the records that reports are made of changes something on paper or on the page of the month.

What is computed and printed by no one is work and a promise without a reader. Each field of a full record is changed in
turn; what makes no difference stands here, with its reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from incident_tracker import wording
from incident_tracker.reports import committee, incident_sheet, list_sheet
from incident_tracker.reports.list_sheet import ListHeading, ListOnPaper, PaperHead
from incident_tracker.reports.month_figures import month_figures
from incident_tracker.reports.month_meeting import decisions, main_causes, support_lines
from incident_tracker.reports.monthly import Ask, MonthlyReport
from incident_tracker.statistics.chart_results import ChartKind, ControlChart
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.rates import Rate, rate
from incident_tracker.statistics.series import Series
from incident_tracker.statistics.shares import Share, share
from tests.reports import sample

ON_EVERY_PAGE = {"audit_head": "in the foot, see `test_committee_report` and `test_single_documents`"}
CLOSED_LONG_AGO = "standing.closes_on"
"""Printed until a month is closed, as the one of this report is: see `test_closing_months`."""
IN_FILES = "counts.rates.base"
"""Names the rate in files for other programs, as its label and unit do on paper."""
OTHER_FIGURES = {
    Share: share(1, 7),
    Rate: rate(3, 70),
    ControlChart: control_chart(Series.of((4, 3, 5, 4, 6, 5, 4, 3, 5, 4)), ChartKind.C),
}
R = TypeVar("R")


def test_every_figure_of_the_monthly_report_is_printed() -> None:
    report = sample.full_month()
    first, *others = report.actions.rows
    late = replace(report.actions, rows=(replace(first, asks=Ask.LATE), *others))

    assert unprinted(replace(report, actions=late), on_paper) == {*ON_EVERY_PAGE, CLOSED_LONG_AGO, IN_FILES}


def test_every_word_of_an_incident_on_paper_is_printed() -> None:
    assert unprinted(sample.incident_sheet(), lambda sheet: repr(list(incident_sheet._blocks(sheet)))) == set(
        ON_EVERY_PAGE
    )


def test_every_word_of_a_list_on_paper_is_printed() -> None:
    head = PaperHead("Riverside", "Contains names", sample.MADE_AT, "the manager", sample.SEAL)
    shown = ListOnPaper(
        "Staff", (ListHeading("Name", 2.0, False), ListHeading("Job", 1.0, True)), (("Ada", "1"),), 1, ()
    )

    assert unprinted(shown, lambda shown: repr(list(list_sheet._blocks(head, shown)))) == set()
    unsaid = unprinted(head, lambda head: repr(list(list_sheet._blocks(head, shown))))
    assert unsaid == {*ON_EVERY_PAGE, "mark"}  # in the foot, too


def on_paper(report: MonthlyReport) -> str:
    """What the report says on paper, and on the page of the month for the meeting."""
    with wording.speaking("en"):
        on_page = [*month_figures(report), *decisions(report), *support_lines(report), *main_causes(report)]
        return repr((list(committee._blocks(report)), on_page))


def unprinted(record: R, printed: Callable[[R], str]) -> set[str]:
    """The fields that make no difference to what is printed."""
    whole = printed(record)
    assert whole == printed(record)
    tried = [(path, printed(another) != whole) for path, another in variants(record)]
    return {path for path, _told in tried} - {path for path, told in tried if told}


def variants(record: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The record with each of its fields changed in turn; of a list of records the first one's."""
    for part in fields(record):
        value, here = getattr(record, part.name), f"{path}.{part.name}" if path else part.name
        assert value is not None, f"{here}: the sample leaves it out"
        for inner, another in changed(value, here):
            yield inner, replace(record, **{part.name: another})


def changed(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Another value for a field, or one for each field of the record in it."""
    match value:
        case Share() | Rate() | ControlChart():
            yield path, OTHER_FIGURES[type(value)]
        case tuple() if value and is_dataclass(value[0]):
            for inner, another in variants(value[0], path):
                yield inner, (another, *value[1:])
        case tuple():
            for place, one in enumerate(value[:2]):
                for _inner, another in changed(one, path):
                    yield path, (*value[:place], another, *value[place + 1 :])
        case bool():
            yield path, not value
        case Enum():
            yield from ((path, one) for one in type(value) if one is not value)
        case int() | float():
            yield path, value + 1
        case str():
            yield path, f"{value} zq"
        case date():  # a moment is one, too
            yield path, value + timedelta(days=40)
        case UUID():
            yield path, UUID(int=0xABC)
        case _ if is_dataclass(value):
            yield from variants(value, path)
        case _:
            raise AssertionError(f"{path}: no other value is known for {value!r}")
