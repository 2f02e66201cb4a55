"""A month's report is kept as text and read from it as the same report, also one that was kept long ago."""

from datetime import date
from pathlib import Path

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.oversight.month_counts import MonthCounts
from incident_tracker.reports import committee
from incident_tracker.reports.kept_figures import (
    SHAPE,
    KeptPromises,
    kept_counts,
    kept_promises,
    kept_report,
    kept_text,
)
from incident_tracker.reports.monthly import MonthlyReport
from tests.reports import sample
from tests.reports.sample_promises import promise_lines

KEPT = Path(__file__).parent / "kept"
"""One report of every shape that was ever written; a new shape adds a file and a step in `UPGRADES`."""
PROMISES = KeptPromises(date(2026, 11, 10), promise_lines(), promise_lines()[:3], 2, 2025)
COUNTS = MonthCounts(((Severity.THREAT, "phone_in", 3),), ((Aspect.FACTOR, "wait", 2),), ((0, 9, 3),))


@pytest.mark.parametrize(
    "report",
    [
        sample.full_month(),
        sample.full_month("es"),
        sample.empty_month(),
        sample.one_incident(),
    ],
    ids=["full", "full-es", "empty", "one"],
)
def test_it_comes_back_the_same(report: MonthlyReport) -> None:
    text = kept_text(report, PROMISES, COUNTS)
    assert kept_report(text) == report
    assert committee.render(kept_report(text)) == committee.render(report)


@pytest.mark.parametrize("shape", range(1, SHAPE + 1))
def test_every_shape_is_still_read(shape: int) -> None:
    report = kept_report((KEPT / f"{shape}.json").read_text("utf-8"))
    assert report.counts == sample.full_month().counts
    assert committee.render(report)


def test_todays_shape_is_the_one_that_was_kept_last() -> None:
    """It changes with the record of a report. Until a version with a shape is released, write its file again; after
    that, the change makes a new shape.
    """
    assert kept_text(sample.full_month(), PROMISES, COUNTS) == (KEPT / f"{SHAPE}.json").read_text("utf-8"), (
        "raise SHAPE, say in UPGRADES how the older ones are read, and keep the new one in tests/reports/kept"
    )


def test_promises_and_counts_come_back_the_same_and_are_missing_in_older_texts() -> None:
    text = kept_text(sample.full_month(), PROMISES, COUNTS)
    assert kept_promises(text) == PROMISES
    assert kept_counts(text).parts == COUNTS
    older = text[: text.index(',"promises":')] + "}"
    assert kept_promises(older) is None
    assert kept_counts(older).parts is None
    assert kept_report(older) == sample.full_month()


def test_what_is_no_report_is_refused() -> None:
    for text in ("", "{}", '{"shape": 1, "report": {}}', "[]"):
        with pytest.raises((ValueError, KeyError)):
            kept_report(text)
