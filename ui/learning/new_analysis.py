"""Opening an analysis: which incidents, and which question."""

from uuid import UUID, uuid4

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.usecases.learning.analyses import open_analysis
from incident_tracker.wording import _, problem_text
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.learning.growing_field import GrowingField
from ui.learning.incident_picker import IncidentPicker
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.buttons import Button
from ui.widgets.form import Form
from ui.widgets.guidance import Guidance
from ui.widgets.layout import Card, PageFrame, frame, row


class NewAnalysis(QWidget):
    """Signals: `opened(Analysis)`, `left()`."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._request_id = uuid4()
        body = frame(self, PageFrame(_("A new root cause analysis"), _("What in our clinic makes people escalate?")))
        self.question = GrowingField(hint=_("Why do Mondays at check-in end in shouting?"))
        self.incidents = IncidentPicker(desk)
        self._form = Form()
        self._form.add(
            "question",
            _("&Question"),
            self.question,
            _("A “why” or “how” about the place and the work, never about a person."),
        )
        self._form.add("incidents", _("In&cidents"), self.incidents)
        card = Card()
        card.add(
            self._form,
            row(
                Button(_("Open the analysis"), "primary", Icon.DONE, self.save),
                Button(_("Go back"), "", None, self.left.emit),
                None,
            ),
        )
        body.add(
            card,
            Guidance(
                _("When is it worth it?"),
                [
                    _(
                        "After harm or a near miss, when the police came, when it happens again, or when a chart gave "
                        "a signal."
                    ),
                    _(
                        "Begin within three days of knowing, finish within 45 days. Four to six people make a good "
                        "team; the person who was involved is heard, and does not sit on it."
                    ),
                ],
            ),
        )

    def start(self, clinic: ClinicChoices, incident_ids: tuple[UUID, ...]) -> None:
        """A fresh form with these incidents chosen."""
        self._request_id = uuid4()
        self._form.clear_problems()
        self.question.show_text("")
        self.incidents.start(clinic, incident_ids)
        self.question.setFocus()

    @Slot()
    def save(self) -> None:
        """Open it; Ctrl+Enter comes here."""
        self.desk.runner.run(
            asked(open_analysis, self.incidents.chosen(), self.question.text(), self._request_id),
            owner=self,
            then=self._opened,
            otherwise=self._refused,
        )

    def _refused(self, problem: Problem) -> None:
        if not self._form.show_problem(problem):
            self.desk.messages.warn(problem_text(problem))

    def _opened(self, analysis: Analysis) -> None:
        self.opened.emit(analysis)
