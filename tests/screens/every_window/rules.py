"""What must hold of everything that is shown: where it opens, where it ends, what can be read, reached and turned."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from tests.screens.focus_ring import kind_of, ring_share
from tests.screens.looking import clipped, nameless, takes_focus
from tests.screens.reading_pixels import unreadable_cells
from tests.screens.wheel import turn_wheel, what_it_shows
from ui.theme.spacing import px
from ui.widgets.form import FieldCaption
from ui.widgets.preview import PreviewPane
from ui.widgets.reading_order import tab_stops

EMPTY = 40
"""So many pixels of the design may be empty at the end of what scrolls, beside its margins."""

MOST_PARTS = 200
"""So often Tab may stay in one widget: a time has hours and minutes, a sheet has cells, a guide has links."""

_MARGIN = 56  # between the words of two cards: their paddings, and the gap
_EDGE = 20  # within a card, above and below


@dataclass(frozen=True, slots=True)
class Shown:
    """What is in front: the window or dialog, and in it the page (of a dialog the dialog itself)."""

    window: QWidget
    body: QWidget


def opens_at_its_top(shown: Shown) -> list[str]:
    """Nothing is scrolled before someone scrolls, but for showing what has the focus."""
    faults = []
    focus = shown.window.focusWidget()
    for area in _areas(shown.body):
        value, inner = area.verticalScrollBar().value(), area.widget()
        needed = 0
        if focus is not None and inner is not None and inner.isAncestorOf(focus):
            top, room = focus.mapTo(inner, QPoint(0, 0)).y(), area.viewport().height()
            if top + focus.height() > room:
                needed = min(top, top + focus.height() - room + px(_EDGE))
        if value > needed:
            faults.append(f"scrolled by {value} where {needed} would do")
    return faults


def has_first_focus(shown: Shown) -> list[str]:
    """The keyboard begins on the page or in the dialog, in something that is seen."""
    focus = shown.window.focusWidget()
    if focus is None:
        return ["nothing has the focus"]
    if not shown.body.isAncestorOf(focus):
        return [f"the focus is outside: {_called(focus)}"]
    if not focus.isVisible() or not focus.isEnabled() or focus.visibleRegion().isEmpty():
        return [f"the focus is not in sight: {_called(focus)}"]
    return []


def ends_where_its_content_ends(shown: Shown) -> list[str]:
    """No empty band at the end of what scrolls or of a dialog, between its parts, or at the end of a card."""
    faults = []
    for area in _areas(shown.body):
        inner = area.widget()
        if inner is None:
            continue
        elements = [_lines(element, inner) for element in _content(inner)]
        if not elements:
            continue
        scrolls, in_dialog = area.verticalScrollBar().maximum() > 0, shown.body.isWindow()
        end = [(inner.height(), inner.height())] if scrolls or in_dialog else []
        for above, below in _gaps([*elements, *end]):
            most = px(EMPTY) if in_dialog else px(_MARGIN + EMPTY)
            if below - above > most:
                faults.append(f"{below - above} empty pixels from {above} of {inner.height()}")
    for card in shown.body.findChildren(QFrame):
        if card.isVisible() and card.property("look") == "card" and (inside := list(_content(card))):
            last = max(_lines(element, card)[1] for element in inside)
            if card.height() - last > px(_EDGE + EMPTY):
                faults.append(f"{card.height() - last} empty pixels at the end of {_called(card)}")
    return faults


def scrolls_only_what_is_too_long(shown: Shown) -> list[str]:
    """No scroll bar where all is visible, and none within what scrolls already.

    With letters twice as large a table keeps two rows and its own bar, and the page around it may have to scroll.
    """
    faults = []
    for area in _areas(shown.body):
        inner = area.widget()
        elements = [_lines(element, inner) for element in _content(inner)] if inner is not None else []
        last = max((bottom for _top, bottom in elements), default=0)
        if elements and _has_bar(area.verticalScrollBar()) and last + px(8) <= area.viewport().height():
            faults.append(f"a bar though all {last} of {area.viewport().height()} pixels are seen")
    for area in shown.body.findChildren(QAbstractScrollArea) if _usual_size() else ():
        if area.isVisible() and _has_bar(area.verticalScrollBar()):
            around = area.parentWidget()
            while around is not None and around is not shown.body:
                if isinstance(around, QScrollArea) and _has_bar(around.verticalScrollBar()):
                    faults.append(f"{_called(area)} scrolls within what scrolls")
                    break
                around = around.parentWidget()
    return faults


def is_not_wider_than_its_window(shown: Shown) -> list[str]:
    """Nobody has to scroll sideways to read a sentence."""
    bars = [area.horizontalScrollBar() for area in _areas(shown.body)]
    return [f"sideways by {bar.maximum()}" for bar in bars if _has_bar(bar)]


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
        if isinstance(field, QCheckBox | QRadioButton):
            usual = QCheckBox if isinstance(field, QCheckBox) else QRadioButton
            room, needed, words = field.width(), usual.sizeHint(field).width(), field.text()
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


def letters_lead_there(shown: Shown) -> list[str]:
    """Alt with an underlined letter presses its button, or puts the focus into its field."""
    faults = []
    for widget in [one for one in shown.window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]:
        if isinstance(widget, QAbstractButton | QLabel) and (key := QKeySequence.mnemonic(widget.text())).toString():
            buddy = widget.buddy() if isinstance(widget, QLabel) else None
            if isinstance(widget, QLabel) and (buddy is None or not buddy.isEnabled()):
                continue
            pressed = _Pressed(widget, swallows=buddy is None)
            combination = key[0]
            QTest.keyClick(
                QApplication.focusWidget() or shown.window, combination.key(), combination.keyboardModifiers()
            )
            focus = QApplication.focusWidget()
            there = buddy is None or (focus is not None and (focus is buddy or buddy.isAncestorOf(focus)))
            if not pressed.done or not there:
                faults.append(f"{key.toString()} does not lead to {_called(widget)}")
            pressed.end()
    return faults


class _Pressed(QObject):
    """Notes that a letter came to a widget, and keeps a button from being pressed by it."""

    def __init__(self, widget: QWidget, swallows: bool) -> None:
        super().__init__(widget)
        self._widget, self._swallows, self.done = widget, swallows, False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent):
            self.done = not event.isAmbiguous()
            return self._swallows
        return False

    def end(self) -> None:
        """Look no longer."""
        self._widget.removeEventFilter(self)
        self.deleteLater()


def tab_comes_round(shown: Shown) -> list[str]:
    """Tab reaches everything that can have the focus, and comes back to where it began."""
    wanted = {w for w in shown.window.findChildren(QWidget) if w.isVisible() and takes_focus(w)}
    here = QApplication.focusWidget()
    if here is None:
        return ["nothing has the focus"]
    seen: list[QWidget] = []
    stays = 0
    while here is not None and here not in seen and len(seen) < 400:
        seen.append(here)
        stays = 0
        while QApplication.focusWidget() is here and stays < MOST_PARTS:
            QTest.keyClick(here, Qt.Key.Key_Tab)
            stays += 1
        here = QApplication.focusWidget()
    reached = {_group(widget) for widget in seen}
    missed = [f"Tab does not reach {_called(widget)}" for widget in wanted if _group(widget) not in reached]
    if here is not seen[0] and (takes_focus(seen[0]) or stays >= MOST_PARTS):
        missed.append(f"Tab does not come back: it stays at {_called(here) if here else 'nothing'}")
    return sorted(missed)


def shows_where_the_keyboard_is(shown: Shown) -> list[str]:
    """In a dialog whatever has the focus has a ring; of pages `test_focus_seen` measures it, in every palette."""
    shares: dict[str, float] = {}
    if shown.body.isWindow():
        for stop in list(tab_stops(shown.body)):
            if stop.isVisible() and stop.isEnabled() and kind_of(stop) not in shares:
                shares[kind_of(stop)] = ring_share(stop)
    return [f"{kind} has {share:.2f} of a ring" for kind, share in shares.items() if share < 1]


def turns_only_what_scrolls(shown: Shown) -> list[str]:
    """The wheel changes no field that was not opened."""
    faults = []
    for kind in (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar):
        for field in shown.body.findChildren(kind):
            if not field.isVisible() or not field.isEnabled() or isinstance(field, QScrollBar):
                continue
            for area in _areas(shown.body):
                if area.isAncestorOf(field):
                    area.ensureWidgetVisible(field)
            before = what_it_shows(field)
            for direction in (-1, +1):
                turn_wheel(field, direction)
                if what_it_shows(field) != before:
                    faults.append(f"the wheel changes {_called(field)}")
    return faults


RULES: dict[str, Callable[[Shown], list[str]]] = {
    "opens at its top": opens_at_its_top,
    "first focus": has_first_focus,
    "empty band": ends_where_its_content_ends,
    "scroll bars": scrolls_only_what_is_too_long,
    "sideways": is_not_wider_than_its_window,
    "can be read": can_be_read,
    "whole words": fields_show_whole_words,
    "has names": speaks,
    "letters": has_letters_of_its_own,
    "letters of fields": fields_have_letters,
}
KEY_RULES: dict[str, Callable[[Shown], list[str]]] = {
    "wheel": turns_only_what_scrolls,
    "letters lead": letters_lead_there,
    "tab": tab_comes_round,
    "ring": shows_where_the_keyboard_is,
}
"""Tried last: they scroll, and move the focus."""


def _group(widget: QWidget) -> object:
    """Tab comes to one of those of which one is chosen; the arrows go on from there."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        if (group := widget.group()) is not None and group.exclusive():
            return group
        if widget.autoExclusive():
            return widget.parentWidget()
    return widget


def _usual_size() -> bool:
    return px(100) == 100


def _areas(body: QWidget) -> list[QScrollArea]:
    return [area for area in body.findChildren(QScrollArea) if area.isVisible()]


def _value(area: QScrollArea) -> int:
    return area.verticalScrollBar().value()


def _has_bar(bar: QScrollBar) -> bool:
    return bar.isVisible() and bar.maximum() > 0


def _content(inner: QWidget) -> Iterator[QWidget]:
    """What is to be seen in `inner`: what has no parts, what scrolls by itself, and a preview, whose steps stay at its
    foot.
    """
    for child in inner.children():
        if not isinstance(child, QWidget) or child.isHidden() or child.isWindow() or not child.height():
            continue
        parts = not isinstance(child, QAbstractScrollArea | QAbstractSpinBox | QComboBox | PreviewPane)
        inside = list(_content(child)) if parts else []
        if inside:
            yield from inside
        elif type(child) is not QWidget:
            yield child


def _lines(element: QWidget, inner: QWidget) -> tuple[int, int]:
    """From where to where it is seen, in pixels of `inner`; of a label only as far as its words go."""
    top = element.mapTo(inner, QPoint(0, 0)).y()
    height = element.height()
    if isinstance(element, QLabel) and element.text():
        words = QRect(element.contentsRect())
        needed = element.heightForWidth(element.width()) if element.wordWrap() else element.sizeHint().height()
        if needed < height and element.alignment() & Qt.AlignmentFlag.AlignVCenter:
            return top + (height - needed) // 2, top + (height + needed) // 2
        height = min(height, needed, words.bottom() + 1)
    return top, top + height


def _gaps(lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = None
    for top, bottom in sorted(lines):
        if reached is not None and top > reached:
            yield reached, top
        reached = bottom if reached is None else max(reached, bottom)


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {name!r}"
