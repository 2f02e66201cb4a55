"""Places of support beside the debrief: talks with others whom an incident touched, and what was kept."""

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.wording import _
from ui.oversight.promises_page import PromisesPage
from ui.sheets.place import Place, page_of
from ui.sheets.visitor import Visitor
from ui.support.incident_support_page import IncidentSupportPage
from ui.support.outreach_question import OutreachQuestion


def _talk(you: Visitor) -> None:
    you.go(IncidentSupportPage, "incident_support", you.owed(DebriefStatus.TO_PLAN).incident_id)
    you.press_first(_("What to say, and note it …"))


SUPPORT_PLACES = (
    Place(Role.MANAGER, "a talk with others", OutreachQuestion, _talk),
    Place(Role.MANAGER, "promises kept", PromisesPage, page_of(PromisesPage, "promises")),
    Place(Role.COMMITTEE, "promises kept", PromisesPage, page_of(PromisesPage, "promises")),
)
