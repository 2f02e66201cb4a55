"""A restore that is killed at any moment: the clinic that opens afterwards is the old or the restored one, whole."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import db.replacing
import db.store
from db.oversight.audit import Anchor
from db.store import open_store
from incident_tracker.bootstrap import new_id
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.backups import BackupKind, BackupState
from incident_tracker.ports.context import Agreement, Context
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.clinic.bringing_back import (
    list_kept_backups,
    restore_over,
    restore_over_and_check,
    try_backup,
)
from incident_tracker.usecases.clinic.upkeep import back_up, check
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.bare_incidents import log_incident
from tests.storage.saver import draft
from tests.storage_fixtures import DEVICE, MONDAY_NINE, Clinic, Clock, open_keys
from tests.tries import chance, tries

REASON = "Someone merged two sites by mistake this morning."
IN_BACKUP, LATER = 2, 3
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="who restores is forked off"),
    pytest.mark.timeout(240),
    pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning"),
]


def opened(path: Path) -> Clinic:
    store = open_store(path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    clock = Clock(MONDAY_NINE + timedelta(minutes=7))
    return Clinic(store, clock, new_id)  # type: ignore[arg-type]  # ids as in the program


def by_two(clinic: Clinic) -> Context:
    agreement = Agreement(Permission.RESTORE, clinic.clock(), clinic.users[Role.MANAGER].id)
    return replace(clinic.as_role(Role.ADMINISTRATOR), agreement=agreement)


@pytest.fixture
def friday(store_path: Path, tmp_path: Path) -> Path:
    """A backup of a clinic in which incidents were acknowledged afterwards."""
    clinic = opened(store_path)
    sam = clinic.as_role(Role.SUPERVISOR)
    for _ in range(IN_BACKUP):
        log_incident(sam, draft())
    made = back_up(clinic.as_role(Role.ADMINISTRATOR), tmp_path / "friday.itbackup").path
    for _ in range(LATER):
        log_incident(sam, draft())
    clinic.store.close()
    return made


def in_a_process(work: Callable[[int], object], seconds: float | None = None) -> bytes:
    """Let `work` run in a process of its own, killed after a while or by itself; what it told."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(told)
            work(tell)
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(told, "rb") as lines:
        first = lines.readline()
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        rest = lines.read()
        os.waitpid(child, 0)
        return first + rest


def restoring(path: Path, backup: Path, tell: int) -> None:
    clinic = opened(path)
    os.write(tell, b"at work\n")
    restore_over(by_two(clinic), backup, reason=REASON)
    os.write(tell, b"done\n")


def proved(path: Path, *, acknowledged: bool) -> bool:
    """The clinic opens as the old one or the restored one, is whole and says which it is; was it restored?"""
    clinic = opened(path)
    ada = clinic.as_role(Role.ADMINISTRATOR)
    assert not clinic.store.anchor.held, "what the trail tells is no alarm"
    assert check(ada) == ()
    total = list_incidents(clinic.as_role(Role.MANAGER), IncidentFilter()).total
    lines = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), count=100).lines
    told = [line for line in lines if line.act == "restored"]
    kept = [try_backup(ada, one.path) for one in list_kept_backups(ada) if one.kind is BackupKind.SAFETY]
    assert set(kept) <= {BackupState.OPENS}
    if told:
        assert total == IN_BACKUP
        assert (told[0].who, told[0].second, told[0].reason, told[0].facts["lost"]) == ("ada", "maria", REASON, LATER)
        assert kept, "what the restore took away can be brought back"
    else:
        assert not acknowledged
        assert total == IN_BACKUP + LATER
    log_incident(clinic.as_role(Role.SUPERVISOR), draft())
    clinic.store.close()
    return bool(told)


def die(*_given: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(owner: object, name: str) -> None:
    """This process dies when it comes to that step."""
    setattr(owner, name, die)


def after(owner: object, name: str) -> None:
    """This process dies when that step is done."""
    step = getattr(owner, name)

    def done(*given: object, **named: object) -> None:
        step(*given, **named)
        die()

    setattr(owner, name, done)


@pytest.mark.parametrize(
    ("kill", "owner", "step", "restored"),
    [
        (after, db.store, "unpack", False),
        (before, db.store, "save_backup", False),
        (after, db.store, "save_backup", False),
        (before, db.replacing, "copy_rows", False),
        (after, db.store, "replace_rows", False),
        (before, Anchor, "accept", True),
        (after, Anchor, "accept", True),
    ],
)
def test_a_restore_killed_at_a_step_leaves_the_old_clinic_or_the_restored_one(
    store_path: Path,
    friday: Path,
    kill: Callable[[object, str], None],
    owner: object,
    step: str,
    restored: bool,
) -> None:
    def work(tell: int) -> None:
        kill(owner, step)
        restoring(store_path, friday, tell)

    told = in_a_process(work)
    assert b"done" not in told
    assert proved(store_path, acknowledged=False) is restored
    left = list(store_path.parent.glob(".unfinished*"))
    clinic = opened(store_path)
    _done, found = restore_over_and_check(by_two(clinic), friday, REASON)
    assert found == ()
    assert not list(store_path.parent.glob(".unfinished*")), f"what was left goes: {left}"
    clinic.store.close()


def test_a_restore_killed_at_any_moment(store_path: Path, friday: Path, tmp_path: Path) -> None:
    dice, started = chance("kills while restoring"), time.monotonic()
    places = [store_path.parent / name for name in ("clinic.db", "clinic.keys", "clinic.head")]
    present = {place: place.read_bytes() for place in places}
    told = in_a_process(lambda tell: restoring(store_path, friday, tell))
    whole = time.monotonic() - started
    assert b"done" in told
    assert proved(store_path, acknowledged=True)
    for _ in range(tries(4, 100)):
        for place, content in present.items():
            place.write_bytes(content)
        for log in ("clinic.db-wal", "clinic.db-shm"):
            (store_path.parent / log).unlink(missing_ok=True)
        told = in_a_process(lambda tell: restoring(store_path, friday, tell), dice.uniform(0, whole))
        proved(store_path, acknowledged=b"done" in told)
