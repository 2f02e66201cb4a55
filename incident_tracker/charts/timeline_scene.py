"""Lays out a time line: what happened when, from top to bottom, with the pauses in between."""

from collections.abc import Sequence
from dataclasses import dataclass

from incident_tracker.charts.layout import LEAST_WIDTH, Box, ChartText, Size, chart_frame, middle_baseline, scene_in
from incident_tracker.charts.scene import (
    Cell,
    ChartTable,
    Ink,
    Mark,
    Marker,
    MarkGroup,
    MarkRole,
    Point,
    Scene,
    Shape,
    StraightLine,
    Text,
    TextAnchor,
    Weight,
)
from incident_tracker.charts.type_metrics import text_width, wrap_words
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `when` and `pause` (since the event before) are already worded for the reader.

    `marked` events stand out by shape: what the analysis found to matter.
    """

    when: str
    text: str
    pause: str = ""
    marked: bool = False
    key: str | None = None


def timeline_scene(events: Sequence[Event], text: ChartText, size: Size, *, marked_word: str = "") -> Scene:
    """The events in the order given; texts wrap, and the scene is as high as they need, whatever was asked for.

    `marked_word` says what the marked events are ("turning point"); it comes before their text, so that the shape is
    never alone.
    """
    width = max(size.width, LEAST_WIDTH * size.type_scale)
    line = size.label * 1.4
    when_width = min(max((text_width(e.when, size.label, Weight.SEMIBOLD) for e in events), default=0.0), width * 0.3)
    spine = when_width + size.gap * 2.5
    left = spine + size.gap * 2.5
    texts = [_words_of(event, marked_word) for event in events]
    lines = [wrap_words(told, width - left, size.label) for told in texts]
    whens = [wrap_words(event.when, when_width + 0.01, size.label, Weight.SEMIBOLD) for event in events]
    pauses = [line * 1.3 if event.pause else 0.0 for event in events]
    heights = [max(len(a), len(b), 1) * line + size.gap * 1.4 for a, b in zip(lines, whens, strict=True)]
    needed = sum(heights) + sum(pauses)
    body = chart_frame(Size(width, 0.0, size.type_scale), text, least_plot=needed / size.type_scale)
    spines: list[Mark] = []
    markers: list[Mark] = []
    labels: list[Mark] = []
    points = []
    y = body.plot.y
    previous: float | None = None
    for index, event in enumerate(events):
        start = y
        if event.pause:
            labels.append(
                Text(
                    left, middle_baseline(y + line * 0.45, size.note), event.pause, size.note, Ink.MUTED, Weight.ITALIC
                )
            )
        y += pauses[index]
        center = y + line / 2
        if previous is not None:
            dash = (1.5 * size.type_scale, 3.0 * size.type_scale) if event.pause else ()
            spines.append(StraightLine(spine, previous, spine, center, Ink.AXIS, 1.2 * size.type_scale, dash))
        previous = center
        shape, ink = (Shape.DIAMOND, Ink.SIGNAL) if event.marked else (Shape.CIRCLE, Ink.DATA)
        markers.append(Marker(spine, center, shape, size.label * (1.1 if event.marked else 0.8), ink))
        for number, word in enumerate(whens[index]):
            baseline = middle_baseline(center + number * line, size.label)
            labels.append(Text(when_width, baseline, word, size.label, Ink.INK, Weight.SEMIBOLD, TextAnchor.END))
        for number, word in enumerate(lines[index]):
            labels.append(Text(left, middle_baseline(center + number * line, size.label), word, size.label))
        y += heights[index]
        row = Box(0.0, start + pauses[index], body.width, heights[index])
        points.append(
            Point(
                index,
                row.width / 2,
                row.y + row.height / 2 - size.gap * 0.7,
                event.when,
                (texts[index],),
                event.key,
                row.width,
                row.height - size.gap * 0.4,
                told=True,
            )
        )
    groups = (
        MarkGroup(MarkRole.AXIS, tuple(spines)),
        MarkGroup(MarkRole.DATA, tuple(markers)),
        MarkGroup(MarkRole.LABELS, tuple(labels)),
    )
    table = ChartTable(
        (_("When"), _("What happened")),
        tuple((Cell(e.when, e.when), Cell(text, text)) for e, text in zip(events, texts, strict=True)),
    )
    told = " ".join(f"{event.when}: {text}." for event, text in zip(events, texts, strict=True))
    return scene_in(body, text, groups, points, table, description=f"{text.title}. {text.sentence} {told}".strip())


def _words_of(event: Event, marked_word: str) -> str:
    return f"{marked_word}: {event.text}" if event.marked and marked_word else event.text
