"""Tab goes through a window as it is read, also where pieces were made anew after the rest."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget


def order_tabs(root: QWidget) -> None:
    """Let Tab follow what is seen in `root`: Qt itself puts whatever is made later at the end of the window."""
    for before, after in pairwise(in_reading_order(root)):
        QWidget.setTabOrder(before, after)


def in_reading_order(root: QWidget) -> Iterator[QWidget]:
    """Every shown widget of `root` that can have the focus itself, as it is read."""
    if root.focusPolicy() != Qt.FocusPolicy.NoFocus and root.focusProxy() is None:
        yield root
    if isinstance(root, QScrollArea):
        inner = [root.widget()]
    elif isinstance(root, QAbstractScrollArea):
        inner = []  # a list or a text is one stop
    else:
        inner = [child for child in root.children() if isinstance(child, QWidget) and not child.isWindow()]
    for piece in _as_read([piece for piece in inner if piece is not None and not piece.isHidden()]):
        yield from in_reading_order(piece)


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
