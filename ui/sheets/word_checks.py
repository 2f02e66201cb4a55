"""Whether all words can be read and heard, and whether the underlined letters are each of one place."""

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from ui.sheets.pixels import unreadable_cells
from ui.sheets.reading import clipped, nameless
from ui.sheets.shown import Shown
from ui.widgets.check_box import CheckBox
from ui.widgets.form import FieldCaption


def can_be_read(shown: Shown) -> list[str]:
    """No word is cut off, and no cell is drawn in the color of its ground."""
    faults = clipped(shown.window)
    for view in shown.body.findChildren(QAbstractItemView):
        if view.isVisible():
            faults += unreadable_cells(view)
    return faults


def fields_show_whole_words(shown: Shown) -> list[str]:
    """No word is cut off in what is chosen, in what is ticked, and in what an empty field says."""
    faults = []
    for field in shown.window.findChildren(QWidget):
        if not field.isVisible():
            continue
        if isinstance(field, CheckBox | QRadioButton):
            usual = CheckBox.sizeHint(field) if isinstance(field, CheckBox) else QRadioButton.sizeHint(field)
            room, needed, words = field.width(), usual.width(), field.text()
        elif isinstance(field, QLineEdit) and field.placeholderText() and not field.text():
            words = field.placeholderText()
            room = field.width() - (QLineEdit.sizeHint(field).width() - field.fontMetrics().horizontalAdvance("x" * 17))
            needed = field.fontMetrics().horizontalAdvance(words)
        elif isinstance(field, QComboBox) and not field.isEditable():
            words, option = field.currentText(), QStyleOptionComboBox()
            field.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = field.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, field).width()
            needed = field.fontMetrics().horizontalAdvance(words)
        else:
            continue
        if words and room < needed - 2:
            faults.append(f"{type(field).__name__} {words!r} has {room} of {needed} pixels")
    return faults


def speaks(shown: Shown) -> list[str]:
    """Whatever takes the focus has a name."""
    return nameless(shown.window)


def has_letters_of_its_own(shown: Shown) -> list[str]:
    """No underlined letter leads to two places, the menus among them."""
    found: dict[str, list[str]] = {}
    for letter, owner in letters(shown.window):
        found.setdefault(letter, []).append(owner)
    return [f"{letter}: {', '.join(owners)}" for letter, owners in sorted(found.items()) if len(owners) > 1]


def letters(window: QWidget) -> Iterator[tuple[str, str]]:
    """Each underlined letter that is seen, and what it leads to."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QMenuBar):
            for action in widget.actions():
                yield QKeySequence.mnemonic(action.text()).toString(), action.text()
        elif isinstance(widget, QTabBar):
            for number in range(widget.count()):
                if key := QKeySequence.mnemonic(widget.tabText(number)).toString():
                    yield key, widget.tabText(number)
        elif (isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)) and (
            key := QKeySequence.mnemonic(widget.text()).toString()
        ):
            yield key, widget.text()


def fields_have_letters(shown: Shown) -> list[str]:
    """The label of every field has an underlined letter, unless another place of the window has each of its letters."""
    taken = {letter.removeprefix("Alt+") for letter, _owner in letters(shown.window)}
    captions = [one.text() for one in shown.window.findChildren(FieldCaption) if one.isVisible()]
    faults = []
    for words in captions:
        free = {letter for letter in words.upper() if "A" <= letter <= "Z"} - taken
        if free and not QKeySequence.mnemonic(words).toString():
            faults.append(f"{words!r} has no letter; free are {' '.join(sorted(free))}")
    return faults
