"""The style of the whole application: Fusion, with icons that grow with the text, and a word about each widget."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleFactory, QStyleOption, QWidget

from ui.theme.spacing import px

_ICON_SIZES = frozenset(
    {
        QStyle.PixelMetric.PM_SmallIconSize,
        QStyle.PixelMetric.PM_LineEditIconSize,
        QStyle.PixelMetric.PM_ButtonIconSize,
        QStyle.PixelMetric.PM_ListViewIconSize,
    }
)


class Style(QProxyStyle):
    """Qt asks a style some hundred times for each window. What the style sheet can say is there, where no Python runs.

    Signals: `polished(widget)` for every widget of the program before it is first shown. Who has to see some events of
    some widgets filters those; a filter of the application would run Python for each event of each widget.
    """

    polished = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__(QStyleFactory.create("Fusion"))

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        return px(16) if metric in _ICON_SIZES else super().pixelMetric(metric, option, widget)

    def polish(self, polished: QWidget | QApplication | QPalette) -> object:  # type: ignore[override]  # three in one
        answer: object = super().polish(polished)
        if isinstance(polished, QWidget):
            self.polished.emit(polished)
        return answer


def style_of(application: QApplication) -> Style:
    """The one style, set when it is first asked for: setting one again polishes every widget again."""
    style = application.findChild(Style)
    if style is None:
        style = Style()
        application.setStyle(style)
    return style
