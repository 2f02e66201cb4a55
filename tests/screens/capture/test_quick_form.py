"""Logging by keyboard alone, a draft that survives, and what is shown after saving."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.drafts import list_drafts, save_draft
from incident_tracker.usecases.capture.incidents import list_incidents, show_incident
from tests.screens.looking import button, clipped, spoken_name, texts
from tests.storage_fixtures import CHECK_IN, ROSA, SAM, Clinic
from ui.capture import quick_form
from ui.capture.quick_form import QuickForm
from ui.page import PageDesk


def opened(qtbot: QtBot, desk: PageDesk, argument: object = None) -> QuickForm:
    page = QuickForm(desk)
    qtbot.addWidget(page)
    page.resize(1040, 900)
    page.show()
    page.open(argument)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.fields.when.moment() is not None)
    target = page.first_focus()
    assert target is not None
    target.setFocus()
    return page


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def only_incident(clinic: Clinic) -> Incident:
    manager = clinic.as_role(Role.MANAGER)
    rows = list_incidents(manager, IncidentFilter()).items
    assert len(rows) == 1
    return show_incident(manager, rows[0].id).incident


@pytest.fixture
def rosa(desk_of: Callable[[Role], PageDesk]) -> PageDesk:
    """The receptionist's desk."""
    return desk_of(Role.RECEPTION)


def test_five_fields_take_two_keys_and_one_to_save(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.save()  # Ctrl+Enter, which the window passes on
    qtbot.waitUntil(page.after.isVisible)
    incident = only_incident(clinic)
    assert (incident.channel, incident.kind, incident.severity) == ("in_person_desk", "verbal_abuse", Severity(2))
    assert (incident.occurred_at, incident.desk_id) == (clinic.clock(), CHECK_IN.id)
    assert incident.reporter_id == ROSA.id


def test_what_was_calmed_is_the_first_kind_and_level_0(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_1)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    incident = only_incident(clinic)
    assert (incident.kind, incident.severity) == ("near_miss", Severity.NEAR_MISS)
    assert "Thank you. You kept this from becoming more." in texts(page)


def test_the_kind_fills_in_the_level_until_someone_chose_another(qtbot: QtBot, rosa: PageDesk) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_4)
    assert page.fields.severity.severity() is Severity.THREAT
    press(qtbot, Qt.Key.Key_Backspace, Qt.Key.Key_2)
    assert page.fields.severity.severity() is Severity.HOSTILE
    press(qtbot, Qt.Key.Key_6)
    assert QApplication.focusWidget() is page.fields.note
    press(qtbot, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_3)
    assert page.fields.severity.severity() is Severity.INJURY


def test_7_opens_the_other_kinds_and_a_digit_takes_one(qtbot: QtBot, rosa: PageDesk) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_7)
    menu = QApplication.activePopupWidget()
    qtbot.keyClick(menu, Qt.Key.Key_1)
    assert page.fields.kind.code() == "physical_attack"
    assert page.fields.severity.severity() is Severity.PHYSICAL
    assert page.fields.severity.isAncestorOf(QApplication.focusWidget())
    assert button(page, "Physical attack").isChecked()


def test_minus_makes_it_earlier(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    page = opened(qtbot, rosa)
    for minutes in (5, 15, 60, 0):
        press(qtbot, Qt.Key.Key_Minus)
        assert page.fields.when.moment() == clinic.clock() - timedelta(minutes=minutes)


def test_a_choice_is_a_radio_button_with_its_place_and_the_saved_number_is_spoken(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic
) -> None:
    page = opened(qtbot, rosa)
    spoken = QAccessible.queryAccessibleInterface(QApplication.focusWidget())
    assert spoken.role() is QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "At the desk"
    assert spoken.text(QAccessible.Text.Description).startswith("1 of 15, key 1.")
    assert "9:00 AM" in page.accessibleName()
    assert "Check-in" in page.accessibleName()
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    assert spoken_name(page.focusWidget()) == f"Saved as {only_incident(clinic).ref}."


def test_the_digit_is_the_level(qtbot: QtBot, rosa: PageDesk) -> None:
    page = opened(qtbot, rosa)
    for level in range(8):
        page.fields.severity.setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key(Qt.Key.Key_0 + level))
        assert page.fields.severity.severity() == Severity(level)


def test_after_saving_abuse_is_named_and_what_is_due_is_said(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic, speaks_names: Callable[[QWidget], None]
) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    said = texts(page)
    incident = only_incident(clinic)
    assert incident.ref in said
    assert "It is not acceptable, and it is not your fault." in said
    assert "Debrief in paid, protected time" in said
    assert "Manager" in said
    speaks_names(page)
    safe = next(box for box in page.after.findChildren(QCheckBox) if "safe now" in box.text())
    qtbot.keyClick(safe, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: safe.isChecked() and rosa.runner.is_quiet)
    relief = only_incident(clinic).relief
    assert relief is not None
    assert (relief.safe, relief.nobody_hurt) == (True, None)
    button(page, "Copy the number").click()
    assert QApplication.clipboard().text() == incident.ref


def test_nothing_is_offered_after_saving_that_leads_nowhere(qtbot: QtBot, rosa: PageDesk) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    offered = {one.text().replace("&", "") for one in page.findChildren(QPushButton) if one.isVisible()}
    assert "Log another" in offered
    assert "Complete it now" not in offered  # this clinic does not let her


def test_going_on_asks_the_window_for_the_right_page(qtbot: QtBot, desk_of: Callable[[Role], PageDesk]) -> None:
    page = opened(qtbot, desk_of(Role.SUPERVISOR))
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Complete it now").click()
    assert asked.args is not None
    assert asked.args[0] == "incident"
    button(page, "Log another").click()
    assert not page.after.isVisible()
    assert page.fields.channel.code() is None
    assert page.fields.when.moment() is not None


def test_a_missing_answer_is_said_at_its_field_and_keeps_the_rest(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    page = opened(qtbot, rosa)
    page.fields.kind.come()
    press(qtbot, Qt.Key.Key_3)
    page.save()
    qtbot.waitUntil(lambda: "Please fill this in" in texts(page))
    assert page.fields.channel.isAncestorOf(QApplication.focusWidget())
    assert page.fields.kind.code() == "verbal_abuse"
    assert list_incidents(clinic.as_role(Role.MANAGER), IncidentFilter()).total == 0


def test_only_a_call_asks_about_the_call_and_only_a_threat_about_a_weapon(qtbot: QtBot, rosa: PageDesk) -> None:
    page = opened(qtbot, rosa)
    assert not page.fields.phone.isVisible()
    press(qtbot, Qt.Key.Key_4)
    assert page.fields.phone.isVisible()
    assert not page.fields.weapon.isVisible()
    page.fields.severity.setFocus()
    press(qtbot, Qt.Key.Key_3)
    assert page.fields.weapon.isVisible()
    assert not page.fields.hurt.isVisible()
    press(qtbot, Qt.Key.Key_Backspace, Qt.Key.Key_5)
    assert page.fields.hurt.isVisible()


def test_what_someone_told_waits_for_their_word(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic
) -> None:
    page = opened(qtbot, desk_of(Role.SUPERVISOR))
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_4)
    page.fields.told.setChecked(True)
    page.fields.told_by.choose(ROSA.id)
    page.fields.weapon.choose(Weapon.SHOWN)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    incident = only_incident(clinic)
    assert (incident.mode, incident.told_by_id, incident.reporter_id) == (CaptureMode.PROXY, ROSA.id, SAM.id)
    assert incident.details.weapon is Weapon.SHOWN


def test_a_pause_keeps_a_draft_and_saving_finishes_it(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: "Draft kept" in texts(page))
    assert [one.draft.kind for one in list_drafts(clinic.as_role(Role.RECEPTION))] == ["verbal_abuse"]
    page.fields.severity.setFocus()
    press(qtbot, Qt.Key.Key_2)
    page.keep_draft()
    page.save()  # while the draft is still on its way
    qtbot.waitUntil(page.after.isVisible)
    assert list_drafts(clinic.as_role(Role.RECEPTION)) == ()


def test_what_a_refused_save_leaves_is_a_draft_again_without_another_key(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic
) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1)
    page.fields.note.setFocus()
    qtbot.keyClicks(page.fields.note, "Shouted at the window.")
    page.save()  # kind and level are missing; the key before is too fresh to be kept yet
    reception = clinic.as_role(Role.RECEPTION)
    qtbot.waitUntil(lambda: [one.draft.narrative for one in list_drafts(reception)] == ["Shouted at the window."])


def test_a_draft_that_could_not_be_kept_is_tried_again(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_form, "TRY_AGAIN", 20)
    page = opened(qtbot, rosa)
    reception = rosa.runner.context
    rosa.runner.use(None)
    press(qtbot, Qt.Key.Key_1)
    page.keep_draft()
    assert list_drafts(clinic.as_role(Role.RECEPTION)) == ()
    rosa.runner.use(reception)
    qtbot.waitUntil(lambda: "Draft kept" in texts(page))
    assert len(list_drafts(clinic.as_role(Role.RECEPTION))) == 1


def test_half_a_time_is_kept_as_it_was_typed(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.fields.when.setFocus()
    typed = QApplication.focusWidget()
    qtbot.keyClick(typed, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(typed, "half pa")
    page.fields.note.setFocus()
    page.keep_draft()
    qtbot.waitUntil(lambda: rosa.runner.is_quiet)

    again = QuickForm(rosa)
    qtbot.addWidget(again)
    again.show()
    again.open(None)
    qtbot.waitUntil(lambda: again.fields.kind.code() == "verbal_abuse")
    assert again.fields.when.shown() == "half pa"
    assert again.fields.when.cannot_be_read
    again.fields.when.set_moment(clinic.clock())
    again.save()
    qtbot.waitUntil(again.after.isVisible)
    assert only_incident(clinic).occurred_at == clinic.clock()


def test_a_lock_or_a_kill_loses_nothing(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1)
    page.fields.note.setText("Shouted at the window.")
    page.keep_draft()  # what the window asks for before it locks
    qtbot.waitUntil(lambda: rosa.runner.is_quiet)
    page.deleteLater()
    clinic.clock.advance(timedelta(hours=1))
    again = opened(qtbot, rosa)
    qtbot.waitUntil(lambda: again.fields.note.text() == "Shouted at the window.")
    assert again.fields.channel.code() == "in_person_desk"
    assert "Here is your draft from" in texts(again)
    assert len(list_drafts(clinic.as_role(Role.RECEPTION))) == 1


def test_an_old_draft_waits_on_today_and_opens_by_its_id(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    old = save_draft(clinic.as_role(Role.RECEPTION), IncidentDraft(kind="threat", occurred_at=clinic.clock()))
    clinic.clock.advance(timedelta(days=2))
    fresh = opened(qtbot, rosa)
    assert fresh.fields.kind.code() is None
    fresh.open(old.id)
    qtbot.waitUntil(lambda: fresh.fields.kind.code() == "threat")


def test_each_visit_begins_at_its_own_moment_with_the_keyboard_in_the_form(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic
) -> None:
    page = opened(qtbot, rosa)
    clinic.clock.advance(timedelta(hours=1))
    page.open(None)
    qtbot.waitUntil(lambda: rosa.runner.is_quiet)
    assert page.fields.when.moment() == clinic.clock()
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    page.activateWindow()
    page.open(None)
    qtbot.waitUntil(lambda: rosa.runner.is_quiet)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_4)
    assert (page.fields.channel.code(), page.fields.kind.code()) == ("in_person_desk", "threat")


def test_a_draft_thrown_away_can_be_brought_back(qtbot: QtBot, rosa: PageDesk, clinic: Clinic) -> None:
    draft = save_draft(clinic.as_role(Role.RECEPTION), IncidentDraft(kind="threat", occurred_at=clinic.clock()))
    page = opened(qtbot, rosa, draft.id)
    qtbot.waitUntil(lambda: page.fields.kind.code() == "threat")
    button(page, "Discard the draft").click()
    qtbot.waitUntil(lambda: rosa.runner.is_quiet)
    assert list_drafts(clinic.as_role(Role.RECEPTION)) == ()
    button(rosa.messages, "Undo").click()  # type: ignore[arg-type]  # the bar of these tests is a widget
    qtbot.waitUntil(lambda: page.fields.kind.code() == "threat")
    assert len(list_drafts(clinic.as_role(Role.RECEPTION))) == 1


def test_every_field_has_a_name_and_no_word_is_cut_at_double_size(
    qtbot: QtBot, rosa: PageDesk, speaks_names: Callable[[QWidget], None]
) -> None:
    rosa.theme.choose("dark", 200)
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_4)
    page.fields.severity.choose(Severity.INJURY)
    page.fields.severity.changed.emit()
    page.resize(1300, 900)
    qtbot.waitUntil(lambda: page.width() == 1300 and rosa.runner.is_quiet)
    speaks_names(page)
    assert clipped(page) == []
