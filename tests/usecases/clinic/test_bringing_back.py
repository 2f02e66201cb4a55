"""A backup restored over the open clinic: a copy first, everyone told, others sign in again, undone by the copy."""

import errno
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import db.backup
from db.store import open_server_store, open_store
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.backups import BackupKind, BackupState
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.domain.errors import (
    BackupDamaged,
    BackupMissing,
    BackupOfAnother,
    ConfirmationNeeded,
    NotAllowed,
    Problem,
    Refused,
    SecondNeeded,
    StoreBusy,
    StoreFull,
    StoreReplaced,
    StoreTooNew,
    WrongCredentials,
)
from incident_tracker.ports.context import Agreement, Context
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.clinic.accounts import add_user, change_own_passphrase
from incident_tracker.usecases.clinic.bringing_back import (
    data_place,
    list_kept_backups,
    restore_over,
    restore_over_and_check,
    try_backup,
    what_restoring_takes,
)
from incident_tracker.usecases.clinic.second_person import agree_by_recovery_key
from incident_tracker.usecases.clinic.upkeep import back_up, check, last_check
from incident_tracker.usecases.oversight.audit_trail import list_audit
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.storage_fixtures import CHECK_IN, DEVICE, HARBOUR, MONDAY_NINE, Clinic, Clock, open_keys
from tests.usecases.clinic.new_clinic import NEW_CLINIC, PHRASE, REASON

NEW_WORDS = "cold rain on the tin roof"


def logged(ctx: Context, times: int = 1) -> None:
    for _ in range(times):
        draft = IncidentDraft(
            occurred_at=ctx.now(),
            site_id=HARBOUR.id,
            desk_id=CHECK_IN.id,
            channel="in_person_desk",
            kind="threat",
            severity=Severity.THREAT,
            narrative="Shouted at the desk.",
        )
        log_incident_with_support(ctx, draft)


def total(ctx: Context) -> int:
    return list_incidents(ctx, IncidentFilter()).total


def by_two(clinic: Clinic, role: Role = Role.MANAGER) -> Context:
    """The administrator, with whom someone of this role agreed just now."""
    agreement = Agreement(Permission.RESTORE, clinic.clock(), clinic.users[role].id)
    return replace(clinic.as_role(Role.ADMINISTRATOR), agreement=agreement)


def another_window(clinic: Clinic) -> Clinic:
    """The same clinic, opened a second time."""
    if (url := clinic.store.engine.url).drivername.startswith("postgresql"):
        address, folder = url.render_as_string(hide_password=False), clinic.store.folder
        store = open_server_store(address, open_keys(), device=DEVICE, folder=folder, now=MONDAY_NINE, cost=FLOOR)
    else:
        path = clinic.store.folder / "clinic.db"
        store = open_store(path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    return Clinic(store, clinic.clock, clinic.new_id)


@pytest.mark.postgres
def test_a_restore_takes_a_copy_first_and_the_copy_undoes_it(clinic: Clinic, clock: Clock) -> None:
    ada, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    logged(maria, 2)
    friday = back_up(ada).path
    clock.advance(timedelta(minutes=7))
    logged(maria, 3)
    takes = what_restoring_takes(ada, friday)
    assert (takes.incidents, takes.account) == (3, True)
    assert total(maria) == 5  # only looked at
    other = another_window(clinic)
    assert total(other.as_role(Role.MANAGER)) == 5
    done, found = restore_over_and_check(by_two(clinic), friday, REASON)
    assert (done.incidents, found, total(maria)) == (3, (), 2)
    assert (checked := last_check(ada)) is not None
    assert (checked.origin, checked.findings) == (CheckOrigin.RESTORE, 0)
    with pytest.raises(StoreReplaced):
        total(other.as_role(Role.MANAGER))
    with pytest.raises(StoreReplaced):
        logged(other.as_role(Role.MANAGER))
    other.store.close()
    kinds = [(one.kind, try_backup(ada, one.path)) for one in list_kept_backups(ada)]
    assert kinds == [(BackupKind.SAFETY, BackupState.OPENS), (BackupKind.AUTOMATIC, BackupState.OPENS)]
    lines = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), count=100).lines
    [line] = [one for one in lines if one.act == "restored"]
    assert (line.who, line.second, line.reason, line.facts["lost"]) == ("ada", "maria", REASON, 3)

    assert what_restoring_takes(ada, done.safety).incidents == 0
    _done, found = restore_over_and_check(by_two(clinic), done.safety, REASON)
    assert (found, total(maria)) == ((), 5)
    logged(maria)
    assert check(maria) == ()
    last = another_window(clinic).store
    assert not last.anchor.held
    last.close()


def test_it_takes_two_who_may_and_a_reason(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    friday = back_up(ada).path
    for role in (Role.RECEPTION, Role.SUPERVISOR, Role.COMMITTEE, Role.PRIVACY):
        with pytest.raises(NotAllowed):
            restore_over(clinic.as_role(role), friday, reason=REASON)
        with pytest.raises(Refused, match="second_name"):
            restore_over(by_two(clinic, role), friday, reason=REASON)
    with pytest.raises(ConfirmationNeeded):
        restore_over(replace(ada, confirmed_at=None), friday, reason=REASON)
    with pytest.raises(SecondNeeded):
        restore_over(ada, friday, reason=REASON)
    with pytest.raises(Refused, match="reason"):
        restore_over(by_two(clinic), friday, reason="because")
    assert [one.kind for one in list_kept_backups(ada)] == [BackupKind.AUTOMATIC]


def test_where_no_one_else_may_the_recovery_key_agrees_and_pass_phrases_of_today_stay(
    tmp_path: Path, clock: Clock
) -> None:
    door = ClinicDoor(Settings(tmp_path / "own"), clock, FLOOR)
    key = door.make_clinic(NEW_CLINIC)
    ada = door.open(NEW_CLINIC.user_name, PHRASE)
    friday = back_up(ada).path
    change_own_passphrase(ada, PHRASE, NEW_WORDS)
    with pytest.raises(SecondNeeded) as told:
        restore_over(ada, friday, reason=REASON)
    assert told.value.recovery_key
    with pytest.raises(Refused, match="recovery_key"):
        agree_by_recovery_key(ada, Permission.RESTORE, "-".join(["7K2M"] * 8))
    agreed = replace(ada, agreement=agree_by_recovery_key(ada, Permission.RESTORE, key))
    restore_over(agreed, friday, reason=REASON)
    door.close(ada)
    with pytest.raises(WrongCredentials):
        door.open(NEW_CLINIC.user_name, PHRASE)
    door.close(door.open(NEW_CLINIC.user_name, NEW_WORDS))
    assert {Notice.RECOVERY_KEY_AGREED, Notice.RESTORED_OVER} <= set(door.notices)
    assert not door.audit_alarm


def test_a_newer_account_waits_for_the_copy(tmp_path: Path, clock: Clock) -> None:
    door = ClinicDoor(Settings(tmp_path / "own"), clock, FLOOR)
    key = door.make_clinic(NEW_CLINIC)
    ada = door.open(NEW_CLINIC.user_name, PHRASE)
    friday = back_up(ada).path
    rosa = add_user(ada, "Rosa", Role.RECEPTION, reason=REASON, sites=ada.actor.sites)
    agreed = replace(ada, agreement=agree_by_recovery_key(ada, Permission.RESTORE, key))
    done = restore_over(agreed, friday, reason=REASON)
    with pytest.raises(WrongCredentials):
        door.open("rosa", rosa.passphrase)
    restore_over(agreed, done.safety, reason=REASON)
    door.close(ada)
    door.close(door.open("rosa", rosa.passphrase))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def bent(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def letter(path: Path) -> None:
    path.write_text("Dear all")


def gone(path: Path) -> None:
    path.unlink()


def newer(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(parts["manifest.json"])
    told["manifest"]["format"] += 1
    parts["manifest.json"] = json.dumps(told).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("spoil", "problem", "state"),
    [
        (cut, BackupDamaged, BackupState.DAMAGED),
        (bent, BackupDamaged, BackupState.DAMAGED),
        (letter, BackupDamaged, BackupState.DAMAGED),
        (gone, BackupMissing, BackupState.DAMAGED),
        (newer, StoreTooNew, BackupState.NEWER),
    ],
)
def test_what_cannot_be_restored_is_named_and_nothing_is_changed(
    clinic: Clinic, tmp_path: Path, spoil: Callable[[Path], None], problem: type[Problem], state: BackupState
) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    friday = back_up(ada, tmp_path / "friday.itbackup").path
    spoil(friday)
    before = list_kept_backups(ada)
    with pytest.raises(problem):
        what_restoring_takes(ada, friday)
    with pytest.raises(problem):
        restore_over(by_two(clinic), friday, reason=REASON)
    assert try_backup(ada, friday) is state
    assert list_kept_backups(ada) == before
    assert check(ada) == ()
    assert not list(clinic.store.folder.glob(".unfinished*"))


def test_a_backup_of_another_clinic_is_named_as_such(clinic: Clinic, tmp_path: Path, clock: Clock) -> None:
    other = ClinicDoor(Settings(tmp_path / "other"), clock, FLOOR)
    other.make_clinic(NEW_CLINIC)
    theirs = other.open(NEW_CLINIC.user_name, PHRASE)
    backup = back_up(theirs, tmp_path / "theirs.itbackup").path
    other.close(theirs)
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with pytest.raises(BackupOfAnother):
        what_restoring_takes(ada, backup)
    with pytest.raises(BackupOfAnother):
        restore_over(by_two(clinic), backup, reason=REASON)
    assert try_backup(ada, backup) is BackupState.OTHER


def test_a_newer_schema_is_refused(clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with monkeypatch.context() as patch:
        patch.setattr(db.backup, "present_revision", lambda _connection: "9999")
        friday = back_up(ada, tmp_path / "friday.itbackup").path
    with pytest.raises(StoreTooNew):
        restore_over(by_two(clinic), friday, reason=REASON)
    assert try_backup(ada, friday) is BackupState.NEWER


def test_a_full_disk_leaves_everything_as_it_was(
    clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    friday = back_up(ada, tmp_path / "friday.itbackup").path
    logged(maria)

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(StoreFull):
        restore_over(by_two(clinic), friday, reason=REASON)
    assert not list(clinic.store.folder.glob(".unfinished*"))
    assert list_kept_backups(ada) == ()
    assert total(maria) == 1


def test_two_restores_at_once_wait_for_no_one(clinic: Clinic) -> None:
    friday = back_up(clinic.as_role(Role.ADMINISTRATOR)).path
    with exclusive(clinic.store.folder / "exclusive.lock"), pytest.raises(StoreBusy):
        restore_over(by_two(clinic), friday, reason=REASON)


@pytest.mark.postgres
def test_the_page_is_told_where_the_data_is(clinic: Clinic) -> None:
    place = data_place(clinic.as_role(Role.ADMINISTRATOR))
    assert place.folder == clinic.store.folder
    if clinic.store.engine.url.drivername.startswith("postgresql"):
        assert place.server.endswith(f"/{clinic.store.engine.url.database}")
        assert (place.file, "password" in place.server) == ("", False)
    else:
        assert (place.file, place.server) == ("clinic.db", "")
        assert place.size >= (place.folder / "clinic.db").stat().st_size
