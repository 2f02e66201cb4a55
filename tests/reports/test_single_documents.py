"""One incident on paper, and the record of debriefs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from incident_tracker.reports import debrief_compliance, incident_sheet
from incident_tracker.reports.printed import duration_text, hours_text
from incident_tracker.reports.style import PageSize
from tests.reports import sample, sample_promises
from tests.reports.pdf_reading import read


def test_an_incident_is_printed_whole_and_marked_on_every_page() -> None:
    sheet = sample.incident_sheet("He shouted.\n" * 90)

    reading = read(incident_sheet.render(sheet))

    assert len(reading.pages) > 2
    assert all("Contains identifying detail · record seal a3f09c1b77de" in page for page in reading.pages)
    assert reading.text.count("He shouted.") == 90
    for words in (
        "Incident RV-26-04127",
        "Added November 3, 2026, 09:05 by reception supervisor The caller has been offered Thursday",
        "call-center agent: Targeted, distress 6 of 10, felt threatened, would like: a break",
        "2. promised a call back at a time – calmer",
        "A debrief was held October 8, 2026, 14:00",
        "Root cause analysis RV-26-A012, open",
        "October 7, 2026, 08:40 In review",
    ):
        assert words in reading.text
    assert not reading.unmarked


def test_an_incident_of_which_little_is_known_says_so() -> None:
    known = sample.incident_sheet()
    told = replace(known.told, head=(), narrative="", addenda=(), known=())
    little = replace(known, told=told, support=(), causes=())

    text = read(incident_sheet.render(little)).text

    assert "No description was written." in text
    assert "Nothing has been completed yet." in text
    assert "No support has been recorded yet." in text


def test_the_report_on_support_counts_without_blame_and_tells_no_single_debrief() -> None:
    text = read(debrief_compliance.render(sample_promises.promises())).text

    assert "Debrief held within the window, or declined 8 of 10 80% 49–94%" in text
    assert "Paid, says the manager 6 of 7 86% 49–97% 2" in text
    assert "Paid, say the participants hidden, of 48" in text
    assert "Not held hidden" in text
    assert "To the first human contact 2.5 hours (median of 9)" in text
    assert "2 incidents are in none of these figures" in text
    assert "Ask again after three months none – – 4" in text
    assert "Oct 21, 2026" not in text
    for word in ("failed", "overdue", "violation", "fault"):
        assert word not in text


def test_a_time_without_debriefs_is_explained() -> None:
    empty = replace(sample_promises.promises(), lines=(), year=None)

    assert "No support is recorded for the incidents of this time." in read(debrief_compliance.render(empty)).text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_outside_checker_accepts_both(
    checked_from_outside: Callable[..., str], tmp_path: Path, language: str
) -> None:
    made = {
        "incident": incident_sheet.render(sample.incident_sheet(), page_size=PageSize.LETTER, language=language),
        "debriefs": debrief_compliance.render(sample_promises.promises(language), language=language),
    }
    for name, pdf in made.items():
        (tmp_path / name).write_bytes(pdf)

        assert not checked_from_outside(tmp_path / name)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.4, "0 minutes"), (1.2, "1 minute"), (38.0, "38 minutes"), (59.6, "1 h 0 min"), (105.04, "1 h 45 min")],
)
def test_how_long_it_took_is_told_in_whole_minutes(minutes: float, said: str) -> None:
    assert duration_text(minutes) == said


@pytest.mark.parametrize(("hours", "said"), [(1.02, "1 hour"), (2.0, "2 hours"), (2.04, "2 hours"), (2.5, "2.5 hours")])
def test_no_decimal_is_printed_that_says_nothing(hours: float, said: str) -> None:
    assert hours_text(hours) == said
