"""The end of a debrief: who came, who left early (which is fine), and why it was late, if it was."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.debriefs import Debrief, NotHeldReason
from incident_tracker.usecases.support.holding import finish_debrief
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.support.beside import buttons
from ui.support.debrief_view import DebriefView
from ui.support.panel import Typed, rebuild
from ui.support.reason_question import reason_field
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.dialogs import confirm
from ui.widgets.form import Form
from ui.widgets.layout import Card
from ui.widgets.text import note


class FinishingCard(Card):
    """Signals: `problem(Problem)` for what is not about a field here; `stopped(UUID)` with the incident that needs a
    further debrief; `typing()` when a tick changed.
    """

    problem = Signal(object)
    typing = Signal()
    stopped = Signal(object)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("At the end"), _("Coming late and leaving early are both fine."), parent=parent)
        self._desk = desk
        self._view: DebriefView | None = None
        self._for: UUID | None = None
        self._came: dict[UUID, CheckBox] = {}
        self._early: dict[UUID, CheckBox] = {}
        self._people = QVBoxLayout()
        self._people.setSpacing(px(4))
        self.late = QComboBox()
        self.form = Form()
        self.form.add(
            "late_reason",
            _("Why it was later than meant"),
            self.late,
            _("It helps the clinic make time for it next time."),
        )
        self._finish = Button(_("&Finish"), "", None, self.finish)
        self._stop = Button(_("Stop here …"), "quiet", Icon.PAUSE, self._ask_stop)
        self.add(self._people, self.form, buttons(self._finish, self._stop))
        self.add(note(_("Stopping is possible at any moment, and needs no reason.")))
        self._stopping = False

    def show_view(self, view: DebriefView) -> None:
        """Show who may have come; ticks that someone set stay."""
        self._view = view
        debrief = view.debrief
        people = [one.person_id for one in view.file.participants if one.coming]
        if self._for != debrief.id or list(self._came) != people:
            ticked = self.typed() if self._for == debrief.id else {}
            self._for = debrief.id
            self._came = {one: CheckBox(_("{name} came").format(name=view.names.person(one))) for one in people}
            self._early = {one: CheckBox(_("left early")) for one in people}
            for one in people:
                self._came[one].setChecked(True)
                self._early[one].setAccessibleName(_("{name} left early").format(name=view.names.person(one)))
                self._came[one].toggled.connect(self._early[one].setEnabled)
                self._came[one].toggled.connect(self.typing)
                self._early[one].toggled.connect(self.typing)
            rebuild(self._people, *(buttons(self._came[one], self._early[one]) for one in people))
            self.take_typed(ticked)
            _refill(self.late, reason_field(view.names))
        late = debrief.started_at is not None and debrief.started_at > debrief.by
        self.form.setVisible(late)

    def set_closing(self, closing: bool) -> None:
        """At the last step finishing is the main thing to do."""
        restyle(self._finish, "primary" if closing else "")

    def first_focus(self) -> QWidget:
        """Where the focus goes at the close."""
        return self._finish

    def typed(self) -> Typed:
        """The ticks; empty while all are as they were at first."""
        came = {one: box.isChecked() for one, box in self._came.items()}
        early = {one: box.isChecked() for one, box in self._early.items()}
        return {"came": came, "early": early} if not all(came.values()) or any(early.values()) else {}

    def take_typed(self, typed: Typed) -> None:
        """Put the ticks back."""
        for name, boxes in (("came", self._came), ("early", self._early)):
            for one, ticked in typed.get(name, {}).items():
                if one in boxes:
                    boxes[one].setChecked(ticked)

    def forget(self) -> None:
        """Another debrief is coming."""
        self._for = None

    @Slot()
    def finish(self) -> None:
        """End it now."""
        if self._view is None:
            return
        debrief = self._view.debrief
        came = [one for one, box in self._came.items() if box.isChecked()]
        early = [one for one in came if self._early[one].isChecked()]
        reason = self.late.currentData()
        self._desk.runner.run(
            asked(finish_debrief, debrief.id, debrief.version, came, early, NotHeldReason(reason) if reason else None),
            owner=self,
            then=self._finished,
            otherwise=self._refused,
        )

    @Slot()
    def _ask_stop(self) -> None:
        confirm(
            self,
            _("Stop here?"),
            _("What was recorded so far is saved. A second talk is opened; you can find another time for it."),
            _("Stop here"),
            self._stop_now,
        )

    @Slot()
    def _stop_now(self) -> None:
        self._stopping = True
        self.finish()

    def _finished(self, debrief: Debrief) -> None:
        self.form.clear_problems()
        if self._stopping:
            self._stopping = False
            self._desk.messages.tell(_("Stopped. Everything is saved."))
            self.stopped.emit(debrief.incident_ids[0])
        else:
            self._desk.messages.tell(_("Held. Thank you for making time for it."))

    def _refused(self, problem: Problem) -> None:
        self._stopping = False
        if not self.form.show_problem(problem):
            self.problem.emit(problem)


def restyle(button: Button, kind: str) -> None:
    """Give a button another rank."""
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().polish(button)


def _refill(box: QComboBox, like: QComboBox) -> None:
    box.clear()
    for index in range(like.count()):
        box.addItem(like.itemText(index), like.itemData(index))
    like.deleteLater()
