"""Every command of the window with its menu and its keys, in one list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from incident_tracker.wording import _

Keys = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the window can do. `menu` is where it is; `do` is a bound method; `keys` as Qt writes them.

    `can` says whether it does something now; None: always. `unannounced`: this changes while the window is not told, as
    with every letter that is typed. Then `can` is asked as the menu opens; the keys always reach `do`, which asks too.
    So many of its keys are `told` in lists.
    """

    menu: str
    label: str
    do: Callable[[], object]
    keys: tuple[Keys, ...] = ()
    starts_group: bool = False
    can: Callable[[], bool] | None = None
    unannounced: bool = False
    told: int = 1


_Changing = Sequence[tuple[QAction, Command]]


def empty(bar: QMenuBar) -> None:
    """Remove all commands and their keys."""
    bar.clear()
    for menu in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        menu.deleteLater()


def fill_menus(bar: QMenuBar, commands: Sequence[Command]) -> Callable[[], None]:
    """Put the commands into menus; their keys then work anywhere in the window.

    The answer enables what does something now and disables the rest; call it again when that may have changed.
    """
    empty(bar)
    menus: dict[str, QMenu] = {}
    changing: list[tuple[QAction, Command]] = []
    for command in commands:
        menu = menus.get(command.menu)
        if menu is None:
            menu = menus[command.menu] = bar.addMenu(command.menu)
            menu.aboutToShow.connect(partial(_enable, changing, menu_open=True))
            menu.aboutToHide.connect(partial(_enable, changing))
        action = add_to_menu(menu, command)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.can is not None:
            changing.append((action, command))
    enable = partial(_enable, changing)
    enable()
    return enable


def add_to_menu(menu: QMenu, command: Command) -> QAction:
    """One line of a menu."""
    if command.starts_group:
        menu.addSeparator()
    action = QAction(command.label, menu)
    action.triggered.connect(command.do)
    menu.addAction(action)
    return action


def _enable(changing: _Changing, menu_open: bool = False) -> None:
    for action, command in changing:
        if shiboken6.isValid(action) and command.can is not None:
            action.setEnabled(command.can() or (command.unannounced and not menu_open))


def keys_text(command: Command) -> str:
    """The first ways to press it, as the system writes them."""
    return ", ".join(_native(QKeySequence(keys)) for keys in command.keys[: command.told])


def _native(keys: str | QKeySequence) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def other_keys() -> tuple[tuple[str, str], ...]:
    """Keys that belong to no menu: what they do, and how they are pressed."""
    return (
        (_("Go back"), "Esc"),
        (_("Show or hide descriptions"), "V"),
        (_("Choose a chip"), "1 – 9"),
        (_("In a list: open the row"), _native("Enter")),
        (_("In a list: show the record beside it"), _("Space or →")),
        (_("In a list: hide the record again"), _("Esc or ←")),
        (_("In a list: select several rows"), _("{up} or ↓").format(up=f"{_native('Shift+A')[:-1]}↑")),
        (_("In a list: select all rows"), _native("Ctrl+A")),
        (_("In a list: copy the rows"), _native("Ctrl+C")),
        (_("In a list: what can be done with the rows"), _native("Shift+F10")),
        (_("Chart or table"), "T"),
        (_("Show or hide a pass phrase"), "Alt+F8"),
        (_("This list"), "?"),
    )
