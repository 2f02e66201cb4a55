"""A committee member looks at control charts of every kind, length and size, and can read all of them."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from incident_tracker import wording
from incident_tracker.charts.control_chart_scene import Annotation, control_chart_scene
from incident_tracker.charts.control_chart_text import signal_shape
from incident_tracker.charts.layout import ChartText, Size, text_box
from incident_tracker.charts.scene import Ink, Marker, MarkRole, Polyline, Scene, Shape, Text
from incident_tracker.domain.errors import Refused
from incident_tracker.statistics.chart_results import ChartKind, ControlChart, Improvement, RuleSet, Split
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.series import Series
from tests.charts.scene_checks import check_layout
from tests.tries import examples

RATES = {ChartKind.U, ChartKind.UP, ChartKind.P, ChartKind.PP, ChartKind.IP}
WORDS = ChartText("Verbal abuse at the front desk", "per 1,000 visits", notes=("Reports, not incidents",))


def months(count: int) -> tuple[str, ...]:
    return tuple(f"{2018 + n // 12}-{n % 12 + 1:02d}" for n in range(count))


def texts(scene: Scene, *roles: MarkRole) -> list[str]:
    return [mark.text for mark in scene.marks(*roles) if isinstance(mark, Text)]


@st.composite
def charts(draw: st.DrawFn) -> ControlChart:
    kind = draw(st.sampled_from(ChartKind))
    length = draw(st.integers(3, 120))
    gaps = kind in {ChartKind.G, ChartKind.T}
    n = draw(st.lists(st.integers(50, 4000), min_size=length, max_size=length)) if kind in RATES else None
    most = min(n) if n and kind in {ChartKind.P, ChartKind.PP} else draw(st.sampled_from((3, 40, 90_000)))
    value = st.integers(1 if gaps else 0, most)
    y = draw(st.lists(value if gaps else st.none() | value, min_size=length, max_size=length))
    if all(each is None for each in y):
        y[0] = 1
    long_labels = draw(st.sampled_from(("months", "numbers", "words")))
    x = {
        "months": months(length),
        "numbers": tuple(map(str, range(1, length + 1))),
        "words": tuple("week of the " * (1 + n % 3) + str(n) for n in range(length)),
    }[long_labels]
    split = draw(st.none() | st.integers(1, length - 1))
    freeze = draw(st.none() | st.integers(1, length))
    excluded = draw(st.sets(st.integers(1, length), max_size=2))
    try:
        return control_chart(
            Series.of(y, n, x),
            kind,
            rules=draw(st.sampled_from(RuleSet)),
            freeze=freeze,
            exclude=excluded,
            splits=[Split(split, draw(st.sampled_from(("New receptionist", "A longer reason " * 4, ""))))]
            if split
            else [],
            multiply=draw(st.sampled_from((1, 1000))),
            improvement=draw(st.sampled_from(Improvement)),
            target=draw(st.none() | st.floats(0, 100)),
        )
    except Refused:
        return control_chart(Series.of(y, n, x), ChartKind.RUN)


sizes = st.builds(
    Size,
    st.floats(120, 1400),
    st.floats(60, 900),
    st.sampled_from((1.0, 1.5, 2.25, 3.0)),
)
notes = st.lists(st.sampled_from(("New phones", "Waiting room closed for building works", "Ñandú")), max_size=4)


@settings(
    max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(chart=charts(), size=sizes, remarks=notes, language=st.sampled_from(("en", "es")))
def test_labels_neither_touch_nor_leave_the_chart(
    chart: ControlChart, size: Size, remarks: list[str], language: str
) -> None:
    annotations = [Annotation(1 + n * 7 % len(chart.series), text) for n, text in enumerate(remarks)]
    with wording.speaking(language):
        scene = control_chart_scene(chart, WORDS, size, annotations=annotations)

    check_layout(scene)
    assert scene.width >= size.width
    assert scene.height >= size.height
    assert len(scene.points) == len(scene.table.rows) == len(chart.series)


@pytest.mark.parametrize("length", [3, 12, 24, 60, 120])
@pytest.mark.parametrize("width", [240, 480, 900])
def test_axis_labels_thin_out_evenly(length: int, width: int) -> None:
    chart = control_chart(Series.of([n % 5 for n in range(length)], x=months(length)), ChartKind.C)
    scene = control_chart_scene(chart, WORDS, Size(width, 300))
    names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
    labels = [mark for mark in scene.marks(MarkRole.AXIS) if isinstance(mark, Text) and mark.text in names]

    assert len(labels) >= 2
    steps = {round(b.x - a.x) for a, b in pairwise(labels)}
    assert max(steps) - min(steps) <= 2 + max(steps) // 6  # the outermost may move inside


def test_limits_are_steps_where_the_denominators_vary() -> None:
    chart = control_chart(Series.of([4, 9, 6, 5], [1000, 3000, 3000, 1500], months(4)), ChartKind.U, multiply=1000)
    scene = control_chart_scene(chart, WORDS, Size(480, 300))
    upper = next(mark for mark in scene.marks(MarkRole.LIMITS) if isinstance(mark, Polyline) and mark.ink is Ink.LIMIT)

    levels = [y for _x, y in upper.points]
    assert len({round(y, 6) for y in levels}) == 3  # 1000, 3000 (twice the same), 1500
    for (x1, y1), (x2, y2) in pairwise(upper.points):
        assert x1 == x2 or y1 == y2
    edges = [x for x, _y in upper.points]
    assert edges == sorted(edges)
    assert min(edges) < scene.points[0].x
    assert max(edges) > scene.points[-1].x


def test_equal_denominators_make_straight_limits() -> None:
    chart = control_chart(Series.of([4, 9, 6, 5], [1000] * 4, months(4)), ChartKind.U, multiply=1000)
    scene = control_chart_scene(chart, WORDS, Size(480, 300))
    assert all(len(mark.points) == 2 for mark in scene.marks(MarkRole.LIMITS) if isinstance(mark, Polyline))


def test_a_signal_has_a_shape_a_word_a_figure_and_is_heard() -> None:
    y = [4, 5, 3, 4, 6, 5, 4, 3, 5, 4, 5, 4, 25]
    chart = control_chart(Series.of(y, x=months(13)), ChartKind.C, improvement=Improvement.LOWER)
    scene = control_chart_scene(chart, WORDS, Size(480, 300))

    (marker,) = [mark for mark in scene.marks(MarkRole.SIGNALS) if isinstance(mark, Marker)]
    assert marker.shape is Shape.TRIANGLE_UP
    assert "Above the upper limit" in texts(scene, MarkRole.LEGEND)
    assert "25" in texts(scene, MarkRole.LABELS)
    assert "Above the upper limit" in scene.points[-1].spoken
    assert scene.table.rows[-1][-1].text == "Above the upper limit"
    assert "Anhøj rules" in scene.notes[0]
    assert "13 points" in scene.notes[0]


@pytest.mark.parametrize("rules", RuleSet)
def test_every_signal_on_the_chart_is_explained_below_it(rules: RuleSet) -> None:
    y = [*[9, 8, 9, 9, 8, 9, 10, 9, 8, 9], *[2, 3, 2, 3, 2, 3, 2, 3, 2, 30], *range(1, 12)]
    chart = control_chart(Series.of(y, x=months(31)), ChartKind.I, rules=rules)
    scene = control_chart_scene(chart, WORDS, Size(520, 320))
    shapes = {mark.shape for mark in scene.marks(MarkRole.SIGNALS) if isinstance(mark, Marker)}

    assert shapes
    assert shapes == {signal_shape(signal) for signal in chart.signals if signal}
    assert shapes <= {mark.shape for mark in scene.marks(MarkRole.LEGEND) if isinstance(mark, Marker)}
    for signal, point in zip(chart.signals, scene.points, strict=True):
        assert bool(signal) == (len(point.lines) > 3)


def test_missing_months_stay_open_and_excluded_ones_are_crossed() -> None:
    y = [4, 5, None, 4, 6, 5, 40, 3, 5, 4, 5, 4]
    chart = control_chart(Series.of(y, x=months(12)), ChartKind.C, exclude=[7])
    scene = control_chart_scene(chart, WORDS, Size(480, 300))
    lines = [mark for mark in scene.marks(MarkRole.DATA) if isinstance(mark, Polyline)]

    assert [len(line.points) for line in lines] == [2, 9]
    assert [mark.shape for mark in scene.marks(MarkRole.SIGNALS) if isinstance(mark, Marker)] == [Shape.CROSS]
    assert "Left out of the limits" in texts(scene, MarkRole.LEGEND)
    assert scene.points[2].spoken == "March 2018. no figure"
    assert scene.table.rows[2][1].text == "–"


def test_trial_limits_and_phases_are_named() -> None:
    trial = control_chart_scene(
        control_chart(Series.of([4, 5, 3, 4, 6], x=months(5)), ChartKind.C), WORDS, Size(480, 300)
    )
    assert any(text.startswith("Trial upper limit") for text in texts(trial, MarkRole.LABELS))
    assert any("trial limits" in note.lower() for note in trial.notes)

    y = [9, 8, 9, 9, 8, 9, 10, 9, 8, 9, 9, 8, 4, 3, 4, 5, 4, 3, 4, 5, 4, 3, 4, 5]
    chart = control_chart(Series.of(y, x=months(24)), ChartKind.C, splits=[Split(12, "Second receptionist")])
    phases = control_chart_scene(chart, WORDS, Size(480, 300))
    assert "Second receptionist" in texts(phases, MarkRole.PHASES)


def test_a_note_that_finds_no_room_is_told_below() -> None:
    chart = control_chart(Series.of([n % 5 for n in range(24)], x=months(24)), ChartKind.C)
    long = "The waiting room was closed for building works until the end of the summer"
    scene = control_chart_scene(chart, WORDS, Size(300, 260), annotations=[Annotation(6, long)])

    assert f"June 2018: {long}" in scene.notes
    assert long in scene.points[5].lines


def test_letters_fit_what_the_painters_draw() -> None:
    text = Text(10, 20, "Ágil Über 12", 9)
    box = text_box(text)
    assert box.x == 10
    assert box.y < 20 < box.bottom


@settings(max_examples=examples(25), deadline=None)
@given(y=st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=40))
@example(y=[0.0])
@example(y=[1e-9, 2e-9, 3e-9])
@example(y=[-1e15, 1e15])
def test_odd_figures_are_drawn_all_the_same(y: list[float]) -> None:
    check_layout(control_chart_scene(control_chart(Series.of(y), ChartKind.RUN), WORDS, Size(480, 300)))
    check_layout(control_chart_scene(control_chart(Series.of(y), ChartKind.I), WORDS, Size(480, 300)))
