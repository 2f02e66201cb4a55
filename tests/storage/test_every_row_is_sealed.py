"""Whatever is changed, taken away or put in outside the program is found and named, in every table and every column."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, UniqueConstraint

from db.base import metadata
from db.check import check_records, unwatched
from db.engine import connect_file
from db.sealed import NOT_SEALED, SEALED
from db.seals import misfits
from db.store import open_store
from incident_tracker.ports.clinic import CheckFinding
from incident_tracker.security.cabinet import FileCabinet
from incident_tracker.security.key_ring import unlock
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.passphrases import FLOOR
from tests.migrations.frozen_shapes import DEVICE, MOMENT, freeze, shape_of

Row = Mapping[str, object]
OWN = {table.name: sealed.name for sealed in SEALED for table, _key in sealed.rows_of()}
"""Every table whose rows are sealed, and the table by which a finding names the record."""
FOLLOWING = sorted(table.name for table in NOT_SEALED if isinstance(table, Table) and "again" in NOT_SEALED[table])
"""Tables that `check` works out again."""
OTHER_ID = "0123456789abcdef" * 2


class Database:
    """A clinic with rows in every table, changed by raw SQL with the right key, as any account could."""

    def __init__(self, folder: Path) -> None:
        path = folder / "clinic.db"
        ring = read_ring(FileCabinet(path))
        keys = unlock(ring, "admin", shape_of(folder).passphrases["admin"]).keys
        self._raw: Any = connect_file(path, bytes(keys.data), ring.store)
        self._raw.execute("PRAGMA foreign_keys=OFF")
        self._raw.execute("PRAGMA synchronous=OFF")  # a thousand raw changes need not outlive a power cut
        self._store = open_store(path, keys, device=DEVICE, now=MOMENT, cost=FLOOR)

    def run(self, statement: str, *values: object) -> None:
        self._raw.execute(statement, values)

    def asked(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return list(self._raw.execute(query, values))

    def rows(self, table: str) -> list[dict[str, object]]:
        cursor = self._raw.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def put(self, table: str, row: Row) -> None:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        self.run(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', *row.values())

    def take(self, table: str, row: Row) -> None:
        self.run(f'DELETE FROM "{table}" WHERE ' + " AND ".join(f'"{name}" IS ?' for name in row), *row.values())

    def findings(self) -> tuple[CheckFinding, ...]:
        """What a check finds of the records; the pages of the file are whole."""
        with self._store.read() as unit:
            return tuple(check_records(unit, self._store.anchor, unwatched, repair=False))

    def misfits(self) -> set[str]:
        """The tables of the records that do not fit their seals, which is the part of a check that columns are for."""
        with self._store.read() as unit:
            return {one.table for one in misfits(*unit.for_seals)}

    def close(self) -> None:
        self._raw.close()
        self._store.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Made once; every test takes back what it did."""
    folder = tmp_path_factory.mktemp("sealed") / "clinic"
    freeze(folder)
    for spare in ("records.json.gz",):
        (folder / spare).unlink()
    opened = Database(folder)
    yield opened
    assert opened.findings() == ()  # a clean database raises no alarm, before and after
    opened.close()
    shutil.rmtree(folder)


def another(value: object) -> object:
    """A value that someone could put in its place."""
    if isinstance(value, str):
        return OTHER_ID if len(value) == 32 else value + "x" if value else "x"
    if isinstance(value, int | float):
        return value + 100
    if isinstance(value, bytes):
        return value + b"x"
    return "2026-01-01 00:00:00.000000" if value is None else value


def test_every_table_is_sealed_or_says_why_not() -> None:
    """A new table fails here: it goes into db/sealed.py."""
    reasoned = {table if isinstance(table, str) else table.name for table in NOT_SEALED}
    assert set(OWN) | reasoned == set(metadata.tables)
    assert not set(OWN) & reasoned
    assert all(len(reason) > 20 for reason in NOT_SEALED.values())


@pytest.mark.parametrize("table", sorted(OWN))
def test_a_change_of_any_column_is_found(database: Database, table: str) -> None:
    row = database.rows(table)[-1]
    database.take(table, row)
    missed = []
    for column in metadata.tables[table].c.keys():  # noqa: SIM118  # the names, not the columns
        changed = row | {column: another(row[column])}
        database.put(table, changed)
        if OWN[table] not in database.misfits():
            missed.append(column)
        database.take(table, changed)
    database.put(table, row)
    assert missed == []


@pytest.mark.parametrize("table", ["incident_account", "addendum", "status_change", "action", "why", "user_account"])
def test_the_record_is_named_as_people_call_it(database: Database, table: str) -> None:
    row = database.rows(table)[0]
    column = next(name for name in ("narrative", "text", "reason", "role") if name in row)
    called = {
        "user_account": "SELECT name_key FROM user_account WHERE id = ?",
        "action": "SELECT ref FROM action WHERE id = ?",
        "why": "SELECT ref FROM analysis WHERE id = ?",
    }.get(table, "SELECT ref FROM incident WHERE id = ?")
    key = row["id" if table in ("action", "user_account") else "analysis_id" if table == "why" else "incident_id"]
    [(name,)] = database.asked(called, key)
    database.take(table, row)
    database.put(table, row | {column: another(row[column])})
    [finding] = database.findings()
    database.take(table, row | {column: another(row[column])})
    database.put(table, row)
    assert (finding.kind, finding.table, finding.name) == ("seal", OWN[table], name)
    assert not row[column] or str(row[column]) not in str(finding)


@pytest.mark.parametrize("table", sorted(OWN))
def test_a_row_that_was_taken_away_is_found(database: Database, table: str) -> None:
    row = database.rows(table)[0]
    database.take(table, row)
    found = database.findings()
    database.put(table, row)
    assert [one for one in found if (one.kind, one.table) == ("seal", OWN[table])]


@pytest.mark.parametrize("table", sorted(OWN))
def test_a_row_that_was_put_in_is_found(database: Database, table: str) -> None:
    row = database.rows(table)[0]
    forged = row | {name: another(row[name]) for name in unique_columns(table)}
    database.put(table, forged)
    found = database.findings()
    database.take(table, forged)
    assert [one for one in found if (one.kind, one.table) == ("seal", OWN[table])]


def unique_columns(table: str) -> set[str]:
    """The columns in which no two rows are the same."""
    told = metadata.tables[table]
    constraints = [one for one in told.constraints if isinstance(one, UniqueConstraint)]
    single = {column.name for column in (*told.primary_key, *told.c) if column.primary_key or column.unique}
    return single | {column.name for one in constraints for column in one.columns}


@pytest.mark.parametrize("table", FOLLOWING)
def test_what_is_worked_out_again_is_found_too(database: Database, table: str) -> None:
    row = database.rows(table)[0]
    database.take(table, row)
    gone = database.findings()
    others = {}
    for column in row:
        changed = row | {column: another(row[column])}
        database.put(table, changed)
        others[column] = database.findings()
        database.take(table, changed)
    database.put(table, row)
    own = [name for name in row if name in unique_columns(table)][-1]
    forged = row | {own: another(row[own])}
    database.put(table, forged)
    added = database.findings()
    database.take(table, forged)
    assert gone
    assert [column for column, found in others.items() if not found] == []
    assert added


def test_a_record_cannot_go_back_with_its_own_earlier_seal(database: Database) -> None:
    """Row and seal put back, or taken away together: the seals of the entry do not add up anymore."""
    seals = database.rows("record_seal")
    by_record: dict[tuple[object, object], list[Row]] = {}
    for one in sorted(seals, key=lambda one: int(str(one["sequence"]))):
        by_record.setdefault((one["table_name"], one["key"]), []).append(one)
    newest = next(own[-1] for (table, _key), own in by_record.items() if table == "site")
    site = next(row for row in database.rows("site") if row["id"] == newest["key"])
    database.take("record_seal", newest)
    without_seal = {(one.table, one.id) for one in database.findings()}
    database.take("site", site)
    without_both = {(one.table, one.id) for one in database.findings()}
    database.put("site", site)
    database.put("record_seal", newest)
    entry = ("audit_entry", str(newest["sequence"]))
    assert entry in without_seal
    assert entry in without_both


def test_a_seal_that_was_put_in_or_exchanged_is_found(database: Database) -> None:
    one, other = database.rows("record_seal")[:2]
    for forged in (one | {"seal": other["seal"]}, one | {"sequence": 1}, one | {"key": OTHER_ID}):
        database.take("record_seal", one)
        database.put("record_seal", forged)
        found = database.findings()
        database.take("record_seal", forged)
        database.put("record_seal", one)
        assert {finding.kind for finding in found} == {"seal"}
