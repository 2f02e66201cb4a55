"""After a restore over the open clinic every window begins again with signing in, and says why."""

from typing import Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.wording import _
from ui.runner import Runner


class Lockable(Protocol):
    """What it needs of the window, besides that it is one."""

    def begin_again(self) -> None: ...
    def centralWidget(self) -> QWidget | None: ...  # Qt's own name


class ComingInAgain(QObject):
    """Locks when the records were replaced: what the pages have in hand is of before."""

    def __init__(self, runner: Runner, window: Lockable) -> None:
        super().__init__()
        self._window = window
        runner.replaced.connect(self.leave)

    @Slot(str)
    def leave(self, words: str) -> None:
        """Lock, and say `words` above the fields; a window that is locked already says nothing."""
        from ui.clinic.sign_in import SignIn

        if isinstance(self._window.centralWidget(), SignIn):
            return
        self._window.begin_again()
        if isinstance(entrance := self._window.centralWidget(), SignIn):
            entrance.say(_("The clinic was restored"), words)
