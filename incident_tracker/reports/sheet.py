"""The page being drawn: text, rules and boxes with the origin at the top left, each inside its tag or an artifact."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import LinkAnnotation
from reportlab.pdfgen.canvas import Canvas

from incident_tracker.charts.scene import Scene
from incident_tracker.reports.scene_painter import draw_scene
from incident_tracker.reports.style import Color, PageSize, TextStyle, font
from incident_tracker.reports.tagging import Element, StructureTree, text_string
from incident_tracker.reports.text import Run, TextLine

_COLORS = {color: HexColor(color.value) for color in Color}


class _TaggedLink(LinkAnnotation):  # type: ignore[misc]
    """A link that knows its place in the parent tree."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


class PageCanvas:
    """Draws on the present page of a canvas; y is the distance from the upper edge in points.

    Nothing is drawn outside `tagged` or `artifact`: content belongs to an element of the structure tree, decoration
    is declared as such.
    """

    def __init__(self, canvas: Canvas, tree: StructureTree, size: PageSize) -> None:
        self.size = size
        self.page = 1
        self._canvas = canvas
        self._tree = tree
        self._filled: Color | None = None
        self._stroked: Color | None = None

    def next_page(self) -> None:
        """Finish the page and begin another."""
        self._canvas.showPage()
        self.page += 1
        self._filled = self._stroked = None

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to `element`."""
        self.open(element)
        yield
        self.close()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration or repetition, which a screen reader passes over."""
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self.close()

    def open(self, element: Element) -> None:
        """Begin what belongs to `element`; `close` ends it. Table cells use the pair, because there are many."""
        self._canvas.addLiteral(f"/{element.kind} <</MCID {self._tree.claim(element, self.page)}>> BDC")

    def close(self) -> None:
        """End what `open` began."""
        self._canvas.addLiteral("EMC")

    def text(self, x: float, baseline: float, line: TextLine, style: TextStyle, color: Color | None = None) -> None:
        """One line from `x` to the right; where letters had to be replaced the words as written go along."""
        self._fill(color or style.color)
        operators = "".join(map(self._show, line.runs, repeat(style.size)))
        if line.said is not None:
            operators = f"/Span <</ActualText {text_string(line.said)}>> BDC{operators} EMC"
        self._canvas.addLiteral(f"BT 1 0 0 1 {x:.2f} {self.size.height - baseline:.2f} Tm{operators} ET")

    def _show(self, run: Run, size: float) -> str:
        """The operators that show one run where the last one ended; much leaner than ReportLab's text objects."""
        canvas: Any = self._canvas
        face, document = font(run.face), canvas._doc
        return "".join(
            f" {face.getSubsetInternalName(subset, document)} {size:g} Tf ({canvas._escape(codes)}) Tj"
            for subset, codes in face.splitString(run.text, document)
        )

    def rule(self, x1: float, x2: float, y: float, color: Color = Color.RULE, width: float = 0.5) -> None:
        """A horizontal line."""
        self._stroke(color)
        y = self.size.height - y
        self._canvas.addLiteral(f"{width:g} w {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S")

    def box(self, x: float, top: float, width: float, height: float, color: Color, radius: float = 0) -> None:
        """A filled rectangle without an outline."""
        self._fill(color)
        y = self.size.height - top - height
        if radius:
            self._canvas.roundRect(x, y, width, height, radius, stroke=0, fill=1)
        else:
            self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def scene(self, scene: Scene, x: float, top: float, width: float) -> None:
        """A chart, `width` points wide, from its upper edge down."""
        height = scene.height * width / scene.width
        draw_scene(self._canvas, scene, x, self.size.height - top - height, width)

    def anchor(self, key: str, top: float, title: str, level: int) -> None:
        """Make this place a target for links, and an entry of the outline at `level` (0 is the outermost)."""
        self._canvas.bookmarkHorizontalAbsolute(key, self.size.height - top + 8)
        self._canvas.addOutlineEntry(title, key, level, closed=level > 0)

    def link(self, element: Element, key: str, words: str, box: tuple[float, float, float, float]) -> None:
        """Make `box` (left, top, right, bottom) lead to the anchor `key`; `words` say where to."""
        canvas: Any = self._canvas
        left, top, right, bottom = box
        annotation = _TaggedLink(
            Rect=(left, self.size.height - bottom, right, self.size.height - top),
            Contents=words,
            Destination=canvas._bookmarkReference(key),
            Border="[0 0 0]",
            F=4,  # it belongs to the printed page as well
            StructParent=self._tree.annotation_key(element),
        )
        canvas._addAnnotation(annotation)
        element.annotation(self.page, f"{self._tree.register(annotation)} 0 R")

    def _fill(self, color: Color) -> None:
        if color is not self._filled:
            self._canvas.setFillColor(_COLORS[color])
            self._filled = color

    def _stroke(self, color: Color) -> None:
        if color is not self._stroked:
            self._canvas.setStrokeColor(_COLORS[color])
            self._stroked = color
