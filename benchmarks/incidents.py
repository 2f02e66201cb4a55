"""Saving, listing, searching and counting incidents against plain sqlite3 in the same run; prints a table of ratios.

    python benchmarks/incidents.py [--incidents 10000] [--seed 1]

Absolute times hold for one machine only; the ratio to the anchor of the same run is what has a goal.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parent.parent))

from db.seeds import seed as put_terms_in
from db.store import SqlStore, create_store
from incident_tracker.domain.capture.deescalation import Deescalation, Effect, Step
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter, RowKey
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import Profile, Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.ports.context import Actor, Context
from incident_tracker.security.cabinet import KEYS, FileCabinet
from incident_tracker.security.key_ring import KeyRing, dump, wrap
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.capture.bulk import store_many
from incident_tracker.usecases.capture.incidents import list_anchors, list_incidents, search_incidents
from incident_tracker.usecases.capture.quick import log_incident

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
SITES = tuple(Site(UUID(int=n), f"Site {n}", "America/Los_Angeles", Profile.CA_CLINIC) for n in range(1, 6))
MANAGER = User(UUID(int=99), "maria", Role.MANAGER, None, frozenset(site.id for site in SITES))
PAGE, STEP = 200, 2_000
EVERYTHING = IncidentFilter()


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table; times in milliseconds."""

    operation: str
    anchor: float
    ours: float
    goal: str
    note: str = ""


def main() -> None:
    """Build the store, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--incidents", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        chance = random.Random(options.seed)
        ctx, store = _clinic(Path(folder))
        lines = [_store_many(ctx, store, chance, options.incidents, Path(folder))]
        lines += [_save(ctx, store, chance, Path(folder))]
        lines += _list(ctx, store, chance)
        lines += _search(ctx, store, chance)
        lines += _count(store)
        sizes = _sizes(store, Path(folder))
        store.close()
    print(f"{options.incidents:,} incidents, SQLCipher; anchors without encryption where they write")
    print(f"{'operation':46} {'anchor ms':>10} {'ours ms':>10} {'ratio':>7}  goal")
    for line in lines:
        ratio = line.ours / line.anchor
        print(f"{line.operation:46} {line.anchor:10.3f} {line.ours:10.3f} {ratio:7.2f}  {line.goal}  {line.note}")
    print(sizes)


def _clinic(folder: Path) -> tuple[Context, SqlStore]:
    key = bytes(range(32))
    ring = wrap(KeyRing(bytes(range(16))), key, "maria", "a pass phrase of the benchmark", cost=FLOOR)
    FileCabinet(folder / "clinic.db").write(KEYS, dump(ring))
    store = create_store(folder / "clinic.db", bytearray(key), device="bench", now=NOW, cost=FLOOR)
    with store.write() as unit:
        unit.settings.add(ClinicSettings(UUID(int=50), "Bench"))
        put_terms_in(unit)
        for site in SITES:
            unit.sites.add(site)
        unit.users.add(MANAGER)
        unit.commit()
    actor = Actor(MANAGER.id, MANAGER.name, MANAGER.role, MANAGER.sites)
    chance = random.Random(7)
    return Context(actor, store, lambda: NOW, lambda: UUID(int=chance.getrandbits(128)), NOW), store


def _words(chance: random.Random) -> tuple[list[str], list[float]]:
    letters = "eeeettaaooiinnsshhrrdlucmfwypvbgk"
    words = ["".join(chance.choice(letters) for _ in range(chance.randint(2, 10))) for _ in range(4_000)]
    return words, [1 / (place + 1) for place in range(len(words))]


def _incidents(chance: random.Random, number: int) -> Iterator[Incident]:
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
            occurred=Moment(at),
            occurred_day=at.date(),
            channel=chance.choice(("phone_in", "in_person_desk", "waiting_room", "portal_message")),
            kind=kinds[min(level, 4)],
            severity=Severity(level),
            logged_at=at,
            logged_by=MANAGER.id,
            status=Status.CLOSED if chance.random() < 0.9 else Status.SUBMITTED,
            narrative=" ".join(chance.choices(words, weights, k=chance.randint(60, 240))),
            details=Details(
                factors=tuple(chance.sample(("ACC1", "ACC2", "POL1", "COM1", "COM2", "BIL1", "STF1"), 2)),
                deescalation=Deescalation(
                    triggers=(chance.choice(("wait_in_room", "late_policy_applied", "bill_or_copay")),),
                    steps=(Step("apology", chance.choice(list(Effect))), Step("supervisor_came", Effect.CALMER)),
                    outcome="at_desk",
                ),
            ),
        )


def _store_many(ctx: Context, store: SqlStore, chance: random.Random, number: int, folder: Path) -> Measured:
    invented = list(_incidents(chance, min(number, 20_000)))
    start = time.process_time()
    store_many(ctx, invented)
    ours = time.process_time() - start
    anchor = _bare_many(store, folder, len(invented))
    missing = number - len(invented)
    if missing > 0:
        store_many(ctx, _incidents(chance, missing), progress=lambda n: print(f"\r{n:,}", end="", file=sys.stderr))
    return Measured(f"store {len(invented):,} incidents (processor time)", anchor * 1e3, ours * 1e3, "<= 4.0")


def _plain_copy(store: SqlStore, path: Path) -> sqlite3.Connection:
    """An empty, unencrypted database with the same tables and indexes, without the index of words."""
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    with store.engine.connect() as connection:
        asked = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'incident_text%'"
        for (statement,) in connection.execute(text(asked)):
            if "sqlite_" not in statement:
                plain.execute(statement)
    return plain


_BULK = ("incident", "incident_account", "incident_code", "incident_person")


def _rows(store: SqlStore, table: str, where: str = "") -> list[tuple[object, ...]]:
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} {where}")]


def _insert_rows(plain: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _bare_many(store: SqlStore, folder: Path, number: int) -> float:
    rows = {table: _rows(store, table) for table in _BULK}
    assert len(rows["incident"]) == number
    plain = _plain_copy(store, folder / "plain.db")
    start = time.process_time()
    plain.execute("BEGIN IMMEDIATE")
    for table in _BULK:
        _insert_rows(plain, table, rows[table])
    plain.execute("COMMIT")
    taken = time.process_time() - start
    plain.close()
    return taken


def _save(ctx: Context, store: SqlStore, chance: random.Random, folder: Path) -> Measured:
    """One quick capture with audit entry, words and summaries, against the same rows written by hand."""
    plain = _plain_copy(store, folder / "plain_one.db")
    plain.execute("CREATE VIRTUAL TABLE word_index USING fts5(words, content='', tokenize='trigram', detail='none')")
    ours, bare = [], []
    for incident in _incidents(chance, 60):
        draft = IncidentDraft(
            occurred_at=incident.occurred_at,
            site_id=incident.site_id,
            channel=incident.channel,
            kind=incident.kind,
            severity=incident.severity,
            narrative=incident.narrative,
        )
        start = time.perf_counter()
        stored = log_incident(ctx, draft, UUID(int=chance.getrandbits(128))).incident
        ours.append(time.perf_counter() - start)
        mine = f"WHERE incident_id = '{stored.id.hex}'"
        parts = {table: _rows(store, table, mine) for table in _BULK[1:]}
        parts["incident"] = _rows(store, "incident", f"WHERE id = '{stored.id.hex}'")
        parts["audit_entry"] = _rows(store, _audit_table(store), "ORDER BY sequence DESC LIMIT 1")
        start = time.perf_counter()
        plain.execute("BEGIN IMMEDIATE")
        for table in ("incident", *_BULK[1:]):
            _insert_rows(plain, table, parts[table])
        _insert_rows(plain, _audit_table(store), parts["audit_entry"])
        plain.execute("INSERT INTO request VALUES (?, 'incident', ?)", (stored.id.hex[::-1], stored.id.hex))
        plain.execute("INSERT INTO word_index(rowid, words) VALUES (?, ?)", (parts["incident"][0][0], stored.narrative))
        month = stored.occurred_day.isoformat()[:7]
        key = (month, stored.site_id.hex, int(stored.severity))
        adding = "ON CONFLICT DO UPDATE SET n = n + 1"
        plain.execute(
            f"INSERT INTO tally_month VALUES (?, ?, ?, ?, ?, 1) {adding}", (*key, stored.channel, stored.kind)
        )
        plain.execute(f"INSERT INTO tally_status VALUES (?, ?, ?, ?, 1) {adding}", (*key, "submitted"))
        plain.execute("COMMIT")
        bare.append(time.perf_counter() - start)
    plain.close()
    return Measured("save one incident", _ms(bare), _ms(ours), "<= 2.5 (× 1.3 encrypted)")


def _audit_table(store: SqlStore) -> str:
    with store.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%link%' AND type = 'table'")
        return str(found.scalars().first())


def _list(ctx: Context, store: SqlStore, chance: random.Random) -> list[Measured]:
    anchor = _timed(lambda: _rows(store, "incident", "ORDER BY number DESC LIMIT 200"), 30)
    anchors: list[RowKey] = []
    start = time.process_time()
    while more := list_anchors(ctx, EVERYTHING, anchors[-1] if anchors else None, STEP, 20):
        anchors += more
    collected = (time.process_time() - start) * 1e3
    total = list_incidents(ctx, EVERYTHING, limit=1).total

    def jump() -> None:
        place = chance.randrange(total)
        key = anchors[place // STEP - 1] if place >= STEP else None
        list_incidents(ctx, EVERYTHING, key, skip=place % STEP, limit=PAGE)

    def first(wanted: IncidentFilter) -> float:
        return _timed(lambda: list_incidents(ctx, wanted), 30)

    one_site = IncidentFilter(site_ids=frozenset({SITES[0].id}))
    two_sites = IncidentFilter(site_ids=frozenset({SITES[0].id, SITES[3].id}))
    serious = IncidentFilter(severities=frozenset({Severity.SEVERE_HARM}))
    open_ones = IncidentFilter(statuses=frozenset({Status.SUBMITTED}))
    return [
        Measured("list: first page of 200", anchor, first(EVERYTHING), "same at 1M"),
        Measured("list: first page, one site", anchor, first(one_site), "same at 1M"),
        Measured("list: first page, two sites", anchor, first(two_sites), "same at 1M"),
        Measured("list: first page, severe only", anchor, first(serious), "same at 1M"),
        Measured("list: first page, submitted", anchor, first(open_ones), "same at 1M"),
        Measured("list: jump anywhere, p50", anchor, _timed(jump, 100), "same at 1M"),
        Measured("list: jump anywhere, p95", anchor, _timed(jump, 100, 95), "same at 1M"),
        Measured("list: collect all anchors", anchor, collected, "idle slices", f"{len(anchors)} keys"),
    ]


def _search(ctx: Context, store: SqlStore, chance: random.Random) -> list[Measured]:
    words, weights = _words(random.Random(1))
    anchor = _timed(lambda: _rows(store, "incident", "ORDER BY number DESC LIMIT 50"), 30)
    asked = [word for word in chance.choices(words, weights, k=150) if len(word) >= 3]
    rare = [word for word in chance.sample(words[1000:], 60) if len(word) >= 4]

    def next_word(pool: list[str]) -> Callable[[], object]:
        return lambda: search_incidents(ctx, chance.choice(pool), EVERYTHING)

    return [
        Measured("search: a word, p50", anchor, _timed(next_word(asked), 100), "p95 <= 10 ms"),
        Measured("search: a word, p95", anchor, _timed(next_word(asked), 100, 95), "p95 <= 10 ms"),
        Measured("search: a rare word, p95", anchor, _timed(next_word(rare), 60, 95), "p95 <= 10 ms"),
    ]


def _count(store: SqlStore) -> list[Measured]:
    with store.read() as unit:
        connection = unit._connection
        scan = "SELECT count(*), max(occurred_at) FROM incident INDEXED BY ix_incident_newest"
        anchor = _timed(lambda: connection.exec_driver_sql(scan).all(), 5)
        always = ("2019-01", "2026-12")
        site, threat = frozenset({SITES[0].id}), frozenset({"threat"})
        tallies = unit.tallies
        asked: list[tuple[str, Callable[[], object], str]] = [
            ("monthly counts, all sites", lambda: tallies.by_month(*always), "<= 0.2"),
            (
                "monthly counts, one site, one kind",
                lambda: tallies.by_month(*always, site_ids=site, kinds=threat),
                "<= 0.1",
            ),
            ("Pareto of factors, a year", lambda: tallies.by_code(Aspect.FACTOR, "2025-01", "2025-12"), "<= 0.1"),
            ("Pareto of factors, all time", lambda: tallies.by_code(Aspect.FACTOR, *always), "<= 0.5"),
        ]
        return [Measured(operation, anchor, _timed(act, 20), goal) for operation, act, goal in asked]


def _sizes(store: SqlStore, folder: Path) -> str:
    with store.engine.connect() as connection:
        words = connection.exec_driver_sql("SELECT sum(length(block)) FROM incident_text_data").scalar_one()
        told = connection.exec_driver_sql(
            "SELECT sum(length(CAST(narrative AS BLOB))) FROM incident_account"
        ).scalar_one()
    size = sum(path.stat().st_size for path in folder.glob("clinic.db*"))
    return f"index of words {words / told:.2f} × text (goal <= 0.7); file {size / 2**20:,.0f} MiB"


def _timed(act: Callable[[], object], times: int, percentile: int = 50) -> float:
    """Processor time, because other programs may be busy too; nothing here waits for the disk."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return _ms(taken, percentile)


def _ms(taken: list[float], percentile: int = 50) -> float:
    return statistics.quantiles(taken, n=100)[percentile - 1] * 1e3


if __name__ == "__main__":
    main()
