"""Sign in, and unlock: a name and a pass phrase, or the recovery key for a forgotten one."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.labels.capture.stubs import nobody_text
from incident_tracker.ports.context import Context
from incident_tracker.wording import _, problem_text
from ui.clinic.door import Door, zoned
from ui.clinic.entrance import EntranceFrame
from ui.clinic.passphrase_field import PassphraseField
from ui.icons import Icon
from ui.runner import Runner
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.form import Form
from ui.widgets.text import text_label


class SignIn(EntranceFrame):
    """Signals: `entered(Context, zone)` when someone signed in; `one_time(Context, zone, pass phrase)` when someone
    signed in with a one-time pass phrase and has to choose another first; `stub_wanted()` to save time and desk.
    """

    entered = Signal(object, str)
    stub_wanted = Signal()
    one_time = Signal(object, str, str)

    def __init__(self, door: Door, runner: Runner, last_user: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Welcome back"), _("Sign in to your desk."), parent=parent)
        self._door = door
        self._runner = runner
        self._with_key = False
        self._user = QLineEdit(last_user)
        self._user.returnPressed.connect(self.sign_in)
        self._passphrase = PassphraseField(_("Pass phrase"))
        self._passphrase.entered.connect(self.sign_in)
        self._form = Form()
        self._form.add("user_name", _("&Name"), self._user)
        self._form.add("passphrase", _("&Pass phrase"), self._passphrase)
        self._key_form = _KeyForm()
        self._key_form.entered.connect(self.sign_in)
        self._key_form.hide()
        self._who_helps = text_label(
            _("Your manager or administrator can make a one-time pass phrase for you. If no one can, use the key."),
            "note",
        )
        self._who_helps.hide()
        self._problem = text_label("", "error")
        self._problem.hide()
        self._go = Button(_("Sign in"), "primary", None, self.sign_in)
        self._go.setDefault(True)
        self._other = Button(_("I forgot my pass phrase"), "quiet", None, self._switch_sign_in)
        self._stub = Button(_("No time? Save time and desk (F9)"), "quiet", Icon.TIMER, self.stub_wanted.emit)
        self._stub_note = text_label(_("Complete it after you sign in. {nobody}").format(nobody=nobody_text()), "small")
        self._stub_note.setWordWrap(True)
        self._stub.setAccessibleDescription(self._stub_note.text())
        forms = (self._form, self._who_helps, self._key_form, self._problem)
        for child in (*forms, self._go, self._other, self._stub, self._stub_note):
            self.body.addWidget(child)
        self.setFocusProxy(self._passphrase if last_user else self._user)
        self.setAccessibleName(_("Sign in"))

    @Slot()
    def sign_in(self) -> None:
        """Try to sign in with what is typed."""
        if not self._go.isEnabled():
            return
        self._problem.hide()
        name = self._user.text().strip()
        self._wait(True)
        if self._with_key:
            key, new = self._key_form.key(), self._key_form.passphrase()
            come_in = partial(_open_with_key, self._door, key, name, new)
        else:
            come_in = partial(_open, self._door, name, self._passphrase.text())
        self._runner.call(come_in, owner=self, then=self._come, otherwise=self._refuse)

    def say_of_stub(self, text: str) -> None:
        """Say what happened to the note, where its meaning was explained."""
        self._stub_note.setText(text)
        announce(self, text, at_once=True)

    def _come(self, answer: tuple[Context, str]) -> None:
        typed = self._passphrase.text()
        self._passphrase.clear()
        self._key_form.clear()
        self._wait(False)
        if self._door.must_change_passphrase:
            self.one_time.emit(*answer, typed)
        else:
            self.entered.emit(*answer)

    def _refuse(self, problem: Problem) -> None:
        self._wait(False)
        if self._with_key and self._key_form.show_problem(problem):
            return
        text = problem_text(problem)
        self._problem.setText(text)
        self._problem.show()
        self._passphrase.clear()
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, text, at_once=True)

    def _wait(self, waiting: bool) -> None:
        self._go.setEnabled(not waiting)
        self.busy.show_busy(waiting)

    @Slot()
    def _switch_sign_in(self) -> None:
        self._with_key = not self._with_key
        self._form.field("passphrase").setEnabled(not self._with_key)
        self._key_form.setVisible(self._with_key)
        self._who_helps.setVisible(self._with_key)
        self._problem.hide()
        self._other.setText(_("I know my pass phrase") if self._with_key else _("I forgot my pass phrase"))
        self._go.setText(_("Set the new pass phrase and sign in") if self._with_key else _("Sign in"))
        if self._with_key:
            self._key_form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.start()


class _KeyForm(Form):
    """The recovery key and a new pass phrase. Signals: `entered()` when someone presses Enter in one of them."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = QLineEdit()
        self._key.setPlaceholderText("XXXX-XXXX-XXXX-…")
        self._new = PassphraseField(_("New pass phrase"), judged=True)
        self.add(
            "recovery_key",
            _("&Recovery key"),
            self._key,
            _("It was shown once when the clinic was set up. A new pass phrase does not open your sealed notes."),
        )
        self.add("passphrase", _("N&ew pass phrase"), self._new)
        self._key.returnPressed.connect(self.entered)
        self._new.entered.connect(self.entered)
        self.setFocusProxy(self._key)

    def key(self) -> str:
        """What is typed as the key."""
        return self._key.text().strip()

    def passphrase(self) -> str:
        """The new pass phrase."""
        return self._new.text()

    def clear(self) -> None:
        """Clear both."""
        self._key.clear()
        self._new.clear()


def _open(door: Door, name: str, passphrase: str) -> tuple[Context, str]:
    return zoned(door.open(name, passphrase))


def _open_with_key(door: Door, key: str, name: str, new: str) -> tuple[Context, str]:
    return zoned(door.open_with_recovery_key(key, name, new))
