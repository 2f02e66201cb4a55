"""A recovery key that nobody typed back is asked for at each sign-in, by keyboard alone, until someone has it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, Refused
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.unkept_key import (
    draw_recovery_key,
    keep_recovery_key,
    recovery_key_state,
    replace_unkept_key,
)
from tests.screens.looking import button, texts
from tests.screens.own_clinic import new_clinic, sign_in
from tests.storage_fixtures import Clinic, Clock
from ui.app import Screen
from ui.clinic.first_start import FirstStart
from ui.clinic.key_step import KeyStep
from ui.clinic.new_recovery_key import KeyToKeep
from ui.clinic.unkept_dialog import KeptKey, UnkeptKey
from ui.paper.pdf_pages import open_pages

OpenScreen = Callable[..., Screen]


@pytest.fixture
def left_open(tmp_path: Path, clock: Clock) -> Path:
    """The folder of a clinic whose founder closed the window while the recovery key was shown."""
    folder = tmp_path / "left"
    ClinicDoor(Settings(folder), clock, FLOOR).make_clinic(new_clinic())
    return folder


def close(screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.window.closed):
        screen.window.close()
    screen.dispose()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def asked_for_it(screen: Screen, qtbot: QtBot) -> UnkeptKey:
    qtbot.waitUntil(lambda: screen.window.findChild(UnkeptKey) is not None)
    dialog = screen.window.findChild(UnkeptKey)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isAncestorOf(focused()))
    return dialog


def groups_of(shown: QWidget) -> list[str]:
    return [label.text() for label in shown.findChildren(QLabel) if label.property("look") == "group"]


def test_a_key_that_was_left_is_made_new_and_typed_back(
    open_screen: OpenScreen, left_open: Path, qtbot: QtBot, clock: Clock
) -> None:
    screen = open_screen(left_open, last_user="ada")
    sign_in(screen, qtbot)
    later = asked_for_it(screen, qtbot)
    assert "nobody has confirmed that it was written down" in texts(later)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.window.findChild(UnkeptKey) is None)
    close(screen, qtbot)

    screen = open_screen(left_open, last_user="ada")
    sign_in(screen, qtbot)
    dialog = asked_for_it(screen, qtbot)
    while focused() is not dialog.verb:
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.window.findChild(KeyToKeep) is not None)
    shown = screen.window.findChild(KeyToKeep)
    assert shown is not None
    key = groups_of(shown)
    assert len(key) >= 8
    qtbot.waitUntil(lambda: focused() is shown.verb)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), " ".join(key).lower())
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.window.findChild(KeyToKeep) is None)
    close(screen, qtbot)

    screen = open_screen(left_open, last_user="ada")
    sign_in(screen, qtbot)
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    assert screen.window.findChild(UnkeptKey) is None
    ClinicDoor(Settings(left_open), clock, FLOOR).confirm_recovery_key("-".join(key))


def test_who_wrote_it_down_types_it_back(open_screen: OpenScreen, tmp_path: Path, clock: Clock, qtbot: QtBot) -> None:
    folder = tmp_path / "left"
    key = ClinicDoor(Settings(folder), clock, FLOOR).make_clinic(new_clinic())
    screen = open_screen(folder, last_user="ada")
    sign_in(screen, qtbot)
    asked_for_it(screen, qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.window.findChild(KeptKey) is not None)
    asking = screen.window.findChild(KeptKey)
    assert asking is not None
    qtbot.waitUntil(lambda: asking.isAncestorOf(focused()))
    qtbot.keyClicks(focused(), key[:-1])
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not the recovery key" in texts(asking))
    qtbot.keyClicks(focused(), key[-1])
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.window.findChild(KeptKey) is None)
    workspace = screen.window.workspace
    assert workspace is not None
    assert workspace.messages.text == "The recovery key is confirmed."


def test_what_is_copied_is_said_to_be_readable_and_taken_back(open_screen: OpenScreen, qtbot: QtBot) -> None:
    first = open_screen().window.centralWidget()
    assert isinstance(first, FirstStart)
    step = first.findChild(KeyStep)
    assert step is not None
    first._made("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH")
    step.copy_button.setFocus()
    qtbot.keyClick(step.copy_button, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH"
    assert "Other programs can read it now" in texts(step)
    button(first, "I have written it down").click()
    assert QGuiApplication.clipboard().text() == ""


def test_it_is_printed_on_paper_and_never_into_a_file(open_screen: OpenScreen, qtbot: QtBot) -> None:
    screen = open_screen()
    first = screen.window.centralWidget()
    assert isinstance(first, FirstStart)
    first._made("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH")
    step = first.findChild(KeyStep)
    assert step is not None
    qtbot.keyClick(step.print_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "There is no printer on this computer" in texts(step))
    page = open_pages(draw_recovery_key("AAAA-BBBB-CCCC-DDDD", "en")).sheets
    assert len(page) == 1
    assert "AAAA BBBB CCCC DDDD" in " ".join(page[0].text.split())


def test_only_an_unkept_key_is_replaced_alone_and_only_by_the_one_who_saw_it(clinic: Clinic) -> None:
    ada, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    assert not recovery_key_state(ada).unkept  # the prepared clinic was not founded in the window
    with pytest.raises(Refused):
        replace_unkept_key(ada)
    with pytest.raises(NotAllowed):
        replace_unkept_key(maria)
    with clinic.store.write() as unit:  # as if ada and maria had renewed it, and nobody typed it back
        key = unit.key_slots.new_recovery_key()
        unit.audit.append(
            at=clinic.clock(),
            actor_id=maria.actor.user_id,
            act="recovery_key_renewed",
            kind="clinic",
            object_id=None,
            after=None,
        )
        unit.commit()
    state = recovery_key_state(ada)
    assert (state.unkept, state.replaceable) == (True, False)
    with pytest.raises(Refused):
        replace_unkept_key(ada)
    with pytest.raises(Refused):
        keep_recovery_key(ada, "AAAA-BBBB")
    keep_recovery_key(ada, key.lower())
    assert not recovery_key_state(ada).unkept
    with clinic.store.read() as unit:
        newest = unit.audit.page(AuditFilter(), 0, 1)[0]
    assert (newest.act, newest.kind, newest.actor_id) == ("recovery_key_kept", "clinic", ada.actor.user_id)
