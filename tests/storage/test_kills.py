"""Kills at any moment: no acknowledged incident is lost, none is without its audit entry, the file opens by itself."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from db.backup import unpack
from db.store import SqlStore, open_store
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import WrongCredentials
from incident_tracker.security.cabinet import KEYS, FileCabinet
from incident_tracker.security.key_file import KeyRing, parse_ring
from incident_tracker.security.key_ring import unlock
from incident_tracker.security.key_slots import mend_copies
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.upkeep import back_up
from tests.bare_incidents import log_incident
from tests.migrations.frozen_shapes import FOLDER, MOMENT, shape_of
from tests.storage.saver import (
    FIRST_SHAPE,
    NARRATIVE,
    change_keys_until_killed,
    come_in_until_killed,
    draft,
    phrase,
    save_until_killed,
    undo_until_killed,
)
from tests.storage_fixtures import DEVICE, KEY, MONDAY_NINE, PASSPHRASE, USERS, Clinic, open_keys
from tests.tries import chance, tries

KILLS = tries(12, 200)


def acknowledged_until_killed(work: Callable[[Path, int], None], path: Path, seconds: float) -> list[str]:
    """Let `work` run in a process of its own that is killed after a while; the lines that it acknowledged."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(told)
            work(path, tell)
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(told, "rb") as lines:
        first = lines.readline()  # it is at work
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.decode() for line in (first + lines.read()).splitlines()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the saver is forked off")
@pytest.mark.timeout(240)
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_kills_lose_nothing_and_leave_nothing_half(store_path: Path) -> None:
    dice = chance("kills while saving")
    acknowledged: list[UUID] = []
    for _ in range(KILLS):
        lines = acknowledged_until_killed(save_until_killed, store_path, dice.uniform(0, 0.06))
        acknowledged += [UUID(line) for line in lines]
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    with store.read() as unit:
        connection, _key = unit.for_seals
        keys = connection.exec_driver_sql("SELECT key FROM record_seal WHERE table_name = 'incident'").scalars()
        sealed = {UUID(key) for key in keys}
        present = {incident.id for incident in unit.incidents.many(tuple(sealed))}
        assert len(acknowledged) >= KILLS
        assert set(acknowledged) <= present
        assert present == sealed
        assert unit.incidents.total(IncidentFilter()) == len(present)
        assert store.check(unit, repair=False) == ()
    store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the saver is forked off")
@pytest.mark.timeout(240)
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_killed_undo_leaves_the_report_or_the_draft_and_never_both_or_neither(store_path: Path) -> None:
    dice = chance("kills while undoing")
    for _ in range(tries(6, 100)):
        acknowledged_until_killed(undo_until_killed, store_path, dice.uniform(0.02, 0.4))
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    with store.read() as unit:
        rows = unit.incidents.page(IncidentFilter(), None, 0, 10_000)
        struck = [row.id for row in rows if row.status is Status.VOID]
        drafts = unit.drafts.of_owner(USERS[Role.RECEPTION].id)
        assert struck
        assert len(drafts) == len(struck)
        assert {one.draft.narrative for one in drafts} == {NARRATIVE}
        assert all(one.ended_at is not None for one in unit.support_cases.many(struck))
        assert store.check(unit, repair=False) == ()
    store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the changer is forked off")
@pytest.mark.timeout(240)
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_killed_change_of_a_pass_phrase_locks_nobody_out_and_leaves_no_older_key(store_path: Path) -> None:
    dice, cabinet = chance("kills while keys change"), FileCabinet(store_path)
    before, copies_missing = PASSPHRASE, 0
    for _ in range(KILLS):
        lines = acknowledged_until_killed(change_keys_until_killed, store_path, dice.uniform(0, 0.12))
        last = int(lines[-1])
        rings = [parse_ring(text) for text in cabinet.generations(KEYS)]
        assert all(ring == rings[0] for ring in rings), "an older key ring is left beside the present one"
        copies_missing += len(rings) == 1
        valid = [words for words in (phrase(last), phrase(last + 1)) if opens(rings[0], words)]
        assert len(valid) == 1
        assert not any(opens(rings[0], words) for words in {before, *map(phrase, range(last - 3, last))} - {*valid})
        with cabinet.alone():
            assert not mend_copies(cabinet)
        assert len(cabinet.generations(KEYS)) == 2
        assert not list(store_path.parent.glob("clinic.keys*.tmp"))
        before = valid[0]
    assert copies_missing < KILLS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the one who comes in is forked off")
@pytest.mark.timeout(240)
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_killed_first_sign_in_after_an_update_locks_nobody_out_and_loses_no_text(tmp_path: Path) -> None:
    """While the key file gets its second key and the texts are encrypted under it."""
    dice, frozen = chance("kills at the first sign-in"), FOLDER / FIRST_SHAPE
    passphrases, finished = shape_of(frozen).passphrases, 0
    rounds = tries(6, 60)
    for number in range(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name in ("clinic.db", "clinic.keys", "clinic.head"):
            shutil.copy(frozen / name, folder / name)
        finished += "done" in acknowledged_until_killed(come_in_until_killed, folder, dice.uniform(0, 1.5))
        door = ClinicDoor(Settings(folder), lambda: MOMENT, FLOOR)
        for user in ("maria", "admin", "rosa"):
            ctx = door.open(user, passphrases[user])
            with ctx.store.read() as unit:
                incidents = unit.incidents.many([row.id for row in unit.incidents.page(IncidentFilter())])
                versions = [one for incident in incidents for one in unit.incidents.revisions(incident.id)]
            assert (len(incidents), len(versions)) == (11, 77)
            door.close(ctx)
    assert finished < rounds


def opens(ring: KeyRing, words: str) -> bool:
    try:
        return unlock(ring, "ada", words).keys == open_keys()
    except WrongCredentials:
        return False


def test_no_file_holds_a_readable_word_of_a_narrative(store: SqlStore, clinic: Clinic, tmp_path: Path) -> None:
    ctx = clinic.as_role(Role.SUPERVISOR)
    for _ in range(20):
        log_incident(ctx, draft(NARRATIVE + " \u00fcberraschend " + "repeated words " * 50))
    while_open = written_words(store.folder)
    back_up(ctx, tmp_path / "stick" / "monday.itbackup")
    store.close()
    assert while_open | written_words(tmp_path) == set()
    assert len(list(tmp_path.rglob("*"))) > 4


@pytest.mark.postgres
def test_ten_tries_of_one_save_make_one_incident(clinic: Clinic) -> None:
    ctx, request = clinic.as_role(Role.RECEPTION), clinic.new_id()
    answers = [log_incident(ctx, draft(), request_id=request) for _ in range(10)]
    assert len({stored.incident.id for stored in answers}) == 1
    assert [stored.new for stored in answers] == [True] + [False] * 9
    with ctx.store.read() as unit:
        assert unit.incidents.total(IncidentFilter()) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("kill_after", [0.0, 0.004, 0.01, 0.02, 0.04, 0.08])
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the copier is forked off")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_killed_backup_leaves_no_file_or_a_whole_one(store_path: Path, tmp_path: Path, kill_after: float) -> None:
    target = tmp_path / "stick" / "monday.itbackup"
    child = os.fork()
    if child == 0:
        try:
            store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
            store.back_up(target, MONDAY_NINE)
        finally:
            os._exit(0)
    time.sleep(kill_after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if target.exists():
        unpack(target, tmp_path / "proved", KEY)
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    target.unlink(missing_ok=True)
    store.back_up(target, MONDAY_NINE)
    store.close()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def written_words(folder: Path) -> set[str]:
    """The words of the narrative that can be read in any file below `folder`, in UTF-8 or UTF-16."""
    found = set()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes().lower()
        for word in (*NARRATIVE.lower().split(), "\u00fcberraschend", "repeated"):
            if len(word) > 4 and (word.encode() in content or word.encode("utf-16-le") in content):
                found.add(f"{path.name}: {word}")
    return found
