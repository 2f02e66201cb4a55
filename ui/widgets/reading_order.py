"""Tab goes through a window as it is read, also where pieces were made anew after the rest."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget


def step(root: QWidget, forward: bool) -> bool:
    """Give the focus to the next stop of `root` as it is read, or to the one before; False if there is none.

    For `focusNextPrevChild` of a window. Qt's own chain puts whatever is made later at its end, and comes back too
    early where a widget hands its focus on to one of its parts.
    """
    pieces = list(_pieces(root))
    focused = root.window().focusWidget()
    here = pieces.index(focused) if focused in pieces else -1 if forward else len(pieces)
    after, before = pieces[here + 1 :], pieces[: max(0, here)]
    ring = [*after, *before] if forward else [*reversed(before), *reversed(after)]
    target = next((piece for piece in ring if _is_stop(piece) and _takes_tab(piece)), None)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(target)
    return True


def in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """Every shown widget of `root` that can have the focus itself, as it is read."""
    yield from (piece for piece in _pieces(root) if _is_stop(piece))


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """Every widget of `root` that Tab comes to, as it is read."""
    yield from (piece for piece in in_reading_order(root) if _takes_tab(piece))


def first_stop(root: QWidget) -> QWidget | None:
    """The first widget of `root` that Tab comes to."""
    return next(tab_stops(root), None)


def is_gone(piece: QWidget) -> bool:
    """Nobody can use it any more: Qt looks for another place for its focus."""
    return not (piece.isVisible() and piece.isEnabled())


def _is_stop(piece: QWidget) -> bool:
    return piece.focusPolicy() != Qt.FocusPolicy.NoFocus and piece.focusProxy() is None


def _takes_tab(piece: QWidget) -> bool:
    return bool(piece.focusPolicy() & Qt.FocusPolicy.TabFocus) and piece.isEnabled() and piece.isVisible()


def _bring_into_sight(piece: QWidget) -> None:
    around = piece.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(piece)
        around = around.parentWidget()


def _pieces(root: QWidget) -> Iterator[QWidget]:
    """`root` and everything shown in it, as it is read."""
    yield root
    if isinstance(root, QScrollArea):
        inner = [root.widget()]
    elif isinstance(root, QAbstractScrollArea):
        inner = []  # a list or a text is one stop
    else:
        inner = [child for child in root.children() if isinstance(child, QWidget) and not child.isWindow()]
    for piece in _as_read([piece for piece in inner if piece is not None and not piece.isHidden()]):
        yield from _pieces(piece)


def _as_read(pieces: Sequence[QWidget]) -> Sequence[QWidget]:
    """Rows from the top, and what stands beside each other from the left, again within each (recursive X-Y cut)."""
    if len(pieces) < 2:
        return pieces
    for first, last in ((QWidget.y, _bottom), (QWidget.x, _right)):
        groups = _apart(pieces, first, last)
        if len(groups) > 1:
            return [piece for group in groups for piece in _as_read(group)]
    return sorted(pieces, key=lambda piece: (piece.y(), piece.x()))


def _apart(
    pieces: Sequence[QWidget], first: Callable[[QWidget], int], last: Callable[[QWidget], int]
) -> list[list[QWidget]]:
    groups: list[list[QWidget]] = []
    reached = 0
    for piece in sorted(pieces, key=first):
        if groups and first(piece) < reached:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        reached = max(reached, last(piece))
    return groups


def _bottom(piece: QWidget) -> int:
    return piece.y() + piece.height()


def _right(piece: QWidget) -> int:
    return piece.x() + piece.width()
