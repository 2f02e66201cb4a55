"""The quick log in a small window of its own, for who works in other programs: opened, written, saved, closed."""

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.capture.quick_form import QuickForm
from ui.shell.main_window import MainWindow
from ui.theme.spacing import px
from ui.widgets.dialogs import APPLICATION
from ui.widgets.message_bar import MessageBar
from ui.widgets.reading_order import step

_WIDTH, _HEIGHT = 1000, 650
"""Room for a call with all its questions, in both languages; no more than the screen has."""
_AROUND = (16, 48)  # what the system draws around a window


class SmallLog(QWidget):
    """Asks for the pass phrase if no one is signed in, and is blank as soon as the window locks.

    Signals: `done()` when it is closed and everything typed is kept; `whole_wanted()` for the program's own window.
    """

    done = Signal()
    whole_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(APPLICATION)  # never a record's words: titles are seen on the task bar
        self.setProperty("look", "page")
        self._window = window
        self._form: QuickForm | None = None
        self._shown: QWidget | None = None
        self.messages = MessageBar(window.now)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.messages)
        for keys, act in (
            ("Ctrl+Return", self._save),
            ("Ctrl+Enter", self._save),
            ("Ctrl+S", self._save),
            ("Ctrl+L", window.lock),
            ("Ctrl+Z", self._undo),
            ("Esc", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        window.entered.connect(self._show_form)
        window.blanked.connect(self._blank)
        window.rebuilt.connect(self._show_form)
        room = self.screen().availableSize() - QSize(*_AROUND)
        self.resize(QSize(px(_WIDTH), px(_HEIGHT)).boundedTo(room))
        if window.workspace is None:
            self._ask_who()
        else:
            self._show_form()

    @property
    def form(self) -> QuickForm | None:
        """The log, once someone is signed in."""
        return self._form

    def come_to_front(self) -> None:
        """Show it over all others, with the keyboard in it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        self._focus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._shown is not None and step(self, forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is a draft; the program's own window goes on, or ends if it was never shown."""
        if self._form is not None:
            self._form.keep_draft()
        event.accept()
        self.done.emit()

    @Slot()
    def _blank(self) -> None:
        if self._form is not None:
            self._form.keep_draft()
        self.messages.clear()
        self._ask_who()

    def _ask_who(self) -> None:
        self._form = None
        sign_in = self._window.make_sign_in()
        sign_in.one_time.connect(self.whole_wanted)  # there is room for choosing a pass phrase
        self._put(sign_in)

    @Slot()
    def _show_form(self) -> None:
        if self._window.workspace is None:
            return
        if self._form is not None:
            self._form.keep_draft()
        self._form = QuickForm(self._window.make_desk(self.messages))
        self._form.after.say_besides(_("Take five minutes if you can. You can close this window."))
        self._form.open_requested.connect(self._go)
        self._put(self._form)
        self._form.open(None)
        if self._window.workspace.messages.text:
            self.whole_wanted.emit()  # what the program has to say to this person is said there

    def _put(self, shown: QWidget) -> None:
        before, self._shown = self._shown, shown
        self._layout.insertWidget(0, shown, 1)
        if before is not None:
            before.hide()
            before.deleteLater()
        self._focus()

    def _focus(self) -> None:
        first = self._form.first_focus() if self._form is not None else self._shown
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save(self) -> None:
        if self._form is not None:
            self._form.save()

    @Slot()
    def _undo(self) -> None:
        if self.messages.can_undo:
            self.messages.undo()

    @Slot(str, object)
    def _go(self, key: str, argument: object) -> None:
        """Where the log leads: back to work, or on in the program's own window."""
        if key == "log" and isinstance(argument, UUID):
            return
        if key != "today" and self._window.workspace is not None:
            self.whole_wanted.emit()
            self._window.workspace.go(key, argument)
        self.close()
