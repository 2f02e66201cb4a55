"""Where the data is, how old the newest backup is, and whether records and audit trail are intact."""

from collections.abc import Callable

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.labels.oversight.findings import check_finding_text
from incident_tracker.ports.clinic import Backup, Backups, CheckFinding
from incident_tracker.usecases.clinic.upkeep import back_up, check, list_backups, repair
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.clinic.new_recovery_key import KeyToKeep, RenewRecoveryKey
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card
from ui.widgets.text import note, text_label


class SafekeepingCard(Card):
    """The answers to "where is my data?" and "is it safe?", with a button for each."""

    def __init__(self, desk: PageDesk, how: Button) -> None:
        """`how` leads to the manual's page on backups."""
        super().__init__(_("Where is my data?"))
        self._desk = desk
        place = desk.settings.place
        self._age = text_label("")
        self._where = note("")
        self._found = text_label("")
        self._found.hide()
        self._now = Button(_("Back up now"), "", Icon.DONE, self.back_up)
        if not desk.may(Permission.BACK_UP):
            self._now.hide()
        self._check = Button(_("Check the records"), "", None, self.check)
        self._accept = Button(_("Accept it as it is"), "care", None, self._ask_accept)
        self._accept.hide()
        self._key = Button(_("New recover&y key"), "", Icon.KEY, self._renew_key)
        if not desk.may(Permission.NEW_RECOVERY_KEY):
            self._key.hide()
        self.add(
            note(_("{place}\nEverything stays there, encrypted. Nothing is sent anywhere.").format(place=place)),
            self._age,
            self._where,
            flowing(self._now, Button(_("Open the folder"), "quiet", Icon.FOLDER, self._open_folder), how, gap=px(8)),
            flowing(self._check, self._accept, self._key, gap=px(8)),
            self._found,
        )

    @property
    def buttons(self) -> dict[str, QWidget]:
        """What can be gone to, by the keys of `setting_fields`."""
        return {"back_up": self._now, "check": self._check, "recovery_key": self._key}

    def refresh(self) -> None:
        """Ask again how old the newest backup is."""
        self._desk.runner.run(asked(list_backups), owner=self, then=self._show)

    @Slot()
    def back_up(self) -> None:
        """Make a backup among the automatic ones."""
        self._now.setEnabled(False)
        self._desk.runner.run(asked(back_up), owner=self, then=self._backed_up, otherwise=self._not_done, long=True)

    @Slot()
    def check(self) -> None:
        """Check that file, records and audit trail are intact."""
        self._check.setEnabled(False)
        self._desk.runner.run(asked(check), owner=self, then=self._checked, otherwise=self._not_done, long=True)

    def _show(self, backups: Backups) -> None:
        if backups.newest is None:
            self._age.setText(_("No backup yet. The first one is made automatically when the program closes."))
        else:
            moment = near_text(backups.newest, self._desk.now(), self._desk.zone)
            self._age.setText(_("Last backup: {moment}").format(moment=moment))
        self._where.setText(
            ngettext("{n} backup in {place}", "{n} backups in {place}", backups.count).format(
                n=backups.count, place=backups.place
            )
            + "\n"
            + _("One is made every four hours of work and at the end, if anything changed.")
        )

    def _backed_up(self, _made: Backup) -> None:
        self._now.setEnabled(True)
        self._desk.messages.tell(_("Backed up, and the copy was checked."))
        self.refresh()

    def _checked(self, findings: tuple[CheckFinding, ...]) -> None:
        self._check.setEnabled(True)
        self._found.show()
        if not findings:
            self._accept.hide()
            self._found.setText(_("All is well: the file, the records and the audit trail match."))
            return
        sentences = [check_finding_text(finding) for finding in findings[:5]]
        sentences.append(_("Nothing was changed. Please tell your privacy officer before you accept it as it is."))
        self._found.setText("\n".join(sentences))
        self._accept.setVisible(self._desk.may(Permission.MIGRATE))

    @Slot()
    def _ask_accept(self) -> None:
        AcceptAsItIs(self._desk, self, self._accepted).open()

    def _accepted(self, _findings: object) -> None:
        self._accept.hide()
        self.check()

    @Slot()
    def _renew_key(self) -> None:
        RenewRecoveryKey(self._desk, self, self._show_key).open()

    def _show_key(self, key: str) -> None:
        KeyToKeep(self._desk, self, key).open()

    def _not_done(self, problem: object) -> None:
        self._now.setEnabled(True)
        self._check.setEnabled(True)
        self._desk.runner.refused.emit(problem)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.settings.data_folder)))


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
