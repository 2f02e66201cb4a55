"""Kills at any moment: no acknowledged incident is lost, none is without its audit entry, the file opens by itself."""

import os
import random
import signal
import time
from pathlib import Path
from uuid import UUID

import pytest

from db.backup import unpack
from db.store import SqlStore, open_store
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.capture.quick import log_incident
from incident_tracker.usecases.clinic.upkeep import back_up
from tests.storage.saver import NARRATIVE, draft, save_until_killed
from tests.storage_fixtures import DEVICE, KEY, MONDAY_NINE, Clinic

KILLS = int(os.environ.get("KILLS", "50"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the saver is forked off")
@pytest.mark.timeout(240)
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_fifty_kills_lose_nothing_and_leave_nothing_half(store_path: Path) -> None:
    dice = random.Random(11)
    acknowledged: list[UUID] = []
    for _ in range(KILLS):
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(told)
                save_until_killed(store_path, tell)
            finally:
                os._exit(1)
        os.close(tell)
        with os.fdopen(told, "rb") as lines:
            first = lines.readline()  # the saver is at work
            time.sleep(dice.uniform(0, 0.06))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged += [UUID(line.decode().strip()) for line in (first + lines.read()).splitlines()]
    store = open_store(store_path, bytearray(KEY), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    with store.read() as unit:
        sealed = {object_id for kind, object_id, _ in unit.audit.newest_seals() if kind == "incident"}
        present = {incident.id for incident in unit.incidents.many(tuple(sealed))}
        assert len(acknowledged) >= KILLS
        assert set(acknowledged) <= present
        assert present == sealed
        assert unit.incidents.total(IncidentFilter()) == len(present)
        assert store.check(unit, repair=False) == ()
    store.close()


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
    tries = [log_incident(ctx, draft(), request_id=request) for _ in range(10)]
    assert len({stored.incident.id for stored in tries}) == 1
    assert [stored.new for stored in tries] == [True] + [False] * 9
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
            store = open_store(store_path, bytearray(KEY), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
            store.back_up(target, MONDAY_NINE)
        finally:
            os._exit(0)
    time.sleep(kill_after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if target.exists():
        unpack(target, tmp_path / "proved", KEY)
    store = open_store(store_path, bytearray(KEY), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
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
