"""Restoring a backup over the clinic that is open: what it takes away is said before, and it takes two people."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from incident_tracker.ports.clinic import CheckFinding, PutInPlace, Replaced
from incident_tracker.usecases.clinic.bringing_back import restore_over_and_check
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import moment_text, number_text
from ui.widgets.text import text_label

Done = tuple[PutInPlace, tuple[CheckFinding, ...]]


class RestoreOver(Asking[Done]):
    """`takes` is what the restore of `backup` would take away."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, backup: Path, takes: Replaced, then: Callable[[Done], object]
    ) -> None:
        moment = moment_text(takes.made, desk.zone)
        text = _("The clinic will be as it was on {moment}. What was changed since then is taken back.").format(
            moment=moment
        )
        super().__init__(desk, parent, _("Restore this backup?"), text, _("Restore it"), then, care=True)
        self._backup = backup
        for place, sentence in enumerate(_sentences(takes)):
            self.body.insertWidget(place, text_label(sentence, "strong" if place == 0 else ""))
        if not takes.account:
            warning = _("Your own account is newer than this backup: you cannot sign in after the restore.")
            self.body.insertWidget(1, text_label(warning, "care"))
        self._why = self.ask_reason()

    def send(self) -> None:
        self.verb.setEnabled(False)
        self.run(asked(restore_over_and_check, self._backup, self._why.toPlainText()))

    def _refused(self, problem: object) -> None:
        self.verb.setEnabled(True)
        super()._refused(problem)  # type: ignore[arg-type]


def _sentences(takes: Replaced) -> tuple[str, ...]:
    lost = ngettext(
        "{n} incident that was logged later is not in it.",
        "{n} incidents that were logged later are not in it.",
        takes.incidents,
    ).format(n=number_text(takes.incidents))
    return (
        lost if takes.incidents else _("All incidents are in it."),
        _("A copy of the clinic as it is now is made first. Restore that copy to undo this."),
        _(
            "Every window on this clinic, on any computer, has to sign in again, and everyone is told. "
            "What is typed there and not saved is lost."
        ),
        _("Pass phrases and the recovery key stay as they are today."),
    )


def restored_text(done: Done, when: str) -> str:
    """What is said at the sign-in that follows; `when` is the moment of the backup."""
    put, findings = done
    told = _(
        "The clinic is as it was on {moment}. To undo that, restore {name} on Data and backups. Please sign in again."
    ).format(moment=when, name=put.safety.name)
    if not findings:
        return told
    n = len(findings)
    wrong = ngettext("The check found {n} thing wrong.", "The check found {n} things wrong.", n).format(n=n)
    return f"{told} {wrong}"
