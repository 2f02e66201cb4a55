"""From an empty folder to a working clinic and back in: founding, signing in, recovering, restoring."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import WRITES, open_server
from incident_tracker.bootstrap import ClinicDoor, new_id
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.domain.errors import (
    Delayed,
    KeysDamaged,
    Refused,
    StoreDamaged,
    StoreExists,
    StoreMissing,
    WrongCredentials,
)
from incident_tracker.security import attempts
from incident_tracker.security.attempts import Attempts
from incident_tracker.security.cabinet import ATTEMPTS, KEYS
from incident_tracker.security.guesses import RECOVERY_NAME
from incident_tracker.security.key_ring import parse, unwrap
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.security.recovery import new_recovery_key
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import (
    add_user,
    change_own_passphrase,
    disable_user,
    list_users,
    reset_passphrase,
)
from incident_tracker.usecases.clinic.sites import list_sites, show_site
from incident_tracker.usecases.clinic.upkeep import back_up, check
from tests.storage_fixtures import Clock, RunningTime
from ui.clinic.door import NewClinic

PHRASE = "seven quiet herons by the pond"
REASON = "a new colleague starts at the desk today"
WISH = NewClinic(
    site_name="Harbour Street",
    zone="America/Los_Angeles",
    profile=Profile.CA_CLINIC,
    desks=("Check-in", "Billing", " "),
    hours=OpeningHours("America/Los_Angeles", ((Span(time(8), time(17)),),) * 5 + ((), ())),
    user_name="Ada",
    display_name="Ada Admin",
    passphrase=PHRASE,
)


@pytest.fixture
def door(tmp_path: Path, clock: Clock, running: RunningTime) -> ClinicDoor:
    door = ClinicDoor(Settings(tmp_path / "data"), clock, FLOOR)
    door.running_time = running
    return door


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def any_door(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, running: RunningTime) -> ClinicDoor:
    url = request.getfixturevalue("postgres_url") if request.param == "server" else None
    door = ClinicDoor(Settings(tmp_path / "data", database_url=url), clock, FLOOR)
    door.running_time = running
    return door


def test_a_clinic_is_made_opened_locked_and_opened_again(any_door: ClinicDoor) -> None:
    door = any_door
    assert not door.has_clinic()
    recovery_key = door.make_clinic(WISH)
    with pytest.raises(Refused):
        door.confirm_recovery_key(new_recovery_key())
    door.confirm_recovery_key(recovery_key.lower())
    assert door.has_clinic()
    with pytest.raises(StoreExists):
        door.make_clinic(WISH)
    for _ in range(3):
        ctx = door.open("ada", PHRASE)
        assert (ctx.actor.role, door.zone(ctx)) == (Role.ADMINISTRATOR, WISH.zone)
        sheet = show_site(ctx, list_sites(ctx)[0].id)
        assert [desk.name for desk in sheet.desks] == ["Billing", "Check-in"]
        assert sheet.hours == WISH.hours
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
def test_a_wish_that_is_refused_leaves_nothing_behind(any_door: ClinicDoor, change: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as told:
        any_door.make_clinic(replace(WISH, **change))  # type: ignore[arg-type]
    assert told.value.field == field
    assert not any_door.has_clinic()
    any_door.make_clinic(WISH)


def test_guessing_gets_slow_for_known_and_unknown_alike(any_door: ClinicDoor, running: RunningTime) -> None:
    any_door.make_clinic(WISH)
    for name in ("ada", "nobody"):
        for _ in range(5):
            with pytest.raises(WrongCredentials):
                any_door.open(name, "not the phrase at all")
        with pytest.raises(Delayed) as told:
            any_door.open(name, PHRASE)
        assert told.value.seconds == 30
    running.seconds += 30
    ctx = any_door.open("ada", PHRASE)
    with ctx.store.read() as unit:
        acts = [entry.act for entry in unit.audit.of("user", ctx.actor.user_id)]
    assert acts[-6:] == ["sign_in_failed"] * 5 + ["signed_in"]
    any_door.close(ctx)


@pytest.mark.parametrize("jump", [timedelta(days=36_500), timedelta(days=-36_500)])
def test_a_clock_that_is_set_neither_ends_a_wait_nor_makes_it_last(
    any_door: ClinicDoor, clock: Clock, running: RunningTime, jump: timedelta
) -> None:
    any_door.make_clinic(WISH)
    guess_wrong(any_door, "ada", 5)
    clock.advance(jump)
    for moment in (jump, -jump, -jump):
        with pytest.raises(Delayed) as told:
            any_door.open("ada", PHRASE)
        assert told.value.seconds == 30
        clock.advance(moment)
    running.seconds += 30
    any_door.close(any_door.open("ada", PHRASE))


def test_an_account_that_was_stopped_is_opened_by_a_reset_or_by_the_recovery_key(
    any_door: ClinicDoor, running: RunningTime
) -> None:
    recovery_key = any_door.make_clinic(WISH)
    ada = any_door.open("ada", PHRASE)
    rosa = add_user(ada, "Rosa", Role.RECEPTION, reason=REASON).user
    for name in ("ada", "rosa"):
        fail_before(any_door, name, 99, running)
        running.seconds += 900
        guess_wrong(any_door, name, 1)
        with pytest.raises(Delayed) as told:
            any_door.open(name, PHRASE)
        assert told.value.seconds is None
    one_time = reset_passphrase(ada, rosa.id, reason=REASON).passphrase
    with ada.store.read() as unit:
        acts = [entry.act for entry in unit.audit.of("user", rosa.id)]
    assert acts == ["created", *["sign_in_failed"] * 100, "passphrase_reset"]
    any_door.close(ada)
    any_door.close(any_door.open("rosa", one_time))
    any_door.close(any_door.open_with_recovery_key(recovery_key, "ada", "eleven paper boats drifting"))
    any_door.close(any_door.open("ada", "eleven paper boats drifting"))


def test_nobody_who_guesses_at_the_recovery_key_keeps_its_holder_out(
    any_door: ClinicDoor, running: RunningTime
) -> None:
    recovery_key = any_door.make_clinic(WISH)
    fail_before(any_door, RECOVERY_NAME, 98, running)
    for _ in range(4):
        with pytest.raises(Refused):
            any_door.open_with_recovery_key(new_recovery_key(), "ada", PHRASE)
    ctx = any_door.open_with_recovery_key(recovery_key, "ada", PHRASE)
    with ctx.store.read() as unit:
        acts = [entry.act for entry in unit.audit.of("user", ctx.actor.user_id)]
    assert acts == ["created", *["sign_in_failed"] * 100, "recovered"]
    any_door.close(ctx)


def test_the_pass_phrase_is_guessed_no_faster_by_those_who_are_in(any_door: ClinicDoor) -> None:
    any_door.make_clinic(WISH)
    ctx = any_door.open("ada", PHRASE)
    for _ in range(2):
        with pytest.raises(WrongCredentials):
            any_door.confirm(ctx, "not the phrase at all")
        with pytest.raises(WrongCredentials):
            change_own_passphrase(ctx, "not the phrase at all", "orange kites over the bay")
    any_door.confirm(ctx, PHRASE)
    with ctx.store.read() as unit:
        acts = [entry.act for entry in unit.audit.of("user", ctx.actor.user_id)]
    assert acts[-4:] == ["sign_in_failed"] * 4
    guess_wrong(any_door, "ada", 5)
    with pytest.raises(Delayed):
        any_door.confirm(ctx, PHRASE)
    with pytest.raises(Delayed):
        change_own_passphrase(ctx, PHRASE, "orange kites over the bay")
    any_door.close(ctx)


@pytest.mark.parametrize("end", ["changed", "reset", "disabled"])
def test_a_pass_phrase_that_ended_does_not_come_back_with_a_damaged_key_file(any_door: ClinicDoor, end: str) -> None:
    any_door.make_clinic(WISH)
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
            unwrap(parse(copy), "rosa", rosa.passphrase)
    any_door.close(any_door.open("tom", tom.passphrase))
    assert any_door.notices == (Notice.KEYS_MENDED,)
    any_door.close(any_door.open("tom", tom.passphrase))
    assert any_door.notices == ()
    if end != "disabled":
        any_door.close(any_door.open("rosa", valid))
        assert any_door.notices == ()
    ada = any_door.open("ada", PHRASE)
    assert any_door.notices == (Notice.KEYS_MENDED,)
    with ada.store.read() as unit:
        acts = [entry.act for entry in unit.audit.of_kind("entrance")]
    assert acts == ["count_begun", "keys_mended"]
    any_door.close(ada)


def test_an_earlier_program_s_older_copy_is_made_worthless_by_the_next_sign_in(door: ClinicDoor) -> None:
    door.make_clinic(WISH)
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


def test_older_backups_still_open_with_the_pass_phrases_of_their_day(door: ClinicDoor, tmp_path: Path) -> None:
    door.make_clinic(WISH)
    ada = door.open("ada", PHRASE)
    before = back_up(ada, tmp_path / "before.itbackup").path
    change_own_passphrase(ada, PHRASE, "orange kites over the bay")
    after = back_up(ada, tmp_path / "after.itbackup").path
    door.close(ada)
    door.restore(before, tmp_path / "one", "ada", PHRASE)
    with pytest.raises(WrongCredentials):
        door.restore(after, tmp_path / "two", "ada", PHRASE)
    door.restore(after, tmp_path / "two", "ada", "orange kites over the bay")


def test_a_lost_count_of_failed_tries_is_told_once_to_those_who_look_after_the_clinic(
    door: ClinicDoor, tmp_path: Path
) -> None:
    door.make_clinic(WISH)
    ada = door.open("ada", PHRASE)
    phrases = {role: add_user(ada, role.value, role, reason=REASON).passphrase for role in Role}
    made = back_up(ada, tmp_path / "stick" / "monday.itbackup").path
    door.close(ada)

    def told(name: str, phrase: str) -> tuple[Notice, ...]:
        door.close(door.open(name, phrase))
        return door.notices

    for spoil in (Path.unlink, lambda path: path.write_text("{"), lambda path: path.write_text('{"mark": 1}')):
        assert told("ada", PHRASE) == ()
        guess_wrong(door, "ada", 5)
        spoil(door.path.with_suffix(".attempts"))
        assert told("ada", PHRASE) == (Notice.COUNT_LOST,)
        assert told("ada", PHRASE) == ()
        responsible = {role for role, phrase in phrases.items() if told(role.value, phrase) == (Notice.COUNT_LOST,)}
        assert responsible == {Role.MANAGER, Role.ADMINISTRATOR, Role.PRIVACY}
    ada = door.open("ada", PHRASE)
    assert [user.name for user in list_users(ada)] == ["Ada", *sorted(phrases)]
    nora = add_user(ada, "Nora", Role.MANAGER, reason=REASON)
    assert check(ada) == ()
    door.close(ada)
    assert told("nora", nora.passphrase) == ()

    elsewhere = ClinicDoor(Settings(tmp_path / "new"), door._now, FLOOR)
    elsewhere.restore(made, tmp_path / "new", "ada", PHRASE)
    elsewhere.close(elsewhere.open("ada", PHRASE))
    assert elsewhere.notices == ()


def test_the_recovery_key_lets_in_when_every_phrase_is_lost(any_door: ClinicDoor) -> None:
    recovery_key = any_door.make_clinic(WISH)
    fresh = "eleven paper boats drifting"
    with pytest.raises(Refused) as told:
        any_door.open_with_recovery_key(recovery_key, "ada", "short")
    assert told.value.field == "new_passphrase"
    any_door.close(any_door.open_with_recovery_key(recovery_key, "ada", fresh))
    with pytest.raises(WrongCredentials):
        any_door.open("ada", PHRASE)
    any_door.close(any_door.open("ada", fresh))


def test_a_new_user_comes_in_by_a_one_time_phrase_and_a_disabled_one_not(any_door: ClinicDoor) -> None:
    any_door.make_clinic(WISH)
    ctx = any_door.open("ada", PHRASE)
    admitted = add_user(ctx, "Rosa", Role.RECEPTION, reason=REASON, sites=ctx.actor.sites)
    any_door.close(ctx)
    rosa = any_door.open("rosa", admitted.passphrase)
    assert any_door.must_change_passphrase
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


def test_a_backup_of_either_database_is_restored_on_a_new_computer(any_door: ClinicDoor, tmp_path: Path) -> None:
    recovery_key = any_door.make_clinic(WISH)
    ctx = any_door.open("ada", PHRASE)
    made = back_up(ctx, tmp_path / "stick" / "monday.itbackup")
    any_door.close(ctx)
    assert made.size == made.path.stat().st_size
    fresh = ClinicDoor(Settings(tmp_path / "new"), any_door._now, FLOOR)
    with pytest.raises(WrongCredentials):
        fresh.restore(made.path, tmp_path / "new", "ada", "a wrong phrase for sure")
    fresh.restore(made.path, tmp_path / "new", "ada", PHRASE)
    with pytest.raises(StoreExists):
        fresh.restore(made.path, tmp_path / "new", "ada", PHRASE)
    ctx = fresh.open("ada", PHRASE)
    assert [site.name for site in list_sites(ctx)] == ["Harbour Street"]
    assert check(ctx) == ()
    with ctx.store.read() as unit:
        assert "restored" in [entry.act for entry in unit.audit.page(AuditFilter(), 0, 100)]
    fresh.close(ctx)
    fresh.close(fresh.open_with_recovery_key(recovery_key, "ada", "eleven paper boats drifting"))


def test_restoring_over_a_clinic_keeps_the_present_one_aside(door: ClinicDoor, tmp_path: Path) -> None:
    door.make_clinic(WISH)
    ctx = door.open("ada", PHRASE)
    made = back_up(ctx)
    add_user(ctx, "Rosa", Role.RECEPTION, reason=REASON)
    door.close(ctx)
    before = door.path.read_bytes()
    door.restore(made.path, door.folder, "ada", PHRASE, over=True)
    ctx = door.open("ada", PHRASE)
    assert [user.name for user in list_users(ctx)] == ["Ada"]
    assert check(ctx) == ()
    door.close(ctx)
    [aside] = (door.folder / "quarantine").glob("*/clinic.db")
    assert aside.read_bytes() == before


def test_a_damaged_backup_is_refused_before_anything_is_touched(door: ClinicDoor, tmp_path: Path) -> None:
    door.make_clinic(WISH)
    ctx = door.open("ada", PHRASE)
    good = back_up(ctx).path.read_bytes()
    door.close(ctx)
    before = {path.name: path.read_bytes() for path in door.folder.glob("clinic.[dk]*")}
    damaged = tmp_path / "damaged.itbackup"
    places = [0, 40, 300, len(good) // 3, len(good) // 2, len(good) - 400, len(good) - 5]
    for content in (b"", b"text", good[: len(good) // 2], *(_flipped(good, place) for place in places)):
        damaged.write_bytes(content)
        with pytest.raises((StoreDamaged, KeysDamaged)):
            door.restore(damaged, door.folder, "ada", PHRASE, over=True)
        assert {path.name: path.read_bytes() for path in door.folder.glob("clinic.[dk]*")} == before
    with pytest.raises(StoreMissing):
        door.restore(tmp_path / "none", door.folder, "ada", PHRASE, over=True)


def test_the_four_ways_not_to_get_in_are_told_apart(door: ClinicDoor, tmp_path: Path, clock: Clock) -> None:
    door.make_clinic(WISH)
    door.close(door.open("ada", PHRASE))
    keys = door.path.with_suffix(".keys")
    good, database = keys.read_bytes(), door.path.read_bytes()
    other = ClinicDoor(Settings(tmp_path / "other"), clock, FLOOR)
    other.make_clinic(WISH)
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
    door.make_clinic(WISH)
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
    door.confirm_recovery_key(door.make_clinic(WISH))
    ctx = door.open("ada", PHRASE)
    assert not door.invented
    assert door.place() == str(door.settings.data_folder)
    door.close(ctx)


def guess_wrong(door: ClinicDoor, name: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            door.open(name, "not the phrase at all")


def fail_before(door: ClinicDoor, name: str, times: int, running: RunningTime) -> None:
    """As if there had been wrong tries already."""
    cabinet = door._cabinet()
    kept = cabinet.generations(ATTEMPTS)
    tried = (attempts.parse(kept[0]) if kept else None) or Attempts()
    for _ in range(times):
        tried = tried.failed(name, running())
    cabinet.write(ATTEMPTS, attempts.dump(tried))


def flip_a_byte_of_the_keys(door: ClinicDoor) -> None:
    """Damage the first copy of the key file."""
    if door.url is None:
        keys = door.path.with_suffix(".keys")
        keys.write_bytes(_flipped(keys.read_bytes(), 200))
        return
    engine = open_server(door.url, pooled=False)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(text("UPDATE key_document SET body = replace(body, 'digest', 'digeft') WHERE name = 'keys'"))
