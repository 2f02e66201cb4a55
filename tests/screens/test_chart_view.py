"""Someone walks over a chart by keyboard, listens to it, turns to its table, and opens what is below a point."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.charts.control_chart_scene import control_chart_scene
from incident_tracker.charts.heat_map_scene import HeatMap, heat_map_scene
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.palette import DARK, HIGH_CONTRAST, LIGHT
from incident_tracker.charts.scene import Scene, Weight
from incident_tracker.charts.type_metrics import text_width
from incident_tracker.statistics.chart_results import ChartKind, Improvement
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.series import Series
from ui.theme.theme import Theme
from ui.widgets import scene_painter
from ui.widgets.chart_canvas import palette_for
from ui.widgets.chart_image import scene_to_image, scene_to_png
from ui.widgets.chart_view import ChartView

CHART = control_chart(
    Series.of([4, 5, 3, 4, 6, 5, 4, 3, 5, 4, 5, 25], [1000, 1200] * 6, [f"2026-{month:02d}" for month in range(1, 13)]),
    ChartKind.U,
    multiply=1000,
    improvement=Improvement.LOWER,
)


def lay_out(size: Size) -> Scene:
    return control_chart_scene(CHART, ChartText("Reports per 1,000 visits", "per 1,000 visits"), size)


def lay_out_week(size: Size) -> Scene:
    counts = ((1, 2, 3), (4, 5, 6))
    return heat_map_scene(
        HeatMap(("Mon", "Tue"), ("9:00", "10:00", "11:00"), counts), ChartText("When", "reports"), size
    )


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    theme = Theme(qapp, "light", 100)
    theme.dress(qapp)
    yield theme
    theme.choose("light", 100)
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    qapp.setStyleSheet(before[2])
    shiboken6.delete(theme)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    page = QWidget()
    QVBoxLayout(page)
    page.resize(860, 560)
    yield page
    page.close()
    shiboken6.delete(page)


@pytest.fixture
def view(page: QWidget, qtbot: QtBot) -> ChartView:
    view = ChartView(lay_out)
    page.layout().addWidget(view)
    page.show()
    qtbot.waitExposed(page)
    view.canvas.setFocus()
    return view


def place(view: ChartView, index: int) -> QPoint:
    """Where a point is painted: the scene stands in a margin of four units."""
    point, margin = view.scene.points[index], 4.0 * view.canvas.type_scale
    return QPoint(round(point.x + margin), round(point.y + margin))


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def colors(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_keys_walk_over_the_points_and_each_is_spoken(view: ChartView, qtbot: QtBot) -> None:
    canvas = view.canvas
    assert QAccessible.queryAccessibleInterface(canvas).text(QAccessible.Text.Name) == "Reports per 1,000 visits"
    assert spoken(canvas) == view.scene.description

    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert spoken(canvas) == view.scene.points[0].spoken
    assert "January 2026" in spoken(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert "Above the upper limit" in spoken(canvas)
    assert "25 of 1,200" in spoken(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.chosen == view.scene.points[-1]
    for key, index in (
        (Qt.Key.Key_Left, 10),
        (Qt.Key.Key_Up, 9),
        (Qt.Key.Key_Down, 10),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_PageDown, 11),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(canvas, key)
        assert canvas.chosen == view.scene.points[index]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.chosen is None


def test_arrows_follow_rows_and_columns_of_a_heat_map(view: ChartView) -> None:
    view.show_scene(lay_out_week)
    view.canvas.choose(1)
    QTest.keyClick(view.canvas, Qt.Key.Key_Down)
    assert spoken(view.canvas) == "Tue, 10:00. 5 reports"
    QTest.keyClick(view.canvas, Qt.Key.Key_Down)
    assert spoken(view.canvas) == "Tue, 10:00. 5 reports"
    QTest.keyClick(view.canvas, Qt.Key.Key_Up)
    assert spoken(view.canvas) == "Mon, 10:00. 2 reports"


def test_enter_and_double_click_open_what_is_below(view: ChartView, qtbot: QtBot) -> None:
    view.canvas.choose(11)
    with qtbot.waitSignal(view.drill_down) as opened:
        QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert opened.args == ["2026-12"]

    with qtbot.waitSignal(view.drill_down) as opened:
        QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton, pos=place(view, 4))
    assert opened.args == ["2026-05"]


def test_the_mouse_shows_the_same_values_without_choosing(view: ChartView) -> None:
    before = view.canvas.grab().toImage()
    QTest.mouseMove(view.canvas, place(view, 6))
    assert view.canvas.grab().toImage() != before
    assert view.canvas.chosen is None
    QTest.mouseMove(view.canvas, QPoint(5, 5))
    assert view.canvas.grab().toImage() == before


def test_t_turns_to_the_table_and_back_on_the_same_point(view: ChartView, qtbot: QtBot) -> None:
    view.canvas.choose(3)
    QTest.keyClick(view.canvas, Qt.Key.Key_T)
    assert view.shows_table
    assert view.table.hasFocus()
    assert view.table.currentIndex().row() == 3
    model = view.table.model()
    texts = [model.index(3, column).data() for column in range(model.columnCount())]
    assert texts == [cell.text for cell in view.scene.table.rows[3]]
    assert model.index(3, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Count: 4"

    with qtbot.waitSignal(view.drill_down) as opened:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert opened.args == ["2026-04"]

    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    header, row = QGuiApplication.clipboard().text().splitlines()
    assert header.split("\t") == list(view.scene.table.headers)
    assert row.split("\t") == texts

    view.table.selectRow(5)
    QTest.keyClick(view.table, Qt.Key.Key_T)
    assert not view.shows_table
    assert view.canvas.hasFocus()
    assert view.canvas.chosen == view.scene.points[5]


def test_the_button_says_what_it_does(view: ChartView) -> None:
    assert view.switch.text() == "Show as table"
    QTest.mouseClick(view.switch, Qt.MouseButton.LeftButton)
    assert view.shows_table
    assert view.switch.text() == "Show as chart"


@pytest.mark.parametrize(("appearance", "palette"), [("light", LIGHT), ("dark", DARK), ("contrast", HIGH_CONTRAST)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_every_appearance_and_text_size_is_painted(
    view: ChartView, theme: Theme, appearance: str, palette: object, text_size: int
) -> None:
    theme.choose(appearance, text_size)
    QApplication.processEvents()
    assert palette_for(view.canvas.palette()) is palette
    assert view.canvas.type_scale == pytest.approx(1.5 * text_size / 100)
    assert view.canvas.minimumHeight() >= view.scene.least_height
    image = view.canvas.grab().toImage()
    assert len(colors(image)) > 20
    assert QColor(palette["data"]).rgb() in colors(image)  # type: ignore[index]


def test_a_new_size_lays_the_chart_out_again(view: ChartView, page: QWidget) -> None:
    before = view.scene
    page.resize(640, 480)
    QApplication.processEvents()
    assert view.scene.width < before.width
    assert view.scene.points[0].spoken == before.points[0].spoken


def test_the_screen_measures_letters_as_the_layout_does(theme: Theme) -> None:
    text = "Límite superior 12,345.6 – September 2026"
    for weight in Weight:
        painted = QFontMetricsF(scene_painter._font(weight)).horizontalAdvance(text) * 9.5 / scene_painter._DRAWN_AT
        assert painted == pytest.approx(text_width(text, 9.5, weight), rel=0.01)


def test_a_picture_of_the_chart_carries_its_words(theme: Theme, view: ChartView) -> None:
    image = QImage.fromData(scene_to_png(lay_out(Size(480, 300)), 2.0))
    assert image.width() == 2 * (480 + 16)
    assert image.text("Title") == "Reports per 1,000 visits"
    assert "Reports" in image.text("Description")
    assert len(colors(scene_to_image(lay_out(Size(480, 300)), 1.0, DARK))) > 20

    QTest.keyClick(view.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().image().isNull()
