"""Every page, part and dialog of the program: whose it is, how to come there, and which classes it shows."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt

from incident_tracker.domain.capture.life_cycle import OPEN, Status
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.actions import ActionStatus
from incident_tracker.domain.learning.analyses import AnalysisStatus
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.protected_time import MoveReason, SlotRequest
from incident_tracker.labels.capture.statutory import loggable_text
from incident_tracker.usecases.support.owed import list_support
from incident_tracker.usecases.support.protected_time import move_slot
from incident_tracker.wording import _
from ui.capture.changes_page import ChangesPage
from ui.capture.correction import Correction
from ui.capture.incident_page import IncidentPage
from ui.capture.incidents_page import IncidentsPage
from ui.capture.quick_form import QuickForm
from ui.capture.status_steps import StatusReasonQuestion
from ui.clinic.change_passphrase import ChangePassphrase
from ui.clinic.settings_page import SettingsPage
from ui.clinic.users_page import UsersPage
from ui.learning.action_dialogs import AssignQuestion, ChangeQuestion, EffectQuestion, EndQuestion
from ui.learning.actions_page import ActionsPage
from ui.learning.analyses_page import AnalysesPage
from ui.learning.analysis_page import AnalysisPage
from ui.oversight.today_page import TodayPage
from ui.oversight.who_saw_page import WhoSawPage
from ui.paper.paper_preview import PaperPreview
from ui.paper.printing import PrintProgress
from ui.paper.printout import PrintingDialog
from ui.sheets.clinic_places import CLINIC_PLACES
from ui.sheets.notes_places import NOTES_PLACES
from ui.sheets.place import Place, after, page_of
from ui.sheets.report_places import REPORT_PLACES
from ui.sheets.support_places import SUPPORT_PLACES
from ui.sheets.unsaved_places import UNSAVED_PLACES
from ui.sheets.visitor import Visitor
from ui.shell.about import About
from ui.shell.commands import change_passphrase, show_about, show_destinations, show_keys
from ui.shell.go_to import GoTo
from ui.shell.key_list import KeyList
from ui.shell.manual_page import ManualPage
from ui.shell.term_card import TermCard
from ui.support.asking_panel import AnswerQuestion
from ui.support.booked_sheet import BookedSheet
from ui.support.booking_sheet import BookingSheet
from ui.support.combine_question import CombineQuestion
from ui.support.debrief_page import DebriefPage
from ui.support.follow_up_question import FollowUpQuestion
from ui.support.incident_support_page import IncidentSupportPage
from ui.support.month_question import MonthQuestion
from ui.support.outside_help_page import HelpDialog, OutsideHelpPage
from ui.support.outsiders_card import OutsiderDialog
from ui.support.reason_question import NotHeldQuestion
from ui.support.support_page import SupportPage
from ui.support.week_page import WeekPage
from ui.widgets.dialogs import Question, confirm
from ui.widgets.view_chips import NameQuestion


def _log_begun(you: Visitor) -> None:
    form = you.go(QuickForm, "log")
    for chips in (form.fields.channel, form.fields.kind):
        you.walker.come_to(chips)
        you.walker.key(Qt.Key.Key_2)
    form.keep_draft()
    you.walker.settle()


def _logged(you: Visitor) -> None:
    form = you.go(QuickForm, "log")
    for chips in (form.fields.channel, form.fields.kind, form.fields.severity):
        you.walker.come_to(chips)
        you.walker.key(Qt.Key.Key_2)
    form.save()
    you.walker.settle()


def _incident(you: Visitor, *states: Status) -> IncidentPage:
    found = next(row for row in you.incidents() if not states or row.status in states)
    return you.go(IncidentPage, "incident", found.id)


def _read(you: Visitor) -> None:
    _incident(you)


def _part(number: int) -> Callable[[Visitor], None]:
    """Completing an incident, at this part of the long form."""

    def come(you: Visitor) -> None:
        found = next(row for row in you.incidents() if row.status in OPEN)
        page = you.go(IncidentPage, "incident", ("complete", found.id))
        you.press_nth(page.form.steps, number)

    return come


def _police(you: Visitor) -> None:
    _part(4)(you)
    you.walker.choose(_("Police"), _("Called"))


def _loggable(you: Visitor) -> None:
    _part(6)(you)
    you.walker.choose(_("Is this loggable"), loggable_text(Loggable.YES))


def _noted(you: Visitor) -> None:
    """Today, after time and desk were kept at one key."""
    you.walker.screen.window.keep_stub()
    you.go(SettingsPage, "settings")
    you.go(TodayPage, "today")


def _on_paper(you: Visitor) -> None:
    you.go(ManualPage, "manual").print_paper()
    you.walker.wait(lambda: isinstance(you.front, PaperPreview))


def _printing(you: Visitor) -> None:
    PrintingDialog(PrintProgress(3), you.walker.screen.window).open()


def _reason(you: Visitor) -> None:
    _incident(you, Status.SUBMITTED, Status.IN_REVIEW)
    you.press(_("It is a duplicate"))


def _correction(you: Visitor) -> None:
    closed = next(row for row in you.incidents() if row.status is Status.CLOSED)
    you.go(IncidentPage, "incident", ("complete", closed.id)).save()
    you.walker.settle()


def _seen(you: Visitor) -> None:
    you.go(WhoSawPage, "seen", you.incidents()[0].id)


def _changed(you: Visitor) -> None:
    found = next(row for row in you.incidents() if row.version > 1 and row.status in OPEN)
    you.go(ChangesPage, "changes", found.id)


def _debrief(you: Visitor, *states: DebriefStatus) -> DebriefPage:
    return you.go(DebriefPage, "debrief", you.owed(*states).subject_id)


def _stage(stage: str, *states: DebriefStatus) -> Callable[[Visitor], None]:
    """A debrief in one of these states, at this stage."""

    def come(you: Visitor) -> None:
        _debrief(you, *states).go_to(stage)
        you.walker.settle()

    return come


def _asked(you: Visitor) -> None:
    page = _debrief(you, DebriefStatus.TO_PLAN)
    page.go_to("asking")
    you.walker.settle()
    if not page.asking.view or not page.asking.view.file.participants:
        you.press(_("Ask them"))
    you.press_first(_("Note an answer"))


def _not_held(you: Visitor) -> None:
    page = _debrief(you, DebriefStatus.TO_PLAN)
    page.go_to("afterwards")
    you.walker.settle()
    you.press_first(_("It was not held …"))


def _combining(you: Visitor) -> None:
    for owed in (one for one in list_support(you.ctx) if one.status is DebriefStatus.TO_PLAN):
        page = you.go(DebriefPage, "debrief", owed.subject_id)
        page.go_to("window")
        you.walker.settle()
        if page.view is not None and page.view.others:
            you.press_first(_("Combine"))
            return


def _running(you: Visitor) -> None:
    page = _debrief(you, DebriefStatus.PLANNED)
    page.go_to("holding")
    you.walker.settle()
    if page.holding.steps is None:
        _move_to_now(you, page)
        you.press(_("Begin now"))


def _move_to_now(you: Visitor, page: DebriefPage) -> None:
    """It is booked for later today, and begins no earlier than it is booked for."""
    view, now = page.holding.view, you.walker.stand.clock()
    assert view is not None
    debrief, covers = view.debrief, {one.person_id: one.cover_id for one in view.file.covers}
    slot = SlotRequest(now, now + timedelta(minutes=debrief.least_minutes), covers, debrief.place, debrief.mode)
    move_slot(you.ctx, debrief.id, debrief.version, slot, MoveReason.MANAGEMENT)
    page.refresh()
    you.walker.settle()
    you.press_first(_("At the desk now"))


def _follow_up(you: Visitor) -> None:
    you.go(SupportPage, "support")
    you.press_first(_("Speak with them"))


def _after_incident(you: Visitor) -> None:
    you.go(IncidentSupportPage, "incident_support", you.owed(DebriefStatus.TO_PLAN).incident_id)


def _add_help(you: Visitor) -> None:
    you.go(OutsideHelpPage, "outside_help").add.click()


def _from_elsewhere(you: Visitor) -> None:
    you.go(OutsideHelpPage, "outside_help").outsiders.keep.click()


def _booking(you: Visitor) -> None:
    page = you.go(WeekPage, "week")
    page.list.setFocus()
    you.walker.key(Qt.Key.Key_Down)  # who has waited longest is away this week
    you.walker.key(Qt.Key.Key_Return)
    you.walker.key(Qt.Key.Key_Return)


def _booked_time(you: Visitor) -> None:
    page = you.go(WeekPage, "week")
    page.board.block_chosen.emit(you.owed(DebriefStatus.PLANNED).subject_id)


def _month(you: Visitor) -> None:
    you.go(SupportPage, "support")
    you.press(_("Plan a &monthly round …").replace("&", ""))


def _sure(you: Visitor) -> None:
    page = you.go(SupportPage, "support")
    confirm(
        page,
        _("Leadership was told"),
        _("Record that someone in leadership knows now?"),
        _("Keep it"),
        page.refresh,
    )


def _analysis(status: AnalysisStatus) -> Callable[[Visitor], None]:
    def come(you: Visitor) -> None:
        you.go(AnalysisPage, "analysis", you.analysis(status))

    return come


def _new_analysis(you: Visitor) -> None:
    you.go(AnalysisPage, "analysis", ("new", (you.incidents()[0].id,)))


def _action(status: ActionStatus, measured: bool = False) -> Callable[[Visitor], ActionsPage]:
    def come(you: Visitor) -> ActionsPage:
        return you.go(ActionsPage, "actions", you.action(status, measured).id)

    return come


def _assign(you: Visitor) -> None:
    you.go(ActionsPage, "actions").dialogs.assign()


def _change(you: Visitor) -> None:
    action = you.action(ActionStatus.OPEN)
    you.go(ActionsPage, "actions", action.id).dialogs.change(action)


def _end(you: Visitor) -> None:
    action = you.action(ActionStatus.OPEN)
    you.go(ActionsPage, "actions", action.id).dialogs.drop(action)


def _effect(you: Visitor) -> None:
    action = you.action(ActionStatus.DONE, measured=True)
    you.go(ActionsPage, "actions", action.id).dialogs.look_at_effect(action)


def _name_of_a_view(you: Visitor) -> None:
    you.go(IncidentsPage, "incidents").views.ask_name()


def _typed_to_go(text: str, you: Visitor) -> GoTo:
    show_destinations(you.walker.screen.window)
    palette = you.front
    assert isinstance(palette, GoTo)
    you.walker.settle()
    palette._field.setText(text)
    you.walker.wait(lambda: not palette._finder.waits)
    return palette


def _word_explained(you: Visitor) -> None:
    _typed_to_go("City police", you)._enter()


PLACES = (
    Place(Role.RECEPTION, "today", TodayPage, page_of(TodayPage, "today")),
    Place(Role.RECEPTION, "log", QuickForm, page_of(QuickForm, "log")),
    Place(Role.RECEPTION, "log by phone", QuickForm, _log_begun),
    Place(Role.RECEPTION, "logged", QuickForm, _logged),
    Place(Role.RECEPTION, "own reports", IncidentsPage, page_of(IncidentsPage, "incidents")),
    Place(Role.RECEPTION, "own report", IncidentPage, _read),
    Place(Role.RECEPTION, "own debrief", DebriefPage, _stage("window", DebriefStatus.PLANNED)),
    Place(Role.RECEPTION, "support", SupportPage, page_of(SupportPage, "support")),
    Place(Role.RECEPTION, "support week", WeekPage, page_of(WeekPage, "week")),
    Place(Role.RECEPTION, "manual", ManualPage, page_of(ManualPage, "manual")),
    Place(Role.RECEPTION, "manual on paper", PaperPreview, _on_paper),
    Place(Role.RECEPTION, "printing", PrintingDialog, _printing),
    Place(Role.RECEPTION, "today with a note", TodayPage, _noted),
    Place(Role.RECEPTION, "go to", GoTo, after(show_destinations)),
    Place(Role.RECEPTION, "go to, typed", GoTo, partial(_typed_to_go, "incident")),
    Place(Role.RECEPTION, "go to, nothing", GoTo, partial(_typed_to_go, "zzzz")),
    Place(Role.RECEPTION, "a word explained", TermCard, _word_explained),
    Place(Role.RECEPTION, "keys", KeyList, after(show_keys)),
    Place(Role.RECEPTION, "own pass phrase", ChangePassphrase, after(change_passphrase)),
    Place(Role.RECEPTION, "about", About, after(show_about)),
    Place(Role.SUPERVISOR, "today", TodayPage, page_of(TodayPage, "today")),
    Place(Role.SUPERVISOR, "analysis", AnalysisPage, _analysis(AnalysisStatus.OPEN)),
    Place(Role.MANAGER, "today", TodayPage, page_of(TodayPage, "today")),
    Place(Role.MANAGER, "incidents", IncidentsPage, page_of(IncidentsPage, "incidents")),
    Place(Role.MANAGER, "name a view", NameQuestion, _name_of_a_view),
    Place(Role.MANAGER, "incident", IncidentPage, _read),
    *(Place(Role.MANAGER, f"completing, part {n + 1}", IncidentPage, _part(n)) for n in range(7)),
    Place(Role.MANAGER, "completing, the police", IncidentPage, _police),
    Place(Role.MANAGER, "completing, the log", IncidentPage, _loggable),
    Place(Role.MANAGER, "reason for a status", StatusReasonQuestion, _reason),
    Place(Role.MANAGER, "correct what is closed", Correction, _correction),
    Place(Role.MANAGER, "what was changed", ChangesPage, _changed),
    Place(Role.MANAGER, "who saw it", WhoSawPage, _seen),
    Place(Role.MANAGER, "support", SupportPage, page_of(SupportPage, "support")),
    Place(Role.MANAGER, "support week", WeekPage, page_of(WeekPage, "week")),
    Place(Role.MANAGER, "book a time", BookingSheet, _booking),
    Place(Role.MANAGER, "booked time", BookedSheet, _booked_time),
    Place(Role.MANAGER, "check with one person", FollowUpQuestion, _follow_up),
    Place(Role.MANAGER, "support after an incident", IncidentSupportPage, _after_incident),
    Place(Role.MANAGER, "help for staff", OutsideHelpPage, page_of(OutsideHelpPage, "outside_help")),
    Place(Role.MANAGER, "someone from elsewhere", OutsiderDialog, _from_elsewhere),
    Place(Role.MANAGER, "add help for staff", HelpDialog, _add_help),
    Place(Role.MANAGER, "monthly round", MonthQuestion, _month),
    Place(Role.MANAGER, "are you sure", Question, _sure),
    Place(Role.MANAGER, "debrief, when", DebriefPage, _stage("window", DebriefStatus.TO_PLAN)),
    Place(Role.MANAGER, "debrief, for two", CombineQuestion, _combining),
    Place(Role.MANAGER, "debrief, who leads", DebriefPage, _stage("leading", DebriefStatus.TO_PLAN)),
    Place(Role.MANAGER, "debrief, who comes", DebriefPage, _stage("asking", DebriefStatus.TO_PLAN)),
    Place(Role.MANAGER, "debrief, an answer", AnswerQuestion, _asked),
    Place(Role.MANAGER, "debrief, time", DebriefPage, _stage("slot", DebriefStatus.TO_PLAN)),
    Place(Role.MANAGER, "debrief, time booked", DebriefPage, _stage("slot", DebriefStatus.PLANNED)),
    Place(Role.MANAGER, "debrief, before", DebriefPage, _stage("holding", DebriefStatus.TO_PLAN)),
    Place(Role.MANAGER, "debrief, held now", DebriefPage, _running),
    Place(Role.MANAGER, "debrief, afterwards", DebriefPage, _stage("afterwards", DebriefStatus.HELD)),
    Place(Role.MANAGER, "debrief, not held", NotHeldQuestion, _not_held),
    Place(Role.MANAGER, "analyses", AnalysesPage, page_of(AnalysesPage, "analyses")),
    Place(Role.MANAGER, "analysis, new", AnalysisPage, _new_analysis),
    Place(Role.MANAGER, "analysis, open", AnalysisPage, _analysis(AnalysisStatus.OPEN)),
    Place(Role.MANAGER, "analysis, closed", AnalysisPage, _analysis(AnalysisStatus.CLOSED)),
    Place(Role.MANAGER, "actions", ActionsPage, page_of(ActionsPage, "actions")),
    Place(Role.MANAGER, "action, done", ActionsPage, _action(ActionStatus.DONE)),
    Place(Role.MANAGER, "new action", AssignQuestion, _assign),
    Place(Role.MANAGER, "change an action", ChangeQuestion, _change),
    Place(Role.MANAGER, "drop an action", EndQuestion, _end),
    Place(Role.MANAGER, "effect of an action", EffectQuestion, _effect),
    Place(Role.MANAGER, "people", UsersPage, page_of(UsersPage, "users")),
    Place(Role.COMMITTEE, "today", TodayPage, page_of(TodayPage, "today")),
    Place(Role.COMMITTEE, "analysis", AnalysisPage, _analysis(AnalysisStatus.CLOSED)),
    *NOTES_PLACES,
    *UNSAVED_PLACES,
    *CLINIC_PLACES,
    *SUPPORT_PLACES,
    *REPORT_PLACES,
)  # fmt: skip
