"""Pareto charts, bars, heat maps, funnels, time lines and trees stay readable whatever is put into them."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from incident_tracker.charts.bars_scene import Bar, bars_scene
from incident_tracker.charts.funnel_scene import funnel_scene
from incident_tracker.charts.heat_map_scene import HeatMap, heat_map_scene, heat_steps, week_map
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.pareto_scene import Category, pareto_scene
from incident_tracker.charts.ranking_scene import Ranked, ranking_scene
from incident_tracker.charts.scene import Marker, MarkRole, Rect, Scene, Shape, Text
from incident_tracker.charts.svg import scene_to_svg
from incident_tracker.charts.timeline_scene import Event, timeline_scene
from incident_tracker.charts.tree_scene import Node, tree_scene
from incident_tracker.statistics.funnels import funnel
from incident_tracker.statistics.heat import heat
from incident_tracker.statistics.pareto import pareto
from tests.charts.scene_checks import check_layout
from tests.tries import examples

WORDS = ChartText("What people were upset about", "incidents", "Waiting comes first.", ("October 2026",))
calm = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
sizes = st.builds(Size, st.floats(120, 1200), st.floats(60, 800), st.sampled_from((1.0, 1.5, 3.0)))
labels = st.sampled_from(
    ("Parking", "Prescription or medication refused", "Ñ", "Appointment not available in time for the family", "W" * 40)
)


def texts(scene: Scene, *roles: MarkRole) -> list[str]:
    return [mark.text for mark in scene.marks(*roles) if isinstance(mark, Text)]


@calm
@given(st.lists(st.builds(Category, labels, st.none() | st.integers(0, 99_999)), max_size=15), sizes)
def test_pareto(categories: list[Category], size: Size) -> None:
    scene = pareto_scene(categories, WORDS, size)
    check_layout(scene)
    values = [row[1].value for row in scene.table.rows]
    counts = [value for value in values if value is not None]
    assert counts == sorted(counts, reverse=True)
    assert values[len(counts) :] == [None] * (len(values) - len(counts))


def test_pareto_is_the_analysis_that_the_report_prints() -> None:
    analysis = pareto({"Waiting": 40, "Refusal": 30, "Parking": 20, "Other": 10})
    scene = pareto_scene(
        [Category(bar.label, bar.count) for bar in analysis.bars],
        WORDS,
        Size(480, 240),
    )

    assert [row[2].value for row in scene.table.rows] == [bar.cumulative for bar in analysis.bars]
    assert [row[2].text for row in scene.table.rows] == ["40%", "70%", "90%", "100%"]
    full = [mark for mark in scene.marks(MarkRole.DATA) if isinstance(mark, Rect) and mark.fill == "bar"]
    assert len(full) == analysis.vital


@calm
@given(st.lists(st.builds(Ranked, labels, st.integers(0, 99_999)), max_size=8), sizes)
def test_ranking(ranked: list[Ranked], size: Size) -> None:
    scene = ranking_scene(ranked, WORDS, size)
    check_layout(scene)
    assert [row[1].value for row in scene.table.rows] == [one.count for one in ranked]
    bars = [mark for mark in scene.marks(MarkRole.DATA) if isinstance(mark, Rect)]
    assert len(bars) == sum(one.count > 0 for one in ranked)


def test_a_sentence_that_the_page_says_is_told_and_not_drawn() -> None:
    words = ChartText("Reports", "", "Waiting comes first.", concluded=False)
    scene = ranking_scene([Ranked("Waiting", 4)], words, Size(300, 200))
    assert "Waiting comes first." not in texts(scene)
    assert scene.description == "Reports. Waiting comes first."


def test_hidden_counts_leave_no_trace() -> None:
    scene = pareto_scene([Category("Waiting", 40), Category("Parking", None)], WORDS, Size(480, 240))
    assert "%" not in " ".join(texts(scene, MarkRole.LABELS, MarkRole.LEGEND))
    assert scene.table.rows[1][1].text == "1–10"
    assert scene.table.rows[1][1].value is None

    hidden = HeatMap(("Mon", "Tue"), ("Desk", "Phone"), ((None, 50), (None, 70)))
    shown = heat_map_scene(hidden, WORDS, Size(300, 200))
    assert shown.table.rows[0][1].value is None
    assert shown.points[0].spoken == "Mon, Desk. small count, hidden"
    assert ">3<" not in scene_to_svg(shown)
    assert any("hidden" in text for text in texts(shown, MarkRole.FOOT))


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    value = draw(st.none() | st.floats(0, 1e6))
    if value is None or draw(st.booleans()):
        return Bar(draw(labels), value, instead="cannot tell")
    return Bar(draw(labels), value, value * 0.4, value * 1.9 + 0.01)


@calm
@given(st.lists(bars(), max_size=12), sizes, st.none() | st.floats(0, 1e6))
def test_bars(rows: list[Bar], size: Size, reference: float | None) -> None:
    check_layout(bars_scene(rows, WORDS, size, reference=reference))


@calm
@given(
    st.integers(1, 8).flatmap(
        lambda rows: st.integers(1, 24).flatmap(
            lambda columns: st.lists(
                st.lists(st.none() | st.integers(0, 3000), min_size=columns, max_size=columns),
                min_size=rows,
                max_size=rows,
            )
        )
    ),
    sizes,
)
def test_heat_map(counts: list[list[int | None]], size: Size) -> None:
    rows = tuple(f"Weekday {number}" for number in range(len(counts)))
    columns = tuple(f"{number}:00" for number in range(len(counts[0])))
    scene = heat_map_scene(HeatMap(rows, columns, tuple(map(tuple, counts))), WORDS, size)
    check_layout(scene)
    assert len(scene.points) == len(rows) * len(columns)


@given(st.lists(st.integers(0, 500), max_size=30))
def test_every_count_has_exactly_one_step_of_heat(counts: list[int]) -> None:
    steps = heat_steps(counts)
    for count in counts:
        assert sum(low <= count <= high for low, high, _ink in steps) == 1
    assert steps[0][:2] == (0, 0)


def test_the_week_begins_and_ends_with_the_hours_that_have_reports() -> None:
    scene = heat_map_scene(week_map(heat([(0, 9), (4, 16), (4, 16)])), WORDS, Size(480, 240))
    assert scene.table.headers[:2] == ("Weekday", "9 AM")
    assert scene.table.headers[-1] == "4 PM"
    assert scene.points[4 * 8 + 7].spoken == "Fri, 4 PM. 2 incidents"


@calm
@given(
    st.lists(st.tuples(labels, st.integers(0, 900), st.integers(1, 200_000)), min_size=1, max_size=40),
    sizes,
)
@example([("Parking", 195, 118872)], Size(120, 60, 1.5))
def test_funnel(sites: list[tuple[str, int, int]], size: Size) -> None:
    sites = [(f"{label} {number}", events, exposure) for number, (label, events, exposure) in enumerate(sites)]
    check_layout(funnel_scene(funnel(sites, base=1000), WORDS, size, exposure_word="visits"))


def test_a_site_beyond_the_funnel_is_told_by_shape_word_and_name() -> None:
    plot = funnel([("Main Street", 50, 10_000), ("Riverside", 55, 11_000), ("Phone", 160, 12_000)], base=1000)
    scene = funnel_scene(plot, WORDS, Size(480, 300), exposure_word="visits", keys={"Phone": "site-3"})

    assert Shape.TRIANGLE_UP in [mark.shape for mark in scene.marks(MarkRole.DATA) if isinstance(mark, Marker)]
    assert "Above the 99.8% limit" in texts(scene, MarkRole.LEGEND)
    assert "Phone" in texts(scene, MarkRole.LABELS)
    assert "160 in 12,000 visits" in scene.points[2].lines
    assert scene.points[2].key == "site-3"


whens = st.sampled_from(("2:05 PM", "Tuesday"))
pauses = st.sampled_from(("", "13 minutes later"))


@calm
@given(st.lists(st.builds(Event, whens, labels, pauses, st.booleans()), max_size=12), sizes)
def test_time_line(events: list[Event], size: Size) -> None:
    scene = timeline_scene(events, WORDS, size, marked_word="Turning point")
    check_layout(scene)
    for event, point in zip(events, scene.points, strict=True):
        assert ("Turning point" in point.spoken) == event.marked


nodes = st.recursive(
    st.builds(Node, labels, note=st.sampled_from(("", "System factor")), marked=st.booleans()),
    lambda children: st.builds(Node, labels, st.lists(children, max_size=3).map(tuple)),
    max_leaves=10,
)


@calm
@given(nodes, sizes)
def test_tree_of_whys(root: Node, size: Size) -> None:
    check_layout(tree_scene(root, WORDS, size))


def test_a_tree_is_told_from_what_happened_to_its_causes() -> None:
    root = Node(
        "Shouting", (Node("Long wait", (Node("Nobody owns the board", note="System factor", marked=True, key="f"),)),)
    )
    scene = tree_scene(root, WORDS, Size(480, 200))
    assert "Shouting – why? Long wait." in scene.description
    assert [row[3].text for row in scene.table.rows] == ["", "Shouting", "Long wait"]
    assert [point.key for point in scene.points] == [None, None, "f"]


@pytest.mark.parametrize("headed", [True, False])
def test_the_title_may_be_left_to_the_page(headed: bool) -> None:
    words = ChartText("A title of its own", headed=headed)
    scene = pareto_scene([Category("Waiting", 4)], words, Size(300, 200))
    assert ("A title of its own" in texts(scene)) == headed
    assert scene.title == "A title of its own"
