"""Places of support beside the steps of a debrief: talks with others, what was kept, and why something came late."""

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.assistants import Assisting, Wanted
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.wording import _
from ui.oversight.promises_page import PromisesPage
from ui.sheets.place import Place, page_of
from ui.sheets.visitor import Visitor
from ui.support.assistants_card import AssistantDialog
from ui.support.debrief_page import DebriefPage
from ui.support.incident_support_page import IncidentSupportPage
from ui.support.late_question import LateQuestion
from ui.support.outreach_question import OutreachQuestion


def _talk(you: Visitor) -> None:
    you.go(IncidentSupportPage, "incident_support", you.owed(DebriefStatus.TO_PLAN).incident_id)
    you.press_first(_("What to say, and note it …"))


def _came_late(you: Visitor) -> None:
    page = you.go(DebriefPage, "debrief", you.owed(DebriefStatus.TO_PLAN).subject_id)
    page.go_to("afterwards")
    page.afterwards.ask_why_late()
    you.walker.settle()


def _who_helps(you: Visitor) -> None:
    page = you.go(DebriefPage, "debrief", you.owed(DebriefStatus.TO_PLAN).subject_id)
    page.go_to("leading")
    you.walker.settle()
    assert page.view is not None
    AssistantDialog(page.desk, page, Wanted(Assisting.INTERPRETER), page.view, lambda _debrief: None).open()


SUPPORT_PLACES = (
    Place(Role.MANAGER, "a talk with others", OutreachQuestion, _talk),
    Place(Role.MANAGER, "why it came late", LateQuestion, _came_late),
    Place(Role.MANAGER, "who helps to hold it", AssistantDialog, _who_helps),
    Place(Role.MANAGER, "promises kept", PromisesPage, page_of(PromisesPage, "promises")),
    Place(Role.COMMITTEE, "promises kept", PromisesPage, page_of(PromisesPage, "promises")),
)
