"""Texts that people really paste: they are printed as they are, never become markup, never stop a document."""

import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracker.reports import incident_sheet, style
from incident_tracker.reports.right_to_left import in_visual_order
from incident_tracker.reports.text import printable, shortened, width_of, wrap_printable
from tests.reports import sample
from tests.reports.pdf_reading import read
from tests.tries import examples

ODD = (
    "<b>bold</b> & <i>x</i> &amp; &lt;",
    "a <b unclosed",
    "a </b> b <para>x",
    '<img src="/etc/passwd"/> <img src="http://example.org/x.png">',
    '<a href="javascript:alert(1)">press</a>',
    "<font color=\"[[[getattr(pow, Word('__globals__'))['os'].system('true') for Word in [1]]]\">x</font>",
    "(unbalanced \\ ( paren ) \\) endstream endobj",
    "{braces} {0} %s %d $HOME `id`",
    "tab\there\nnew line\r\nwindows\rold",
    "bell \x07 null \x00 escape \x1b[31m",
    "half a pair \ud800 end",
    "no-break\u00a0space, soft\u00adhyphen, zero\u200bwidth",
    "Ñandú, Łódź, Đặng, Ελλάδα, Москва",
    "שלום עולם (בדיקה) 123",
    "مرحبا بالعالم ١٢٣",
    "日本語のテスト 한국어 中文",
    "👩‍👩‍👧 🙂 🏳️‍🌈 e\u0301 Z͑ͫ̓a̴l̷g̶o",
    "\u202eright to left override\u202c",
    "x" * 4000,
    "supercalifragilistic" * 60,
    " ",
    "line\u2028separator\u2029paragraph\x85next",
)


def odd_strings() -> list[str]:
    """The project's own list, and the big list of naughty strings where it is beside the project."""
    listed = Path(__file__).parents[3] / "shared" / "oracles" / "text" / "blns.json"
    return [*ODD, *(json.loads(listed.read_text("utf-8")) if listed.exists() else [])]


def comparable(text: str) -> str:
    """`text` without blanks and with control characters as paper shows them."""
    return re.sub(r"\s+", "", printable(text))


def words_in(pdf: bytes) -> str:
    """All text that is not an artifact, ActualText before drawn letters."""
    fragments: list[str] = []
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            maps = {name: _unicode_of(font) for name, font in page.Resources.Font.items()}
            font, quiet, stack = "", 0, []
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "BMC":
                        stack.append(True)
                        quiet += 1
                    case "BDC":
                        said = "/ActualText" in operands[1]
                        stack.append(said)
                        if said and not quiet:
                            fragments.append(str(operands[1].ActualText))
                        quiet += said
                    case "EMC":
                        quiet -= stack.pop()
                    case "Tf":
                        font = str(operands[0])
                    case "Tj" if not quiet:
                        fragments.append("".join(maps[font].get(code, "") for code in bytes(operands[0])))
    return "".join(fragments)


def _unicode_of(font: pikepdf.Dictionary) -> dict[int, str]:
    source = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(letter).decode("utf-16-be", "replace")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL)
        for code, letter in re.findall(r"<(\w+)> <(\w+)>", block)
    }


def test_every_odd_text_comes_back_from_paper_as_it_was_written() -> None:
    narrative = "\n".join(odd_strings())

    pdf = incident_sheet.render(sample.incident_sheet(narrative))

    assert comparable(narrative) in comparable(words_in(pdf))


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_text_never_becomes_a_picture_a_link_or_a_field(text: str) -> None:
    pdf = incident_sheet.render(sample.incident_sheet(text))

    reading = read(pdf)
    assert not reading.unmarked
    assert not reading.of_kind("Figure")
    with pikepdf.open(BytesIO(pdf)) as file:
        assert not any("/Annots" in page or "/XObject" in page.Resources for page in file.pages)
        assert "/AcroForm" not in file.Root


def test_markup_is_printed_letter_by_letter() -> None:
    text = read(incident_sheet.render(sample.incident_sheet(ODD[0]))).text

    assert "<b>bold</b> & <i>x</i> &amp; &lt;" in text


def test_what_has_no_glyph_is_seen_as_a_box() -> None:
    (line,) = wrap_printable("日本", style.BODY, 400)

    assert [run.text for run in line.runs] == ["\ufffd\ufffd"]
    assert line.text == "日本"


def test_arabic_letters_are_joined_and_stand_from_right_to_left() -> None:
    assert in_visual_order("سلام") == "\ufee1\ufe8e\ufee0\ufeb3"
    assert in_visual_order("abc שלום (12) x") == "abc (12) םולש x"
    assert in_visual_order("abc (שלום) x") == "abc (םולש) x"


@settings(deadline=None, max_examples=examples(200))
@given(st.text(max_size=200), st.floats(20, 400))
def test_lines_never_run_over_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = wrap_printable(text, style.BODY, width)

    assert re.sub(r"\s", "", "".join(line.text for line in lines)) == re.sub(r"\s", "", printable(text))
    widest_letter = max((width_of(letter, style.BODY) for letter in printable(text)), default=0)
    assert all(line.width <= max(width, widest_letter) + 0.001 for line in lines)


@settings(deadline=None)
@given(st.text(max_size=80), st.floats(15, 100))
def test_running_heads_stay_on_one_line(text: str, width: float) -> None:
    line = shortened(text, style.RUNNING, width)

    assert "\n" not in line.text
    assert line.width <= width + max((width_of(letter, style.RUNNING) for letter in printable(text)), default=0)
