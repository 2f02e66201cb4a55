"""The bundled fonts, loaded for the screen; without them the system's own are used."""

from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.spacing import BODY_PIXELS


def load_fonts() -> list[str]:
    """Register every bundled typeface and answer with the families found, text faces first."""
    folder = files("incident_tracker") / "fonts"
    families: list[str] = []
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=_name):
            if file.name.endswith(".ttf"):
                number = QFontDatabase.addApplicationFontFromData(file.read_bytes())
                families += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in families]
    return sorted(families, key=_is_not_for_text)


def body_font(families: list[str], percent: int) -> QFont:
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
