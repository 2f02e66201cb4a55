"""In the window: a new recovery key takes two people, or the present key where there is nobody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.audit import RECOVERY_KEY, AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.ports.unit import Unit
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import add_user
from incident_tracker.usecases.clinic.sites import list_sites
from tests.screens.looking import button, keep_picture, nameless, texts
from tests.screens.own_clinic import PHRASE, sign_in
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.clinic.new_recovery_key import KeyToKeep, RenewRecoveryKey
from ui.clinic.second_person import SecondPerson
from ui.widgets.dialogs import Question
from ui.widgets.text import text_label

WHY = "The envelope in the safe was found open"


def dialog_of(screen: Screen, qtbot: QtBot, kind: type[Question]) -> Question:
    """The open dialog of this kind."""
    found: list[Question] = []

    def there() -> bool:
        found[:] = [one for one in screen.window.findChildren(kind) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(there, timeout=20_000)
    return found[0]


def ask_for_a_new_key(screen: Screen, qtbot: QtBot) -> Question:
    """Ask for it on the settings page, with a reason; the dialog."""
    sign_in(screen, qtbot)
    assert screen.window.workspace is not None
    screen.window.workspace.go("settings")
    button(screen.window.workspace, "New recovery key").click()
    asking = dialog_of(screen, qtbot, RenewRecoveryKey)
    qtbot.keyClicks(asking.findChild(QPlainTextEdit), "because")
    asking.accept()
    assert "at least 20 characters" in texts(asking)
    qtbot.keyClicks(asking.findChild(QPlainTextEdit), " " + WHY)
    asking.accept()
    return asking


def keep_the_key(screen: Screen, qtbot: QtBot) -> str:
    """Write the new key down and type it back; the key."""
    shown = dialog_of(screen, qtbot, KeyToKeep)
    assert isinstance(shown, KeyToKeep)
    groups = [label.text() for label in shown.findChildren(type(text_label(""))) if label.property("look") == "group"]
    assert len(groups) == 8
    keep_picture(shown, "new-recovery-key")
    shown.accept()
    shown.reject()
    assert all(group in texts(shown) for group in groups)  # shown again
    shown.accept()
    assert not any(group in texts(shown) for group in groups)
    field = shown.findChild(QLineEdit)
    qtbot.keyClicks(field, "-".join(groups[:7]))
    shown.accept()
    assert "Group 8" in texts(shown)
    field.clear()
    qtbot.keyClicks(field, "-".join(groups).lower())
    shown.accept()
    qtbot.waitUntil(lambda: screen.window.findChild(KeyToKeep) is None)
    return "-".join(groups)


@contextmanager
def open_door(data: Path, clock: Clock) -> Iterator[Unit]:
    """The clinic's records, read beside the window."""
    door = ClinicDoor(Settings(data), clock, FLOOR)
    ctx = door.open("ada", PHRASE)
    with ctx.store.read() as unit:
        yield unit
    door.close(ctx)


def test_someone_else_agrees_and_the_key_is_kept(
    open_screen: Callable[..., Screen], data: Path, clock: Clock, qtbot: QtBot
) -> None:
    door = ClinicDoor(Settings(data), clock, FLOOR)
    ctx = door.open("ada", PHRASE)
    sites = frozenset(site.id for site in list_sites(ctx))
    maria = add_user(ctx, "maria", Role.MANAGER, reason=WHY, sites=sites)
    sam = add_user(ctx, "sam", Role.SUPERVISOR, reason=WHY, sites=sites)
    door.close(ctx)
    screen = open_screen(data, last_user="ada")
    ask_for_a_new_key(screen, qtbot)
    second = dialog_of(screen, qtbot, SecondPerson)
    assert nameless(second) == []
    keep_picture(second, "second-person")
    name, passphrase = second.findChildren(QLineEdit)
    for typed, secret, told in (
        ("maria", "not hers at all, surely", "do not match"),
        ("sam", sam.passphrase, "choose your own first"),
        ("ada", PHRASE, "cannot agree"),
        ("maria", maria.passphrase, "choose your own first"),
    ):
        name.setText(typed)
        passphrase.setText(secret)
        second.accept()
        qtbot.waitUntil(lambda told=told: told in texts(second), timeout=20_000)  # type: ignore[misc]
    name.setText("maria")
    with open_door(data, clock) as unit:
        unit.key_slots.change("maria", maria.passphrase, "orange kites over the bay")
    passphrase.setText("orange kites over the bay")
    qtbot.keyClick(passphrase, Qt.Key.Key_Return)
    key = keep_the_key(screen, qtbot)
    with open_door(data, clock) as unit:
        entry = next(one for one in unit.audit.page(AuditFilter(), 0, 9) if one.act == "recovery_key_renewed")
        unit.key_slots.check_recovery_key(key)
    assert (entry.reason, entry.second) == (f"because {WHY}", str(maria.user.id))


def test_where_nobody_else_may_the_present_key_stands_in(
    open_screen: Callable[..., Screen], data: Path, clock: Clock, qtbot: QtBot
) -> None:
    with open_door(data, clock) as unit:
        present = unit.key_slots.new_recovery_key()
    screen = open_screen(data, last_user="ada")
    ask_for_a_new_key(screen, qtbot)
    second = dialog_of(screen, qtbot, SecondPerson)
    assert "Everyone is told" in texts(second)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, present[:-1])
    second.accept()
    qtbot.waitUntil(lambda: "not the recovery key" in texts(second), timeout=20_000)
    qtbot.keyClicks(field, present[-1])
    second.accept()
    keep_the_key(screen, qtbot)
    with open_door(data, clock) as unit:
        entry = next(one for one in unit.audit.page(AuditFilter(), 0, 9) if one.act == "recovery_key_renewed")
    assert entry.second == RECOVERY_KEY
