"""A clinic of one's own for the whole window, and signing in to it by the keyboard."""

import shutil
from datetime import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.store import open_store
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.clinic.founding import NewClinic
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from tests.storage_fixtures import DEVICE, MONDAY_NINE, PASSPHRASE, USERS, Clock, open_keys
from ui.app import Screen

PHRASE = "three herons above the quiet lake"


def make_clinic(folder: Path, clock: Clock) -> ClinicDoor:
    """Make a clinic in `folder` whose administrator is ada."""
    door = ClinicDoor(Settings(folder), clock, FLOOR)
    door.confirm_recovery_key(door.make_clinic(new_clinic()))
    return door


def new_clinic() -> NewClinic:
    """What ada asks for when she makes a clinic."""
    week = OpeningHours("America/Los_Angeles", ((Span(time(8), time(17)),),) * 5 + ((), ()))
    return NewClinic("Harbour", "America/Los_Angeles", Profile.CA_CLINIC, ("Check-in",), week, "ada", "Ada", PHRASE)


def let_everybody_in(template: Path, folder: Path) -> None:
    """Copy the prepared clinic (its file is `template`) into `folder`, where each of its users can sign in."""
    folder.mkdir()
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(template.with_name(name), folder / name)
    store = open_store(folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    for user in USERS.values():
        store.key_slots.give(user.name, PASSPHRASE)
    store.close()


def type_passphrase(qtbot: QtBot, phrase: str) -> None:
    """Type a pass phrase into the field that has the focus."""
    qtbot.waitUntil(lambda: hasattr(QApplication.focusWidget(), "setEchoMode"))
    qtbot.keyClicks(QApplication.focusWidget(), phrase)


def sign_in(screen: Screen, qtbot: QtBot, phrase: str = PHRASE) -> None:
    """Type the pass phrase and come in."""
    type_passphrase(qtbot, phrase)
    with qtbot.waitSignal(screen.window.entered):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
