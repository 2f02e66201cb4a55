"""How the program looks: palette, font and style sheet, set together and changeable while it runs."""

from importlib.resources import files
from string import Template

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.fonts import body_font, load_fonts
from ui.theme.palettes import CONTRAST, DARK, LIGHT, Tones, names, qt_palette
from ui.theme.spacing import px
from ui.theme.style import style_of


class Theme(QObject):
    """Sets palette and font of the whole application, and the style sheet of the windows that it dresses.

    A style sheet of the application would be applied again to all of a part each time that this is put into a larger
    one, from the first button to the page: more than half of what making a page took. Parts of a window get it once,
    when they come into it; dialogs, menus and lists that open have their window as parent and inherit it.

    Signals: `changed()` after palette or text size are set; what was drawn with fixed sizes must be rebuilt.
    """

    changed = Signal()

    def __init__(
        self, application: QApplication, appearance: str = "system", text_size: int = 100, rows: str = "system"
    ) -> None:
        """`rows`: how close together those of a list stand, see `ui.theme.density`."""
        super().__init__(application)
        self._application = application
        self._families = load_fonts()
        self.appearance = appearance
        self.text_size = text_size
        self.rows = rows
        self.tones = LIGHT
        self._sheet = ""
        self._dressed: list[QWidget | QApplication] = []
        style_of(application)
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.styleHints().accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def dress(self, window: QWidget | QApplication) -> None:
        """Give a window that has no parent the style sheet, from now on and in whatever tones."""
        self._dressed = [one for one in self._dressed if shiboken6.isValid(one)] + [window]
        if window.styleSheet() != self._sheet:
            window.setStyleSheet(self._sheet)

    def choose(self, appearance: str, text_size: int) -> None:
        """`appearance`: "system", "light", "dark" or "contrast"; `text_size` in percent, 100 to 200."""
        self.appearance = appearance
        self.text_size = max(100, min(200, text_size))
        self._apply()
        self.changed.emit()

    @Slot()
    def _follow_system(self) -> None:
        if self.appearance == "system":
            self._apply()
            self.changed.emit()

    def _tones(self) -> Tones:
        fixed = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(self.appearance)
        if fixed is not None:
            return fixed
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _apply(self) -> None:
        """Set what differs: each of the three goes through every widget, shown or not."""
        self.tones = self._tones()
        font, palette = body_font(self._families, self.text_size), qt_palette(self.tones)
        if self._application.font() != font:
            self._application.setFont(font)
        if self._application.palette() != palette:
            self._application.setPalette(palette)
        self._sheet = style_sheet(self.tones)  # its measures are those of the font
        for window in self._dressed:
            if shiboken6.isValid(window) and window.styleSheet() != self._sheet:
                window.setStyleSheet(self._sheet)


class _Values(dict[str, str]):
    """Tones by name, `p12` for twelve pixels of the grid, and `p12_3` for those less three, where a border grew."""

    def __missing__(self, name: str) -> str:
        grid, _, less = name[1:].partition("_")
        return f"{px(int(grid)) - int(less or 0)}px"


def style_sheet(tones: Tones) -> str:
    """The style sheet in the given tones and the application's present text size."""
    text = (files("ui") / "resources" / "style.qss").read_text(encoding="utf-8")
    icons = str(files("ui") / "resources" / "icons")
    edge = tones.border if tones is CONTRAST else "transparent"  # where a soft background alone would not be visible
    tick = {DARK: "dark", CONTRAST: "contrast"}.get(tones, "light")
    values = _Values(
        {name: getattr(tones, name) for name in names()}, icons=icons.replace("\\", "/"), tick=tick, edge=edge
    )
    return Template(text).substitute(values)
