"""Whether a screen reader is told what each thing is, what it is called, what it holds, and in which group it is."""

import re
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QComboBox, QWidget

from ui.page import Page
from ui.sheets.shown import Shown
from ui.widgets.choice_chips import ChoiceChips

_Role = QAccessible.Role
_NO_ROLE = {_Role.NoRole, _Role.Client, _Role.LayeredPane, _Role.Grouping}
"""What has the focus and one of these roles does not say what it is: then it describes itself, as charts do."""
_LISTS = {_Role.Table, _Role.List, _Role.Tree}
"""Their cells are tried on their own, a few of each: there may be a million."""
_FEW = 3
_PLACE = re.compile(r"\d+ (of|de) \d+")
_GROUPS = {_Role.Grouping, _Role.Border, _Role.Dialog}
"""Whose names are spoken when someone comes into them."""


def is_told(shown: Shown) -> list[str]:
    """Role, name, value and group of everything that is seen; and nothing of what is behind."""
    faults = []
    for one, around in _tree(_told_of(shown.window), ()):
        name, role = _name(one), one.role()
        called = f"{role.name} {name!r}"
        if role is _Role.LayeredPane:
            faults.append(f"{called} is read as a layered pane")
        if one.state().focusable and one.state().focused and not _is_page(one):
            described = _hands_on(one) or one.text(QAccessible.Text.Description)
            faults += [f"{called} has the focus and no role"] if role in _NO_ROLE and not described else []
        if role is _Role.ComboBox:
            faults += _of_box(one, called)
        elif role is _Role.RadioButton:
            faults += _of_choice(one, called, around)
        elif role in _LISTS:
            faults += [f"{called} has no name"] * (not name) + _of_cells(one, called)
        elif one.state().focusable and not name and not _is_page(one) and not _hands_on(one):
            faults.append(f"{called} has no name")
    return [*faults, *_behind(shown.window)]


def _told_of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def _tree(
    one: QAccessibleInterface, around: tuple[QAccessibleInterface, ...]
) -> Iterator[tuple[QAccessibleInterface, tuple[QAccessibleInterface, ...]]]:
    """Everything that is seen, each with what is around it, the nearest first."""
    if one.state().invisible:
        return
    yield one, around
    if one.role() not in _LISTS | {_Role.MenuBar, _Role.ComboBox, _Role.SpinBox}:
        for number in range(one.childCount()):
            if (child := one.child(number)) is not None:
                yield from _tree(child, (one, *around))


def _name(one: QAccessibleInterface) -> str:
    return one.text(QAccessible.Text.Name).strip()


def _is_page(one: QAccessibleInterface) -> bool:
    """A page has the focus itself while its answers are on the way, and says its name."""
    return isinstance(one.object(), Page)


def _hands_on(one: QAccessibleInterface) -> bool:
    """What hands the focus on to a part of its own never has it."""
    widget = one.object()
    return isinstance(widget, QWidget) and widget.focusProxy() is not None


def _of_box(one: QAccessibleInterface, called: str) -> list[str]:
    """Qt calls a box by what is chosen in it, where it is asked on Linux: its name is that of one label beside it."""
    faults = []
    labels = {_name(label) for label, how in one.relations() if how & QAccessible.RelationFlag.Label}
    if len(labels) != 1:
        faults.append(f"{called} has the labels {sorted(labels)}")
    box = one.object()
    if isinstance(box, QComboBox) and one.text(QAccessible.Text.Value) != box.currentText():
        faults.append(f"{called} does not say what is chosen")
    return faults


def _of_choice(one: QAccessibleInterface, called: str, around: tuple[QAccessibleInterface, ...]) -> list[str]:
    faults = [] if _name(one) else [f"{called} has no name"]
    group = next((outer for outer in around if outer.role() in _GROUPS), None)
    if group is None or group.role() is not _Role.Grouping or not _name(group):
        faults.append(f"{called} is in no group with a name")
    elif isinstance(group.object(), ChoiceChips):
        said = one.text(QAccessible.Text.Description)
        if not _PLACE.match(said):
            faults.append(f"{called} says {said!r}, neither its place nor its key")
    return faults


def _of_cells(one: QAccessibleInterface, called: str) -> list[str]:
    cells = [one.child(number) for number in range(min(one.childCount(), _FEW))]
    return [f"a line of {called} says nothing" for cell in cells if cell is not None and cell.role() is _Role.NoRole]


def _behind(window: QWidget) -> list[str]:
    """Pages that are not in front, and lists within what is hidden."""
    faults, waiting = [], [_told_of(window)]
    while waiting:
        one = waiting.pop()
        if one.state().invisible and (_is_page(one) or (one.role() in _LISTS and one.childCount() > 0)):
            faults.append(f"{one.role().name} {_name(one)!r} is in the tree, but not in the window")
        waiting += [child for number in range(_most(one)) if (child := one.child(number)) is not None]
    return faults


def _most(one: QAccessibleInterface) -> int:
    return 0 if one.role() in _LISTS | {_Role.MenuBar, _Role.ComboBox} else one.childCount()


def page_is_named(shown: Shown) -> list[str]:
    """A screen reader says the name of the page, or of the dialog, when someone comes to it."""
    told = _told_of(shown.body)
    return [] if _name(told) else [f"{type(shown.body).__name__} has no name"]
