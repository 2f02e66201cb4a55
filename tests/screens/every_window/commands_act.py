"""Whether each command that a page offers does something there, and is disabled where it does not."""

from typing import get_args

from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui.page import Page, PageCommand
from ui.sheets.visitor import Visitor

MENU_WORDS: dict[PageCommand, str] = {
    "save": "Save",
    "keep_draft": "Keep as draft",
    "search": "Find",
    "narrow": "Narrow the list",
    "print_paper": "Print",
    "export": "Export",
    "veil": "Show or hide descriptions",
}
"""What the menus call each of them, in English."""


def commands_act(you: Visitor, tried: set[tuple[type[Page], PageCommand]]) -> list[str]:
    """Faults of the page in front. What was `tried` on such a page already is only compared with its menu."""
    workspace, page = you.walker.screen.window.workspace, you.page
    assert workspace is not None
    faults = []
    for command in get_args(PageCommand):
        offered = workspace.offers(command)
        if _action(you.walker.window, MENU_WORDS[command]).isEnabled() != offered:
            faults.append(f"the menu and the page disagree about {command}")
        if offered and (type(page), command) not in tried:
            tried.add((type(page), command))
            before = _seen(you)
            workspace.on_page(command)
            you.walker.settle()
            if _seen(you) == before and workspace.offers(command):  # a draft that is kept needs no more keeping
                faults.append(f"{command} is offered and does nothing")
            you.leave()
    return faults


def _action(window: QWidget, words: str) -> QAction:
    menus = window.findChildren(QMenu)
    return next(one for menu in menus for one in menu.actions() if one.text().replace("&", "") == words)


def _seen(you: Visitor) -> tuple[QImage, QWidget | None, QWidget]:
    """What a person would notice: the picture, where the keyboard is, what is in front, and what is said."""
    return you.walker.window.grab().toImage(), QApplication.focusWidget(), you.front
