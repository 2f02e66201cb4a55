"""Saving the quick form: all that is missing at once, then completing it where that is allowed, or undoing it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.drafts import list_drafts
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.clinic.settings import allow_own_reports
from tests.screens.capture.test_quick_form import only_incident, opened, press
from tests.screens.looking import button
from tests.storage_fixtures import Clinic
from ui.page import PageDesk
from ui.widgets.message_bar import MessageBar


@pytest.fixture
def rosa(desk_of: Callable[[Role], PageDesk]) -> PageDesk:
    """The receptionist's desk."""
    return desk_of(Role.RECEPTION)


def test_completing_it_now_is_offered_where_the_clinic_lets_people_complete_their_own(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic
) -> None:
    page = opened(qtbot, rosa)
    allow_own_reports(clinic.as_role(Role.ADMINISTRATOR), True, reason="They asked for it in June")
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Complete it now").click()
    assert asked.args == ["incident", ("complete", only_incident(clinic).id)]


def test_what_was_logged_is_undone_within_ten_seconds_and_what_was_typed_is_there_again(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic, messages: MessageBar
) -> None:
    page = opened(qtbot, rosa)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    page.fields.note.setText("Shouted at the window.")
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    logged = only_incident(clinic)
    assert messages.text == "You can undo this for ten seconds."
    clinic.clock.advance(timedelta(seconds=9))
    qtbot.keyClick(button(messages, "Undo"), Qt.Key.Key_Space)
    qtbot.waitUntil(page.fields.isVisible)
    assert only_incident(clinic).status is Status.VOID
    assert page.fields.note.text() == "Shouted at the window."
    assert (page.fields.channel.code(), page.fields.kind.code()) == ("in_person_desk", "verbal_abuse")
    assert logged.ref in messages.text
    assert len(list_drafts(clinic.as_role(Role.RECEPTION))) == 1
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    assert list_drafts(clinic.as_role(Role.RECEPTION)) == ()
    rows = list_incidents(clinic.as_role(Role.MANAGER), IncidentFilter()).items
    assert [row.status for row in rows] == [Status.SUBMITTED, Status.VOID]


def test_the_offer_to_undo_goes_after_ten_seconds_and_when_another_report_begins(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic, messages: MessageBar
) -> None:
    page = opened(qtbot, rosa)
    for ends in ("time", "another", "another visit"):
        press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
        page.save()
        qtbot.waitUntil(page.after.isVisible)
        clinic.clock.advance(timedelta(seconds=9))
        messages.look()
        assert messages.can_undo
        if ends == "time":
            clinic.clock.advance(timedelta(seconds=1))
            assert not messages.can_undo
            messages.look()
            assert messages.isHidden()
            button(page, "Log another").click()
        elif ends == "another":
            button(page, "Log another").click()
        else:
            page.open(None)
        qtbot.waitUntil(lambda: rosa.runner.is_quiet and page.fields.isVisible())
        assert not messages.can_undo
        assert messages.isHidden()
        page.activateWindow()
        target = page.first_focus()
        assert target is not None
        target.setFocus()
        qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget()))
    rows = list_incidents(clinic.as_role(Role.MANAGER), IncidentFilter()).items
    assert {row.status for row in rows} == {Status.SUBMITTED}


def test_everything_that_is_missing_is_marked_at_once_and_said_where_the_keyboard_is(
    qtbot: QtBot, rosa: PageDesk, clinic: Clinic
) -> None:
    page = opened(qtbot, rosa)
    fields = page.fields
    fields.note.setText("Shouted at the window.")
    page.save()
    missing = (fields.channel, fields.kind, fields.severity)
    qtbot.waitUntil(lambda: all(field.property("refused") for field in missing))
    assert fields.channel.isAncestorOf(QApplication.focusWidget())
    for field in missing:
        assert "Please fill this in" in field.accessibleDescription()
    press(qtbot, Qt.Key.Key_1)
    assert not fields.channel.property("refused")
    assert fields.kind.isAncestorOf(QApplication.focusWidget())
    assert "Please fill this in" in fields.says.text()
    press(qtbot, Qt.Key.Key_3)  # which says how severe as well
    assert not any(field.property("refused") for field in missing)
    assert "Please fill this in" not in fields.says.text()
    page.save()
    qtbot.waitUntil(page.after.isVisible)
    assert only_incident(clinic).narrative == "Shouted at the window."
