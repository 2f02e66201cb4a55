"""What a screen reader finds: every mark is tagged or an artifact, tables have heads, figures have words."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from incident_tracker.reports.style import PageSize
from tests.reports.pdf_reading import read

Make = Callable[..., bytes]


@pytest.mark.parametrize("kind", ["full", "empty", "one", "rows"])
def test_nothing_is_painted_outside_a_tag_or_an_artifact(committee_pdf: Make, kind: str) -> None:
    reading = read(committee_pdf(kind))

    assert not reading.unmarked
    assert not reading.unowned


def test_figures_say_what_they_show(committee_pdf: Make) -> None:
    figures = read(committee_pdf("full")).of_kind("Figure")

    assert len(figures) == 4
    assert all(len(figure.alt) > 20 for figure in figures)
    assert figures[0].alt.startswith("Control chart of Reports of escalations")


def test_tables_have_a_head_for_every_column_and_row(committee_pdf: Make) -> None:
    reading = read(committee_pdf("full"))
    heads = reading.of_kind("TH")

    assert reading.of_kind("Table")
    assert {head.scope for head in heads} == {"/Column", "/Row"}
    assert all(row.parent == "/Table" for row in reading.of_kind("TR"))
    assert all(cell.parent == "/TR" for cell in (*heads, *reading.of_kind("TD")))


def test_a_table_over_many_pages_is_one_table(committee_pdf: Make) -> None:
    """The repeated head is an artifact: a reader who listens hears it once."""
    reading = read(committee_pdf("rows"))
    heads = [head for head in reading.of_kind("TH") if head.scope == "/Column"]

    assert len(heads) == len([head for head in read(committee_pdf("full")).of_kind("TH") if head.scope == "/Column"])
    assert sum("How it ended" in page and "Quarter" in page for page in reading.pages) > 20


def test_headings_lead_through_the_document(committee_pdf: Make) -> None:
    reading = read(committee_pdf("full"))
    levels = [int(element.S[2]) for element in reading.elements if element.S in {"/H1", "/H2", "/H3"}]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert levels.count(2) == 14
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("size", list(PageSize))
def test_links_of_the_contents_are_tagged_and_lead_somewhere(committee_pdf: Make, size: PageSize) -> None:
    with pikepdf.open(BytesIO(committee_pdf("full", size=size))) as file:
        links = [annotation for page in file.pages for annotation in page.get("/Annots", [])]
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

        assert len(links) == 14
        for link in links:
            assert owners[int(link.StructParent)].S == "/Link"
            assert str(link.Contents)
            assert link.Dest[0].Type == "/Page"


def test_the_file_says_what_it_is(committee_pdf: Make) -> None:
    with pikepdf.open(BytesIO(committee_pdf("full"))) as file:
        metadata = file.open_metadata()

        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo.Title).startswith("Safety committee report · Riverside")
        assert metadata["pdfuaid:part"] == "1"
        assert str(metadata["dc:title"]) == str(file.docinfo.Title)
        assert metadata["xmp:CreateDate"] == "2026-11-03T09:05:00-08:00"
        assert str(file.docinfo.CreationDate) == "D:20261103090500-08'00'"
        assert file.pdf_version == "1.7"


def test_fonts_are_embedded_subsets(committee_pdf: Make) -> None:
    with pikepdf.open(BytesIO(committee_pdf("full"))) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]

        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert all("/ToUnicode" in font for font in fonts)
