"""The figure in the chart, in the table behind it, in the SVG, on paper and in the result is one and the same."""

from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from incident_tracker.charts.control_chart_scene import control_chart_scene
from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.palette import DARK, LIGHT
from incident_tracker.charts.scene import Scene, Text
from incident_tracker.charts.svg import scene_to_svg
from incident_tracker.reports.scene_painter import draw_scene
from incident_tracker.statistics.chart_results import ChartKind, Improvement
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.series import Series

SVG = "{http://www.w3.org/2000/svg}"
Y = [12, 9, 14, None, 11, 8, 13, 12, 41, 10, 9, 12, 11, 10]
N = [2400, 2100, 2650, 2300, 2480, 1990, 2700, 2510, 2320, 2250, 2190, 2600, 2410, 2350]
CHART = control_chart(
    Series.of(Y, N, [f"2026-{month:02d}" if month < 13 else f"2027-{month - 12:02d}" for month in range(1, 15)]),
    ChartKind.U,
    multiply=1000,
    improvement=Improvement.LOWER,
)


def scene() -> Scene:
    return control_chart_scene(CHART, ChartText("Reports <per> 1,000 visits", "per 1,000 visits"), Size(480, 300))


def printed(scene: Scene) -> tuple[str, bytes]:
    content = BytesIO()
    canvas = Canvas(content, invariant=1)
    draw_scene(canvas, scene, 50, 300, 480)
    canvas.save()
    document = pypdfium2.PdfDocument(content.getvalue())
    page = document[0]
    text_page = page.get_textpage()
    text = text_page.get_text_bounded()
    text_page.close()
    page.close()
    document.close()
    return text, content.getvalue()


def test_one_figure_everywhere() -> None:
    drawn = scene()
    on_screen = [mark.text for mark in drawn.marks() if isinstance(mark, Text)]
    svg = [element.text for element in ElementTree.fromstring(scene_to_svg(drawn)).iter(f"{SVG}text")]
    on_paper, _bytes = printed(drawn)

    header = drawn.table.headers
    columns = {name: [row[at] for row in drawn.table.rows] for at, name in enumerate(header)}
    assert [cell.value for cell in columns["Per 1,000 visits"]] == list(CHART.plotted)
    assert [cell.value for cell in columns["Count"]] == Y
    assert [cell.value for cell in columns["n"]] == N
    assert [cell.value for cell in columns["Mean"]] == list(CHART.cl)
    assert [cell.value for cell in columns["Upper limit"]] == list(CHART.ucl)
    assert [cell.value for cell in columns["Lower limit"]] == list(CHART.lcl)

    outlier = figure_text(CHART.plotted[8], 1)
    edge = [f"{word} {columns[word][-1].text}" for word in ("Upper limit", "Mean", "Lower limit")]
    for text in (outlier, *edge, drawn.sentence, *drawn.notes):
        for shown in (" ".join(on_screen), " ".join(map(str, svg)), on_paper):
            assert text in " ".join(shown.split()), text
    assert columns["Per 1,000 visits"][8].text == outlier
    assert outlier in drawn.points[8].spoken
    assert svg == on_screen
    for cell, point in zip(columns["Per 1,000 visits"], drawn.points, strict=True):
        assert cell.value is None or f"{cell.text} per 1,000 visits" in point.lines


def test_svg_is_well_formed_titled_and_described() -> None:
    for palette in (LIGHT, DARK):
        root = ElementTree.fromstring(scene_to_svg(scene(), palette))
        assert root.tag == f"{SVG}svg"
        assert root.findtext(f"{SVG}title") == "Reports <per> 1,000 visits"
        assert root.findtext(f"{SVG}desc") == scene().description
        assert root.get("aria-labelledby") == "title description"


def test_the_same_chart_is_printed_in_the_same_bytes_with_embedded_fonts() -> None:
    _text, first = printed(scene())
    _text, second = printed(scene())
    assert first == second
    assert b"OpenSans-Semibold" in first
    assert b"FontFile2" in first
