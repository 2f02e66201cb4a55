"""A dialog that says what a change moves before it is saved: the first Enter tells it, the second one saves."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.labels.oversight.clinic_changes import moves_text
from incident_tracker.wording import _
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import Asked
from ui.widgets.announce import announce
from ui.widgets.text import text_label

R = TypeVar("R")


class Moving(Asking[R]):
    """What moves nothing is saved at once; something else typed after it was told is looked at again."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        heading: str,
        text: str,
        verb: str,
        then: Callable[[R], object],
        care: bool = False,
    ) -> None:
        super().__init__(desk, parent, heading, text, verb, then, care)
        self._told = ""
        self._moved = text_label("", "label", wraps=True)
        self._moved.hide()
        self.add_above_verb(self._moved)  # in sight also where what is filled in scrolls

    def foresee(self) -> Asked[Moves] | None:
        """The use case that says what the change would move as it is filled in now; None for none."""
        raise NotImplementedError

    @Slot()
    def accept(self) -> None:
        question = self.foresee()
        if question is None:
            super().accept()
            return
        self.form.clear_problems()
        self.desk.runner.run(question, owner=self, then=self._weigh, otherwise=self._refused)

    def _weigh(self, moves: Moves) -> None:
        text = moves_text(moves)
        if not text or text == self._told:
            super().accept()
            return
        self._told = text
        self._moved.setText(text)
        self._moved.show()
        self.verb.setText(_("Save it all the same"))
        announce(self, text, at_once=True)
