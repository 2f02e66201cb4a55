"""The monthly report as a committee reads it: all parts, the same figures everywhere, nothing hidden given away."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from incident_tracker.reports import committee
from incident_tracker.reports.committee_charts import cause_chart, count_chart, share_chart
from incident_tracker.reports.month_figures import month_finding
from incident_tracker.reports.monthly import EquityRow, EquityTable
from incident_tracker.reports.style import PageSize
from incident_tracker.wording import speaking
from tests.reports import sample
from tests.reports.pdf_reading import read

Make = Callable[..., bytes]

TITLES = (
    "The month in one paragraph",
    "How much was reported, and how serious it was",
    "Incidents of level 3 or more",
    "Causes and triggers",
    "De-escalation",
    "Police and security",
    "Fairness",
    "Support for the people affected",
    "How soon reports were taken up",
    "Root cause analyses",
    "Actions",
    "Statutory log",
    "How complete the records are",
    "You said, we did",
)


@pytest.mark.parametrize("kind", ["full", "empty", "one", "rows"])
def test_every_month_has_all_fourteen_parts_in_order(committee_pdf: Make, kind: str) -> None:
    with pikepdf.open(BytesIO(committee_pdf(kind))) as file, file.open_outline() as outline:
        entries = [entry.title for entry in outline.root if entry.title[0].isdigit()]

    assert entries == [f"{number}  {title}" for number, title in enumerate(TITLES, 1)]


def test_an_empty_month_explains_itself_kindly(committee_pdf: Make) -> None:
    text = read(committee_pdf("empty")).text

    assert "In October 2026 no incidents were reported at Riverside Community Clinic" in text
    for sentence in (
        "so there is nothing to count by level or channel",
        "No one is listed here",
        "No call to security or to the police is recorded",
        "No support is recorded for the incidents of this month",
        "No root cause analysis was open this month",
        "The first change that comes from a report will appear here",
    ):
        assert sentence in text
    assert "None" not in text
    assert "nan" not in text.lower().split()


@pytest.mark.parametrize("size", list(PageSize))
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_same_month_gives_the_same_bytes(committee_pdf: Make, language: str, size: PageSize) -> None:
    again = committee.render(sample.full_month(language), page_size=size, language=language)

    assert again == committee_pdf("full", language, size)


def test_figures_in_charts_tables_and_text_are_the_same(committee_pdf: Make) -> None:
    """What the scene says is what stands on paper and in the table behind the chart."""
    report = sample.full_month()
    text = read(committee_pdf("full")).text
    with speaking("en"):
        assert report.counts.chart is not None
        assert report.debriefs is not None
        charts = (
            count_chart(report.counts.chart, "", "", month_finding(report)),
            cause_chart("", report.causes.triggers),
            share_chart("", "", (("Offered within 24 hours", report.debriefs.offered_in_24_hours.kept),), ""),
        )
        scenes = [chart.scene_for(487.0) for chart in charts]
    drawn = [mark.text for scene in scenes for mark in scene.marks() if hasattr(mark, "text")]

    assert all(" ".join(words.split()) in text for words in drawn)
    causes = {row[0].value: row[1].value for row in scenes[1].table.rows}
    assert causes == {cause.label: cause.count for cause in report.causes.triggers}
    for cause in report.causes.triggers:
        assert f"{cause.label} {cause.count} {100 * cause.count / report.causes.of:.0f}%" in text
    plotted = [row[1].value for row in scenes[0].table.rows]
    assert plotted == pytest.approx(report.counts.chart.plotted)


def test_hidden_counts_are_printed_as_hidden_with_a_note(committee_pdf: Make) -> None:
    text = read(committee_pdf("full")).text

    assert "Vietnamese 2,940 hidden hidden – 0" in text
    assert "Spanish 17,880 71 3.97 3.10–5.01 1–10" in text
    assert "Counts from 1 to 10 are hidden" in text


def test_without_hidden_counts_there_is_no_such_note() -> None:
    report = sample.full_month()
    rows = (EquityRow("North", 5000, 40, 20, None), EquityRow("South", 5000, 120, 30, None))
    table = EquityTable("Entrance", rows, "North: fewer reports per visit than all others.")
    text = read(committee.render(replace(report, equity=replace(report.equity, tables=(table,))))).text

    assert "are hidden" not in text
    assert "North: fewer reports per visit than all others." in text


def test_the_foot_carries_the_seal_the_mark_and_the_page(committee_pdf: Make) -> None:
    pages = read(committee_pdf("full")).pages

    assert len(pages) >= 9
    for number, page in enumerate(pages, 1):
        assert "record seal a3f09c1b77de" in page
        assert "a3f09c1b77de4" not in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Invented example" in page


def test_contents_name_the_page_on_which_each_part_stands(committee_pdf: Make) -> None:
    pages = read(committee_pdf("full")).pages
    contents = " ".join(pages[0].split())

    for number, title in enumerate(TITLES, 1):
        looked_at = list(enumerate(pages, 1))[number > 1 :]
        page = next(at for at, text in looked_at if f"{number} {title}" in " ".join(text.split()))
        assert f"{number} {title} {page}" in contents


@pytest.mark.parametrize("kind", ["full", "rows"])
def test_a_spanish_report_is_spanish(committee_pdf: Make, kind: str) -> None:
    pdf = committee_pdf(kind, "es")
    text = read(pdf).text

    for title in TITLES:
        assert title not in text
    assert "Informe del comité de seguridad" in text
    assert "octubre de 2026" in text
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "es"
    for own in sorted(texts_in(asdict(sample.full_month("es"))), key=len, reverse=True):
        text = text.replace(own, "…")
    for word in (" the ", " and ", " of ", " to ", " reported "):
        assert word not in f" {text} "


def texts_in(value: object) -> Iterator[str]:
    """What the invented clinic wrote itself, in English: every text of more than one word."""
    if isinstance(value, str) and " " in value:
        yield value
    elif isinstance(value, dict):
        yield from texts_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)


def test_all_rows_of_a_long_month_are_printed(committee_pdf: Make) -> None:
    reading = read(committee_pdf("rows"))

    for incident in sample.full_month(serious_rows=500).serious:
        assert incident.outcome in reading.text
    assert len(reading.of_kind("Table")) == len(read(committee_pdf("full")).of_kind("Table"))


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("full", PageSize.A4),
        ("full", PageSize.LETTER),
        ("empty", PageSize.A4),
        ("one", PageSize.A4),
        ("rows", PageSize.A4),
    ],
)
def test_the_outside_checker_accepts_it(
    committee_pdf: Make, checked_from_outside: Callable[..., str], tmp_path: Path, kind: str, size: PageSize
) -> None:
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(committee_pdf(kind, size=size))

    assert not checked_from_outside(pdf, "Safety committee report", "October 2026")
