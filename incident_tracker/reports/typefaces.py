"""The bundled typeface for ReportLab: embedded, subset, the same files that the screen shows."""

from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from incident_tracker.charts.scene import Weight
from incident_tracker.charts.type_metrics import font_bytes


def face_name(weight: Weight) -> str:
    """ReportLab's name of a weight, once `register_typefaces` has run."""
    match weight:
        case Weight.REGULAR:
            return "OpenSans"
        case Weight.ITALIC:
            return "OpenSans-Italic"
        case Weight.SEMIBOLD:
            return "OpenSans-Semibold"
        case Weight.BOLD:
            return "OpenSans-Bold"


@cache
def register_typefaces() -> None:
    """Make every `face_name`, and the family "OpenSans", known to ReportLab; cheap to call again."""
    for weight in Weight:
        pdfmetrics.registerFont(TTFont(face_name(weight), BytesIO(font_bytes(weight))))
    pdfmetrics.registerFontFamily(
        face_name(Weight.REGULAR),
        normal=face_name(Weight.REGULAR),
        bold=face_name(Weight.BOLD),
        italic=face_name(Weight.ITALIC),
        boldItalic=face_name(Weight.BOLD),
    )
