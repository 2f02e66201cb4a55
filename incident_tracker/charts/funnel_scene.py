"""Lays out funnel plots: sites by their exposure, with limits that narrow where there is more to go by."""

from collections.abc import Mapping

from incident_tracker.charts.axes import Scale, Ticks, nice_ticks, value_axis, value_axis_width
from incident_tracker.charts.figures import decimals_for, figure_text, share_text
from incident_tracker.charts.layout import Box, ChartText, LegendItem, Size, chart_frame, middle_baseline, scene_in
from incident_tracker.charts.placement import Room, spread
from incident_tracker.charts.scene import (
    Cell,
    ChartTable,
    Ink,
    Mark,
    Marker,
    MarkGroup,
    MarkRole,
    Point,
    Polyline,
    Scene,
    Shape,
    StraightLine,
    Text,
    TextAnchor,
)
from incident_tracker.charts.type_metrics import CAP_HEIGHT, DESCENT, fits, text_width
from incident_tracker.statistics.funnels import INNER, OUTER, Funnel, FunnelPoint, Position
from incident_tracker.statistics.interval_sentences import funnel_sentence
from incident_tracker.wording import _

_INNER_DASH = (4.0, 3.0)


def funnel_scene(
    funnel: Funnel, text: ChartText, size: Size, *, exposure_word: str, keys: Mapping[str, str] | None = None
) -> Scene:
    """The funnel; `exposure_word` names the lower axis ("visits"), `keys` give a label's key for drill-down.

    Without a sentence in `text` the funnel's own is below. Names are next to their points if there is room, those
    beyond the limits first; every name is in the callout and the table.
    """
    text = ChartText(text.title, text.measure, text.sentence or funnel_sentence(funnel), text.notes, text.headed)
    decimals = decimals_for([funnel.overall, *(point.rate for point in funnel.points)])
    body = chart_frame(size, text, _legend(funnel), least_plot=130.0)
    axis_height = size.gap + size.label * 2.8
    shown = [point.rate for point in funnel.points] + [
        limit for point in funnel.points for limit in (point.limits.lower_998, point.limits.upper_998)
    ]
    most = max(2, min(6, int((body.plot.height - axis_height) / (size.label * 2.8))))
    ticks = nice_ticks(0.0, max(shown), most)
    edges = (
        share_text(OUTER, 1),
        share_text(INNER),
        _("Overall {rate}").format(rate=figure_text(funnel.overall, decimals)),
    )
    gutter = max(text_width(text, size.label) for text in edges) + size.gap
    left = value_axis_width(ticks, size)
    plot = Box(left, body.plot.y + size.label, body.width - gutter - left, body.plot.height - axis_height - size.label)
    across = Scale(funnel.curve[0].exposure, funnel.curve[-1].exposure, plot.x, plot.right)
    up = Scale(0.0, ticks.high, plot.bottom, plot.y)
    grid, axis = value_axis(ticks, up, plot, size)
    places = [(across.at(point.exposure), up.at(point.rate)) for point in funnel.points]
    lines = _lines(funnel, across, up, plot, size)
    room = Room(plot)
    for line in lines:
        if isinstance(line, Polyline):
            room.take_line(line.points)
    for x, y in places:
        room.take(Box(x - size.label * 0.4, y - size.label * 0.4, size.label * 0.8, size.label * 0.8))
    markers = tuple(
        Marker(x, y, shape, size.label * (0.65 if point.position is Position.WITHIN else 0.95), ink)
        for point, (x, y) in zip(funnel.points, places, strict=True)
        for shape, ink in (_look(point.position),)
    )
    groups = (
        grid,
        MarkGroup(MarkRole.AXIS, (*axis.marks, *_exposure_axis(across, plot, size, exposure_word))),
        MarkGroup(MarkRole.LIMITS, lines),
        MarkGroup(MarkRole.DATA, markers),
        MarkGroup(MarkRole.LABELS, (*_names(funnel, places, size, room), *_edge_labels(funnel, edges, up, plot, size))),
    )
    points = tuple(
        Point(
            index, *place, point.label, _lines_of(point, text, exposure_word, decimals), (keys or {}).get(point.label)
        )
        for index, (point, place) in enumerate(zip(funnel.points, places, strict=True))
    )
    return scene_in(body, text, groups, points, _table(funnel, text, exposure_word, decimals))


def position_word(position: Position) -> str:
    """Where a site is, in words; "" within usual variation."""
    match position:
        case Position.WITHIN:
            return ""
        case Position.HIGH:
            return _("above the {limit} limit").format(limit=share_text(INNER))
        case Position.LOW:
            return _("below the {limit} limit").format(limit=share_text(INNER))
        case Position.VERY_HIGH:
            return _("above the {limit} limit").format(limit=share_text(OUTER, 1))
        case Position.VERY_LOW:
            return _("below the {limit} limit").format(limit=share_text(OUTER, 1))


def _look(position: Position) -> tuple[Shape, Ink]:
    match position:
        case Position.WITHIN:
            return Shape.CIRCLE, Ink.DATA
        case Position.HIGH | Position.LOW:
            return Shape.RING, Ink.SIGNAL
        case Position.VERY_HIGH:
            return Shape.TRIANGLE_UP, Ink.SIGNAL
        case Position.VERY_LOW:
            return Shape.TRIANGLE_DOWN, Ink.SIGNAL


def _legend(funnel: Funnel) -> list[LegendItem]:
    found = {point.position for point in funnel.points} - {Position.WITHIN}
    items = [
        LegendItem(position_word(position).capitalize(), ink, shape)
        for position in (Position.VERY_HIGH, Position.VERY_LOW)
        for shape, ink in (_look(position),)
        if position in found
    ]
    if found & {Position.HIGH, Position.LOW}:
        word = _("Outside the {limit} limits").format(limit=share_text(INNER))
        items.append(LegendItem(word, Ink.SIGNAL, Shape.RING))
    return items


def _lines(funnel: Funnel, across: Scale, up: Scale, plot: Box, size: Size) -> tuple[Mark, ...]:
    width = size.type_scale
    dash = tuple(length * size.type_scale for length in _INNER_DASH)
    curves = [
        Polyline(
            tuple((across.at(at.exposure), up.at(min(getattr(at, name), up.high))) for at in funnel.curve),
            Ink.LIMIT,
            width,
            dash if name.endswith("95") else (),
        )
        for name in ("lower_998", "lower_95", "upper_95", "upper_998")
    ]
    center = up.at(funnel.overall)
    return (*curves, Polyline(((plot.x, center), (plot.right, center)), Ink.CENTER, 1.2 * width))


def _exposure_axis(across: Scale, plot: Box, size: Size, word: str) -> list[Mark]:
    marks: list[Mark] = [StraightLine(plot.x, plot.bottom, plot.right, plot.bottom, Ink.AXIS, 0.8 * size.type_scale)]
    most = max(2, int(plot.width / (size.label * 9)))
    ticks: Ticks = nice_ticks(across.low, across.high, most)
    baseline = plot.bottom + size.gap + size.label * 0.8
    taken = float("-inf")
    for value, text in zip(ticks.values, ticks.labels, strict=True):
        x, half = across.at(value), text_width(text, size.label) / 2
        if plot.x <= x <= plot.right and x - half > taken:
            marks.append(StraightLine(x, plot.bottom, x, plot.bottom + size.gap * 0.5, Ink.AXIS, 0.8))
            center = max(x, half)  # a long number under the left end stays within the scene
            marks.append(Text(center, baseline, text, size.label, Ink.MUTED, anchor=TextAnchor.MIDDLE))
            taken = center + half + size.gap
    named = fits(word, plot.width, size.label)
    marks.append(Text(plot.right, baseline + size.label * 1.4, named, size.label, Ink.MUTED, anchor=TextAnchor.END))
    return marks


def _edge_labels(funnel: Funnel, texts: tuple[str, ...], up: Scale, plot: Box, size: Size) -> list[Mark]:
    last = funnel.curve[-1]
    values = (min(last.upper_998, up.high), min(last.upper_95, up.high), funnel.overall)
    places = spread([up.at(value) for value in values], size.label * 1.25, plot.y, plot.bottom)
    inks = (Ink.MUTED, Ink.MUTED, Ink.INK)
    return [
        Text(plot.right + size.gap, middle_baseline(y, size.label), text, size.label, ink)
        for y, text, ink in zip(places, texts, inks, strict=True)
    ]


def _names(funnel: Funnel, places: list[tuple[float, float]], size: Size, room: Room) -> list[Mark]:
    order = sorted(range(len(places)), key=lambda index: funnel.points[index].position is Position.WITHIN)
    height = (CAP_HEIGHT + DESCENT) * size.note
    clear = size.gap
    marks: list[Mark] = []
    for index in order:
        x, y = places[index]
        text = fits(funnel.points[index].label, size.note * 16, size.note)
        width = text_width(text, size.note)
        box = room.first_free(
            Box(left, top, width, height)
            for left, top in (
                (x + clear, y - height / 2),
                (x - clear - width, y - height / 2),
                (x - width / 2, y - clear - height),
                (x - width / 2, y + clear),
                (x - clear / 2, y - clear - height),
                (x - clear / 2, y + clear),
            )
        )
        if box and text:
            marks.append(Text(box.x, box.y + CAP_HEIGHT * size.note, text, size.note))
    return marks


def _lines_of(point: FunnelPoint, text: ChartText, exposure_word: str, decimals: int) -> tuple[str, ...]:
    low, high = figure_text(point.limits.lower_95, decimals), figure_text(point.limits.upper_95, decimals)
    lines = [
        f"{figure_text(point.rate, decimals)} {text.measure}".rstrip(),
        _("{count} in {exposure} {word}").format(
            count=figure_text(point.events), exposure=figure_text(point.exposure), word=exposure_word
        ),
        _("Limits {low} to {high}").format(low=low, high=high),
    ]
    if word := position_word(point.position):
        lines.append(word.capitalize())
    return tuple(lines)


def _table(funnel: Funnel, text: ChartText, exposure_word: str, decimals: int) -> ChartTable:
    return ChartTable(
        (
            _("Site"),
            text.measure[:1].upper() + text.measure[1:] or _("Rate"),
            _("Count"),
            exposure_word[:1].upper() + exposure_word[1:],
            _("Lower limit"),
            _("Upper limit"),
            _("Remark"),
        ),
        tuple(
            (
                Cell(point.label, point.label),
                Cell(figure_text(point.rate, decimals), point.rate),
                Cell(figure_text(point.events), point.events),
                Cell(figure_text(point.exposure), point.exposure),
                Cell(figure_text(point.limits.lower_95, decimals), point.limits.lower_95),
                Cell(figure_text(point.limits.upper_95, decimals), point.limits.upper_95),
                Cell(position_word(point.position), position_word(point.position)),
            )
            for point in funnel.points
        ),
    )
