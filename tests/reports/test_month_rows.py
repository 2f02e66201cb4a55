"""Every figure of a month's report is a row for other programs, under a name that stays."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime

import pytest

from incident_tracker.reports.month_rows import month_rows
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.statistics.rates import Rate
from incident_tracker.statistics.shares import Share
from tests.reports import sample

NO_FIGURES = {
    "chart",  # has its own file: spc, and the table of the chart
    "is_over",
    "invented",
    "year.year",
    "serious.level",  # one incident, not a figure
}
STAY = {
    "incidents",
    "incidents_level3",
    "rate_visits",
    "debriefs_offered_24h",
    "debriefs_in_window",
    "actions_completed",
    "actions_due_next",
    "actions_overdue",
    "techniques_recorded",
    "settled_at_desk",
    "reporters_answered",
}


def figures_in(value: object, path: str = "") -> Iterator[tuple[str, float]]:
    """Each number of a report, with the names of the fields that lead to it."""
    last = path.rpartition(".")[2]
    if last in NO_FIGURES or path in NO_FIGURES or isinstance(value, (date, datetime)):
        return
    if isinstance(value, (Share, Rate)):
        parts = (value.part, value.whole) if isinstance(value, Share) else (value.events, value.exposure)
        for one in (*parts, value.lower, value.upper):
            yield from figures_in(one, path)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path, value
    elif isinstance(value, tuple):
        for one in value:
            yield from figures_in(one, path)
    elif is_dataclass(value):
        for field in fields(value):
            yield from figures_in(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


@pytest.mark.parametrize("report", [sample.full_month(), sample.one_incident(), sample.empty_month()])
def test_no_figure_is_left_out(report: MonthlyReport) -> None:
    told = {value for row in month_rows(report) for value in row.values() if isinstance(value, (int, float))}
    assert [(path, figure) for path, figure in figures_in(report) if figure not in told] == []


def test_names_stay_and_what_is_not_recorded_says_so() -> None:
    rows = month_rows(sample.full_month())
    assert {row["id"] for row in rows} >= STAY
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    by_id = {row["id"]: row for row in rows}
    assert by_id["reporters_answered"]["recorded"] is False
    assert by_id["reporters_answered"]["value"] is None
    assert by_id["debriefs_in_window"]["numerator"] == 8
    assert by_id["debriefs_in_window"]["denominator"] == 10
    assert [row["label"] for row in rows if row["id"] == "by_level"] == [
        row.label for row in sample.full_month().counts.by_level
    ]


def test_what_is_hidden_on_paper_is_hidden_here() -> None:
    hidden = [row for row in month_rows(sample.full_month()) if row["suppressed"]]
    assert hidden
    assert all(row["value"] is None for row in hidden)
