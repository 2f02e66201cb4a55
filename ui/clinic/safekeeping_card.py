"""Where the data is, how old the newest backup is, and whether records and audit trail are intact."""

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.checks import LastCheck
from incident_tracker.labels.clinic.checks import last_check_text
from incident_tracker.ports.clinic import Backup, Backups
from incident_tracker.usecases.clinic.upkeep import back_up, last_check, list_backups
from incident_tracker.wording import _, ngettext
from ui.clinic.check_run import CheckRun
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

    def __init__(self, desk: PageDesk, *links: Button) -> None:
        """`links` lead to other pages."""
        super().__init__(_("Where is my data?"))
        self._desk = desk
        place = desk.settings.place
        self._age = text_label("")
        self._where = note("")
        self._now = Button(_("Back up now"), "", Icon.DONE, self.back_up)
        self._lead = Button(_("Open the folder"), "quiet", Icon.FOLDER, self._open_folder)
        if not desk.may(Permission.BACK_UP):
            self._now.hide()
        self._last_check = text_label("")
        self._run = CheckRun(desk, _("Check the records"))
        self._key = Button(_("New recover&y key"), "", Icon.KEY, self._renew_key)
        if not desk.may(Permission.NEW_RECOVERY_KEY):
            self._key.hide()
        self.add(
            note(_("{place}\nEverything stays there, encrypted. Nothing is sent anywhere.").format(place=place)),
            self._age,
            self._last_check,
            self._where,
            flowing(self._now, self._lead, *links, gap=px(8)),
            flowing(self._run.start, self._key, gap=px(8)),
            self._run,
        )

    @property
    def buttons(self) -> dict[str, QWidget]:
        """What can be gone to, by the keys of `setting_fields`."""
        return {"back_up": self._now, "check": self._run.start, "recovery_key": self._key}

    def refresh(self) -> None:
        """Ask again how old the newest backup is, and when the data was last checked."""
        self._desk.runner.run(asked(list_backups), owner=self, then=self._show)
        self._desk.runner.run(asked(last_check), owner=self, then=self._say_check)

    @Slot()
    def back_up(self) -> None:
        """Make a backup among the automatic ones."""
        self._now.setEnabled(False)
        self._desk.runner.run(asked(back_up), owner=self, then=self._backed_up, otherwise=self._not_done, long=True)

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

    def _say_check(self, check: LastCheck | None) -> None:
        moment = near_text(check.at, self._desk.now(), self._desk.zone) if check is not None else ""
        self._last_check.setText(last_check_text(check, moment))

    def _backed_up(self, _made: Backup) -> None:
        self._now.setEnabled(True)
        self._desk.messages.tell(_("Backed up, and the copy was checked."))
        self.refresh()

    @Slot()
    def _renew_key(self) -> None:
        RenewRecoveryKey(self._desk, self, self._show_key).open()

    def _show_key(self, key: str) -> None:
        KeyToKeep(self._desk, self, key).open()

    def _not_done(self, problem: object) -> None:
        self._now.setEnabled(True)
        self._desk.runner.refused.emit(problem)

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.settings.data_folder)))
