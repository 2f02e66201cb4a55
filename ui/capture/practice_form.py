"""Practice logging: the form as it is, marked as practice, with what a report would owe; nothing of it is kept."""

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.usecases.support.cases import LoggedIncident
from incident_tracker.usecases.support.practice import practice_log
from incident_tracker.wording import _
from ui.capture.quick_form import QuickForm
from ui.runner import Asked, asked


class PracticeForm(QuickForm):
    """The same keys and the same questions. No draft, no number, no undo: there is nothing to take back."""

    keeps = False

    def title(self) -> str:
        return _("Practice: nothing is kept")

    def hint(self) -> str:
        return _("Practice. Ctrl+Enter shows what a report would owe.")

    def logging(self, draft: IncidentDraft) -> Asked[LoggedIncident]:
        return asked(practice_log, draft)
