"""Lays out a tree of whys: what happened on the left, its causes to the right, each under its question."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from incident_tracker.charts.layout import (
    LEAST_WIDTH,
    Box,
    ChartText,
    Size,
    chart_frame,
    middle_baseline,
    point_of,
    scene_in,
)
from incident_tracker.charts.scene import (
    Cell,
    ChartTable,
    Ink,
    Mark,
    Marker,
    MarkGroup,
    MarkRole,
    Polyline,
    Rect,
    Scene,
    Shape,
    Text,
    Weight,
)
from incident_tracker.charts.type_metrics import wrap_words
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class Node:
    """A statement and the answers to "why?"; `note` says what kind it is ("system factor"), shown above the text.

    `marked` nodes, such as root causes, have a heavier frame and a diamond.
    """

    text: str
    children: tuple["Node", ...] = ()
    note: str = ""
    marked: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    node: Node
    depth: int
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    x: float
    y: float
    height: float
    parent: int | None


def tree_scene(root: Node, text: ChartText, size: Size) -> Scene:
    """The tree from left to right, as high as its leaves need, whatever was asked for; one column for each level."""
    depth = _depth(root)
    width = max(size.width, LEAST_WIDTH * size.type_scale, depth * 84.0 * size.type_scale)
    channel = size.gap * 4
    inset = size.label * 0.7  # room for the diamonds on the frames
    column = (width - inset - channel * (depth - 1)) / depth
    placed: list[_Placed] = []
    height = _place(root, 0, 0.0, None, column, channel, size, placed)
    placed = [replace(each, x=each.x + inset) for each in placed]
    body = chart_frame(Size(width, 0.0, size.type_scale), text, least_plot=(height + 1.0) / size.type_scale)
    top = body.plot.y
    links: list[Mark] = []
    boxes: list[Mark] = []
    texts: list[Mark] = []
    points = []
    for index, each in enumerate(placed):
        y = top + each.y
        if each.parent is not None:
            parent = placed[each.parent]
            links.append(_link(parent, each, top, column, size))
        stroke = Ink.SIGNAL if each.node.marked else Ink.AXIS
        boxes.append(
            Rect(
                each.x,
                y,
                column,
                each.height,
                Ink.BAND,
                stroke,
                (1.6 if each.node.marked else 0.8) * size.type_scale,
                3.0 * size.type_scale,
            )
        )
        if each.node.marked:
            boxes.append(Marker(each.x, y + each.height / 2, Shape.DIAMOND, size.label, Ink.SIGNAL))
        middle = y + size.gap * 0.6
        for lines, height, weight, ink in (
            (each.notes, size.note * 1.4, Weight.ITALIC, Ink.MUTED),
            (each.lines, size.label * 1.35, Weight.REGULAR, Ink.INK),
        ):
            letters = size.note if weight is Weight.ITALIC else size.label
            for line in lines:
                baseline = middle_baseline(middle + height / 2, letters)
                texts.append(Text(each.x + size.gap, baseline, line, letters, ink, weight))
                middle += height
        heading = each.node.note or _("Level {number}").format(number=each.depth + 1)
        box = Box(each.x, y, column, each.height)
        points.append(point_of(index, box, heading, (each.node.text,), each.node.key, told=True))
    groups = (
        MarkGroup(MarkRole.GRID, tuple(links)),
        MarkGroup(MarkRole.DATA, tuple(boxes)),
        MarkGroup(MarkRole.LABELS, tuple(texts)),
    )
    table = ChartTable(
        (_("Level"), _("Kind"), _("Statement"), _("Explains")),
        tuple(
            (
                Cell(str(each.depth + 1), each.depth + 1),
                Cell(each.node.note, each.node.note),
                Cell(each.node.text, each.node.text),
                Cell(cause := "" if each.parent is None else placed[each.parent].node.text, cause),
            )
            for each in placed
        ),
    )
    description = " ".join((f"{text.title}.", text.sentence, *_told(root)))
    return scene_in(body, text, groups, points, table, description=description)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)


def _place(
    node: Node,
    depth: int,
    top: float,
    parent: int | None,
    column: float,
    channel: float,
    size: Size,
    placed: list[_Placed],
) -> float:
    """Place a subtree from `top` down, parents before children; the height it takes."""
    inner = column - 2 * size.gap
    lines = wrap_words(node.text, inner, size.label)
    notes = wrap_words(node.note, inner, size.note)
    own = len(lines) * size.label * 1.35 + len(notes) * size.note * 1.4 + size.gap * 1.2
    index = len(placed)
    placed.append(_Placed(node, depth, lines, notes, depth * (column + channel), top, own, parent))
    gap = size.gap * 1.2
    below = top
    for child in node.children:
        below += _place(child, depth + 1, below, index, column, channel, size, placed) + gap
    of_children = below - gap - top if node.children else 0.0
    taken = max(of_children, own)
    for at in range(index + 1, len(placed)):
        placed[at] = replace(placed[at], y=placed[at].y + (taken - of_children) / 2)
    placed[index] = _Placed(node, depth, lines, notes, depth * (column + channel), top + (taken - own) / 2, own, parent)
    return taken


def _link(parent: _Placed, child: _Placed, top: float, column: float, size: Size) -> Polyline:
    start, end = parent.x + column, child.x
    middle = (start + end) / 2
    from_y, to_y = top + parent.y + parent.height / 2, top + child.y + child.height / 2
    corners = ((start, from_y), (middle, from_y), (middle, to_y), (end, to_y))
    return Polyline(corners, Ink.AXIS, 1.0 * size.type_scale)


def _told(node: Node) -> Iterator[str]:
    """The tree as sentences, for readers who listen to it."""
    if node.children:
        causes = "; ".join(child.text for child in node.children)
        yield _("{statement} – why? {causes}.").format(statement=node.text, causes=causes)
    for child in node.children:
        yield from _told(child)
