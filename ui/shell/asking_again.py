"""What the window asks before something that cannot be done lightly: the pass phrase again, or a second person."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import SecondNeeded
from incident_tracker.ports.context import Context
from ui.clinic.door import Door
from ui.runner import Runner


class AskingAgain(QObject):
    """Opens the dialogs that the runner wants over `window`; what was confirmed goes to `take`."""

    def __init__(self, door: Door, runner: Runner, take: Callable[[Context], object], window: QWidget) -> None:
        super().__init__(window)
        self._door, self._runner, self._take, self._window = door, runner, take, window
        runner.confirmation_needed.connect(self._ask_passphrase)
        runner.second_needed.connect(self._ask_second_person)

    @Slot(object)
    def _ask_passphrase(self, again: Callable[[], None]) -> None:
        if (context := self._runner.context) is not None:
            from ui.clinic.confirmation import PassphraseQuestion

            dialog = PassphraseQuestion(self._door, self._runner, context, self._window)
            dialog.confirmed.connect(self._take)
            dialog.confirmed.connect(partial(_ignoring_argument, again))
            dialog.open()

    @Slot(object, object)
    def _ask_second_person(self, needed: SecondNeeded, again: Callable[[Context], None]) -> None:
        if (context := self._runner.context) is not None:
            from ui.clinic.second_person import SecondPerson

            dialog = SecondPerson(needed, self._runner, context, self._window)
            dialog.agreed.connect(again)
            dialog.open()


def _ignoring_argument(then: Callable[[], None], _answer: object) -> None:
    then()
