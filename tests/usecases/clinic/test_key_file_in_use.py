"""The key file of a clinic in use: what ended stays ended, its first format is read, and changes to it are found."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from db.backup import save_backup, slots_of
from db.engine import WRITES, open_file, open_server
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.domain.errors import (
    KeysDamaged,
    WrongCredentials,
)
from incident_tracker.security.cabinet import KEYS
from incident_tracker.security.key_file import parse_ring, ring_text
from incident_tracker.security.key_ring import unlock
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import (
    add_user,
    change_own_passphrase,
    disable_user,
    reset_passphrase,
)
from incident_tracker.usecases.clinic.upkeep import back_up, check
from tests.migrations.frozen_shapes import FOLDER, MOMENT, shape_of
from tests.security.first_format import ring_of_format_1
from tests.storage_fixtures import Clock
from tests.usecases.clinic.backups import restore_backup
from tests.usecases.clinic.new_clinic import NEW_CLINIC, PHRASE, REASON


@pytest.mark.parametrize("end", ["changed", "reset", "disabled"])
def test_a_pass_phrase_that_ended_does_not_come_back_with_a_damaged_key_file(any_door: ClinicDoor, end: str) -> None:
    any_door.make_clinic(NEW_CLINIC)
    ada = any_door.open("ada", PHRASE)
    rosa = add_user(ada, "Rosa", Role.RECEPTION, reason=REASON)
    tom = add_user(ada, "Tom", Role.RECEPTION, reason=REASON)
    valid = rosa.passphrase
    if end == "changed":
        ctx = any_door.open("rosa", rosa.passphrase)
        valid = "orange kites over the bay"
        change_own_passphrase(ctx, rosa.passphrase, valid)
        any_door.close(ctx)
    elif end == "reset":
        valid = reset_passphrase(ada, rosa.user.id, reason=REASON).passphrase
    else:
        disable_user(ada, rosa.user.id, reason=REASON)
    any_door.close(ada)

    flip_a_byte_of_the_keys(any_door)
    with pytest.raises(WrongCredentials):
        any_door.open("rosa", rosa.passphrase)
    for copy in any_door._cabinet().generations(KEYS)[1:]:
        with pytest.raises(WrongCredentials):
            unlock(parse_ring(copy), "rosa", rosa.passphrase)
    any_door.close(any_door.open("tom", tom.passphrase))
    assert any_door.notices == (Notice.KEYS_MENDED,)
    any_door.close(any_door.open("tom", tom.passphrase))
    assert any_door.notices == ()
    if end != "disabled":
        any_door.close(any_door.open("rosa", valid))
        assert any_door.notices == ((Notice.RESET_BY_ANOTHER,) if end == "reset" else ())
    ada = any_door.open("ada", PHRASE)
    assert any_door.notices == (Notice.KEYS_MENDED,)
    with ada.store.read() as unit:
        acts = [entry.act for entry in unit.audit.of_kind("entrance")]
    assert [act for act in acts if act != "keys_seen"] == ["count_begun", "keys_mended"]
    any_door.close(ada)


def test_an_earlier_program_s_older_copy_is_made_worthless_by_the_next_sign_in(door: ClinicDoor) -> None:
    door.make_clinic(NEW_CLINIC)
    keys = door.path.with_suffix(".keys")
    yesterday = keys.read_bytes()
    ada = door.open("ada", PHRASE)
    change_own_passphrase(ada, PHRASE, "orange kites over the bay")
    door.close(ada)
    keys.with_suffix(".keys.bak").write_bytes(yesterday)
    door.close(door.open("ada", "orange kites over the bay"))
    assert door.notices == ()
    flip_a_byte_of_the_keys(door)
    with pytest.raises(WrongCredentials):
        door.open("ada", PHRASE)
    door.close(door.open("ada", "orange kites over the bay"))


@pytest.mark.parametrize("with_key", [False, True])
def test_a_clinic_of_the_first_key_format_opens_and_is_rewritten(tmp_path: Path, clock: Clock, with_key: bool) -> None:
    frozen = FOLDER / "0005-keys1"
    shape = shape_of(frozen)
    (tmp_path / "data").mkdir()
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(frozen / name, tmp_path / "data" / name)
    door = ClinicDoor(Settings(tmp_path / "data"), clock, FLOOR)
    clock.moment = MOMENT
    phrase = "eleven paper boats drifting"
    if with_key:
        door.close(door.open_with_recovery_key(shape.recovery_key, "admin", phrase))
    else:
        phrase = shape.passphrases["admin"]
    ctx = door.open("admin", phrase)
    assert door.notices == ()
    assert check(ctx) == ()
    door.close(ctx)
    owners = {slot.owner for slot in read_ring(door._cabinet()).slots if slot.public}
    assert owners == ({"admin", ""} if with_key else {"admin"})
    for name, given in shape.passphrases.items():
        if name != "admin":
            door.close(door.open(name, given))
    if with_key:
        assert all(slot.public for slot in read_ring(door._cabinet()).slots)


def test_a_backup_with_keys_of_the_first_format_is_restored(tmp_path: Path, clock: Clock) -> None:
    frozen = FOLDER / "0005-keys1"
    shape, ring = shape_of(frozen), parse_ring((frozen / "clinic.keys").read_text())
    shutil.copy(frozen / "clinic.db", tmp_path / "clinic.db")
    data_key = unlock(ring, "admin", shape.passphrases["admin"]).keys.data
    engine = open_file(tmp_path / "clinic.db", data_key, ring.store)
    backup = save_backup(engine, tmp_path / "clinic.db", bytes(data_key), ring, tmp_path / "old.itbackup", MOMENT)
    engine.dispose()
    clock.moment = MOMENT
    door = ClinicDoor(Settings(tmp_path / "new"), clock, FLOOR)
    admin, maria = ("admin", shape.passphrases["admin"]), ("maria", shape.passphrases["maria"])
    restore_backup(door, backup.path, tmp_path / "new", *admin, second=maria)
    ctx = door.open("admin", shape.passphrases["admin"])
    assert check(ctx) == ()
    made = back_up(ctx, tmp_path / "new.itbackup")
    door.close(ctx)
    assert slots_of(made.path) == (tmp_path / "new" / "clinic.keys").read_text()
    restore_backup(door, made.path, tmp_path / "newer", *admin, second=maria)
    door.close(door.open_with_recovery_key(shape.recovery_key, "admin", "eleven paper boats drifting"))


def test_keys_of_the_first_format_on_a_server_are_rewritten(postgres_url: str, tmp_path: Path, clock: Clock) -> None:
    door = ClinicDoor(Settings(tmp_path / "data", database_url=postgres_url), clock, FLOOR)
    door.make_clinic(NEW_CLINIC)
    ring = read_ring(door._cabinet())
    data_key = bytes(unlock(ring, "ada", PHRASE).keys.data)
    door._cabinet().write(KEYS, ring_text(ring_of_format_1(ring.store, data_key, {"ada": PHRASE})))
    with pytest.raises(KeysDamaged):  # the database uses a second key, which an older file cannot have
        door.open("ada", PHRASE)
    engine = open_server(postgres_url, pooled=False)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(text("DELETE FROM second_key"))  # as before there was one
    door.close(door.open("ada", PHRASE))
    [slot] = read_ring(door._cabinet()).slots
    assert slot.public
    door.close(door.open("ada", PHRASE))


def test_a_key_file_that_was_altered_is_found_by_the_check(any_door: ClinicDoor) -> None:
    any_door.make_clinic(NEW_CLINIC)
    ctx = any_door.open("ada", PHRASE)
    assert check(ctx) == ()
    any_door._cabinet().write(KEYS, ring_text(replace(read_ring(any_door._cabinet()), generation=7)))
    assert [finding.kind for finding in check(ctx)] == ["keys"]
    any_door.close(ctx)
    with pytest.raises(KeysDamaged):
        any_door.open("ada", PHRASE)


def test_an_older_key_file_that_was_put_back_is_told_once(any_door: ClinicDoor) -> None:
    any_door.make_clinic(NEW_CLINIC)
    ada = any_door.open("ada", PHRASE)
    rosa = add_user(ada, "Rosa", Role.RECEPTION, reason=REASON)
    older = any_door._cabinet().generations(KEYS)[0]
    newer = reset_passphrase(ada, rosa.user.id, reason=REASON).passphrase
    any_door.close(ada)
    any_door.close(any_door.open("rosa", newer))

    any_door._cabinet().write(KEYS, older)
    any_door.close(any_door.open("rosa", rosa.passphrase))
    assert any_door.notices == (Notice.RESET_BY_ANOTHER,)
    for told in ((Notice.KEYS_OLDER,), ()):
        any_door.close(any_door.open("ada", PHRASE))
        assert any_door.notices == told
    ada = any_door.open("ada", PHRASE)
    reset_passphrase(ada, rosa.user.id, reason=REASON)
    any_door.close(ada)
    any_door.close(any_door.open("ada", PHRASE))
    assert any_door.notices == ()


def test_older_backups_still_open_with_the_pass_phrases_of_their_day(door: ClinicDoor, tmp_path: Path) -> None:
    key = door.make_clinic(NEW_CLINIC)
    ada = door.open("ada", PHRASE)
    before = back_up(ada, tmp_path / "before.itbackup").path
    change_own_passphrase(ada, PHRASE, "orange kites over the bay")
    after = back_up(ada, tmp_path / "after.itbackup").path
    door.close(ada)
    restore_backup(door, before, tmp_path / "one", "ada", PHRASE, recovery_key=key)
    with pytest.raises(WrongCredentials):
        restore_backup(door, after, tmp_path / "two", "ada", PHRASE, recovery_key=key)
    restore_backup(door, after, tmp_path / "two", "ada", "orange kites over the bay", recovery_key=key)


def flip_a_byte_of_the_keys(door: ClinicDoor) -> None:
    """Damage the first copy of the key file."""
    if door.url is None:
        keys = door.path.with_suffix(".keys")
        keys.write_bytes(_flipped(keys.read_bytes(), 200))
        return
    engine = open_server(door.url, pooled=False)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(text("UPDATE key_document SET body = replace(body, 'digest', 'digeft') WHERE name = 'keys'"))


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
