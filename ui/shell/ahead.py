"""Makes the pages that someone may come to next while no one works, a part at a time."""

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QInputEvent

from ui.garbage import keep_what_is_here, look_at_all
from ui.runner import Runner
from ui.shell.main_window import MainWindow
from ui.window_filter import WindowFilter

PAUSE = 600
"""Milliseconds without a key, a click or a movement before it begins, or goes on."""
BETWEEN = 20
"""Milliseconds after each part, in which whatever comes is answered first."""
_OURS = ("ui.", "incident_tracker.")


class Ahead(WindowFilter):
    """A page that was made ahead opens at once; one that someone comes to before is made then, as a whole."""

    def __init__(self, window: MainWindow, runner: Runner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._parts: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        window.entered.connect(self._begin)
        window.rebuilt.connect(self._begin)
        window.blanked.connect(self._end)
        window.locked.connect(self._clear_away)

    def sees(self, event: QEvent) -> bool:
        if isinstance(event, QInputEvent) and self._timer.isActive():
            self._timer.start(PAUSE)
        return False

    @Slot()
    def _begin(self) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        if self._parts is None:
            self.watch()
        self._parts = _loaded_and_made(workspace.modules_to_load(), workspace.make_ahead())
        self._timer.start(PAUSE)

    @Slot()
    def _go_on(self) -> None:
        if self._parts is None:
            return
        if not self._runner.is_quiet:
            self._timer.start(PAUSE)
        elif next(self._parts, _END) is _END:
            self._end()
        else:
            self._timer.start(BETWEEN)

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        if self._parts is not None:
            self._parts = None
            self.look_away()

    @Slot()
    def _clear_away(self) -> None:
        """The pages of who was here are gone by now."""
        QTimer.singleShot(PAUSE, look_at_all)


_END = object()


def _loaded_and_made(modules: Iterator[str], pages: Iterator[None]) -> Iterator[None]:
    for module in modules:
        yield from loaded(module)
    yield from pages
    keep_what_is_here()


def loaded(module: str) -> Iterator[None]:
    """Import a module and what it imports of ours, one after another, and give way after each."""
    if module in sys.modules:
        return
    for other in _imported_by(module):
        yield from loaded(other)
    if module not in sys.modules:
        import_module(module)
        yield


def _imported_by(module: str) -> list[str]:
    """What it imports of ours at once. Of all names in its code only those of modules have a point."""
    spec = find_spec(module)
    loader = spec.loader if spec is not None else None
    code = loader.get_code(module) if isinstance(loader, InspectLoader) else None
    return [name for name in code.co_names if name.startswith(_OURS)] if code is not None else []
