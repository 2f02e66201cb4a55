"""How paper looks: typefaces, sizes, colors and the grid that every document shares. Lengths are points."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics

from incident_tracker.charts.scene import Weight
from incident_tracker.reports.fallback_face import register_fallback
from incident_tracker.reports.typefaces import face_name, register_typefaces


class Face(StrEnum):
    """The bundled typefaces by ReportLab's names; figures in all of them have one width (tabular)."""

    REGULAR = face_name(Weight.REGULAR)
    SEMIBOLD = face_name(Weight.SEMIBOLD)
    BOLD = face_name(Weight.BOLD)
    FALLBACK = "DejaVuSans"
    """Hebrew, Arabic, symbols and faces that Open Sans lacks."""


class Color(StrEnum):
    """Few and quiet; each is legible on white and on TINT, and tells nothing that words don't tell as well."""

    INK = "#22302E"
    MUTED = "#566561"
    TEAL = "#1F665F"
    RUST = "#8A3B12"
    RULE = "#C5D1CE"
    TINT = "#EEF4F2"


class PageSize(StrEnum):
    """Paper that committees print on."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def width(self) -> float:
        """Width in points, portrait."""
        return 595.276 if self is PageSize.A4 else 612.0

    @property
    def height(self) -> float:
        """Height in points, portrait."""
        return 841.89 if self is PageSize.A4 else 792.0


MARGIN_SIDE = 54.0
MARGIN_TOP = 66.0
MARGIN_BOTTOM = 60.0
HEAD_BASELINE = 38.0
"""Distance of the running head's baseline from the upper edge."""
FOOT_BASELINE = 30.0
"""Distance of the running foot's baseline from the lower edge."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size and leading in points; `before` and `after` are the white space around a block set in it."""

    face: Face
    size: float
    leading: float
    color: Color = Color.INK
    before: float = 0.0
    after: float = 0.0


TITLE = TextStyle(Face.BOLD, 27, 32, Color.INK)
SUBTITLE = TextStyle(Face.REGULAR, 14, 19, Color.TEAL)
OVERLINE = TextStyle(Face.SEMIBOLD, 9, 13, Color.TEAL)
HEADING_2 = TextStyle(Face.BOLD, 15, 20, Color.TEAL, before=26, after=6)
HEADING_3 = TextStyle(Face.SEMIBOLD, 10.5, 14, Color.INK, before=14, after=4)
LEAD = TextStyle(Face.REGULAR, 10.5, 15.5)
BODY = TextStyle(Face.REGULAR, 9.5, 14, before=0, after=6)
VERDICT = TextStyle(Face.SEMIBOLD, 10, 14.5, before=4, after=6)
NOTE = TextStyle(Face.REGULAR, 7.5, 10.5, Color.MUTED, before=3, after=6)
CONTENTS = TextStyle(Face.REGULAR, 9.5, 14.5)
CONTENTS_TITLE = TextStyle(Face.SEMIBOLD, 11, 15, Color.TEAL, before=14, after=4)
CAPTION = TextStyle(Face.SEMIBOLD, 9, 12, before=8, after=4)
CELL = TextStyle(Face.REGULAR, 8.5, 11.5)
CELL_STRONG = TextStyle(Face.SEMIBOLD, 8.5, 11.5)
CELL_HEAD = TextStyle(Face.SEMIBOLD, 8, 10.5, Color.INK)
FIGURE_VALUE = TextStyle(Face.BOLD, 21, 25, Color.TEAL)
FIGURE_LABEL = TextStyle(Face.SEMIBOLD, 8.5, 11)
FIGURE_NOTE = TextStyle(Face.REGULAR, 7.5, 10, Color.MUTED)
RUNNING = TextStyle(Face.REGULAR, 7.5, 10, Color.MUTED)
RUNNING_STRONG = TextStyle(Face.SEMIBOLD, 7.5, 10, Color.MUTED)


@cache
def font(face: Face) -> Any:
    """The face as ReportLab knows it, read from the bundled file and registered when first asked for."""
    register_typefaces()
    if face is Face.FALLBACK:
        register_fallback(str(face))
    return pdfmetrics.getFont(str(face))
