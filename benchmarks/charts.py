"""How long charts take: laid out, on paper against the bare canvas drawing the same marks, and on the screen.

Run it with `python benchmarks/charts.py`; it prints medians of CPU time in milliseconds and the ratios of the same run,
as JSON.
"""

import json
import os
import sys
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtWidgets import QApplication
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from incident_tracker.charts.control_chart_scene import control_chart_scene
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.palette import PRINT
from incident_tracker.charts.scene import Marker, Polygon, Polyline, Scene, Shape, StraightLine, Text, TextAnchor
from incident_tracker.charts.shapes import corners
from incident_tracker.charts.svg import scene_to_svg
from incident_tracker.reports.scene_painter import draw_scene
from incident_tracker.reports.typefaces import face_name, register_typefaces
from incident_tracker.statistics.chart_results import ChartKind, ControlChart
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.series import Series
from ui.theme.fonts import load_fonts
from ui.widgets.chart_view import ChartView

WORDS = ChartText("Reports per 1,000 visits", "per 1,000 visits")
ROUNDS = 25
CHARTS_A_DOCUMENT = 20


def main() -> None:
    """Measure and print."""
    chart, long_chart = _chart(60), _chart(120)
    scene = control_chart_scene(chart, WORDS, Size(480, 300))
    results: dict[str, float] = {
        "lay out 60 points": _milliseconds(lambda: control_chart_scene(chart, WORDS, Size(480, 300))),
        "lay out 120 points": _milliseconds(lambda: control_chart_scene(long_chart, WORDS, Size(480, 300))),
        "SVG of 60 points": _milliseconds(lambda: scene_to_svg(scene)),
    }
    on_paper = _milliseconds(lambda: _document(lambda canvas: draw_scene(canvas, scene, 60, 300, scene.width)))
    bare = _milliseconds(lambda: _document(_bare_drawing(scene)))
    results["paper, 60 points"] = on_paper / CHARTS_A_DOCUMENT
    results["bare canvas, same marks"] = bare / CHARTS_A_DOCUMENT
    results["ratio paper / bare canvas"] = on_paper / bare
    results |= _screen(long_chart)
    results["KiB of a 120-point scene"] = _memory(long_chart)
    print(json.dumps({name: round(value, 3) for name, value in results.items()}, indent=2))


def _chart(points: int) -> ControlChart:
    y = [(n * 7919) % 23 for n in range(points)]
    n = [1500 + (n * 104729) % 1700 for n in range(points)]
    x = [f"{2016 + m // 12}-{m % 12 + 1:02d}" for m in range(points)]
    return control_chart(Series.of(y, n, x), ChartKind.U, multiply=1000)


def _milliseconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _round in range(ROUNDS):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return 1000 * median(times)


def _document(draw: Callable[[Canvas], object]) -> bytes:
    content = BytesIO()
    canvas = Canvas(content, invariant=1)
    register_typefaces()
    for _page in range(CHARTS_A_DOCUMENT):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def _bare_drawing(scene: Scene) -> Callable[[Canvas], None]:
    """The same marks as calls of the canvas that were worked out beforehand: the least that drawing can cost."""
    height = scene.height + 300
    color = {ink: HexColor(code) for ink, code in PRINT.colors.items()}
    calls: list[tuple[str, tuple[object, ...], dict[str, int]]] = []

    def path(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [(60 + x, height - y) for x, y in points]

    strings = {
        TextAnchor.START: "drawString",
        TextAnchor.MIDDLE: "drawCentredString",
        TextAnchor.END: "drawRightString",
    }
    for mark in scene.marks():
        match mark:
            case Text():
                calls.append(("setFillColor", (color[mark.ink],), {}))
                calls.append(("setFont", (face_name(mark.weight), mark.size), {}))
                calls.append((strings[mark.anchor], (60 + mark.x, height - mark.y, mark.text), {}))
            case StraightLine() | Polyline():
                points = ((mark.x1, mark.y1), (mark.x2, mark.y2)) if isinstance(mark, StraightLine) else mark.points
                calls.append(("setStrokeColor", (color[mark.ink],), {}))
                calls.append(("setLineWidth", (mark.width,), {}))
                calls.append(("setDash", (list(mark.dash),), {}))
                calls.append(("path", (path(points),), {"stroke": 1, "fill": 0}))
            case Polygon() if mark.fill:
                calls.append(("setFillColor", (color[mark.fill],), {}))
                calls.append(("path", (path(mark.points),), {"stroke": 0, "fill": 1}))
            case Marker():
                calls.append(("setFillColor", (color[mark.ink],), {}))
                if mark.shape is Shape.CIRCLE:
                    circle = (60 + mark.x, height - mark.y, mark.size / 2)
                    calls.append(("circle", circle, {"stroke": 0, "fill": 1}))
                else:
                    calls.append(("path", (path(corners(mark)),), {"stroke": 0, "fill": 1}))

    def draw(canvas: Canvas) -> None:
        for name, arguments, options in calls:
            if name == "path":
                drawn = canvas.beginPath()
                (points,) = arguments
                drawn.moveTo(*points[0])
                for point in points[1:]:
                    drawn.lineTo(*point)
                canvas.drawPath(drawn, **options)
            else:
                getattr(canvas, name)(*arguments, **options)

    return draw


def _screen(chart: ControlChart) -> dict[str, float]:
    """A chart of 120 points in a view of 860 × 520 pixels: laid out and painted again, and redrawn with its callout."""
    application = QApplication.instance() or QApplication([])
    load_fonts()
    view = ChartView(lambda size: control_chart_scene(chart, WORDS, size))
    view.resize(860, 520)
    view.show()
    application.processEvents()
    canvas = view.canvas

    def again() -> None:
        view.show_scene(lambda size: control_chart_scene(chart, WORDS, size))
        canvas.repaint()

    def walk() -> None:
        canvas.choose((canvas.chosen.index + 1) % 120 if canvas.chosen else 0, aloud=False)
        canvas.repaint()

    results = {"screen, 120 points again": _milliseconds(again), "screen, next point": _milliseconds(walk)}
    view.close()
    view.deleteLater()
    application.processEvents()
    return results


def _memory(chart: ControlChart) -> float:
    tracemalloc.start()
    scene = control_chart_scene(chart, WORDS, Size(480, 300))
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / 1024 if scene else 0.0


if __name__ == "__main__":
    main()
