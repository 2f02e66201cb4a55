"""The one window: the entrance while no one is signed in, then the workspace, and blank as soon as it locks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from incident_tracker.domain.clinic.notices import TOLD_OF_ALARM
from incident_tracker.labels.clinic.notices import audit_alarm_text, notice_text
from incident_tracker.logs import log
from incident_tracker.ports.context import Area, Context
from incident_tracker.settings import Settings, keep_settings
from incident_tracker.wording import _
from ui.clinic.door import Door
from ui.runner import Runner
from ui.shell.asking_again import AskingAgain
from ui.shell.backup_watch import BackupWatch
from ui.shell.blanking import clear_clipboard, close_dialogs
from ui.shell.coming_in_again import ComingInAgain
from ui.shell.idle_watch import IdleWatch
from ui.shell.no_clinic_yet import NoClinicYet
from ui.shell.recent import LastOpened
from ui.shell.stub_keeper import StubKeeper
from ui.shell.tray import Tray
from ui.shell.window_place import WindowPlace
from ui.spoken import speak, spoken_language
from ui.theme.theme import Theme
from ui.ticker import Ticker
from ui.widgets.column_memory import ColumnMemory
from ui.widgets.dialogs import APPLICATION

if TYPE_CHECKING:
    from ui.clinic.sign_in import SignIn
    from ui.page import PageDesk
    from ui.shell.navigation import NavigationEntry
    from ui.shell.workspace import Visit, Workspace
    from ui.widgets.message_bar import MessageBar


class MainWindow(QMainWindow):
    """Signals: `entered()` when someone is signed in and the workspace is shown; `blanked()` as soon as it locks, while
    drafts can still be kept, `locked()` when that is done; `rebuilt()` in another look; `closed()` when all has ended.
    """

    entered = Signal()
    blanked = Signal()
    locked = Signal()
    rebuilt = Signal()
    closed = Signal()

    def __init__(
        self,
        door: Door,
        settings: Settings,
        theme: Theme,
        runner: Runner,
        now: Callable[[], datetime],
        make_entries: "Callable[[], Sequence[NavigationEntry]] | None" = None,
        seconds_now: Callable[[], float] | None = None,
    ) -> None:
        """`make_entries` gives other pages than the usual ones; `seconds_now` is a monotonic clock that is moved by
        hand, as `now` then is: no minute passes by itself.
        """
        super().__init__()
        self.setWindowTitle(APPLICATION)  # never a record's words: titles are seen on the task bar
        self._door = door
        self._settings = settings
        self._theme = theme
        theme.dress(self)
        self._runner = runner
        self.now = now
        self._make_entries = make_entries
        self._memory = QSettings(str(settings.window_file), QSettings.Format.IniFormat)
        ColumnMemory.remember_in(self._memory)
        self.ticker = Ticker(now, self, by_itself=seconds_now is None)
        self._idle = IdleWatch(now, seconds_now or Ticker.monotonic, runner, self.ticker, self)
        self._idle.lock_now.connect(self.lock)
        self._idle.notice.connect(self._say_soon_locked)
        self._backups = BackupWatch(runner, now, self.ticker, self)
        self._stubs = StubKeeper(door, runner, lambda: self._settings.desk_id, self)
        self._stubs.told.connect(self._say_of_stub)
        self.tray = Tray(self)
        self.tray.stub_wanted.connect(self.keep_stub)
        self._context: Context | None = None
        self._zone = ZoneInfo("UTC")
        self._left: tuple[UUID, Visit | None] | None = None  # who locked, and where they were
        self.recent = LastOpened()
        self._leaving = False  # locked, but drafts are not saved and the database is not closed yet
        self._waiting: Callable[[], object] | None = None  # lets in the person who signed in meanwhile
        self._closing = False
        self.workspace: Workspace | None = None
        self._coming_in_again = ComingInAgain(runner, self)
        self._asking = AskingAgain(door, runner, self._take_confirmed, self)
        theme.changed.connect(self._rebuild)
        self.place = WindowPlace(self, self._memory)
        self._no_clinic_yet = NoClinicYet(door, runner, self._put_entrance, self._enter, self.show_entrance, self)
        self.show_entrance()

    @property
    def has_own_clinic(self) -> bool:
        """Is there a clinic that is not the invented one, in which nothing is secret?"""
        return self._door.has_clinic() and not self._door.invented

    @property
    def in_sight(self) -> bool:
        """Is the window shown, and not as an icon only?"""
        return self.isVisible() and not self.isMinimized()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def show_entrance(self, someone_else: bool = False) -> None:
        """Sign in where there is a clinic; the first choice again where there is none, or only the invented one.

        `someone_else`: no name is filled in.
        """
        entrance = self.make_sign_in(someone_else) if self.has_own_clinic else self._no_clinic_yet.first_start()
        self.menuBar().hide()
        self._put_entrance(entrance)

    def make_sign_in(self, someone_else: bool = False) -> "SignIn":
        """The fields to sign in with, which let in to this window and to the small one."""
        from ui.clinic.sign_in import SignIn

        sign_in = SignIn(self._door, self._runner, "" if someone_else else self._settings.last_user)
        sign_in.entered.connect(self._enter)
        sign_in.stub_wanted.connect(self.keep_stub)
        sign_in.one_time.connect(self._ask_own_passphrase)
        return sign_in

    def _put_entrance(self, entrance: QWidget) -> None:
        self._put(entrance)
        self._focus_entrance()
        QTimer.singleShot(0, self._focus_entrance)  # again when it is shown: a hidden widget cannot have the focus

    @Slot()
    def _focus_entrance(self) -> None:
        entrance = self.centralWidget()
        if self.workspace is None and entrance is not None:
            entrance.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object, str, str)
    def _ask_own_passphrase(self, context: Context, zone: str, one_time: str) -> None:
        if self._leaving:
            self._waiting = partial(self._ask_own_passphrase, context, zone, one_time)
            return
        from ui.clinic.own_passphrase import OwnPassphrase

        self._context = context
        self._runner.use(context)
        page = OwnPassphrase(self._runner, context, zone, one_time)
        page.entered.connect(self._enter)
        self._put_entrance(page)

    @Slot(object, str)
    def _enter(self, context: Context, zone: str) -> None:
        from ui.clinic.unkept_dialog import ask_about_key

        if self._leaving:
            self._waiting = partial(self._enter, context, zone)  # nothing of the previous user runs as the next one
            return
        self._context = context
        self._zone = ZoneInfo(zone)
        self._runner.use(context)
        self.recent.begin(context.actor.user_id)
        if not self._door.invented and context.actor.name != self._settings.last_user:
            self._settings = replace(self._settings, last_user=context.actor.name)
            keep_settings(self._settings)
        log("session.opened", user=context.actor.user_id)
        before, self._left = self._left, None
        same = before is not None and before[0] == context.actor.user_id
        self._build_workspace(before[1] if before is not None and same else None)
        self.ticker.start()
        self._idle.start(timedelta(minutes=self._settings.lock_after))
        warnings = [audit_alarm_text()] if self._door.audit_alarm and context.actor.role in TOLD_OF_ALARM else []
        warnings += [notice_text(notice) for notice in self._door.notices]
        if warnings and self.workspace is not None:
            self.workspace.messages.warn("\n\n".join(warnings))
        if not same and not self._door.invented and self.workspace is not None:
            ask_about_key(self.workspace.desk, self.workspace)
        self.entered.emit()

    def _build_workspace(self, visit: "Visit | None") -> None:
        from ui.shell.commands import commands_of, own_commands
        from ui.shell.menus import fill_menus
        from ui.shell.navigation import entries
        from ui.shell.workspace import Workspace

        make_entries = self._make_entries or entries
        workspace = Workspace(self.make_desk, make_entries(), self._door.invented)
        self.workspace = workspace
        workspace.offers_changed.connect(fill_menus(self.menuBar(), commands_of(self)))
        workspace.opened.connect(self.recent.note)
        workspace.sidebar.own.offer(own_commands(self))
        self.menuBar().show()
        self._put(workspace)
        if workspace.reminders is not None:
            workspace.reminders.news.connect(self.tray.say)
        self.ticker.minute.connect(workspace.look)
        if self._idle.is_watching:
            workspace.look()
        workspace.come_in(visit)

    def make_desk(self, messages: "MessageBar") -> "PageDesk":
        from ui.page import PageDesk

        assert self._context is not None
        return PageDesk(
            runner=self._runner,
            actor=self._context.actor,
            now=self.now,
            zone=self._zone,
            theme=self._theme,
            messages=messages,
            settings=self._settings,
            change_settings=self.change_settings,
        )

    @Slot()
    def sign_out(self) -> None:
        """Lock, and leave the window to someone else: it asks for a name, and forgets where one was."""
        self.begin_again(someone_else=True)

    def begin_again(self, *, someone_else: bool = False) -> None:
        """Lock, and forget where one was, which may be no more; the name stays, unless it is for someone else."""
        self.lock(someone_else)
        self._left = None
        self.recent.clear()

    @Slot()
    def change_passphrase(self) -> None:
        """Ask the signed-in person for the present pass phrase and another one."""
        if self.workspace is not None:
            from ui.clinic.change_passphrase import ChangePassphrase

            ChangePassphrase(self.workspace.desk, self).open()

    @Slot()
    def lock(self, someone_else: bool = False) -> None:
        """Blank the window at once, keep drafts, close the database, and ask for the pass phrase."""
        if self.workspace is None:
            return
        workspace, self.workspace = self.workspace, None
        from ui.shell.menus import empty

        self.blanked.emit()
        self._left = (workspace.desk.actor.user_id, workspace.here)
        self._leaving = True
        self._idle.stop()
        self.ticker.stop()
        close_dialogs(self)
        empty(self.menuBar())
        self.menuBar().hide()
        workspace.hide()
        workspace.keep_drafts()
        self.takeCentralWidget()
        self.show_entrance(someone_else)
        clear_clipboard()
        self._runner.when_quiet(partial(self._drafts_kept, workspace))

    def _drafts_kept(self, workspace: "Workspace") -> None:
        if self._closing:
            self._backups.back_up_changes()
        self._runner.when_quiet(partial(self._locked, workspace))

    def _locked(self, workspace: "Workspace") -> None:
        workspace.deleteLater()
        self._close_door()
        self._leaving = False
        self.locked.emit()
        waiting, self._waiting = self._waiting, None
        if self._closing:
            self._runner.when_quiet(self._finish_closing)
        elif waiting is not None:
            waiting()

    def _close_door(self) -> None:
        context, self._context = self._context, None
        self._runner.use(None)
        if context is not None:
            log("session.locked", user=context.actor.user_id)
            self._runner.call(partial(self._door.close, context), owner=None)

    def change_settings(self, settings: Settings) -> None:
        """Save other settings and apply them immediately."""
        before, self._settings = self._settings, settings
        keep_settings(settings)
        if self._context is not None:
            self._idle.start(timedelta(minutes=settings.lock_after))
        self._theme.rows = settings.rows
        if settings.language != before.language:
            speak(spoken_language(settings))
        if (settings.appearance, settings.text_size) != (before.appearance, before.text_size):
            self._theme.choose(settings.appearance, settings.text_size)
        elif settings != before:
            self._rebuild()

    @Slot()
    def _rebuild(self) -> None:
        """Other sizes, colors or language: build the pages again, saving drafts first."""
        if self.workspace is None:
            self.show_entrance()
            return
        self.workspace.keep_drafts()
        self._runner.when_quiet(self._rebuild_now)

    def _rebuild_now(self) -> None:
        if self.workspace is None:
            return
        self._build_workspace(self.workspace.here)
        self.rebuilt.emit()

    @Slot(object)
    def _take_confirmed(self, context: Context) -> None:
        self._context = context
        self._runner.use(context)

    @Slot()
    def keep_stub(self) -> None:
        """Save time and desk now, for someone to complete later."""
        self._stubs.keep()

    @Slot(str, bool)
    def _say_of_stub(self, text: str, kept: bool) -> None:
        if self.workspace is not None:
            (self.workspace.messages.tell if kept else self.workspace.messages.warn)(text)
            self._runner.changed.emit(frozenset({Area.DRAFTS}))
        elif (say := getattr(self.centralWidget(), "say_of_stub", None)) is not None:
            say(text)
        if not self.isActiveWindow():
            self.tray.say(text)

    @Slot(bool)
    def _say_soon_locked(self, soon: bool) -> None:
        if self.workspace is not None and soon:
            text = _("No one seems to be here: locking in half a minute. Press any key to stay.")
            self.workspace.messages.tell(text)
        elif self.workspace is not None:
            self.workspace.messages.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field used."""
        if self.workspace is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.workspace.back()
        elif event.key() == Qt.Key.Key_V and not event.modifiers() and self.workspace.offers("veil"):
            self.workspace.on_page("veil")
        elif event.text() == "?":
            from ui.shell.commands import show_keys

            show_keys(self)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        from ui.widgets.reading_order import step

        if self.workspace is not None and self.workspace.focus.rescue():
            return True
        shown: QWidget | None = self.centralWidget()
        return shown is not None and step(shown, forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock first, so that drafts are saved and the database is closed; then close."""
        self.place.remember()
        if self._closing:
            event.accept()
            return
        self._closing = True
        self.hide()
        event.ignore()
        if self.workspace is not None:
            self.lock()
        elif not self._leaving:  # else it ends when everything is saved and closed
            self._close_door()
            self._runner.when_quiet(self._finish_closing)

    def _finish_closing(self) -> None:
        self._idle.stop()
        self.ticker.stop()
        self._stubs.stop()
        self.tray.stop()
        self.closed.emit()

    def _put(self, widget: QWidget) -> None:
        old = self.takeCentralWidget()
        self.setCentralWidget(widget)
        if old is not None:
            old.hide()
            old.deleteLater()
