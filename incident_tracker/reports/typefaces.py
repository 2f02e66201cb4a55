"""The bundled typeface for ReportLab: embedded, subset, the same files that the screen shows."""

from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from incident_tracker.charts.scene import Weight
from incident_tracker.charts.type_metrics import font_bytes

FACES = {
    Weight.REGULAR: "OpenSans",
    Weight.ITALIC: "OpenSans-Italic",
    Weight.SEMIBOLD: "OpenSans-Semibold",
    Weight.BOLD: "OpenSans-Bold",
}
"""ReportLab's name of each weight, once `register_typefaces` has run."""


@cache
def register_typefaces() -> None:
    """Make the names in `FACES`, and the family "OpenSans", known to ReportLab; cheap to call again."""
    for weight, name in FACES.items():
        pdfmetrics.registerFont(TTFont(name, BytesIO(font_bytes(weight))))
    pdfmetrics.registerFontFamily(
        FACES[Weight.REGULAR],
        normal=FACES[Weight.REGULAR],
        bold=FACES[Weight.BOLD],
        italic=FACES[Weight.ITALIC],
        boldItalic=FACES[Weight.BOLD],
    )
