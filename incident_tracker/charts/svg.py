"""A chart's scene as SVG 1.1: real text, a title and a description, one group for each role."""

from xml.sax.saxutils import escape

from incident_tracker.charts.palette import LIGHT, Palette
from incident_tracker.charts.scene import (
    Ink,
    Mark,
    Marker,
    MarkGroup,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Shape,
    StraightLine,
    Text,
    TextAnchor,
    Weight,
)
from incident_tracker.charts.shapes import CROSS_ARM, STROKE, corners
from incident_tracker.charts.type_metrics import text_width

_FONTS = "'Open Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_MARGIN = 8


def scene_to_svg(scene: Scene, palette: Palette = LIGHT) -> str:
    """The scene as the text of an SVG file (UTF-8), on the palette's paper with a small margin.

    Lengths are points, as in the scene. Text keeps being text: it can be selected, searched and read aloud; where
    Open Sans is not installed, another typeface is fitted to the same widths.
    """
    width, height = scene.width + 2 * _MARGIN, scene.height + 2 * _MARGIN
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{_n(width)}pt" height="{_n(height)}pt" '
        f'viewBox="{-_MARGIN} {-_MARGIN} {_n(width)} {_n(height)}" role="img" aria-labelledby="title description">',
        f'<title id="title">{_text(scene.title)}</title>',
        f'<desc id="description">{_text(scene.description)}</desc>',
        f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="{_n(width)}" height="{_n(height)}" fill="{palette[Ink.PAPER]}"/>',
        f'<g font-family="{_FONTS}" stroke-linecap="round" stroke-linejoin="round">',
        *(_group(group, palette) for group in scene.groups),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _group(group: MarkGroup, palette: Palette) -> str:
    marks = "\n".join(_mark(mark, palette) for mark in group.marks)
    return f'<g class="{group.role.value}">\n{marks}\n</g>'


def _mark(mark: Mark, palette: Palette) -> str:
    match mark:
        case StraightLine():
            return (
                f'<line x1="{_n(mark.x1)}" y1="{_n(mark.y1)}" x2="{_n(mark.x2)}" y2="{_n(mark.y2)}" '
                f"{_pen(palette[mark.ink], mark.width, mark.dash)}/>"
            )
        case Polyline():
            pen = _pen(palette[mark.ink], mark.width, mark.dash)
            return f'<polyline points="{_points(mark.points)}" fill="none" {pen}/>'
        case Polygon():
            return f'<polygon points="{_points(mark.points)}" fill="{palette[mark.fill]}"/>'
        case Rect():
            return (
                f'<rect x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}" '
                f'rx="{_n(mark.radius)}" {_paint(mark.fill, mark.stroke, mark.stroke_width, palette)}/>'
            )
        case Marker():
            return _marker(mark, palette)
        case Text():
            width = text_width(mark.text, mark.size, mark.weight)
            turn = f' transform="rotate({_n(mark.turn)} {_n(mark.x)} {_n(mark.y)})"' if mark.turn else ""
            return (
                f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}" fill="{palette[mark.ink]}"'
                f'{_weight(mark.weight)}{_anchor(mark.anchor)}{turn} textLength="{_n(width)}" '
                f'lengthAdjust="spacingAndGlyphs">{_text(mark.text)}</text>'
            )


def _weight(weight: Weight) -> str:
    match weight:
        case Weight.REGULAR:
            return ""
        case Weight.ITALIC:
            return ' font-style="italic"'
        case Weight.SEMIBOLD:
            return ' font-weight="600"'
        case Weight.BOLD:
            return ' font-weight="700"'


def _anchor(anchor: TextAnchor) -> str:
    match anchor:
        case TextAnchor.START:
            return ""
        case TextAnchor.MIDDLE:
            return ' text-anchor="middle"'
        case TextAnchor.END:
            return ' text-anchor="end"'


def _marker(mark: Marker, palette: Palette) -> str:
    ink, stroke = palette[mark.ink], mark.size * STROKE
    match mark.shape:
        case Shape.CIRCLE:
            return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.size / 2)}" fill="{ink}"/>'
        case Shape.RING:
            return (
                f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n((mark.size - stroke) / 2)}" '
                f'fill="{palette[Ink.PAPER]}" {_pen(ink, stroke)}/>'
            )
        case Shape.CROSS:
            arm = mark.size * CROSS_ARM
            left, right, top, bottom = mark.x - arm, mark.x + arm, mark.y - arm, mark.y + arm
            path = f"M{_n(left)} {_n(top)}L{_n(right)} {_n(bottom)}M{_n(left)} {_n(bottom)}L{_n(right)} {_n(top)}"
            return f'<path d="{path}" fill="none" {_pen(ink, stroke)}/>'
        case Shape.SQUARE | Shape.DIAMOND | Shape.TRIANGLE_UP | Shape.TRIANGLE_DOWN:
            return f'<polygon points="{_points(corners(mark))}" fill="{ink}"/>'


def _paint(fill: Ink | None, stroke: Ink | None, width: float, palette: Palette) -> str:
    filled = f'fill="{palette[fill] if fill else "none"}"'
    return f"{filled} {_pen(palette[stroke], width)}" if stroke else filled


def _pen(color: str, width: float, dash: tuple[float, ...] = ()) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
    return f'stroke="{color}" stroke-width="{_n(width)}"{dashes}'


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """Hundredths of a point are finer than any printer."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Text without the control characters that XML 1.0 forbids."""
    return escape("".join(letter for letter in text if letter >= " " or letter in "\t\n"))
