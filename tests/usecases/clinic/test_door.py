"""From an empty folder to a working clinic and back in: founding, signing in, recovering, restoring."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from incident_tracker.bootstrap import ClinicDoor, new_id
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import (
    KeysDamaged,
    OwnPassphraseNeeded,
    Reason,
    Refused,
    StoreDamaged,
    StoreExists,
    StoreMissing,
    WrongCredentials,
)
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.security.recovery import new_recovery_key
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import (
    add_user,
    change_own_passphrase,
    disable_user,
    list_users,
)
from incident_tracker.usecases.clinic.sites import list_site_sheets, list_sites, own_zone
from incident_tracker.usecases.clinic.upkeep import back_up, check
from tests.storage_fixtures import Clock
from tests.usecases.clinic.backups import restore_backup
from tests.usecases.clinic.new_clinic import NEW_CLINIC, PHRASE, REASON


def test_a_clinic_is_made_opened_locked_and_opened_again(any_door: ClinicDoor) -> None:
    door = any_door
    assert not door.has_clinic()
    recovery_key = door.make_clinic(NEW_CLINIC)
    with pytest.raises(Refused):
        door.confirm_recovery_key(new_recovery_key())
    door.confirm_recovery_key(recovery_key.lower())
    assert door.has_clinic()
    with pytest.raises(StoreExists):
        door.make_clinic(NEW_CLINIC)
    for _ in range(3):
        ctx = door.open("ada", PHRASE)
        assert (ctx.actor.role, own_zone(ctx)) == (Role.ADMINISTRATOR, NEW_CLINIC.zone)
        sheet = list_site_sheets(ctx)[0]
        assert [desk.name for desk in sheet.desks] == ["Billing", "Check-in"]
        assert sheet.hours == NEW_CLINIC.hours
        assert check(ctx) == ()
        door.close(ctx)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"passphrase": "too short"}, "passphrase"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"site_name": " "}, "name"),
    ],
)
def test_a_clinic_that_is_refused_leaves_nothing_behind(
    any_door: ClinicDoor, change: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as told:
        any_door.make_clinic(replace(NEW_CLINIC, **change))  # type: ignore[arg-type]
    assert told.value.field == field
    assert not any_door.has_clinic()
    any_door.make_clinic(NEW_CLINIC)


def test_the_recovery_key_lets_in_when_every_phrase_is_lost(any_door: ClinicDoor) -> None:
    recovery_key = any_door.make_clinic(NEW_CLINIC)
    fresh = "eleven paper boats drifting"
    with pytest.raises(Refused) as told:
        any_door.open_with_recovery_key(recovery_key, "ada", "short")
    assert told.value.field == "new_passphrase"
    any_door.close(any_door.open_with_recovery_key(recovery_key, "ada", fresh))
    with pytest.raises(WrongCredentials):
        any_door.open("ada", PHRASE)
    any_door.close(any_door.open("ada", fresh))


def test_a_new_user_comes_in_by_a_one_time_phrase_and_a_disabled_one_not(any_door: ClinicDoor) -> None:
    any_door.make_clinic(NEW_CLINIC)
    ctx = any_door.open("ada", PHRASE)
    admitted = add_user(ctx, "Rosa", Role.RECEPTION, reason=REASON, sites=ctx.actor.sites)
    any_door.close(ctx)
    rosa = any_door.open("rosa", admitted.passphrase)
    assert any_door.must_change_passphrase
    assert own_zone(rosa)  # for the first screen
    for nothing in (list_sites, list_users):
        with pytest.raises(OwnPassphraseNeeded):
            nothing(rosa)
    with pytest.raises(WrongCredentials):
        change_own_passphrase(rosa, "something else entirely", "orange kites over the bay")
    change_own_passphrase(rosa, admitted.passphrase, "orange kites over the bay")
    any_door.close(rosa)
    any_door.close(any_door.open("rosa", "orange kites over the bay"))
    assert not any_door.must_change_passphrase
    ctx = any_door.confirm(any_door.open("ada", PHRASE), PHRASE)
    disable_user(ctx, admitted.user.id, reason=REASON)
    assert [user.active for user in list_users(ctx)] == [True, False]
    any_door.close(ctx)
    with pytest.raises(WrongCredentials):
        any_door.open("rosa", "orange kites over the bay")


def test_no_door_takes_a_pass_phrase_of_the_clinics_own_names_or_the_present_one(door: ClinicDoor) -> None:
    known = "Harbour-Street-Billing"
    refused_as_known(lambda phrase: door.make_clinic(replace(NEW_CLINIC, passphrase=phrase)), known)
    recovery_key = door.make_clinic(NEW_CLINIC)
    ctx = door.open("ada", PHRASE)
    refused_as_known(lambda phrase: add_user(ctx, "Rosa", Role.RECEPTION, reason=REASON, passphrase=phrase), known)
    refused_as_known(lambda phrase: change_own_passphrase(ctx, PHRASE, phrase), known)
    with pytest.raises(Refused) as told:
        change_own_passphrase(ctx, PHRASE, PHRASE)
    assert (told.value.reason, told.value.field) == (Reason.PASSPHRASE_UNCHANGED, "new_passphrase")
    door.close(ctx)
    refused_as_known(lambda phrase: door.open_with_recovery_key(recovery_key, "ada", phrase), known)
    door.close(door.open("ada", PHRASE))  # nothing of it changed anything


def refused_as_known(take: Callable[[str], object], known: str) -> None:
    with pytest.raises(Refused) as told:
        take(known)
    assert told.value.reason is Reason.PASSPHRASE_TOO_COMMON


def test_a_backup_of_either_database_is_restored_on_a_new_computer(any_door: ClinicDoor, tmp_path: Path) -> None:
    recovery_key = any_door.make_clinic(NEW_CLINIC)
    ctx = any_door.open("ada", PHRASE)
    made = back_up(ctx, tmp_path / "stick" / "monday.itbackup")
    any_door.close(ctx)
    assert made.size == made.path.stat().st_size
    fresh = ClinicDoor(Settings(tmp_path / "new"), any_door.now, FLOOR)
    with pytest.raises(WrongCredentials):
        restore_backup(fresh, made.path, tmp_path / "new", "ada", "a wrong phrase for sure")
    restore_backup(fresh, made.path, tmp_path / "new", "ada", PHRASE, recovery_key=recovery_key)
    with pytest.raises(StoreExists):
        restore_backup(fresh, made.path, tmp_path / "new", "ada", PHRASE, recovery_key=recovery_key)
    ctx = fresh.open("ada", PHRASE)
    assert [site.name for site in list_sites(ctx)] == ["Harbour Street"]
    assert check(ctx) == ()
    with ctx.store.read() as unit:
        assert "restored" in [entry.act for entry in unit.audit.page(AuditFilter(), 0, 100)]
    fresh.close(ctx)
    fresh.close(fresh.open_with_recovery_key(recovery_key, "ada", "eleven paper boats drifting"))


def test_a_damaged_backup_is_refused_before_anything_is_touched(door: ClinicDoor, tmp_path: Path) -> None:
    recovery_key = door.make_clinic(NEW_CLINIC)
    ctx = door.open("ada", PHRASE)
    good = back_up(ctx).path.read_bytes()
    door.close(ctx)
    damaged, place = tmp_path / "damaged.itbackup", tmp_path / "new"
    places = [0, 40, 300, len(good) // 3, len(good) // 2, len(good) - 400, len(good) - 5]
    for content in (b"", b"text", good[: len(good) // 2], *(_flipped(good, place) for place in places)):
        damaged.write_bytes(content)
        with pytest.raises((StoreDamaged, KeysDamaged)):
            restore_backup(door, damaged, place, "ada", PHRASE, recovery_key=recovery_key)
        with pytest.raises((StoreDamaged, KeysDamaged)):
            door.restore_by_recovery_key(damaged, place, recovery_key)
        assert {path.name for path in place.iterdir()} <= {"clinic.attempts", "entrance.lock", "exclusive.lock"}
    with pytest.raises(StoreMissing):
        restore_backup(door, tmp_path / "none", tmp_path / "nowhere", "ada", PHRASE)
    assert not (tmp_path / "nowhere").exists()


def test_the_four_ways_not_to_get_in_are_told_apart(door: ClinicDoor, tmp_path: Path, clock: Clock) -> None:
    door.make_clinic(NEW_CLINIC)
    door.close(door.open("ada", PHRASE))
    keys = door.path.with_suffix(".keys")
    good, database = keys.read_bytes(), door.path.read_bytes()
    other = ClinicDoor(Settings(tmp_path / "other"), clock, FLOOR)
    other.make_clinic(NEW_CLINIC)
    other.close(other.open("ada", PHRASE))

    with pytest.raises(WrongCredentials):
        door.open("ada", PHRASE + "?")
    second = keys.with_suffix(".keys.bak")
    keys.write_bytes(other.path.with_suffix(".keys").read_bytes())
    with pytest.raises(KeysDamaged, match="other database"):
        door.open("ada", PHRASE)
    assert second.read_bytes() == good
    for path in (keys, second):
        path.write_bytes(good[:100])
    with pytest.raises(KeysDamaged, match=r"digest|unreadable"):
        door.open("ada", PHRASE)
    keys.write_bytes(good)
    for damage in (_flipped(database, 100), database[:5000], database[:16] + bytes(len(database) - 16)):
        door.path.write_bytes(damage)
        with pytest.raises(StoreDamaged):
            door.open("ada", PHRASE)
        assert door.path.read_bytes() == damage
    door.path.write_bytes(database)
    door.close(door.open("ada", PHRASE))


@pytest.fixture
def no_umask() -> Iterator[None]:
    import os

    before = os.umask(0)
    yield
    os.umask(before)


def test_only_the_owner_may_read_what_is_written(door: ClinicDoor, no_umask: None) -> None:
    door.make_clinic(NEW_CLINIC)
    ctx = door.open("ada", PHRASE)
    back_up(ctx)
    open_to_others = [path.name for path in door.folder.rglob("clinic*") if path.stat().st_mode & 0o077]
    assert open_to_others == []
    door.close(ctx)


def test_the_invented_clinic_opens_as_its_supervisor_and_again(door: ClinicDoor) -> None:
    for _ in range(2):
        ctx = door.make_invented()
        assert door.invented
        assert ctx.actor.role is Role.SUPERVISOR
        door.close(ctx)
    assert not ClinicDoor(door.settings).has_clinic()


def test_new_ids_sort_by_time_and_say_their_version() -> None:
    made = [new_id() for _ in range(50)]
    assert len(set(made)) == 50
    assert {(id.version, id.variant) for id in made} == {(7, made[0].variant)}
    assert made[0].int >> 80 <= made[-1].int >> 80


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]


def test_a_clinic_of_ones_own_is_made_after_a_look_at_the_invented_one(door: ClinicDoor) -> None:
    door.close(door.make_invented())
    assert door.invented
    door.confirm_recovery_key(door.make_clinic(NEW_CLINIC))
    ctx = door.open("ada", PHRASE)
    assert not door.invented
    assert door.place() == str(door.settings.data_folder)
    door.close(ctx)
