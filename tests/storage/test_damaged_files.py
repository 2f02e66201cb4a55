"""Damaged, foreign and empty files: one clear problem each, the file left as it was, and never a new database."""

import os
import random
from pathlib import Path

import pytest

from db.engine import connect_file
from db.store import SqlStore, open_store
from incident_tracker.domain.errors import KeysDamaged, StoreDamaged, StoreMissing, StoreProblem
from incident_tracker.security.keys import DataKeys
from tests.storage_fixtures import DEVICE, IDENTITY_KEY, KEY, MONDAY_NINE

DAMAGES = 60


def opened(path: Path, key: bytes = KEY) -> SqlStore:
    return open_store(path, DataKeys(bytearray(key), bytearray(IDENTITY_KEY)), device=DEVICE, now=MONDAY_NINE)


def read_everything(store: SqlStore) -> set[str]:
    """Use the database as the program would, and check it; the kinds of what is found."""
    with store.read() as unit:
        unit.sites.all(), unit.people.all(), unit.users.all(), unit.terms.all()
        return {finding.kind for finding in store.check(unit, repair=False)}


def test_every_damage_to_the_file_is_noticed_and_nothing_is_changed(store_path: Path) -> None:
    good = store_path.read_bytes()
    dice = random.Random(7)
    for number in range(DAMAGES):
        damaged = bytearray(good)
        if number % 3 == 0:
            place = dice.randrange(16, len(good))
            damaged[place] ^= dice.randrange(1, 256)
        elif number % 3 == 1:
            place = dice.randrange(1, len(good) // 4096) * 4096
            damaged[place : place + 4096] = dice.randbytes(4096)
        else:
            del damaged[dice.randrange(0, len(good) - 1) :]
        store_path.write_bytes(damaged)
        try:
            store = opened(store_path)
            found = read_everything(store)
            store.close()
            assert found & {"page", "file", "unreadable"}, f"damage {number} went unnoticed"
        except (StoreDamaged, KeysDamaged):
            pass
        assert store_path.read_bytes() == damaged


def test_what_is_not_a_database_never_becomes_one(store_path: Path) -> None:
    for content in (
        b"",
        b"x",
        b"a text that someone saved under this name\n" * 200,
        b"SQLite format 3\x00" + bytes(5000),
    ):
        store_path.write_bytes(content)
        with pytest.raises(StoreProblem) as told:
            opened(store_path)
        assert isinstance(told.value, StoreDamaged | KeysDamaged)
        assert store_path.read_bytes() == content
        assert sorted(path.name for path in store_path.parent.iterdir()) == ["clinic.db", "clinic.head", "clinic.keys"]
    store_path.unlink()
    with pytest.raises(StoreMissing):
        opened(store_path)
    assert not store_path.exists()
    store_path.mkdir()
    with pytest.raises(StoreDamaged):
        opened(store_path)


@pytest.mark.oracle
def test_other_peoples_damaged_databases_are_refused_untouched(store_path: Path, oracles: Path) -> None:
    damaged = sorted((oracles / "sqlite_damaged").glob("*.db"))
    assert damaged
    for source in damaged:
        content = source.read_bytes()
        store_path.write_bytes(content)
        with pytest.raises(StoreProblem) as told:
            opened(store_path)
        assert isinstance(told.value, StoreDamaged | KeysDamaged)
        assert store_path.read_bytes() == content


def test_a_wrong_key_opens_nothing_and_changes_nothing(store_path: Path) -> None:
    before = store_path.read_bytes()
    with pytest.raises(StoreDamaged):
        opened(store_path, bytes(32))
    assert store_path.read_bytes() == before


def test_a_cut_off_write_ahead_log_is_found_by_the_remembered_head(store_path: Path) -> None:
    store = opened(store_path)
    with store.write() as unit:
        unit.audit.append(at=MONDAY_NINE, actor_id=None, act="seen", kind="site", object_id=None, after=None)
        unit.commit()
    log = store_path.with_name("clinic.db-wal")
    database, frames = store_path.read_bytes(), log.read_bytes()
    store.close()
    assert len(frames) > 4096
    store_path.write_bytes(database)
    log.write_bytes(frames[: len(frames) // 2])
    again = opened(store_path)
    assert "audit" in read_everything(again)
    again.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said(store_path: Path) -> None:
    store_path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreProblem):
            opened(store_path)
    finally:
        store_path.parent.chmod(0o700)


def test_every_safety_of_a_connection_is_on(store_path: Path) -> None:
    opened(store_path).close()
    connection = connect_file(store_path, KEY, store_path.read_bytes()[:16])
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "cache_size": -65536,
        "trusted_schema": 0,
        "busy_timeout": 10000,
        "temp_store": 0,
        "mmap_size": 0,
    }
    seen = {name: (connection.execute(f"PRAGMA {name}").fetchone() or [0])[0] for name in wanted}
    connection.close()
    assert seen == wanted
