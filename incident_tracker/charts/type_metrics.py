"""How wide a text is in the bundled typeface, read once from the very font files that the painters use."""

from functools import cache
from importlib.resources import files
from struct import unpack_from

from incident_tracker.charts.scene import Weight

ASCENT = 0.765
"""Height of the tallest letters above the baseline, as a share of the size (OS/2 sTypoAscender)."""
DESCENT = 0.240
"""Depth of letters below the baseline, as a share of the size."""
CAP_HEIGHT = 0.714
"""Height of capitals and figures, as a share of the size."""


def font_file(weight: Weight) -> str:
    """The name of a weight's file in `incident_tracker/fonts/`, which also belongs to the screen and the documents."""
    match weight:
        case Weight.REGULAR:
            return "OpenSans-Regular.ttf"
        case Weight.ITALIC:
            return "OpenSans-Italic.ttf"
        case Weight.SEMIBOLD:
            return "OpenSans-Semibold.ttf"
        case Weight.BOLD:
            return "OpenSans-Bold.ttf"


def font_bytes(weight: Weight) -> bytes:
    """The font file of one weight (TrueType, license beside it)."""
    return (files("incident_tracker") / "fonts" / font_file(weight)).read_bytes()


@cache
def _advances(weight: Weight) -> dict[int, float]:
    """Code point to advance width, as a share of the size (OpenType tables head, hhea, hmtx and cmap format 4)."""
    font = font_bytes(weight)
    tables = {
        font[at : at + 4]: unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", font, 4)[0], 16)
    }
    units = unpack_from(">H", font, tables[b"head"] + 18)[0]
    long_metrics = unpack_from(">H", font, tables[b"hhea"] + 34)[0]
    advance = [width / units for width in unpack_from(f">{2 * long_metrics}H", font, tables[b"hmtx"])[::2]]
    return {code: advance[min(glyph, long_metrics - 1)] for code, glyph in _glyphs(font, tables[b"cmap"])}


def _glyphs(font: bytes, cmap: int) -> list[tuple[int, int]]:
    """(code point, glyph) pairs of the Unicode subtable in format 4 (platform 3, encoding 1)."""
    records = [unpack_from(">HHI", font, cmap + 4 + 8 * n) for n in range(unpack_from(">H", font, cmap + 2)[0])]
    start = cmap + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    doubled = unpack_from(">H", font, start + 6)[0]
    count = doubled // 2
    ends = unpack_from(f">{count}H", font, start + 14)
    starts = unpack_from(f">{count}H", font, start + 16 + doubled)
    deltas = unpack_from(f">{count}H", font, start + 16 + 2 * doubled)
    ranges_at = start + 16 + 3 * doubled
    pairs = []
    for n in range(count):
        offset = unpack_from(">H", font, ranges_at + 2 * n)[0]
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = unpack_from(">H", font, ranges_at + 2 * n + offset + 2 * (code - starts[n]))[0]
            if glyph or not offset:
                pairs.append((code, (glyph + deltas[n]) & 0xFFFF))
    return pairs


def text_width(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """Width of one line in points, without kerning; a letter the typeface lacks counts as an em."""
    advances = _advances(weight)
    return size * sum(advances.get(ord(letter), 1.0) for letter in text)


def fits(text: str, width: float, size: float, weight: Weight = Weight.REGULAR) -> str:
    """`text`, or as much of it as fits in `width` followed by an ellipsis ("" when not even that fits)."""
    if text_width(text, size, weight) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        shortened = text[:end].rstrip() + "…"
        if text_width(shortened, size, weight) <= width:
            return shortened
    return ""


def wrap_words(text: str, width: float, size: float, weight: Weight = Weight.REGULAR) -> tuple[str, ...]:
    """`text` broken at spaces into lines no wider than `width`; a single word wider than that is shortened."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, weight) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(fits(word, width, size, weight))
    return tuple(lines)
