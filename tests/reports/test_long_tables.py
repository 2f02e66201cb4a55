"""Tables from no row to ten thousand: every row is there, heads repeat, words are whole, work grows with the rows."""

import sys
from datetime import UTC, datetime
from types import FrameType

import pytest

from incident_tracker.reports import style
from incident_tracker.reports.blocks import Heading, Paragraph
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block, Fragment, paginate
from incident_tracker.reports.style import PageSize
from incident_tracker.reports.tables import PaperColumn, PaperTable
from tests.reports.pdf_reading import read

FRAME = PaperFrame("Rows", "Many rows", "Riverside", "October 2026", "Invented", datetime(2026, 11, 3, tzinfo=UTC))
COLUMNS = (
    PaperColumn("Number", 1, names_row=True),
    PaperColumn("Minutes", 1, number=True),
    PaperColumn("What was said", 3),
)


def table(rows: int, words: str = "voice louder and faster") -> PaperTable:
    return PaperTable(COLUMNS, [(f"row-{n:05}", str(n % 90), words) for n in range(rows)], caption="All of them")


@pytest.mark.parametrize("rows", [0, 1, 2, 39, 40, 41, 500])
def test_every_row_is_printed_once(rows: int) -> None:
    reading = read(document_pdf(FRAME, [table(rows)]))

    assert [word for word in reading.text.split() if word.startswith("row-")] == [f"row-{n:05}" for n in range(rows)]
    assert not reading.unmarked
    assert all("What was said" in page for page in reading.pages)


def test_ten_thousand_rows_are_all_there_and_repeat_their_head() -> None:
    reading = read(document_pdf(FRAME, [table(10_000)]))

    assert all(f"row-{n:05}" in reading.text for n in range(0, 10_000, 97))
    assert all("What was said" in page for page in reading.pages)
    assert len(reading.of_kind("Table")) == 1
    assert len(reading.of_kind("TR")) == 10_001


def calls_to_print(rows: int) -> int:
    """Function calls made, which unlike time are the same on every machine; no two runs share their first column."""
    many = PaperTable(COLUMNS, [(f"{rows}/{n:05}", str(n % 90), "voice louder and faster") for n in range(rows)])
    count = 0

    def counting(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        document_pdf(FRAME, [many])
    finally:
        sys.setprofile(before)
    return count


def test_work_grows_in_proportion_to_the_rows() -> None:
    calls_to_print(100)  # fonts and the words that all runs share are measured once
    few, more, many = calls_to_print(200), calls_to_print(400), calls_to_print(1600)

    assert (many - few) / (more - few) == pytest.approx(7, rel=0.03)


def test_a_cell_longer_than_a_page_goes_on_over_the_next() -> None:
    story = " ".join(f"word{n}" for n in range(3000))

    reading = read(document_pdf(FRAME, [PaperTable(COLUMNS, [("one", "5", story)])]))

    assert len(reading.pages) > 3
    assert all(f"word{n}" in reading.text for n in range(0, 3000, 53))
    assert "word2999" in reading.text


def test_figures_stand_flush_right_and_words_are_never_cut_while_there_is_room() -> None:
    columns = (PaperColumn("Reference number", 0.2), PaperColumn("Minutes", 0.2, number=True), PaperColumn("Story", 6))
    pdf = document_pdf(FRAME, [PaperTable(columns, [("RV-2026-000123456789", "1,234,567", "a long wait " * 30)])])

    text = read(pdf).text

    assert "RV-2026-000123456789" in text
    assert "1,234,567" in text


def test_no_heading_is_left_at_the_foot_of_a_page() -> None:
    for lines in range(30, 60):
        blocks: list[Block] = [
            Paragraph("\n".join(["line"] * lines)),
            Heading("Chapter", 2, "c"),
            Paragraph("text " * 300),
        ]
        pages = read(document_pdf(FRAME, blocks)).pages

        page = next(page for page in pages if "Chapter" in page)
        assert "text text" in page


def test_small_tables_stay_whole() -> None:
    for lines in range(30, 60):
        pages = read(document_pdf(FRAME, [Paragraph("\n".join(["line"] * lines)), table(8)])).pages

        assert any("All of them" in page and "row-00000" in page and "row-00007" in page for page in pages)


def test_fragments_that_hold_each_other_share_a_page_and_white_space_is_not_carried_over() -> None:
    def nothing(*_where: object) -> None: ...

    fragments = [
        Fragment(60, nothing),
        Fragment(20, nothing, holds_next=True),
        Fragment(30, nothing),
        Fragment(95),
        Fragment(10, nothing),
    ]

    pages = paginate(fragments, 0, 100)

    assert [[top for top, _fragment in page.fragments] for page in pages] == [[0], [0, 20], [0]]


@pytest.mark.parametrize("size", list(PageSize))
def test_nothing_is_drawn_beyond_the_margins(size: PageSize) -> None:
    import pypdfium2

    frame = PaperFrame(
        "Title " * 40, "", "A clinic with a very long name " * 6, "2026", "Mark " * 60, FRAME.made_at, "a" * 64, size
    )
    document = pypdfium2.PdfDocument(document_pdf(frame, [Heading("Wide " * 60, 1, "h"), table(90, "x" * 300)]))
    for page in document:
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            assert left >= style.MARGIN_SIDE - 1
            assert right <= size.width - style.MARGIN_SIDE + 1
            assert bottom >= 20
            assert top <= size.height - 20
    document.close()
