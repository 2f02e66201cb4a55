"""The frame that all charts share: heading above, plot in the middle, legend, finding and notes below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incident_tracker.charts.scene import (
    ChartTable,
    Ink,
    Mark,
    Marker,
    MarkGroup,
    MarkRole,
    Point,
    Rect,
    Scene,
    Shape,
    StraightLine,
    Text,
    TextAnchor,
    Weight,
)
from incident_tracker.charts.type_metrics import CAP_HEIGHT, DESCENT, text_width, wrap_words

LEAST_WIDTH = 200.0
"""No scene is laid out narrower than this times the type scale; a painter shrinks it instead."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a chart may fill, in points; `type_scale` enlarges every text (1.0 on paper, 1.4 to 2.8 on the screen).

    A scene is never narrower than asked for, and grows in height when its words would leave no room for the plot.
    """

    width: float
    height: float
    type_scale: float = 1.0

    @property
    def title(self) -> float:
        return 11.5 * self.type_scale

    @property
    def sentence(self) -> float:
        return 9.5 * self.type_scale

    @property
    def label(self) -> float:
        return 8.0 * self.type_scale

    @property
    def note(self) -> float:
        return 7.5 * self.type_scale

    @property
    def gap(self) -> float:
        """The unit of white space."""
        return 6.0 * self.type_scale


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: "Box") -> bool:
        """Whether the insides share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def grown(self, by: float) -> "Box":
        """The box with `by` more on every side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def text_box(text: Text) -> Box:
    """The area that an upright text covers, from the height of its capitals to its descenders."""
    width = text_width(text.text, text.size, text.weight)
    return Box(
        text.x - _left_of(text.anchor, width),
        text.y - CAP_HEIGHT * text.size,
        width,
        (CAP_HEIGHT + DESCENT) * text.size,
    )


def _left_of(anchor: TextAnchor, width: float) -> float:
    """How far a text of this width reaches to the left of its place."""
    match anchor:
        case TextAnchor.START:
            return 0.0
        case TextAnchor.MIDDLE:
            return width / 2
        case TextAnchor.END:
            return width


def middle_baseline(y: float, size: float) -> float:
    """The baseline that centers capitals and figures about y."""
    return y + CAP_HEIGHT * size / 2


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A sample of a mark and its word; a line where `shape` is None, a filled square where `swatch` is set."""

    word: str
    ink: Ink
    shape: Shape | None = None
    dash: tuple[float, ...] = ()
    swatch: bool = False


@dataclass(frozen=True, slots=True)
class ChartText:
    """Everything a chart says besides its figures.

    `measure` is the unit of the value axis ("per 1,000 visits"), written above it. With `headed` False the title is
    left to the page around the chart, with `concluded` False the sentence; both still describe the scene.
    """

    title: str
    measure: str = ""
    sentence: str = ""
    notes: tuple[str, ...] = ()
    headed: bool = True
    concluded: bool = True


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """A laid-out frame: its size, the groups of heading and foot, and the room left for the plot with its axes."""

    width: float
    height: float
    least_height: float
    plot: Box
    groups: tuple[MarkGroup, ...]


def scene_in(
    body: ChartFrame,
    text: ChartText,
    groups: Sequence[MarkGroup],
    points: Sequence[Point],
    table: ChartTable,
    *,
    description: str | None = None,
) -> Scene:
    """The finished scene of a chart in its frame: `groups` of marks between those of heading and foot.

    `description` is told instead of title and sentence.
    """
    return Scene(
        body.width,
        body.height,
        text.title,
        f"{text.title}. {text.sentence}".strip() if description is None else description,
        text.sentence,
        text.notes,
        (*groups, *body.groups),
        tuple(points),
        table,
        body.least_height,
    )


def point_of(
    index: int, box: Box, heading: str, lines: tuple[str, ...], key: str | None = None, told: bool = False
) -> Point:
    """The stop of the reader's walk that covers `box`; `key` is what a drill-down asks for."""
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    return Point(index, *middle, heading, lines, key, box.width, box.height, told)


def chart_frame(size: Size, text: ChartText, legend: Sequence[LegendItem] = (), least_plot: float = 90.0) -> ChartFrame:
    """Place heading, legend, sentence and notes; the plot gets the rest, at least `least_plot` × type scale high."""
    width = max(size.width, LEAST_WIDTH * size.type_scale)
    head, top = _head(size, text, width)
    foot_marks, foot_height = _foot(size, text, legend, width)
    least_height = top + least_plot * size.type_scale + foot_height
    height = max(size.height, least_height)
    drop = height - foot_height
    foot = tuple(MarkGroup(role, tuple(_lowered(mark, drop) for mark in marks)) for role, marks in foot_marks if marks)
    plot = Box(0.0, top, width, height - foot_height - top)
    return ChartFrame(width, height, least_height, plot, (*head, *foot))


def _head(size: Size, text: ChartText, width: float) -> tuple[tuple[MarkGroup, ...], float]:
    marks: list[Mark] = []
    y = 0.0
    if text.headed:
        for line in wrap_words(text.title, width, size.title, Weight.SEMIBOLD):
            y += size.title * 1.3
            marks.append(Text(0.0, y - size.title * 0.3, line, size.title, weight=Weight.SEMIBOLD))
    if text.measure and not (text.headed and text.title.endswith(text.measure)):
        for line in wrap_words(text.measure, width, size.label):
            y += size.label * 1.45
            marks.append(Text(0.0, y - size.label * 0.35, line, size.label, Ink.MUTED))
    y += size.gap
    return ((MarkGroup(MarkRole.HEADING, tuple(marks)),) if marks else ()), y


def _foot(
    size: Size, text: ChartText, legend: Sequence[LegendItem], width: float
) -> tuple[list[tuple[MarkRole, list[Mark]]], float]:
    legend_marks, y = _legend(size, legend, width)
    sentence: list[Mark] = []
    if text.sentence and text.concluded:
        y += size.gap
        for line in wrap_words(text.sentence, width, size.sentence, Weight.SEMIBOLD):
            y += size.sentence * 1.35
            sentence.append(Text(0.0, y - size.sentence * 0.35, line, size.sentence, weight=Weight.SEMIBOLD))
    notes: list[Mark] = []
    if text.notes:
        y += size.gap * 0.5
        for note in text.notes:
            for line in wrap_words(note, width, size.note):
                y += size.note * 1.4
                notes.append(Text(0.0, y - size.note * 0.4, line, size.note, Ink.MUTED))
    return [(MarkRole.LEGEND, legend_marks), (MarkRole.FOOT, sentence + notes)], y + 1.0


def _legend(size: Size, legend: Sequence[LegendItem], width: float) -> tuple[list[Mark], float]:
    if not legend:
        return [], 0.0
    marks: list[Mark] = []
    line_height = size.label * 1.6
    sample = size.label * 1.5
    x, y = 0.0, size.gap + line_height
    for item in legend:
        needed = sample + size.gap * 0.6 + text_width(item.word, size.label)
        if x and x + needed > width:
            x, y = 0.0, y + line_height
        middle = y - line_height * 0.5
        marks.append(_sample(item, x, middle, sample, size))
        words = wrap_words(item.word, width - sample - size.gap, size.label)
        for number, line in enumerate(words):
            y += line_height if number else 0.0
            baseline = middle_baseline(y - line_height * 0.5, size.label)
            marks.append(Text(x + sample + size.gap * 0.6, baseline, line, size.label))
        x += needed + size.gap * 2
    return marks, y


def _sample(item: LegendItem, x: float, y: float, width: float, size: Size) -> Mark:
    if item.swatch:
        side = size.label * 0.9
        return Rect(x + (width - side) / 2, y - side / 2, side, side, fill=item.ink, stroke=Ink.AXIS, stroke_width=0.5)
    if item.shape is None:
        return StraightLine(x, y, x + width, y, item.ink, 1.4 * size.type_scale, item.dash)
    return Marker(x + width / 2, y, item.shape, size.label * 0.85, item.ink)


def _lowered(mark: Mark, by: float) -> Mark:
    match mark:
        case StraightLine():
            return replace(mark, y1=mark.y1 + by, y2=mark.y2 + by)
        case Text() | Marker() | Rect():
            return replace(mark, y=mark.y + by)
        case _:
            raise TypeError(mark)
