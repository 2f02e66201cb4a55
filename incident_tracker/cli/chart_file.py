"""Writes a control chart into an SVG, PNG or PDF file."""

from datetime import datetime
from pathlib import Path

from incident_tracker.charts.control_chart_scene import control_chart_scene
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.statistics.chart_results import ControlChart

SUFFIXES = (".svg", ".png", ".pdf")
WIDTH, HEIGHT = 640.0, 360.0
"""Size of a picture in points; a PDF page sets its own width."""


def write_chart(chart: ControlChart, place: Path, text: ChartText, *, made_at: datetime) -> None:
    """Draw `chart` into `place`, replacing it; the suffix, one of `SUFFIXES`, says how. `made_at` dates a PDF.

    Raises `OSError` where the place cannot be written to.
    """
    match place.suffix.lower():
        case ".svg":
            content = _svg(chart, text)
        case ".png":
            content = _png(chart, text)
        case _:
            content = _pdf(chart, text, made_at)
    place.write_bytes(content)


def _svg(chart: ControlChart, text: ChartText) -> bytes:
    from incident_tracker.charts.svg import scene_to_svg

    return scene_to_svg(control_chart_scene(chart, text, Size(WIDTH, HEIGHT))).encode()


def _png(chart: ControlChart, text: ChartText) -> bytes:
    from ui.widgets.chart_image import png_without_window

    return png_without_window(control_chart_scene(chart, text, Size(WIDTH, HEIGHT)))


def _pdf(chart: ControlChart, text: ChartText, made_at: datetime) -> bytes:
    from incident_tracker.reports.blocks import Chart
    from incident_tracker.reports.document import PaperFrame, document_pdf

    frame = PaperFrame(title=text.title, subject=text.sentence, site="", period="", confidentiality="", made_at=made_at)
    return document_pdf(
        frame, [Chart(lambda width: control_chart_scene(chart, text, Size(width, width * HEIGHT / WIDTH)))]
    )
