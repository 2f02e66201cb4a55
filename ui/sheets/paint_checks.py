"""Whether words and parts stand out from their ground, measured in what was painted."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QWidget,
)

from ui.sheets.pixels import INK_PIXELS, colors, picture_of, strongest
from ui.sheets.shown import Shown, called
from ui.widgets.check_box import CheckBox

WORDS = 4.5
PARTS = 3.0
_EDGE = 4  # pixels of a frame around words


def words_stand_out(shown: Shown) -> list[str]:
    """Text has a contrast of 4.5 : 1 or more, unless it is that of something that cannot be used now."""
    image, faults = picture_of(shown.window), []
    for widget, words, area in _words(shown.window):
        found = strongest(colors(image, area), 1 if len(words) == 1 else INK_PIXELS)
        if found < WORDS:
            faults.append(f"{called(widget)}: {words!r} has {found:.1f} : 1")
    return faults


def parts_stand_out(shown: Shown) -> list[str]:
    """Boxes to tick and the frames of fields have a contrast of 3 : 1 or more."""
    image, faults = picture_of(shown.window), []
    for widget, area in _parts(shown.window):
        found = strongest(colors(image, area))
        if found < PARTS:
            faults.append(f"{called(widget)} has {found:.1f} : 1")
    return faults


def _words(window: QWidget) -> Iterator[tuple[QWidget, str, QRect]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or _seen(widget).isEmpty():
            continue
        if isinstance(widget, QTabBar):
            for number in range(widget.count()):
                if widget.isTabEnabled(number) and widget.tabRect(number).intersects(widget.rect()):
                    inside = widget.tabRect(number).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
                    yield widget, widget.tabText(number), inside.translated(widget.mapTo(window, QPoint(0, 0)))
        elif words := _text_of(widget):
            area = _seen(widget)
            framed = isinstance(widget, QPushButton | QLineEdit | QPlainTextEdit | QComboBox)
            if framed and not isinstance(widget, QLabel):
                area = area.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            if area.height() >= widget.fontMetrics().height():  # what is scrolled away but for a strip has no letters
                yield widget, words, area


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text().strip() if not widget.hasSelectedText() else ""
    if isinstance(widget, QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip() or widget.placeholderText()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _parts(window: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        at = widget.mapTo(window, QPoint(0, 0))
        if isinstance(widget, CheckBox | QRadioButton):
            option = QStyleOptionButton()
            widget.initStyleOption(option)
            box = isinstance(widget, CheckBox)
            part = QStyle.SubElement.SE_CheckBoxIndicator if box else QStyle.SubElement.SE_RadioButtonIndicator
            area = widget.style().subElementRect(part, option, widget).adjusted(-3, -3, 3, 3).translated(at)
        elif isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox) and not isinstance(
            widget.parentWidget(), QComboBox
        ):
            middle = widget.height() // 2
            area = QRect(-4, middle - 2, 10, 4).translated(at)
            if isinstance(widget, QLineEdit) and not widget.hasFrame():
                continue
            if not isinstance(widget, QComboBox) and widget.isReadOnly():
                continue  # it looks like words, not like a field
        else:
            continue
        if _seen(widget).united(area) != _seen(widget).united(area).intersected(window.rect()):
            continue
        if widget.visibleRegion().boundingRect() == widget.rect():
            yield widget, area


def _seen(widget: QWidget) -> QRect:
    """Which part of the window it is seen in."""
    area = widget.visibleRegion().boundingRect()
    return area.translated(widget.mapTo(widget.window(), QPoint(0, 0))) if not area.isEmpty() else QRect()
