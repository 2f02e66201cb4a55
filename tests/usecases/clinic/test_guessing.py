"""Guessing at pass phrases and at the recovery key: slow, noted, and no way to keep the owner out for good."""

from datetime import timedelta
from pathlib import Path

import pytest

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.domain.errors import (
    Delayed,
    Refused,
    WrongCredentials,
)
from incident_tracker.security import attempts
from incident_tracker.security.attempts import Attempts
from incident_tracker.security.cabinet import ATTEMPTS
from incident_tracker.security.guesses import RECOVERY_NAME
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.security.recovery import new_recovery_key
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import (
    add_user,
    change_own_passphrase,
    list_users,
    reset_passphrase,
)
from incident_tracker.usecases.clinic.upkeep import back_up, check
from tests.storage_fixtures import Clock, RunningTime
from tests.usecases.clinic.backups import restore_backup
from tests.usecases.clinic.new_clinic import NEW_CLINIC, PHRASE, REASON


def test_guessing_gets_slow_for_known_and_unknown_alike(any_door: ClinicDoor, running: RunningTime) -> None:
    any_door.make_clinic(NEW_CLINIC)
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
    any_door.make_clinic(NEW_CLINIC)
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
    recovery_key = any_door.make_clinic(NEW_CLINIC)
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
    recovery_key = any_door.make_clinic(NEW_CLINIC)
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
    any_door.make_clinic(NEW_CLINIC)
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


def test_a_lost_count_of_failed_tries_is_told_once_to_those_who_look_after_the_clinic(
    door: ClinicDoor, tmp_path: Path
) -> None:
    door.make_clinic(NEW_CLINIC)
    ada = door.open("ada", PHRASE)
    phrases = {role: add_user(ada, role.value, role, reason=REASON).passphrase for role in Role}
    with ada.store.read() as unit:
        unit.key_slots.change("manager", phrases[Role.MANAGER], "orange kites over the bay")
    phrases[Role.MANAGER] = "orange kites over the bay"
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

    elsewhere = ClinicDoor(Settings(tmp_path / "new"), door.now, FLOOR)
    restore_backup(elsewhere, made, tmp_path / "new", "ada", PHRASE, second=("manager", phrases[Role.MANAGER]))
    elsewhere.close(elsewhere.open("ada", PHRASE))
    assert elsewhere.notices == ()


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
