"""Tab goes through a window in reading order, even if widgets were rebuilt later."""

from collections.abc import Callable, Collection, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget


def step(root: QWidget, forward: bool, past: Collection[QWidget] = ()) -> bool:
    """Give the focus to the next stop of `root` as it is read, or to the one before; False if there is none. What is
    in `past` is passed over.

    For `focusNextPrevChild` of a window. Qt's own chain puts whatever is made later at its end, and comes back too
    early where a widget hands its focus on to one of its parts.
    """
    elements = _elements(root)
    focused = root.window().focusWidget()
    here = elements.index(focused) if focused in elements else -1 if forward else len(elements)
    after, before = elements[here + 1 :], elements[: max(0, here)]
    ring = [*after, *before] if forward else [*reversed(before), *reversed(after)]
    stops = (element for element in ring if _is_stop(element) and _takes_tab(element))
    target = next((one for one in stops if not any(field is one or field.isAncestorOf(one) for field in past)), None)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(target)
    return True


def step_on(root: QWidget, forward: bool = True, past: Collection[QWidget] = ()) -> None:
    """`step` after an answer: what it has opened is laid out first."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    step(root, forward, past)


def in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """Every shown widget of `root` that can have the focus itself, as it is read."""
    yield from (element for element in _elements(root) if _is_stop(element))


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Every widget of `root` that Tab comes to, as it is read."""
    yield from (element for element in in_reading_order(root) if _takes_tab(element))


def first_stop(root: QWidget) -> QWidget | None:
    """The first widget of `root` that Tab comes to."""
    return next(tab_stops(root), None)


def is_gone(element: QWidget) -> bool:
    """It cannot be used anymore: Qt looks for another place for its focus."""
    return not (element.isVisible() and element.isEnabled())


def _is_stop(element: QWidget) -> bool:
    return element.focusPolicy() != Qt.FocusPolicy.NoFocus and element.focusProxy() is None


def _takes_tab(element: QWidget) -> bool:
    return bool(element.focusPolicy() & Qt.FocusPolicy.TabFocus) and element.isEnabled() and element.isVisible()


def _bring_into_sight(element: QWidget) -> None:
    around = element.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(element)
        around = around.parentWidget()


def _elements(root: QWidget) -> list[QWidget]:
    """`root` and everything shown in it, as it is read."""
    found: list[QWidget] = []
    _read(root, found)
    return found


def _read(element: QWidget, found: list[QWidget]) -> None:
    """Put `element` and what is in it to what was found."""
    found.append(element)
    if isinstance(element, QScrollArea):
        inner = [element.widget()]
    elif isinstance(element, QAbstractScrollArea):
        return  # a list or a text is one stop
    else:
        inner = [child for child in element.children() if isinstance(child, QWidget) and not child.isWindow()]
    for one in _as_read([one for one in inner if one is not None and not one.isHidden()]):
        _read(one, found)


def _as_read(elements: Sequence[QWidget]) -> Sequence[QWidget]:
    """Rows from the top, then from the left within a row, and so on within each (recursive X-Y cut)."""
    if len(elements) < 2:
        return elements
    for first, last in ((QWidget.y, _bottom), (QWidget.x, _right)):
        groups = _apart(elements, first, last)
        if len(groups) > 1:
            return [element for group in groups for element in _as_read(group)]
    return sorted(elements, key=lambda element: (element.y(), element.x()))


def _apart(
    elements: Sequence[QWidget], first: Callable[[QWidget], int], last: Callable[[QWidget], int]
) -> list[list[QWidget]]:
    groups: list[list[QWidget]] = []
    reached = 0
    for element in sorted(elements, key=first):
        if groups and first(element) < reached:
            groups[-1].append(element)
        else:
            groups.append([element])
        reached = max(reached, last(element))
    return groups


def _bottom(element: QWidget) -> int:
    return element.y() + element.height()


def _right(element: QWidget) -> int:
    return element.x() + element.width()
