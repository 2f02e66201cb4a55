"""The bundled fonts, loaded for the screen; without them the system's own are used."""

from collections.abc import Sequence
from importlib.resources import files

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.spacing import BODY_PIXELS

_FAMILIES = "bundledFamilies"  # a property of the application, with which the fonts go too


def load_fonts() -> Sequence[str]:
    """Register every bundled typeface, once in an application, and answer with the families found, text faces first."""
    application = QCoreApplication.instance()
    known: list[str] | None = application.property(_FAMILIES) if application is not None else None
    if known is not None:  # Qt would keep each font a second time, and lay out all text again
        return known
    folder = files("incident_tracker") / "fonts"
    families: list[str] = []
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=_name):
            if file.name.endswith(".ttf"):
                number = QFontDatabase.addApplicationFontFromData(file.read_bytes())
                families += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in families]
    families.sort(key=_is_not_for_text)
    if application is not None:
        application.setProperty(_FAMILIES, families)
    return families


def body_font(families: Sequence[str], percent: int) -> QFont:
    """The font of running text: the first bundled family, `percent` of its normal size."""
    font = QFont(families[0]) if families else QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(round(BODY_PIXELS * percent / 100))
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def _name(file: object) -> str:
    return str(getattr(file, "name", ""))


def _is_not_for_text(family: str) -> bool:
    """The face with the most characters fills in what the text face lacks; text is not set in it."""
    return family.startswith("DejaVu")
