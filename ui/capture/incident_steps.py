"""What can be done with an incident, in one bar that stays in sight; the next step comes first and stands out."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.wording import _
from ui.capture.status_steps import StatusStep, steps_from
from ui.icons import Icon
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout, flowing_policy
from ui.widgets.layout import Hairline, column, page_margin

_ONWARD = (Status.IN_REVIEW, Status.CLOSED)
"""The steps on the way of most incidents, from the first to the last; the others are for exceptions."""
_RARE = frozenset({Status.DUPLICATE, Status.NOT_REPORTABLE})
"""They end few incidents, so they stand back behind the others."""
_WIDEST = 1080
"""As wide as the incident above, beside whose end its bar is."""
_BAR = 12


class IncidentSteps(QFrame):
    """Signals: `complete_wanted()`, `step_wanted(StatusStep)`, `causes_wanted()`, `print_wanted()`, `pdf_wanted()`,
    `readers_wanted()`.
    """

    complete_wanted = Signal()
    step_wanted = Signal(object)
    causes_wanted = Signal()
    print_wanted = Signal()
    pdf_wanted = Signal()
    readers_wanted = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("look", "surface")
        self.setAccessibleName(_("What comes next"))
        self.complete = Button(_("&Complete it"), "primary", Icon.EDIT, self.complete_wanted.emit)
        self._flow = FlowLayout(gap=px(6), centered=True)
        self._rest: list[Button] = []
        buttons = column(self._flow)
        buttons.setContentsMargins(page_margin(), px(8), page_margin(), px(8))
        line = QWidget()
        line.setLayout(buttons)
        line.setMaximumWidth(px(_WIDEST))
        line.setSizePolicy(flowing_policy())
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, px(_BAR), 0)
        middle.addStretch(1)
        middle.addWidget(line, 1000)
        middle.addStretch(1)
        self.setLayout(column(Hairline(), middle, gap=0))
        self._flow.addWidget(self.complete)

    def show_incident(self, incident: Incident, *, completed: bool, may_complete: bool) -> None:
        """Offer what this person may do with it; `completed`: more is known of it than the quick log asks."""
        for button in self._rest:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._rest.clear()
        steps = steps_from(incident.status, incident.site_id, self._desk)
        onward = next((step for step in steps if step.status in _ONWARD), None)
        asks = may_complete and (not completed or incident.status is Status.NEEDS_UPDATE)
        self.complete.setVisible(may_complete)
        self.complete.setText(_("&Correct it") if incident.status is Status.CLOSED else _("&Complete it"))
        self.complete.be_kind("primary" if asks and incident.status is not Status.CLOSED else "")
        for step in sorted(steps, key=_stands_back):
            kind = "care" if step.care else "quiet" if step.status in _RARE else ""
            if step is onward and self.complete.property("kind") != "primary":
                kind = "primary"
            self._offer(Button(step.verb, kind, None, partial(self.step_wanted.emit, step)))
        may_at, site = self._desk.may_at, incident.site_id
        if incident.status in COUNTED and may_at(Permission.ANALYZE, site):
            self._offer(Button(_("Look for causes"), "quiet", Icon.ANALYSES, self.causes_wanted.emit))
        if may_at(Permission.PRINT_INCIDENT, site):
            self._offer(Button(_("Print"), "quiet", Icon.PRINT, self.print_wanted.emit))
            self._offer(Button(_("Save as PDF"), "quiet", Icon.DOWNLOAD, self.pdf_wanted.emit))
        if may_at(Permission.SEE_INCIDENT_AUDIT, site):
            self._offer(Button(_("Who saw this"), "quiet", Icon.PROTECTED, self.readers_wanted.emit))
        self.updateGeometry()

    @property
    def offers_something(self) -> bool:
        """Is there anything this person may do?"""
        return bool(self._rest) or not self.complete.isHidden()

    def _offer(self, button: Button) -> None:
        self._rest.append(button)
        self._flow.addWidget(button)


def _stands_back(step: StatusStep) -> bool:
    """It comes after the steps of every day."""
    return step.care or step.status in _RARE
