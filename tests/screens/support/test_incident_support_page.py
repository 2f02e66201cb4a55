"""Support after one incident on its page: offers before any debrief, by keyboard, and help from outside."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind, ReminderStage
from incident_tracker.usecases.learning.actions import list_plan
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_manager
from incident_tracker.usecases.support.offers import answer_offer, my_offers, record_offers
from incident_tracker.usecases.support.outside_help import add_outside_help, list_outside_help
from incident_tracker.usecases.support.outsiders import list_outsiders
from incident_tracker.usecases.support.owed import SupportFile, show_support
from incident_tracker.usecases.support.reminders import list_reminders
from tests.screens.looking import clipped, texts
from tests.screens.support.support_at_desk import Window, dialog_of, press, settle
from tests.storage_fixtures import ALEX, HARBOUR, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, a_threat, logged
from ui.page import Page, PageDesk
from ui.paper.paper_preview import PaperPreview
from ui.support.incident_support_page import IncidentSupportPage
from ui.support.outside_help_page import HelpDialog, OutsideHelpPage
from ui.support.outsiders_card import OutsiderDialog
from ui.support.support_page import SupportPage
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.message_bar import MessageBar
from ui.widgets.term_picker import TermPicker
from ui.widgets.tick_box import TickBox

DeskOf = Callable[[Role], PageDesk]
Opened = Callable[..., Page]


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    """Opens one of the pages at a desk."""

    def opened(kind: type[Page], desk: PageDesk, argument: object = None) -> Page:
        page = kind(desk)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        page.activateWindow()
        page.open(argument)
        settle(qtbot, page)
        return page

    return opened


def named(page: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """The field that a screen reader calls so."""
    return next(one for one in page.findChildren(kind) if one.accessibleName() == name and one.isVisible())


def chosen(qtbot: QtBot, page: Page, name: str, code: object) -> None:
    """Choose a line of a box by its keyboard."""
    box = named(page, ChoiceBox, name)
    assert isinstance(box, ChoiceBox)
    at = box._codes.index(code)  # type: ignore[arg-type]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _n in range(at):
        QTest.keyClick(box, Qt.Key.Key_Down)
    if box.code() == code:
        box.changed.emit()
    settle(qtbot, page)


def typed(page: IncidentSupportPage, text: str) -> None:
    """Type when something was offered."""
    field = page.offered_at._typed
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def support_of(clinic: Clinic, incident: UUID) -> SupportFile:
    """What the record says."""
    return show_support(clinic.as_role(Role.SUPERVISOR), incident)


def test_after_the_mildest_report_an_offer_and_a_no_are_noted_without_a_debrief(
    qtbot: QtBot, desk_of: DeskOf, clinic: Clinic, opened: Opened
) -> None:
    mild = log_incident_with_support(clinic.as_role(Role.RECEPTION), a_threat(clinic, Severity.HOSTILE)).incident
    clinic.clock.advance(HOUR)
    page = opened(IncidentSupportPage, desk_of(Role.SUPERVISOR), mild.id)
    assert f"Support after {mild.ref}" in texts(page)
    assert "What Rosa Reception needs next" in texts(page)
    picker = named(page, TermPicker, "Offer to Rosa Reception")
    assert isinstance(picker, TermPicker)
    assert picker._field.hasFocus(), "the first keys offer something"
    QTest.keyClicks(picker._field, "brea")
    QTest.keyClick(picker._field, Qt.Key.Key_Return)
    answers = named(page, ChoiceChips, "What Rosa Reception says to it")
    assert isinstance(answers, ChoiceChips)
    answers.choose(Answer.DECLINED)
    press(qtbot, page, "Note as offered to Rosa Reception")
    (offer,) = support_of(clinic, mild.id).offers
    assert (offer.kind, offer.answer, offer.offerer_id) == (OfferKind.BREAK, Answer.DECLINED, SAM.id)
    assert "by Sam Supervisor" in texts(page)
    chosen(qtbot, page, "The debrief, for Rosa Reception", Response.NO)
    assert [one.response for one in support_of(clinic, mild.id).participants] == [Response.NO]
    assert clipped(page) == []


def test_who_offered_and_when_and_someone_else_who_was_there(
    qtbot: QtBot, desk_of: DeskOf, clinic: Clinic, opened: Opened
) -> None:
    incident = logged(clinic)[0].incident
    clinic.clock.advance(2 * HOUR)
    page = opened(IncidentSupportPage, desk_of(Role.SUPERVISOR), incident.id)
    assert isinstance(page, IncidentSupportPage)
    chosen(qtbot, page, "Someone else who needs support", ALEX.id)
    assert "What Alex Reception needs next" in texts(page)
    typed(page, "sometime")
    picker = page.cards.field_of(ALEX.id)
    assert isinstance(picker, TermPicker)
    picker.choose("go_home")
    press(qtbot, page, "Note as offered to Alex Reception")
    assert support_of(clinic, incident.id).offers == (), "not before it is clear when"
    typed(page, "1 h ago")
    page.offerer.choose(ROSA.id)
    page.offerer.changed.emit()
    press(qtbot, page, "Note as offered to Alex Reception")
    (offer,) = support_of(clinic, incident.id).offers
    assert (offer.person_id, offer.offerer_id, offer.offered_at) == (ALEX.id, ROSA.id, clinic.clock() - HOUR)
    typed(page, "5 h ago")
    picker = page.cards.field_of(ALEX.id)
    assert isinstance(picker, TermPicker)
    picker.choose("break")
    press(qtbot, page, "Note as offered to Alex Reception")
    assert len(support_of(clinic, incident.id).offers) == 1, "not before the incident"


def test_the_person_reads_how_to_reach_the_help_that_was_named(
    qtbot: QtBot, desk_of: DeskOf, clinic: Clinic, opened: Opened
) -> None:
    maria, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    kinds = (OfferKind.DEDICATED_COUNSELING,)
    line = add_outside_help(maria, HARBOUR.id, HelpDraft("Quiet Line", "555 0100", kinds, apart=True))
    incident = logged(clinic)[0].incident
    (offer,) = record_offers(maria, incident.id, ROSA.id, list(kinds))
    answer_offer(rosa, offer.id, Answer.LATER)
    answer_offer(rosa, offer.id, Answer.ACCEPTED)
    page = opened(IncidentSupportPage, desk_of(Role.SUPERVISOR), incident.id)
    assert "perhaps later today" in texts(page)
    label = next(one.label for one in page._names.choices("support_offer") if one.code == str(kinds[0]))  # type: ignore[attr-defined]
    chosen(qtbot, page, f"Who helps with: {label}", line.id)
    assert my_offers(rosa)[0].help_id == line.id
    assert "Quiet Line helps: 555 0100." in texts(opened(SupportPage, desk_of(Role.RECEPTION), None))


def test_a_manager_keeps_the_help_for_staff_and_everyone_reads_it(
    qtbot: QtBot, desk_of: DeskOf, clinic: Clinic, opened: Opened
) -> None:
    page = opened(OutsideHelpPage, desk_of(Role.MANAGER), None)
    assert "No help is named yet" in texts(page)
    press(qtbot, page, "Add help")
    dialog = dialog_of(page)
    assert isinstance(dialog, HelpDialog)
    dialog.accept()
    settle(qtbot, page)
    assert "Please fill this in" in texts(dialog)
    assert "Help for staff comes from outside" in texts(dialog)
    dialog.findChildren(QLineEdit)[0].setText("Quiet Line")
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("555 0100")
    dialog._kinds.choose("peer_supporter")
    dialog.findChildren(TickBox)[0].setChecked(True)
    dialog.accept()
    settle(qtbot, page)
    assert "555 0100" in texts(page)
    bar = page.desk.messages
    assert isinstance(bar, MessageBar)
    press(qtbot, page, "Change Quiet Line")
    dialog = dialog_of(page)
    assert isinstance(dialog, HelpDialog)
    dialog.findChildren(QPlainTextEdit)[0].setPlainText("555 0199")
    dialog.accept()
    settle(qtbot, page)
    assert "555 0199" in texts(page)
    bar.undo()
    settle(qtbot, page)
    assert "555 0100" in texts(page)
    press(qtbot, page, "No longer name Quiet Line")
    assert "No help is named yet" in texts(page)
    assert not list_outside_help(clinic.as_role(Role.MANAGER))[0].in_use
    bar.undo()
    settle(qtbot, page)
    assert "555 0100" in texts(page)
    read = opened(OutsideHelpPage, desk_of(Role.RECEPTION), None)
    assert "555 0100" in texts(read)
    assert "Change" not in texts(read)


def test_someone_from_elsewhere_is_kept_and_taken_back(
    qtbot: QtBot, desk_of: DeskOf, clinic: Clinic, opened: Opened
) -> None:
    page = opened(OutsideHelpPage, desk_of(Role.SUPERVISOR), None)
    assert "No one is kept yet" in texts(page)
    press(qtbot, page, "Keep someone from elsewhere")
    dialog = dialog_of(page)
    assert isinstance(dialog, OutsiderDialog)
    dialog.accept()
    settle(qtbot, page)
    assert "Please fill this in" in texts(dialog)
    name, contact = dialog.findChildren(QLineEdit)
    name.setText("Dana, Hill Road")
    contact.setText("555 0100")
    dialog.accept()
    settle(qtbot, page)
    assert "Harbour Street · 555 0100" in texts(page)
    press(qtbot, page, "No longer choose Dana, Hill Road")
    assert "No one is kept yet" in texts(page)
    bar = page.desk.messages
    assert isinstance(bar, MessageBar)
    bar.undo()
    settle(qtbot, page)
    assert "Harbour Street · 555 0100" in texts(page)
    debrief = logged(clinic)[1]
    (line,) = list_outsiders(clinic.as_role(Role.MANAGER))
    choose_manager(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, None, SAM.id, line.outsider.id)
    page.refresh()
    settle(qtbot, page)
    assert "Answers for 1 debrief, by" in texts(page)
    press(qtbot, page, "Print the card of Dana, Hill Road")
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PaperPreview)))
    page.window().findChildren(PaperPreview)[0].close()
    assert "Dana" not in texts(opened(OutsideHelpPage, desk_of(Role.RECEPTION), None))


def test_relief_and_the_five_minutes_are_seen_to_on_one_page_and_one_thing_is_put_right_today(
    qtbot: QtBot, desk_of: DeskOf, clinic: Clinic, opened: Opened
) -> None:
    sam = clinic.as_role(Role.SUPERVISOR)
    incident = logged(clinic)[0].incident
    listed = opened(SupportPage, desk_of(Role.SUPERVISOR))
    assert "Relief for Rosa Reception" in texts(listed)
    assert [one.kind for one in list_reminders(sam) if one.subject_id == incident.id] == [ReminderKind.RELIEF]
    page = opened(IncidentSupportPage, desk_of(Role.SUPERVISOR), incident.id)
    assert isinstance(page, IncidentSupportPage)
    ticks = list(page.relief.ticks.values())
    assert ticks[0].hasFocus(), "relief comes first"
    for tick in ticks[:2]:
        QTest.keyClick(tick, Qt.Key.Key_Space)
        settle(qtbot, page)
    relief = support_of(clinic, incident.id).relief
    assert relief is not None
    assert (relief.nobody_hurt, relief.safe, relief.desk_covered) == (True, True, None)
    assert "Last noted by Sam Supervisor" in texts(page)
    assert [one.kind for one in list_reminders(sam) if one.subject_id == incident.id] == [ReminderKind.FIVE_MINUTES]
    assert "What is one thing to put right today, and who does it?" in texts(page)
    QTest.keyClicks(page.five_minutes.thing, "Unlock the side door")
    press(qtbot, page, "It was held just now")
    assert "Please choose who does it." in texts(page)
    page.five_minutes.owner.choose(ALEX.id)
    press(qtbot, page, "It was held just now")
    (action,) = list_plan(clinic.as_role(Role.MANAGER))
    assert (action.text, action.owner_id, action.incident_id) == ("Unlock the side door", ALEX.id, incident.id)
    assert action.due_on == clinic.clock().astimezone(page.desk.zone).date()
    assert "Held today" in texts(page)
    assert [one for one in list_reminders(sam) if one.subject_id == incident.id] == []
    assert clipped(page) == []


def test_after_serious_harm_there_is_relief_and_no_talk_of_the_group(
    qtbot: QtBot, desk_of: DeskOf, clinic: Clinic, opened: Opened
) -> None:
    harm = logged(clinic, Severity.SEVERE_HARM)[0].incident
    page = opened(IncidentSupportPage, desk_of(Role.SUPERVISOR), harm.id)
    assert isinstance(page, IncidentSupportPage)
    assert not page.five_minutes.isVisible()
    assert "The first minutes" in texts(page)


def test_the_first_minutes_end_with_the_shift(clinic: Clinic) -> None:
    sam = clinic.as_role(Role.SUPERVISOR)
    incident = logged(clinic)[0].incident
    clinic.clock.advance(HOUR)
    (late,) = (one for one in list_reminders(sam) if one.subject_id == incident.id)
    assert late.stage is ReminderStage.PAST
    clinic.clock.advance(DAY)
    assert [one for one in list_reminders(sam) if one.kind is ReminderKind.RELIEF] == []
