"""What documents are written with: headings, paragraphs, lists, callouts, key figures, charts and the contents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from incident_tracker.charts.scene import Scene
from incident_tracker.reports import style
from incident_tracker.reports.flow import Fragment, Space
from incident_tracker.reports.sheet import PageCanvas
from incident_tracker.reports.style import Color, TextStyle
from incident_tracker.reports.tagging import Element
from incident_tracker.reports.text import TextLine, line_of, printable, shortened, width_of, wrap_printable

LEAST_ROOM = 90.0
"""A heading needs at least this much room above the foot of a page."""
ASCENT = 0.77
"""Share of the size between a line's upper edge and its baseline, before half of the extra leading."""


def baseline(text_style: TextStyle) -> float:
    """Distance of the baseline from the upper edge of a line."""
    return (text_style.leading - text_style.size) / 2 + text_style.size * ASCENT + 0.06 * text_style.size


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 (the document), 2 (a chapter) or 3; those of 2 and 3 are entries of the outline.

    `key` names it as a target of links (unique in the document). `room` is the height in points that must be left on
    a page for the heading to start there. `number` stands before a chapter's text, and in a column of the contents.
    """

    text: str
    level: int
    key: str = ""
    room: float = 0.0
    number: str = ""

    @property
    def whole(self) -> str:
        """Number and text on one line."""
        return " ".join(printable(f"{self.number}  {self.text}" if self.number else self.text).split("\n"))

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """One fragment a line; the last stays with what follows."""
        look = {1: style.TITLE, 2: style.HEADING_2}.get(self.level, style.HEADING_3)
        element = space.tree.add(f"H{self.level}")
        lines = wrap_printable(self.whole, look, space.width)
        for number, line in enumerate(lines):
            first, last = number == 0, number == len(lines) - 1
            yield Fragment(
                look.leading + (look.after if last else 0),
                partial(self._draw, space, element, line, look, first),
                before=look.before if first else 0,
                holds_next=True,
                room=max(self.room, LEAST_ROOM) if first else 0,
                placed=partial(space.pages.__setitem__, self.key) if first and self.key else None,
            )

    def _draw(
        self,
        space: Space,
        element: Element,
        line: TextLine,
        look: TextStyle,
        first: bool,
        sheet: PageCanvas,
        top: float,
    ) -> None:
        if first and self.key:
            sheet.anchor(self.key, top, self.whole, max(self.level - 2, 0))
        with sheet.tagged(element):
            sheet.text(space.left, top + baseline(look), line, look)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. It breaks between lines across pages, but never leaves a single line alone."""

    text: str
    look: TextStyle = style.BODY
    holds_next: bool = False
    kind: str = "P"

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """One fragment a line."""
        element = space.tree.add(self.kind)
        lines = wrap_printable(self.text, self.look, space.width)
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            yield Fragment(
                self.look.leading + (self.look.after if last else 0),
                partial(_draw_line, space.left, element, line, self.look),
                before=self.look.before if number == 0 else 0,
                holds_next=(self.holds_next if last else number in {0, len(lines) - 2}),
            )


def _draw_line(x: float, element: Element, line: TextLine, look: TextStyle, sheet: PageCanvas, top: float) -> None:
    with sheet.tagged(element):
        sheet.text(x, top + baseline(look), line, look)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order; `items` are plain texts."""

    items: tuple[str, ...]
    LOOK = style.BODY
    INDENT = 14.0

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """One fragment a line; an item's first line carries the bullet."""
        element = space.tree.add("L", attributes="/A<</O/List/ListNumbering/Disc>>")
        for item in self.items:
            entry = space.tree.add("LI", element)
            label, body = space.tree.add("Lbl", entry), space.tree.add("LBody", entry)
            lines = wrap_printable(item, self.LOOK, space.width - self.INDENT)
            for number, line in enumerate(lines):
                last = number == len(lines) - 1
                yield Fragment(
                    self.LOOK.leading + (self.LOOK.after / 2 if last else 0),
                    partial(self._draw, space, label if number == 0 else None, body, line),
                    holds_next=not last and number in {0, len(lines) - 2},
                )

    def _draw(
        self, space: Space, label: Element | None, body: Element, line: TextLine, sheet: PageCanvas, top: float
    ) -> None:
        if label is not None:
            with sheet.tagged(label):
                bullet = line_of("•", self.LOOK)
                sheet.text(space.left + 3, top + baseline(self.LOOK), bullet, self.LOOK, Color.TEAL)
        with sheet.tagged(body):
            sheet.text(space.left + self.INDENT, top + baseline(self.LOOK), line, self.LOOK)


@dataclass(frozen=True, slots=True)
class Callout:
    """A paragraph on a tint with a bar at its left: a summary, or a kind sentence if there is nothing to show."""

    text: str
    look: TextStyle = style.LEAD
    accent: Color = Color.TEAL
    PADDING = 10.0
    INDENT = 16.0
    WHOLE_UP_TO = 20

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """One fragment a line, each with its stripe of the tint; up to 20 lines stay together."""
        element = space.tree.add("P")
        lines = wrap_printable(self.text, self.look, space.width - 2 * self.INDENT)
        for number, line in enumerate(lines):
            first, last = number == 0, number == len(lines) - 1
            above, below = self.PADDING if first else 0.0, self.PADDING if last else 0.0
            yield Fragment(
                above + self.look.leading + below + (8.0 if last else 0),
                partial(self._draw, space, element, line, above, above + self.look.leading + below),
                before=6.0 if first else 0,
                holds_next=not last and (len(lines) <= self.WHOLE_UP_TO or number in {0, len(lines) - 2}),
            )

    def _draw(
        self, space: Space, element: Element, line: TextLine, above: float, height: float, sheet: PageCanvas, top: float
    ) -> None:
        with sheet.artifact():
            sheet.box(space.left, top, space.width, height + 0.2, Color.TINT)
            sheet.box(space.left, top, 3, height + 0.2, self.accent)
        with sheet.tagged(element):
            sheet.text(space.left + self.INDENT, top + above + baseline(self.look), line, self.look)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that is read first: its value as text, what it is, and a short remark such as "n = 12"."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Two to five key figures side by side."""

    figures: tuple[KeyFigure, ...]
    GUTTER = 10.0
    PADDING = 11.0

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """One fragment, as high as the tallest card."""
        width = (space.width - self.GUTTER * (len(self.figures) - 1)) / len(self.figures)
        inner = width - 2 * self.PADDING
        cards = [(space.tree.add("P"), self._lines(figure, inner)) for figure in self.figures]
        height = max(sum(look.leading for _line, look in lines) for _element, lines in cards) + 2 * self.PADDING - 2
        yield Fragment(height + 12, partial(self._draw, space, cards, width, height), before=10)

    def _lines(self, figure: KeyFigure, width: float) -> list[tuple[TextLine, TextStyle]]:
        big = style.FIGURE_VALUE
        if width_of(printable(figure.value), big) > width:
            big = TextStyle(big.face, 13, big.leading, big.color)
        parts = ((figure.value, big), (figure.label, style.FIGURE_LABEL), (figure.note, style.FIGURE_NOTE))
        return [(line, look) for text, look in parts if text for line in wrap_printable(text, look, width)]

    def _draw(
        self,
        space: Space,
        cards: list[tuple[Element, list[tuple[TextLine, TextStyle]]]],
        width: float,
        height: float,
        sheet: PageCanvas,
        top: float,
    ) -> None:
        for number, (element, lines) in enumerate(cards):
            left = space.left + number * (width + self.GUTTER)
            with sheet.artifact():
                sheet.box(left, top, width, height, Color.TINT, radius=4)
            y = top + self.PADDING - 2
            with sheet.tagged(element):
                for line, look in lines:
                    sheet.text(left + self.PADDING, y + baseline(look), line, look)
                    y += look.leading


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as wide as the text. `scene_for` lays it out for a width in points; its description is the Alt text."""

    scene_for: Callable[[float], Scene]

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """One fragment."""
        scene = self.scene_for(space.width)
        height = scene.height * space.width / scene.width
        element = space.tree.add("Figure", alt=scene.description)
        yield Fragment(height + 6, partial(self._draw, space, element, scene), before=6)

    def _draw(self, space: Space, element: Element, scene: Scene, sheet: PageCanvas, top: float) -> None:
        lower = sheet.size.height - top - scene.height * space.width / scene.width
        box = f"{space.left:.2f} {lower:.2f} {space.left + space.width:.2f} {sheet.size.height - top:.2f}"
        element.attributes += f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"
        with sheet.tagged(element):
            sheet.scene(scene, space.left, top, space.width)


@dataclass(frozen=True, slots=True)
class Contents:
    """Headings with their page numbers; each line is a link."""

    headings: tuple[Heading, ...]
    LOOK = style.CONTENTS
    NUMBERS = 21.0

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """One fragment a heading."""
        element = space.tree.add("TOC")
        for heading in self.headings:
            link = space.tree.add("Link", space.tree.add("Reference", space.tree.add("TOCI", element)))
            yield Fragment(self.LOOK.leading, partial(self._draw, space, link, heading))

    def _draw(self, space: Space, link: Element, heading: Heading, sheet: PageCanvas, top: float) -> None:
        page = line_of(str(space.pages[heading.key]), self.LOOK)
        right = space.left + space.width
        number = line_of(heading.number, self.LOOK)
        words = shortened(heading.text, self.LOOK, space.width - 40 - self.NUMBERS)
        y = top + baseline(self.LOOK)
        with sheet.tagged(link):
            if heading.number:
                sheet.text(space.left + self.NUMBERS - 7 - number.width, y, number, self.LOOK, Color.TEAL)
            sheet.text(space.left + (self.NUMBERS if heading.number else 0), y, words, self.LOOK)
            sheet.text(right - page.width, y, page, self.LOOK, Color.TEAL)
        with sheet.artifact():
            sheet.rule(space.left, right, top + self.LOOK.leading - 1, width=0.35)
        sheet.link(link, heading.key, heading.whole, (space.left, top, right, top + self.LOOK.leading))
