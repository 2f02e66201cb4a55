"""What the window shows where there is no clinic yet: the first choice, and bringing one back from a backup."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.clinic.door import Door
    from ui.clinic.first_start import FirstStart
    from ui.runner import Runner


class NoClinicYet(QObject):
    """`put` shows a widget, `enter` lets in, `again` shows what there is now."""

    def __init__(
        self,
        door: "Door",
        runner: "Runner",
        put: Callable[[QWidget], object],
        enter: Callable[..., object],
        again: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._door, self._runner = door, runner
        self._put, self._enter, self._again = put, enter, again

    def first_start(self) -> "FirstStart":
        """The first choice."""
        from ui.clinic.first_start import FirstStart

        first = FirstStart(self._door, self._runner)
        first.entered.connect(self._enter)
        first.backup_wanted.connect(self._bring_back)
        return first

    @Slot()
    def _bring_back(self) -> None:
        from ui.clinic.bring_back import BringBack

        page = BringBack(self._door, self._runner)
        page.done.connect(self._again)
        page.back.connect(self._again)
        self._put(page)
