"""Storing many incidents at once and one by one, against the same rows written by hand into a bare database."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from table import Measured

from db.store import SqlStore, create_store
from incident_tracker.demo.archive import store_many
from incident_tracker.domain.capture.deescalation import Deescalation, TechniqueEffect, TechniqueStep
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import Profile, Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.ports.context import Actor, Context
from incident_tracker.security.cabinet import KEYS, FileCabinet
from incident_tracker.security.key_file import ring_text
from incident_tracker.security.key_ring import new_ring, with_slot
from incident_tracker.security.keys import DataKeys
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.capture.quick import accept_and_store
from incident_tracker.usecases.clinic.shipped_terms import put_in as put_terms_in
from incident_tracker.usecases.gate import needs

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
SITES = tuple(Site(UUID(int=n), f"Site {n}", "America/Los_Angeles", Profile.CA_CLINIC) for n in range(1, 6))
MANAGER = User(UUID(int=99), "maria", Role.MANAGER, None, frozenset(site.id for site in SITES))
BULK = 10_000
log_incident = needs(Permission.CREATE_INCIDENT, writes=True)(accept_and_store)  # saving alone, without support
KEY = bytes(range(32))


def measure() -> list[Measured]:
    """The lines of the table: many incidents in one transaction, and one."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        chance = random.Random(1)
        ctx, store = clinic(Path(folder))
        lines = [_store_many(ctx, store, chance, Path(folder))]
        lines += _save(ctx, store, chance, Path(folder))
        lines.append(_index_size(store))
        store.close()
    return lines


def clinic(folder: Path) -> tuple[Context, SqlStore]:
    """A new clinic with five sites and a manager."""
    keys = DataKeys(bytearray(KEY), bytearray(KEY))
    ring = with_slot(new_ring(keys), keys, "maria", "a pass phrase of the benchmark", cost=FLOOR)
    FileCabinet(folder / "clinic.db").write(KEYS, ring_text(ring))
    store = create_store(folder / "clinic.db", keys, device="bench", now=NOW, cost=FLOOR)
    with store.write() as unit:
        unit.settings.add(ClinicSettings(UUID(int=50), "Bench"))
        put_terms_in(unit, NOW)
        for site in SITES:
            unit.sites.add(site)
        unit.users.add(MANAGER)
        unit.audit.append(at=NOW, actor_id=None, act="invented", kind="clinic", object_id=None, after=None)
        unit.commit()
    actor = Actor(MANAGER.id, MANAGER.name, MANAGER.role, MANAGER.sites)
    chance = random.Random(7)
    return Context(actor, store, lambda: NOW, lambda: UUID(int=chance.getrandbits(128)), NOW), store


def _words(chance: random.Random) -> tuple[list[str], list[float]]:
    letters = "eeeettaaooiinnsshhrrdlucmfwypvbgk"
    words = ["".join(chance.choice(letters) for _ in range(chance.randint(2, 10))) for _ in range(4_000)]
    return words, [1 / (place + 1) for place in range(len(words))]


def incidents(chance: random.Random, number: int) -> Iterator[Incident]:
    """Invented incidents of six years, described in 300 to 1,200 characters."""
    words, weights = _words(random.Random(1))
    kinds = ("hostility", "verbal_abuse", "threat", "against_objects", "physical_attack")
    for _ in range(number):
        at = NOW - timedelta(minutes=chance.randrange(6 * 365 * 24 * 60))
        level = chance.choices(range(8), (10, 40, 30, 10, 5, 3, 1.5, 0.5))[0]
        yield Incident(
            id=UUID(int=chance.getrandbits(128)),
            ref="",
            site_id=chance.choice(SITES).id,
            desk_id=None,
            occurred=Moment(at),
            occurred_day=at.date(),
            channel=chance.choice(("phone_in", "in_person_desk", "waiting_room", "portal_message")),
            kind=kinds[min(level, 4)],
            severity=Severity(level),
            logged_at=at,
            logged_by=MANAGER.id,
            status=Status.CLOSED if chance.random() < 0.9 else Status.SUBMITTED,
            narrative=" ".join(chance.choices(words, weights, k=chance.randint(43, 172))),
            details=Details(
                factors=tuple(chance.sample(("ACC1", "ACC2", "POL1", "COM1", "COM2", "BIL1", "STF1"), 2)),
                deescalation=Deescalation(
                    triggers=(chance.choice(("wait_in_room", "late_policy_applied", "bill_or_copay")),),
                    steps=(
                        TechniqueStep("apology", chance.choice(list(TechniqueEffect))),
                        TechniqueStep("supervisor_came", TechniqueEffect.CALMER),
                    ),
                    outcome="at_desk",
                ),
            ),
        )


def _store_many(ctx: Context, store: SqlStore, chance: random.Random, folder: Path) -> Measured:
    invented = list(incidents(chance, BULK))
    start = time.process_time()
    store_many(ctx, invented)
    ours = time.process_time() - start
    rows = {table: _rows(store, table) for table in _BULK}
    anchor, plain = (_bare_many(store, folder / f"bare{key}.db", rows, key) for key in (KEY, None))
    note = f"{ours / BULK * 1e6:.0f} µs each; encryption alone {anchor / plain:.2f}"
    return Measured(f"store {BULK:,} incidents at once", anchor * 1e3, ours * 1e3, "<= 4.0", note)


def _bare(store: SqlStore, path: Path, key: bytes | None) -> Any:
    """An empty database with the same tables and indexes, without the index of words; encrypted if there is a key."""
    bare = sqlcipher.connect(str(path), isolation_level=None)
    if key is not None:
        bare.execute(f"PRAGMA key=\"x'{key.hex()}{'00' * 16}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):
        bare.execute(f"PRAGMA {pragma}")
    with store.engine.connect() as connection:
        asked = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'incident_text%'"
        for (statement,) in connection.execute(text(asked)):
            if "sqlite_" not in statement:
                bare.execute(statement)
    return bare


_BULK = ("incident", "incident_account", "incident_code", "incident_person")


def _rows(store: SqlStore, table: str, where: str = "") -> list[tuple[object, ...]]:
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} {where}")]


def _insert_rows(bare: Any, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        bare.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _bare_many(store: SqlStore, path: Path, rows: dict[str, list[tuple[object, ...]]], key: bytes | None) -> float:
    bare = _bare(store, path, key)
    start = time.process_time()
    bare.execute("BEGIN IMMEDIATE")
    for table in _BULK:
        _insert_rows(bare, table, rows[table])
    bare.execute("COMMIT")
    taken = time.process_time() - start
    bare.close()
    return taken


def _save(ctx: Context, store: SqlStore, chance: random.Random, folder: Path) -> list[Measured]:
    """One quick capture with audit entry, words and summaries, against the same rows written by hand."""
    bare, plain = (_bare(store, folder / f"one{key}.db", key) for key in (KEY, None))
    for database in (bare, plain):
        database.execute(
            "CREATE VIRTUAL TABLE word_index USING fts5(words, content='', tokenize='trigram', detail='none')"
        )
        database.execute("BEGIN IMMEDIATE")
        for table in _BULK:  # the same indexes, as full as ours
            _insert_rows(database, table, _rows(store, table))
        database.execute("COMMIT")
    taken: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": [], "plain": []}
    for incident in incidents(chance, 80):
        draft = IncidentDraft(
            occurred_at=incident.occurred_at,
            site_id=incident.site_id,
            channel=incident.channel,
            kind=incident.kind,
            severity=incident.severity,
            narrative=incident.narrative,
        )
        with _stop_watch(taken["ours"]):
            stored = log_incident(ctx, draft, UUID(int=chance.getrandbits(128))).incident
        parts = _parts(store, stored)
        for name, database in (("bare", bare), ("plain", plain)):
            with _stop_watch(taken[name]):
                _save_by_hand(database, stored, parts)
    bare.close()
    plain.close()
    (cpu, wall), (bare_cpu, bare_wall), (_, plain_wall) = (
        (_median([cpu for cpu, _ in times]), _median([wall for _, wall in times])) for times in taken.values()
    )
    note = f"against an unencrypted file {wall / plain_wall:.2f}"
    return [
        Measured("save one incident", bare_wall, wall, "<= 2.5", note),
        Measured("save one incident, processor time", bare_cpu, cpu, ""),
    ]


@contextmanager
def _stop_watch(taken: list[tuple[float, float]]) -> Iterator[None]:
    """Notes processor time and time on the wall, in milliseconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    taken.append(((time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3))


def _parts(store: SqlStore, stored: Incident) -> dict[str, list[tuple[object, ...]]]:
    mine = f"WHERE incident_id = '{stored.id.hex}'"
    parts = {"incident": _rows(store, "incident", f"WHERE id = '{stored.id.hex}'")}
    parts |= {table: _rows(store, table, mine) for table in _BULK[1:]}
    return parts | {"audit_entry": _rows(store, "audit_entry", "ORDER BY sequence DESC LIMIT 1")}


def _save_by_hand(bare: Any, stored: Incident, parts: dict[str, list[tuple[object, ...]]]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for table, rows in parts.items():
        _insert_rows(bare, table, rows)
    bare.execute("INSERT INTO request VALUES (?, 'incident', ?)", (stored.id.hex[::-1], stored.id.hex))
    bare.execute("INSERT INTO word_index(rowid, words) VALUES (?, ?)", (parts["incident"][0][0], stored.narrative))
    month = stored.occurred_day.isoformat()[:7]
    site, adding = stored.site_id.hex, "ON CONFLICT DO UPDATE SET n = n + 1"
    key = (month, site, int(stored.severity))
    bare.execute(f"INSERT INTO tally_month VALUES (?, ?, ?, ?, ?, 1) {adding}", (*key, stored.channel, stored.kind))
    bare.execute(f"INSERT INTO tally_status VALUES (?, ?, ?, ?, 1) {adding}", (*key, "submitted"))
    for _, aspect, code in parts["incident_code"]:
        bare.execute(f"INSERT INTO tally_code VALUES (?, ?, ?, ?, 1) {adding}", (aspect, month, site, code))
    bare.execute("COMMIT")


def _index_size(store: SqlStore) -> Measured:
    with store.engine.connect() as connection:
        words = connection.exec_driver_sql("SELECT sum(length(block)) FROM incident_text_data").scalar_one()
        told = connection.exec_driver_sql("SELECT sum(length(CAST(narrative AS BLOB))) FROM incident_account")
        return Measured("index of words, KiB to KiB of text", told.scalar_one() / 1024, words / 1024, "<= 0.7")


def _median(taken: list[float]) -> float:
    return statistics.median(taken)
