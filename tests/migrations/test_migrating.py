"""Migrations: all or nothing, nothing lost, newer schemas refused, and the tables are what the program thinks."""

import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

import db.migrate
from db.base import metadata
from db.clinic.keys import TableCabinet
from db.engine import WRITES, connect_file, open_file, open_server
from db.migrate import known_revisions, row_counts, upgrade
from db.store import SqlStore, lock_of, open_server_store, open_store
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.errors import StoreBusy, StoreDamaged, StoreTooNew
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.passphrases import FLOOR
from tests.postgres_server import PostgresServer
from tests.storage_fixtures import DEVICE, KEY, MONDAY_NINE, STORE_MARK, open_keys, write_keys
from tests.tries import tries

KILLS = tries(6, 60)
HEADER = """
import sqlalchemy as sa
from alembic import op
revision = "{new}"
down_revision = "{old}"
"""


@pytest.fixture
def next_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a migration after the newest can be written; the shipped ones are beside it."""
    folder = tmp_path / "scripts"
    shutil.copytree(db.migrate.scripts(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(db.migrate, "scripts", lambda: folder)
    new = f"{int(known_revisions()[-1]) + 1:04}"
    path = folder / "versions" / f"{new}_next.py"
    path.write_text(HEADER.format(new=new, old=f"{int(new) - 1:04}") + "def upgrade():\n    pass\n")
    return path


def write_upgrade(script: Path, body: str) -> None:
    head, _, _ = script.read_text().partition("def upgrade")
    script.write_text(head + "def upgrade():\n" + textwrap.indent(textwrap.dedent(body), "    "))


def opened(path: Path) -> SqlStore:
    return open_store(path, open_keys(), device=DEVICE, now=MONDAY_NINE)


def content(path: Path) -> dict[str, int]:
    engine = open_file(path, bytearray(KEY), STORE_MARK)
    with engine.connect() as connection:
        found = row_counts(connection)
    engine.dispose()
    return found


@pytest.mark.postgres
def test_the_migrated_schema_is_the_one_the_program_knows(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: not str(name).startswith("incident_text"),
            },
        )
        differences = list(compare_metadata(context, metadata))
    assert differences == []


def test_an_upgrade_backs_up_first_keeps_every_row_and_leaves_its_entry(store_path: Path, next_script: Path) -> None:
    before = content(store_path)
    write_upgrade(
        next_script,
        """
        with op.batch_alter_table("site") as batch:
            batch.add_column(sa.Column("color", sa.String(10)))
        """,
    )
    store = opened(store_path)
    with store.read() as unit:
        assert unit.audit.page(AuditFilter(), 0, 1)[0].act == "migrated"
        assert store.check(unit, repair=False) == ()
    store.close()
    after = content(store_path)
    assert after == before | {"audit_entry": before["audit_entry"] + 1}
    assert len(list((store_path.parent / "backups").glob("*.itbackup"))) == 1


def test_moving_a_table_never_takes_its_children_along(store_path: Path, next_script: Path) -> None:
    """The trap: batch mode drops the old table, and with foreign keys on a cascade would empty the child."""
    connection = connect_file(store_path, KEY, STORE_MARK)
    connection.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id REFERENCES parent ON DELETE CASCADE)")
    connection.execute("INSERT INTO parent VALUES (1)")
    connection.executemany("INSERT INTO child VALUES (?, 1)", [(number,) for number in range(1000)])
    connection.close()
    write_upgrade(
        next_script,
        """
        with op.batch_alter_table("parent") as batch:
            batch.add_column(sa.Column("color", sa.String(10), nullable=False, server_default="teal"))
        """,
    )
    opened(store_path).close()
    assert content(store_path)["child"] == 1000


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("op.execute('DELETE FROM user_site')", StoreDamaged),
        ("op.execute(\"UPDATE desk SET site_id='00'\")", StoreDamaged),
        ("op.add_column('site', sa.Column('color', sa.String(10)))\nraise RuntimeError('half way')", RuntimeError),
    ],
    ids=["rows lost", "references broken", "fails half way"],
)
def test_any_doubt_rolls_everything_back_and_a_mended_script_runs(
    store_path: Path, next_script: Path, body: str, problem: type[Exception]
) -> None:
    before = content(store_path)
    write_upgrade(next_script, body)
    with pytest.raises(problem):
        opened(store_path)
    assert content(store_path) == before
    write_upgrade(next_script, "op.add_column('site', sa.Column('color', sa.String(10)))")
    opened(store_path).close()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(store_path: Path, next_script: Path) -> None:
    opened(store_path).close()
    os.remove(next_script)
    before = store_path.read_bytes()
    with pytest.raises(StoreTooNew):
        opened(store_path)
    assert store_path.read_bytes() == before


def test_only_one_program_migrates_at_a_time(
    store_path: Path, next_script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.migrate, "PATIENCE", 0.1)
    with exclusive(lock_of(store_path.parent)), pytest.raises(StoreBusy):
        opened(store_path)
    opened(store_path).close()


@pytest.mark.postgres
def test_a_failing_migration_of_a_server_is_rolled_back(store: SqlStore, next_script: Path) -> None:
    write_upgrade(next_script, "op.create_table('half', sa.Column('id', sa.Integer()))\nraise RuntimeError('half way')")
    with pytest.raises(RuntimeError):
        upgrade(store.engine, None)
    with store.engine.connect().execution_options(**{WRITES: True}) as connection:
        assert "half" not in row_counts(connection)
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == known_revisions()[-2]


@pytest.mark.postgres
def test_a_server_of_an_older_shape_is_backed_up_brought_up_to_date_and_sealed(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    """The backup before an upgrade is made and proved with the tables and columns that are there."""
    url = postgres_server.new_database()
    engine = open_server(url)
    upgrade(engine, None, to="0006")
    write_keys(TableCabinet(engine))
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.exec_driver_sql("INSERT INTO site VALUES (gen_random_uuid(), 'Hill', 'UTC', 'other', true, 1)")
        connection.commit()
    engine.dispose()
    store = open_server_store(url, open_keys(), device=DEVICE, folder=tmp_path, now=MONDAY_NINE, cost=FLOOR)
    try:
        assert len(list((tmp_path / "backups").glob("*.itbackup"))) == 1
        with store.read() as unit:
            assert {finding.kind for finding in store.check(unit, repair=False)} <= {"no_anchor"}
            newest = unit.audit.page(AuditFilter(), 0, 1)[0]
        assert (newest.act, newest.facts) == ("migrated", {"records": 1})
    finally:
        store.close()


MIGRATING = """
import sys
from pathlib import Path
import db.migrate
db.migrate.scripts = lambda: Path(sys.argv[2])
from tests.migrations.test_migrating import opened
print("started", flush=True)
opened(Path(sys.argv[1])).close()
print("done", flush=True)
"""


def test_kills_during_a_migration_leave_the_old_schema_or_the_new(
    store_path: Path, next_script: Path, project: Path
) -> None:
    write_upgrade(
        next_script,
        """
        for number in range(40):
            op.create_table(f"step_{number}", sa.Column("id", sa.Integer(), primary_key=True))
            op.execute(f"INSERT INTO step_{number} VALUES (1)")
        """,
    )
    before = content(store_path)
    seen = set()
    for round in range(KILLS):
        command = [sys.executable, "-c", MIGRATING, str(store_path), str(next_script.parent.parent)]
        with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.04 * (round % 12))  # the kill is meant to fall anywhere
            process.send_signal(signal.SIGKILL)
        found = content(store_path)
        steps = [name for name in found if name.startswith("step_")]
        assert len(steps) in (0, 40)
        assert {name: found[name] for name in before if name != "audit_entry"} == {
            name: before[name] for name in before if name != "audit_entry"
        }
        seen.add(len(steps))
    opened(store_path).close()
    assert len([name for name in content(store_path) if name.startswith("step_")]) == 40


@pytest.mark.parametrize(
    "script", sorted((db.migrate.scripts() / "versions").glob("*.py")), ids=lambda script: script.stem
)
def test_no_migration_cascades_or_goes_back(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    assert not re.search(r"cascade", source, re.IGNORECASE)
    assert "raise NotImplementedError" in source.partition("def downgrade")[2]
