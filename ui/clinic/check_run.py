"""A check of file, records and audit trail: how far it is, a way to stop it, and what it found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.domain.errors import Problem, Stopped
from incident_tracker.labels.oversight.findings import check_finding_text
from incident_tracker.ports.clinic import CheckFinding, CheckPart
from incident_tracker.usecases.clinic.upkeep import check, note_check, repair
from incident_tracker.wording import _
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.busy import BusyLine
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import column
from ui.widgets.text import text_label

LOOKED_AT = 100
"""Milliseconds between two looks at how far it is."""
_TOLD = 5


@dataclass
class CheckProgress:
    """What the two threads know about each other: how far the check is, and whether someone stopped it."""

    part: CheckPart = CheckPart.FILE
    done: int = 0
    of: int = 0
    stopped: bool = field(default=False)

    def tell(self, part: CheckPart, done: int, of: int) -> None:
        """Called by the check. Errors: Stopped."""
        if self.stopped:
            raise Stopped
        self.part, self.done, self.of = part, done, of


class CheckRun(QWidget):
    """Signals: `ended()` when the answer is there, or it was stopped or refused."""

    ended = Signal()

    def __init__(self, desk: PageDesk, words: str) -> None:
        """`words` are those of its button, `start`, which the page puts where it fits."""
        super().__init__()
        self._desk = desk
        self._progress = CheckProgress()
        self.start = Button(words, "", None, self.check)
        self._stop = Button(_("Stop the check"), "", None, self._ask_to_stop)
        self._line = BusyLine()
        self._at = text_label("")
        self._found = text_label("")
        self._accept = Button(_("Accept it as it is"), "care", None, self._ask_accept)
        self._clock = QTimer(self)
        self._clock.setInterval(LOOKED_AT)
        self._clock.timeout.connect(self._look)
        self.setLayout(column(self._at, self._line, self._found, flowing(self._stop, self._accept, gap=px(8)), gap=8))
        self._rest()
        self._found.hide()
        self._accept.hide()
        self.hide()

    @Slot()
    def check(self) -> None:
        """Check that file, records and audit trail are intact, beside the thread that saves."""
        if not self.start.isEnabled():
            return
        self.start.setEnabled(False)
        self._progress = CheckProgress()
        self._found.hide()
        self._accept.hide()
        self._show_work(True)
        self.show()
        self._stop.setEnabled(True)
        self._line.show_busy(True)
        self._clock.start()
        self._look()
        question = asked(check, self._progress.tell)
        self._desk.runner.run(question, owner=self, then=self._checked, otherwise=self._not_done, long=True)

    @Slot()
    def _ask_to_stop(self) -> None:
        self._progress.stopped = True
        self._stop.setEnabled(False)
        self._look()

    @Slot()
    def _look(self) -> None:
        progress = self._progress
        if progress.stopped:
            self._at.setText(_("Stopping after this step …"))
            return
        said = check_part_text(progress.part)
        if progress.of:
            said = _("{part}: {n} of {total}").format(part=said, n=progress.done + 1, total=progress.of)
        self._at.setText(said)

    def _checked(self, findings: tuple[CheckFinding, ...]) -> None:
        self._rest()
        self._desk.runner.run(asked(note_check, len(findings), CheckOrigin.WINDOW), owner=self, then=self._noted)
        if not findings:
            self._say(_("All is well: the file, the records and the audit trail match."))
            return
        sentences = [check_finding_text(finding) for finding in findings[:_TOLD]]
        sentences.append(_("Nothing was changed. Please tell your privacy officer before you accept it as it is."))
        self._say("\n".join(sentences))
        self._accept.setVisible(self._desk.may(Permission.MIGRATE))

    def _noted(self, _check: object) -> None:
        self.ended.emit()

    def _not_done(self, problem: Problem) -> None:
        self._rest()
        if isinstance(problem, Stopped):
            self._say(_("The check was stopped. It counts as not made."))
        else:
            self.hide()
            self._desk.runner.refused.emit(problem)
        self.ended.emit()

    def _say(self, words: str) -> None:
        self._found.setText(words)
        self._found.show()
        self.show()
        announce(self, words)

    def _rest(self) -> None:
        self._clock.stop()
        self._line.show_busy(False)
        had_focus = self._stop.hasFocus()
        self._show_work(False)
        self.start.setEnabled(True)
        if had_focus:
            self.start.setFocus()

    def _show_work(self, at_work: bool) -> None:
        for part in (self._at, self._line, self._stop):
            part.setVisible(at_work)

    @Slot()
    def _ask_accept(self) -> None:
        AcceptAsItIs(self._desk, self, self._accepted).open()

    def _accepted(self, _findings: object) -> None:
        self._accept.hide()
        self.check()


class AcceptAsItIs(Asking[tuple[CheckFinding, ...]]):
    """Asks why records that do not match are accepted, for the audit trail."""

    def __init__(self, desk: PageDesk, parent: QWidget, then: Callable[[tuple[CheckFinding, ...]], object]) -> None:
        text = _(
            "What can be rebuilt from sound records is repaired. Records that do not match are sealed"
            " as they are now, and this computer remembers the current audit trail."
        )
        super().__init__(desk, parent, _("Accept it as it is?"), text, _("Accept"), then, care=True)
        self._why = self.ask_reason()

    def send(self) -> None:
        self.run(asked(repair, reason=self._why.toPlainText()))


def check_part_text(part: CheckPart) -> str:
    """What is looked at."""
    match part:
        case CheckPart.FILE:
            return _("Checking the file")
        case CheckPart.REFERENCES:
            return _("Checking what refers to what")
        case CheckPart.KEYS:
            return _("Checking the key file")
        case CheckPart.TRAIL:
            return _("Checking the audit trail")
        case CheckPart.RECORDS:
            return _("Checking each record against its seal")
        case CheckPart.SUMMARIES:
            return _("Checking codes, sums and words")
    assert_never(part)
