"""DejaVu Sans, for letters that the main typeface lacks: Hebrew, Arabic, symbols, faces."""

import re
from importlib.resources import files
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_BEYOND_THE_FIRST_PLANE = re.compile("<([0-9A-F]{5,6})>")


class _WholeUnicodeFont(TTFont):  # type: ignore[misc]
    """ReportLab writes letters beyond U+FFFF as five hexadecimal digits, which readers cannot read back."""

    def addObjects(self, doc: Any) -> None:
        """Add the font to the file, its table of letters in UTF-16."""
        super().addObjects(doc)
        for name, item in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and self.face.name.decode() in name:
                item.content = _BEYOND_THE_FIRST_PLANE.sub(_in_utf_16, item.content)


def _in_utf_16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def register_fallback(name: str) -> None:
    """Make the fallback face known to ReportLab as `name`; it is 0.7 MB and read only when a text needs it."""
    with (files("incident_tracker") / "fonts" / "DejaVuSans.ttf").open("rb") as stream:
        pdfmetrics.registerFont(_WholeUnicodeFont(name, stream))
