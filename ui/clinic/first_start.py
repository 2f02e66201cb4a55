"""The first start: look around in an invented clinic, or set up your own in five short steps."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.founding import NewClinic
from incident_tracker.domain.errors import Problem, Refused
from incident_tracker.ports.context import Context
from incident_tracker.wording import _, language, pgettext, problem_text
from ui.clinic.door import Door, zoned
from ui.clinic.entrance import EntranceFrame
from ui.clinic.first_steps import AdministratorStep, DeskStep, SiteStep, TypeBackStep
from ui.clinic.key_step import KeyStep
from ui.runner import Runner
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.form import Form
from ui.widgets.layout import row
from ui.widgets.text import text_label
from ui.widgets.tile import Tile


class FirstStart(EntranceFrame):
    """Signals: `entered(Context, zone)` into the invented clinic or the new one; `backup_wanted()` for a backup."""

    entered = Signal(object, str)
    backup_wanted = Signal()

    def __init__(self, door: Door, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("", "", width=560, parent=parent)
        self._door = door
        self._runner = runner
        self._key = ""
        self._site = SiteStep()
        self._desks = DeskStep()
        self._administrator = AdministratorStep()
        self._shown_key = KeyStep(runner)
        self._typed_key = TypeBackStep()
        self._choice = _Choice(self._look_around, self._begin, self.backup_wanted.emit)
        self._children: tuple[QWidget, ...] = (
            self._choice,
            self._site,
            self._desks,
            self._administrator,
            self._shown_key,
            self._typed_key,
        )
        self.step = 0
        for child in self._children:
            self.body.addWidget(child)
        self._problem = text_label("", "error")
        self._problem.hide()
        self._back = Button(_("Back"), "", None, self.back)
        self._next = Button(_("Continue"), "primary", None, self.go_on)
        self._next.setDefault(True)
        self._progress = text_label("", "small")
        self.body.addWidget(self._problem)
        self.body.addLayout(row(self._progress, None, self._back, self._next))
        self.setAccessibleName(_("First start"))
        self._show(0)

    @Slot()
    def go_on(self) -> None:
        """Check this step and go to the next; after the third the clinic is made, after the fifth it is entered."""
        if not self._next.isEnabled() or self.step == 0:
            return
        self._problem.hide()
        here = self._children[self.step]
        if isinstance(here, Form | DeskStep):  # the key itself is only shown
            here.clear_problems()
        problem = here.problem()  # type: ignore[attr-defined]  # every step has it
        if problem and (field := here.field_of_problem()):  # type: ignore[attr-defined]
            here.show_message(field, problem)  # type: ignore[attr-defined]
        elif problem:
            self._say(problem)
        elif self.step == 3:
            self._wait(True)
            make = partial(self._door.make_clinic, self._new_clinic())
            self._runner.call(make, owner=self, then=self._made, otherwise=self._refuse)
        elif self.step == 5:
            self._wait(True)
            key, name = self._typed_key.typed(), self._administrator.user_name()
            come_in = partial(_come_in, self._door, key, name, self._administrator.passphrase())
            self._runner.call(come_in, owner=self, then=self._come, otherwise=self._refuse)
        else:
            self._show(self.step + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses that button. Held down it does so once: no step is passed unread."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        if event.isAutoRepeat():
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and not isinstance(focused, CheckBox):
            focused.click()
        else:
            self.go_on()

    @Slot()
    def back(self) -> None:
        """One step back, while nothing was made yet."""
        if self.step in (1, 2, 3, 5):
            self._show(self.step - 1)

    @Slot()
    def _begin(self) -> None:
        self._show(1)

    @Slot()
    def _look_around(self) -> None:
        self._wait(True)
        self._runner.call(partial(_make_invented, self._door), owner=self, then=self._come, otherwise=self._refuse)

    def _new_clinic(self) -> NewClinic:
        return NewClinic(
            site_name=self._site.name(),
            zone=self._site.zone(),
            profile=self._site.profile(),
            desks=self._desks.desks(),
            hours=self._desks.hours(self._site.zone()),
            user_name=self._administrator.user_name(),
            display_name=self._administrator.display_name(),
            passphrase=self._administrator.passphrase(),
            language=language(),
        )

    def _made(self, key: str) -> None:
        self._wait(False)
        self._key = key
        self._shown_key.show_key(key)
        self._typed_key.expect(key)
        self._show(4)

    def _come(self, answer: tuple[Context, str]) -> None:
        self._wait(False)
        self._key = ""
        self._shown_key.show_key("")
        self._typed_key.expect("")
        self._administrator.forget()
        self.entered.emit(*answer)

    def _refuse(self, problem: Problem) -> None:
        self._wait(False)
        if isinstance(problem, Refused):
            for number, child in enumerate(self._children[1:4], 1):
                if child.show_problem(problem):  # type: ignore[attr-defined]  # every step is a form
                    self._show(number)
                    return
        self._say(problem_text(problem))

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
        announce(self, text, at_once=True)

    def _wait(self, waiting: bool) -> None:
        self._next.setEnabled(not waiting)
        self._choice.setEnabled(not waiting)
        self.busy.show_busy(waiting)

    def _show(self, number: int) -> None:
        self._problem.hide()
        self.step = number
        for at, child in enumerate(self._children):
            child.setVisible(at == number)
        self.say(*_headings()[number])
        self._progress.setText(_("Step {n} of {total}").format(n=number, total=5) if number else "")
        self._progress.setVisible(number > 0)
        self._back.setVisible(number in (1, 2, 3, 5))
        self._next.setVisible(number > 0)
        self._next.setText(
            {3: _("Make the clinic"), 4: _("I have written it down"), 5: _("Open the clinic")}.get(
                number, _("Continue")
            )
        )
        self._focus()

    def _focus(self) -> None:
        child = self._children[self.step]
        target = child.focusProxy() or self._next
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.start()


def _headings() -> tuple[tuple[str, str], ...]:
    return (
        (
            pgettext("greeting", "Welcome"),
            _("Each incident at the front desk is recorded, and each person affected is offered support."),
        ),
        (_("Your site"), _("Where patients come and call.")),
        (
            _("Desks and hours"),
            _("Support is planned in paid hours, so the program needs your opening hours."),
        ),
        (
            _("The first administrator"),
            _("This person adds the others. A pass phrase of a few words is best."),
        ),
        (
            _("The recovery key"),
            _(
                "It opens the clinic if every pass phrase is lost. It is shown only now: write it down, and keep it"
                " locked away from this computer."
            ),
        ),
        (_("Type it back"), _("So that no one finds out too late that a letter was wrong.")),
    )


class _Choice(QWidget):
    """The ways to begin."""

    def __init__(
        self, look_around: Callable[[], object], begin: Callable[[], object], bring_back: Callable[[], object]
    ) -> None:
        super().__init__()
        self.invented = Tile(
            _("Look around in an invented clinic"),
            _("Made-up people and incidents, to try everything. Nothing you do there counts."),
            look_around,
        )
        self.own = Tile(
            _("Set up our clinic"), _("About five minutes: site, desks, hours, and the first administrator."), begin
        )
        self.backup = Tile(
            _("Bring our clinic back"), _("From a backup, on a new computer or after a fault."), bring_back
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.invented)
        layout.addWidget(self.own)
        layout.addWidget(self.backup)
        self.setFocusProxy(self.invented)


def _make_invented(door: Door) -> tuple[Context, str]:
    return zoned(door.make_invented())


def _come_in(door: Door, recovery_key: str, name: str, passphrase: str) -> tuple[Context, str]:
    door.confirm_recovery_key(recovery_key)
    return zoned(door.open(name, passphrase))
