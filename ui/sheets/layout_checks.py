"""Where a page opens and ends, what scrolls, and where the keyboard begins."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QFrame, QScrollArea

from ui.sheets.look import SHARED
from ui.sheets.shown import Shown, areas, called, content, gaps, has_bar, lines_of
from ui.theme.spacing import px

EMPTY = 40
"""So many pixels of the design may be empty at the end of what scrolls, beside its margins."""

_MARGIN = 56  # between the words of two cards: their paddings, and the gap
_EDGE = 20  # within a card, above and below


def opens_at_its_top(shown: Shown) -> list[str]:
    """Nothing is scrolled before someone scrolls, but for showing what has the focus."""
    faults = []
    focus = shown.window.focusWidget()
    for area, inner in areas(shown.body):
        value = area.verticalScrollBar().value()
        needed = 0
        if focus and inner.isAncestorOf(focus):
            top, room = focus.mapTo(inner, QPoint(0, 0)).y(), area.viewport().height()
            if top + focus.height() > room:
                needed = min(top, top + focus.height() - room + px(_EDGE))
        if value > needed:
            faults.append(f"scrolled by {value} where {needed} would do")
    return faults


def has_first_focus(shown: Shown) -> list[str]:
    """The keyboard begins on the page or in the dialog, in something that is seen."""
    focus = shown.window.focusWidget()
    if not focus:
        return ["nothing has the focus"]
    if not shown.body.isAncestorOf(focus):
        return [f"the focus is outside: {called(focus)}"]
    if not focus.isVisible() or not focus.isEnabled() or focus.visibleRegion().isEmpty():
        return [f"the focus is not in sight: {called(focus)}"]
    return []


def ends_where_its_content_ends(shown: Shown) -> list[str]:
    """No empty band at the end of what scrolls or of a dialog, between its parts, or at the end of a card."""
    faults = []
    for area, inner in areas(shown.body):
        elements = [lines_of(element, inner) for element in content(inner)]
        if not elements:
            continue
        scrolls, in_dialog = area.verticalScrollBar().maximum() > 0, isinstance(shown.body, QDialog)
        end = [(inner.height(), inner.height())] if scrolls or in_dialog else []
        for above, below in gaps([*elements, *end]):
            most = px(EMPTY) if in_dialog else px(_MARGIN + EMPTY)
            if below - above > most:
                faults.append(f"{below - above} empty pixels from {above} of {inner.height()}")
    for card in shown.body.findChildren(QFrame):
        if card.isVisible() and card.property("look") == "card" and (inside := list(content(card))):
            last = max(lines_of(element, card)[1] for element in inside)
            if card.height() - last > px(_EDGE + EMPTY):
                faults.append(f"{card.height() - last} empty pixels at the end of {called(card)}")
    return faults


def scrolls_only_what_is_too_long(shown: Shown) -> list[str]:
    """No scroll bar where all is visible, and none within what scrolls already."""
    faults = []
    for area, inner in areas(shown.body):
        elements = [lines_of(element, inner) for element in content(inner)]
        last = max((bottom for _top, bottom in elements), default=0)
        if elements and has_bar(area.verticalScrollBar()) and last + px(8) <= area.viewport().height():
            faults.append(f"a bar though all {last} of {area.viewport().height()} pixels are seen")
    for view in shown.body.findChildren(QAbstractScrollArea):
        if view.isVisible() and has_bar(view.verticalScrollBar()):
            around = view.parentWidget()
            while around is not None and around is not shown.body:
                if isinstance(around, QScrollArea) and has_bar(around.verticalScrollBar()):
                    faults.append(f"{called(view)} scrolls within what scrolls")
                    break
                around = around.parentWidget()
    return faults


def fits_the_screen(shown: Shown) -> list[str]:
    """The window needs no more room than there is on the smallest screen; dialogs scroll."""
    if isinstance(shown.body, QDialog):
        return []
    needed = shown.window.minimumSizeHint()
    too_large = needed.width() > SHARED[0] or needed.height() > SHARED[1]
    return [f"needs {needed.width()} × {needed.height()} pixels"] if too_large else []


def is_not_wider_than_its_window(shown: Shown) -> list[str]:
    """Nobody has to scroll sideways to read a sentence."""
    faults = [
        f"sideways by {bar.maximum()}"
        for area, _inner in areas(shown.body)
        if has_bar(bar := area.horizontalScrollBar())
    ]
    for view in shown.body.findChildren(QAbstractScrollArea):
        if view.isVisible() and not isinstance(view, QScrollArea) and has_bar(view.horizontalScrollBar()):
            faults.append(f"{called(view)} goes sideways by {view.horizontalScrollBar().maximum()}")
    return faults
