"""Who may restore a backup: two who hold the right, one with the recovery key where nobody else does, or the key."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.restoring import NobodyRestored
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.audit import RECOVERY_KEY, AuditFilter, AuditLine
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.domain.errors import (
    Delayed,
    NotAllowed,
    Refused,
    SecondNeeded,
    StoreExists,
    WrongCredentials,
)
from incident_tracker.labels.clinic.notices import notice_text
from incident_tracker.labels.oversight.audit_trail import sentence
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import add_user, change_own_passphrase, list_users
from incident_tracker.usecases.clinic.restoring import restore
from incident_tracker.usecases.clinic.second_person import agree
from incident_tracker.usecases.clinic.upkeep import back_up, check
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.screens.own_clinic import let_everybody_in
from tests.storage_fixtures import PASSPHRASE, USERS, Clock
from tests.usecases.clinic.backups import restore_backup
from tests.usecases.clinic.new_clinic import NEW_CLINIC, PHRASE, REASON

ADA, MARIA = ("ada", PASSPHRASE), ("maria", PASSPHRASE)


@pytest.fixture
def clinic_of_six(file_template: Path, tmp_path: Path, clock: Clock) -> ClinicDoor:
    """A clinic with one user of every role, each with the same pass phrase."""
    let_everybody_in(file_template, tmp_path / "six")
    return ClinicDoor(Settings(tmp_path / "six"), clock, FLOOR)


@pytest.fixture
def backup(clinic_of_six: ClinicDoor, tmp_path: Path) -> Path:
    """A backup of it."""
    ctx = clinic_of_six.open(*MARIA)
    made = back_up(ctx, tmp_path / "monday.itbackup")
    clinic_of_six.close(ctx)
    return made.path


@pytest.fixture
def elsewhere(tmp_path: Path, clock: Clock) -> ClinicDoor:
    """The door to an empty folder on another computer."""
    return ClinicDoor(Settings(tmp_path / "elsewhere"), clock, FLOOR)


def trail(door: ClinicDoor) -> tuple[AuditLine, ...]:
    """What the privacy officer reads of the restored clinic, newest first."""
    ctx = door.open("paul", PASSPHRASE)
    lines = list_audit(ctx, AuditFilter(), count=100).lines
    assert check(ctx) == ()
    door.close(ctx)
    return lines


@pytest.mark.parametrize("role", Role)
def test_only_managers_and_administrators_restore(
    role: Role, clinic_of_six: ClinicDoor, backup: Path, elsewhere: ClinicDoor
) -> None:
    name = USERS[role].name
    if role in (Role.MANAGER, Role.ADMINISTRATOR):
        second = MARIA if role is Role.ADMINISTRATOR else ADA
        restore_backup(elsewhere, backup, elsewhere.folder, name, PASSPHRASE, second=second)
        assert elsewhere.has_clinic()
    else:
        with pytest.raises(NotAllowed):
            restore_backup(elsewhere, backup, elsewhere.folder, name, PASSPHRASE, second=MARIA)
        assert not elsewhere.has_clinic()
        assert not list(elsewhere.folder.glob(".*"))


def test_the_trail_of_the_restored_clinic_names_both_and_why(backup: Path, elsewhere: ClinicDoor) -> None:
    restore_backup(elsewhere, backup, elsewhere.folder, *MARIA, second=ADA)
    [line] = [line for line in trail(elsewhere) if line.act == "restored"]
    assert (line.who, line.second, line.reason) == ("maria", "ada", REASON)
    assert set(line.facts) == {"ended", "times"}, "nothing was here before"
    assert sentence(line).startswith("maria with ada – Restored: a backup (its audit trail ended with ")


def test_nobody_restores_alone_while_someone_else_holds_the_right(backup: Path, elsewhere: ClinicDoor) -> None:
    with pytest.raises(SecondNeeded) as told:
        restore_backup(elsewhere, backup, elsewhere.folder, *MARIA)
    assert not told.value.recovery_key
    for second in (MARIA, ("sam", PASSPHRASE)):
        with pytest.raises(Refused, match="second_name"):
            restore_backup(elsewhere, backup, elsewhere.folder, *MARIA, second=second)
    assert not elsewhere.has_clinic()


def test_guessing_the_second_pass_phrase_gets_slow_whatever_is_started_over(
    backup: Path, elsewhere: ClinicDoor
) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            restore_backup(elsewhere, backup, elsewhere.folder, *MARIA, second=("ada", "not hers at all, surely"))
    with pytest.raises(Delayed):
        restore_backup(elsewhere, backup, elsewhere.folder, *MARIA, second=ADA)
    assert not elsewhere.has_clinic()


def test_a_reason_is_needed(backup: Path, elsewhere: ClinicDoor) -> None:
    with elsewhere.open_backup(backup, elsewhere.folder, *MARIA) as (ctx, opened):
        agreed = replace(ctx, agreement=agree(ctx, Permission.RESTORE, *ADA))
        with pytest.raises(Refused, match="reason"):
            restore(agreed, opened, reason="because")
        restore(agreed, opened, reason=REASON)
    assert elsewhere.has_clinic()


def test_where_one_alone_holds_the_right_the_recovery_key_agrees_and_everybody_is_told(
    door: ClinicDoor, elsewhere: ClinicDoor, tmp_path: Path
) -> None:
    key = door.make_clinic(NEW_CLINIC)
    ctx = door.open("ada", PHRASE)
    rosa = add_user(ctx, "Rosa", Role.RECEPTION, reason=REASON, sites=ctx.actor.sites)
    made = back_up(ctx, tmp_path / "monday.itbackup").path
    door.close(ctx)
    with pytest.raises(SecondNeeded) as told:
        restore_backup(elsewhere, made, elsewhere.folder, "ada", PHRASE)
    assert told.value.recovery_key
    restore_backup(elsewhere, made, elsewhere.folder, "ada", PHRASE, recovery_key=key)
    elsewhere.close(elsewhere.open("rosa", rosa.passphrase))
    assert elsewhere.notices == (Notice.RECOVERY_KEY_AGREED,)
    elsewhere.close(elsewhere.open("rosa", rosa.passphrase))
    assert elsewhere.notices == ()


def test_the_recovery_key_alone_restores_into_an_empty_folder_no_matter_who_else_there_is(
    any_door: ClinicDoor, elsewhere: ClinicDoor, tmp_path: Path
) -> None:
    key = any_door.make_clinic(NEW_CLINIC)
    ctx = any_door.open("ada", PHRASE)
    added = [add_user(ctx, role.value, role, reason=REASON, sites=ctx.actor.sites) for role in Role]
    made = back_up(ctx, tmp_path / "monday.itbackup").path
    any_door.close(ctx)
    for _ in range(6):  # nobody can lock it by guessing
        with pytest.raises(Refused, match="recovery_key"):
            elsewhere.restore_by_recovery_key(made, elsewhere.folder, "ABCD-EFGH")
    elsewhere.restore_by_recovery_key(made, elsewhere.folder, key)
    with pytest.raises(StoreExists):
        elsewhere.restore_by_recovery_key(made, elsewhere.folder, key)
    for one in added:
        elsewhere.close(elsewhere.open(one.user.name, one.passphrase))
        assert elsewhere.notices == (Notice.RESTORED_BY_KEY,)
    assert "recovery key alone" in notice_text(Notice.RESTORED_BY_KEY)
    officer = next(one for one in added if one.user.role is Role.PRIVACY)
    ctx = elsewhere.open(officer.user.name, officer.passphrase)
    change_own_passphrase(ctx, officer.passphrase, "orange kites over the bay")
    ctx = replace(ctx, one_time=False)
    [line] = [line for line in list_audit(ctx, AuditFilter(), count=100).lines if line.act == "restored"]
    assert (line.who, line.second) == (None, RECOVERY_KEY)
    assert sentence(line).startswith("the recovery key – Restored: a backup")
    assert check(ctx) == ()
    elsewhere.close(ctx)


def test_a_backup_that_is_only_looked_at_is_restored_by_nobody(backup: Path, elsewhere: ClinicDoor) -> None:
    with pytest.raises(NobodyRestored), elsewhere.open_backup(backup, elsewhere.folder, *MARIA) as (ctx, _opened):
        assert len(list_users(replace(ctx, actor=replace(ctx.actor, role=Role.ADMINISTRATOR)))) == len(USERS)
    assert not elsewhere.has_clinic()


def test_what_lay_in_the_folder_is_kept_and_remembered(
    clinic_of_six: ClinicDoor, backup: Path, elsewhere: ClinicDoor
) -> None:
    ctx = clinic_of_six.open(*MARIA)
    with ctx.store.read() as unit:
        newest = unit.audit.head()
    clinic_of_six.close(ctx)
    left = {name: (clinic_of_six.folder / name).read_bytes() for name in ("clinic.head", "clinic.keys")}
    mine = {"clinic.db.old": b"mine", "clinic.keys.old": left["clinic.keys"], "restoring": b"a note"}
    elsewhere.folder.mkdir()
    for name, content in (mine | {"clinic.head": left["clinic.head"], "clinic.db-wal": b"not of the backup"}).items():
        (elsewhere.folder / name).write_bytes(content)
    restore_backup(elsewhere, backup, elsewhere.folder, *MARIA, second=ADA)
    assert {name: (elsewhere.folder / name).read_bytes() for name in mine} == mine
    [aside] = (elsewhere.folder / "quarantine").iterdir()
    assert (aside / "clinic.db-wal").read_bytes() == b"not of the backup"
    assert (aside / "clinic.head").read_bytes() == left["clinic.head"]
    [line] = [line for line in trail(elsewhere) if line.act == "restored"]
    assert line.facts["remembered"] == newest
    assert f"this computer remembered {newest}" in sentence(line)
