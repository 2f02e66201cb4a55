"""Where the data is, when it was last checked, and its backups: make one, try them, restore one."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.backups import BackupState, is_old
from incident_tracker.domain.clinic.checks import LastCheck
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.clinic.backups import backup_kind_text, backup_state_text, size_number, size_text
from incident_tracker.labels.clinic.checks import last_check_text
from incident_tracker.ports.clinic import Backup, Backups, DataPlace, KeptBackup, Replaced
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.bringing_back import (
    data_place,
    list_kept_backups,
    try_backup,
    what_restoring_takes,
)
from incident_tracker.usecases.clinic.upkeep import back_up, last_check, list_backups
from incident_tracker.wording import _, pgettext
from ui.clinic.check_run import CheckRun
from ui.clinic.clinic_list import ClinicList, ListWords, RowAct
from ui.clinic.restore_dialog import Done, RestoreOver, restored_text
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.screen_text import moment_text, near_text, number_text, one_stop
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import PageFrame, column, frame, row
from ui.widgets.record_model import ListColumn
from ui.widgets.save_dialog import SavePlaces
from ui.widgets.text import text_label
from ui.widgets.whole_list import WholeList

SUFFIX = ".itbackup"


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup as a row; `state` is None until it was tried."""

    kept: KeptBackup
    state: BackupState | None = None

    @property
    def id(self) -> Path:
        """What a list knows it by."""
        return self.kept.path


class DataPage(Page):
    """Every backup is tried, one after another, beside the thread that saves. Enter on one restores it."""

    areas = frozenset({Area.AUDIT})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        note = _("Everything stays there, encrypted. Nothing is sent anywhere.")
        self._frame = frame(self, PageFrame(_("Where the data is"), note, scrolls=False))
        self._tried: dict[tuple[Path, int], BackupState] = {}
        self._to_try: deque[KeptBackup] = deque()
        self._trying = False
        self.place, self.kept, self.checked = _Fact(), _Fact(), _Fact()
        self.place.offer(_("Folder of the data"), self._open)
        self.kept.offer(_("Folder of the backups"), self._open)
        self.checked.offer(_("Last check"))
        self.check = CheckRun(desk, _("&Check now"))
        self.check.ended.connect(self.refresh)
        self.make = Button(_("&Make a backup now"), "primary", Icon.DONE, self.back_up)
        self.file = Button(_("Restore from a &file"), "", Icon.FOLDER, self.ask_file)
        may_restore = desk.may(Permission.RESTORE)
        buttons = [self.make] if desk.may(Permission.BACK_UP) else []
        buttons += [self.file] if may_restore else []
        columns = [
            ListColumn("made", _("Day"), self._moment, 24, weight=9, stretch=True, rank=_made),
            ListColumn("kind", pgettext("a backup", "Where it comes from"), _kind, 22, spare=True),
            ListColumn("size", _("Size"), _size, 10, rank=_bytes),
            ListColumn("name", _("File"), _name, 34, spare=True),
        ]
        acts: list[RowAct[BackupRow]] = [
            RowAct(_("&Restore it …"), Icon.UNDO, self.restore, self._may_restore, hides=not may_restore)
        ]
        words = ListWords(
            "backups",
            _("Backups"),
            _("Search backups"),
            _("No backup yet"),
            _("The first one is made by itself when the program closes."),
        )
        self.list: ClinicList[BackupRow] = ClinicList(
            desk, words, columns, _state, [*acts], [*buttons, self.check.start]
        )
        WholeList(self.list.table)
        facts = QWidget()
        facts.setLayout(column(self.place, self.kept, self.checked, self.check, gap=4))
        self._frame.body.addWidget(facts)
        self._frame.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        self.desk.runner.run(asked(data_place), owner=self, then=self._say_place)
        self.desk.runner.run(asked(list_backups), owner=self, then=self._say_backups)
        self.desk.runner.run(asked(last_check), owner=self, then=self._say_check)
        self.desk.runner.run(asked(list_kept_backups), owner=self, then=self._show)

    def search(self) -> None:
        self.list.filter.search()

    def first_focus(self) -> QWidget | None:
        return self.list.table

    @Slot()
    def back_up(self) -> None:
        """Make a backup among the others."""
        if self.make.isEnabled():
            self.make.setEnabled(False)
            self.desk.runner.run(
                asked(back_up), owner=self, then=self._backed_up, otherwise=self._not_backed_up, long=True
            )

    @Slot()
    def ask_file(self) -> None:
        """Ask which backup, wherever it is."""
        dialog = QFileDialog(self, _("Choose a backup"), SavePlaces.folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Backups ({kinds})").format(kinds=f"*{SUFFIX}"))
        dialog.fileSelected.connect(self.look_into)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def restore(self, row: BackupRow) -> None:
        """Say what a restore of this backup would take away, and ask."""
        self.look_into(str(row.kept.path))

    @Slot(str)
    def look_into(self, backup: str) -> None:
        """Open the backup beside the clinic, count what it lacks, and ask."""
        self.desk.messages.tell(_("Opening the backup to see what is in it …"), lapses=True)
        path = Path(backup)
        question = asked(what_restoring_takes, path)
        self.desk.runner.run(question, owner=self, then=partial(self._ask, path), long=True)

    def _ask(self, backup: Path, takes: Replaced) -> None:
        self.desk.messages.clear()
        RestoreOver(self.desk, self, backup, takes, partial(self._restored, takes)).open()

    def _restored(self, takes: Replaced, done: Done) -> None:
        """What this window has in hand is of before: it begins again with signing in."""
        self.desk.runner.replaced.emit(restored_text(done, moment_text(takes.made, self.desk.zone)))

    def _backed_up(self, made: Backup) -> None:
        self.make.setEnabled(True)
        self.list.wait_for(made.path)
        self.desk.messages.tell(_("Backed up, and the copy was checked."))
        self.refresh()

    def _not_backed_up(self, problem: Problem) -> None:
        self.make.setEnabled(True)
        self.desk.runner.refused.emit(problem)

    def _say_place(self, place: DataPlace) -> None:
        if place.server:
            what = _("Data: the server {place} (PostgreSQL). This computer keeps its own files in {folder}.")
            self.place.say(what.format(place=place.server, folder=place.folder), place.folder)
            return
        size = _size_words(place.size)
        what = _("Data: {folder}, in the file {file} ({size}, encrypted by SQLCipher).")
        self.place.say(what.format(folder=place.folder, file=place.file, size=size), place.folder)

    def _say_backups(self, backups: Backups) -> None:
        if backups.newest is None:
            told = _("Backups: {folder}. There is none yet.").format(folder=backups.place)
        else:
            moment = near_text(backups.newest, self.desk.now(), self.desk.zone)
            told = _("Backups: {folder}. The last one was made {moment}.").format(folder=backups.place, moment=moment)
            told = one_stop(told)
        if is_old(backups.newest, self.desk.now()):
            told += " " + _("Please make one, and copy it to another place once a week.")
        self.kept.say(told, backups.place)

    def _say_check(self, check: LastCheck | None) -> None:
        moment = near_text(check.at, self.desk.now(), self.desk.zone) if check is not None else ""
        self.checked.say(last_check_text(check, moment))

    def _show(self, found: tuple[KeptBackup, ...]) -> None:
        rows = [BackupRow(one, self._tried.get((one.path, one.size))) for one in found]
        self.list.show_rows(rows)
        self._to_try = deque(row.kept for row in rows if row.state is None)
        self._try_next()

    def _try_next(self) -> None:
        if self._to_try and not self._trying:
            self._trying = True
            kept = self._to_try.popleft()
            question = asked(try_backup, kept.path)
            self.desk.runner.run(
                question, owner=self, then=partial(self._was_tried, kept), otherwise=self._not_tried, long=True
            )

    def _was_tried(self, kept: KeptBackup, state: BackupState) -> None:
        self._trying = False
        self._tried[kept.path, kept.size] = state
        self.list.show_rows([replace(row, state=state) if row.kept == kept else row for row in self.list.rows])
        self._try_next()

    def _not_tried(self, _problem: Problem) -> None:
        """Locked meanwhile: it is tried when the page is shown again."""
        self._trying = False
        self._to_try.clear()

    def _moment(self, row: BackupRow) -> str:
        return moment_text(row.kept.made, self.desk.zone)

    def _may_restore(self, row: BackupRow) -> bool:
        return self.desk.may(Permission.RESTORE) and row.state in (None, BackupState.OPENS)

    def _open(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class _Fact(QWidget):
    """One line that can be copied and, where it names a folder, leads there."""

    def __init__(self) -> None:
        super().__init__()
        self._words: QLabel = text_label("")
        self._folder = Path()
        self._buttons: list[Button] = []
        self._lead: Callable[[Path], object] | None = None

    def offer(self, what: str, open_folder: Callable[[Path], object] | None = None) -> None:
        """`what` names it to a screen reader; with `open_folder` there is a button for it."""
        copy = Button(_("Copy"), "quiet", Icon.COPY, self._copy)
        copy.setAccessibleName(_("Copy: {what}").format(what=what))
        self._buttons = [copy]
        if open_folder is not None:
            self._lead = open_folder
            lead = Button(_("Open folder"), "quiet", Icon.FOLDER, self._open)
            lead.setAccessibleName(_("Open folder: {what}").format(what=what))
            self._buttons.append(lead)
        line = row(self._words, *self._buttons, gap=8) if is_roomy() else None
        if line is None:
            self.setLayout(column(self._words, flowing(*self._buttons, gap=px(8)), gap=2))
        else:
            line.setStretch(0, 1)
            self.setLayout(line)

    def say(self, words: str, folder: Path | None = None) -> None:
        """Show this; `folder` is where the button leads."""
        self._words.setText(words)
        self._folder = folder or Path()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words.text())
        announce(self, _("Copied."), at_once=True)

    @Slot()
    def _open(self) -> None:
        if self._lead is not None:
            self._lead(self._folder)


def _made(row: BackupRow) -> object:
    return row.kept.made


def _bytes(row: BackupRow) -> object:
    return row.kept.size


def _kind(row: BackupRow) -> str:
    return backup_kind_text(row.kept.kind)


def _size(row: BackupRow) -> str:
    return _size_words(row.kept.size)


def _size_words(size: int) -> str:
    number = size_number(size)
    return size_text(size, number_text(number, digits=0 if number == size else 1))


def _name(row: BackupRow) -> str:
    return row.kept.path.name


def _state(row: BackupRow) -> tuple[str, str]:
    if row.state is None:
        return pgettext("a backup", "being tried …"), "quiet"
    return backup_state_text(row.state), "good" if row.state is BackupState.OPENS else "care"
