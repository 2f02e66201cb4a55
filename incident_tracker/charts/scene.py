"""A chart as a frozen list of marks, which the screen, the paper and SVG each paint in their own way.

Lengths are points (1/72 inch), the origin is the top left corner and y grows downwards. Colors are named by what they
mean (`Ink`), never by RGB: a palette gives them their color where they are painted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """What a color means; `charts/palette.py` says how it looks on paper, in the light and in the dark."""

    PAPER = "paper"
    INK = "ink"
    MUTED = "muted"
    GRID = "grid"
    AXIS = "axis"
    DATA = "data"
    CENTER = "center"
    LIMIT = "limit"
    BAND = "band"
    SIGNAL = "signal"
    IMPROVEMENT = "improvement"
    TARGET = "target"
    PHASE = "phase"
    EXCLUDED = "excluded"
    BAR = "bar"
    BAR_SOFT = "bar_soft"
    INTERVAL = "interval"
    FOCUS = "focus"
    HEAT_0 = "heat_0"
    HEAT_1 = "heat_1"
    HEAT_2 = "heat_2"
    HEAT_3 = "heat_3"
    HEAT_4 = "heat_4"
    ON_DARK = "on_dark"  # words on HEAT_3, HEAT_4 and BAR


class Shape(StrEnum):
    """The outline of a marker; a signal never differs from its neighbors by color alone."""

    CIRCLE = "circle"
    RING = "ring"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE_UP = "triangle_up"
    TRIANGLE_DOWN = "triangle_down"
    CROSS = "cross"


class TextAnchor(StrEnum):
    """Which end of a text is at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Weight(StrEnum):
    """The faces of the bundled typeface."""

    REGULAR = "regular"
    ITALIC = "italic"
    SEMIBOLD = "semibold"
    BOLD = "bold"


class MarkRole(StrEnum):
    """What a group of marks is for; readers of the scene (tests, SVG, a tagged PDF) find marks by it."""

    HEADING = "heading"
    GRID = "grid"
    AXIS = "axis"
    BAND = "band"
    LIMITS = "limits"
    DATA = "data"
    SIGNALS = "signals"
    LABELS = "labels"
    PHASES = "phases"
    LEGEND = "legend"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class StraightLine:
    """A straight line; `dash` alternates drawn and open lengths."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polyline:
    """An open line through `points`; limits that change with n are polylines made of steps."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed area."""

    points: tuple[tuple[float, float], ...]
    fill: Ink


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner, with corners rounded by `radius`."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    stroke: Ink | None = None
    stroke_width: float = 1.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Marker:
    """A shape about its center; `size` is its full height."""

    x: float
    y: float
    shape: Shape
    size: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; (x, y) is the end named by `anchor`, on the baseline. `turn` is in degrees, clockwise."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.INK
    weight: Weight = Weight.REGULAR
    anchor: TextAnchor = TextAnchor.START
    turn: float = 0.0


Mark = StraightLine | Polyline | Polygon | Rect | Marker | Text


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Marks that are painted together, later ones over earlier ones."""

    role: MarkRole
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Something a reader can go to with the arrow keys or the mouse.

    (x, y) is its center; `width` and `height` are those of a bar or a cell, 0 for a mere point. `heading` and `lines`
    are what the callout shows; `key` is what a drill-down asks for (None: there is nothing below). `told` says that the
    drawing already shows all of that, so that a callout would only cover its neighbors.
    """

    index: int
    x: float
    y: float
    heading: str
    lines: tuple[str, ...]
    key: str | None = None
    width: float = 0.0
    height: float = 0.0
    told: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join((self.heading, *self.lines))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table behind a chart: the text as people read it, and the bare value."""

    text: str
    value: float | int | str | None = None

    @property
    def is_number(self) -> bool:
        """Numbers are flush right."""
        return isinstance(self.value, int | float)


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same figures as the chart, for readers who prefer a table."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One chart, laid out for `width` × `height` points.

    `description` is the alternative text (what is shown, and the finding); `sentence` is the finding below the chart;
    `notes` name the rule set, the sample sizes and whatever was left out. `least_height` is what the words and the
    smallest plot need at this width.
    """

    width: float
    height: float
    title: str
    description: str
    sentence: str
    notes: tuple[str, ...]
    groups: tuple[MarkGroup, ...]
    points: tuple[Point, ...]
    table: ChartTable
    least_height: float

    def marks(self, *roles: MarkRole) -> Iterator[Mark]:
        """All marks in the order of painting, or only those of some roles."""
        for group in self.groups:
            if not roles or group.role in roles:
                yield from group.marks
