"""What can be done with the chosen rows of a list: the same steps as in its preview, and printing."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from incident_tracker.wording import _, ngettext
from ui.screen_text import number_text
from ui.widgets.master_detail import MasterDetail
from ui.widgets.preview import PreviewAction


def fill_row_menu(
    menu: QMenu,
    master: MasterDetail,
    steps: Sequence[PreviewAction],
    print_rows: Callable[[], object],
    *,
    may_print: bool,
) -> None:
    """Add to the menu of a list; `steps` are for the current row, and are left out where several are chosen."""
    n = len(master.table.chosen())
    menu.addSeparator()
    if n == 1:
        for step in steps:
            menu.addAction(step.words.replace("&", "&&")).triggered.connect(partial(_do, step.act))
        preview = menu.addAction(_("Pre&view"))
        preview.setShortcut(QKeySequence(Qt.Key.Key_Space))
        preview.triggered.connect(partial(_do, master.open_preview))
        menu.addSeparator()
    add_print(menu, n, print_rows).setEnabled(may_print)


def add_print(menu: QMenu, n: int, print_rows: Callable[[], object]) -> QAction:
    """Add that the `n` chosen rows are printed or, where it is one or none, the whole list."""
    words = _("&Print the list")
    if n > 1:
        words = ngettext("&Print {n} row", "&Print {n} rows", n).format(n=number_text(n))
    action = menu.addAction(words)
    action.triggered.connect(partial(_do, print_rows))
    return action


def _do(act: Callable[[], object], *_ticked: object) -> None:
    act()
