"""A whole clinic goes from a file to a server and back: equal record by record, sealed, with its keys and its trail."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.base import metadata
from db.store import SqlStore
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.errors import SecondNeeded, StoreExists
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.restoring import restore
from incident_tracker.usecases.clinic.sites import list_desks, list_sites
from incident_tracker.usecases.clinic.upkeep import back_up, check
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.wellbeing import my_notes, notes_shared_with_me
from tests.migrations.frozen_shapes import MOMENT, NOTE, freeze, frozen, shape_of
from tests.migrations.records import losses, records_of
from tests.postgres_server import PostgresServer
from tests.usecases.clinic.backups import restore_backup
from tests.usecases.clinic.new_clinic import REASON

GROWS = ("audit_entry", "record_seal")
"""What goes on in the new place: who restored it is noted and sealed there."""
OF_THE_PLACE = ("key_document", "second_key")
"""How a place keeps its keys."""
PHRASES = shape_of(frozen()[-1]).passphrases
ADMIN, MANAGER = ("admin", PHRASES["admin"]), ("maria", PHRASES["maria"])

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("hand over")]  # the clinic is made once


def door_to(folder: Path, url: str | None = None) -> ClinicDoor:
    """The program at this place, a day after the clinic was frozen."""
    return ClinicDoor(Settings(folder, url), lambda: MOMENT + timedelta(days=1), FLOOR)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a clinic with rows in every table."""
    folder = tmp_path_factory.mktemp("made") / "file"
    freeze(folder)
    return folder


@pytest.fixture
def on_file(made: Path, tmp_path: Path) -> ClinicDoor:
    """A clinic in a file with rows in every table."""
    shutil.copytree(made, tmp_path / "file")
    return door_to(tmp_path / "file")


def taken_out(door: ClinicDoor, to: Path) -> tuple[Path, dict[str, Any], dict[str, Any]]:
    """A backup, with every row and every record as the program reads it at that moment."""
    ctx = door.open(*MANAGER)
    rows, records = rows_of(ctx.store), records_of(ctx.store)  # type: ignore[arg-type]  # it is one
    made = back_up(ctx, to)
    door.close(ctx)
    return made.path, rows, records


def found(door: ClinicDoor) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every row and record of a place that is whole and sound."""
    ctx = door.open(*MANAGER)
    assert not door.audit_alarm
    rows, records = rows_of(ctx.store), records_of(ctx.store)  # type: ignore[arg-type]  # it is one
    assert check(ctx) == ()
    door.close(ctx)
    return rows, records


def rows_of(store: SqlStore) -> dict[str, Any]:
    """All rows of all tables, by table."""
    with store.engine.connect() as connection:
        return {
            table.name: {tuple(map(repr, row)) for row in connection.execute(select(table))}
            for table in metadata.sorted_tables
        }


def assert_same(before: dict[str, Any], after: dict[str, Any]) -> None:
    for table, rows in before.items():
        if table in GROWS:
            assert rows <= after[table], table
            assert len(after[table]) - len(rows) < 10
        elif table not in OF_THE_PLACE:
            assert rows == after[table], table


def assert_sealed_notes_open(door: ClinicDoor) -> None:
    """Their writer and the person she chose open them with the keys that came along; the rows are as they were."""
    ctx = door.open(*ADMIN)
    assert [(one.text, one.distress) for one in my_notes(ctx).notes] == [(NOTE.text, NOTE.distress)]
    door.close(ctx)
    ctx = door.open(*MANAGER)
    assert [one.text for shared in notes_shared_with_me(ctx) for one in shared.notes] == [NOTE.text]
    door.close(ctx)


def test_from_a_file_to_a_server_and_back_every_record_is_the_same(
    on_file: ClinicDoor, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    backup, rows, records = taken_out(on_file, tmp_path / "friday.itbackup")
    empty = [table for table, found in rows.items() if not found]
    assert empty == ["key_document"]
    on_server = door_to(tmp_path / "computer", postgres_server.new_database())
    restore_backup(on_server, backup, None, *MANAGER, second=ADMIN)
    there, read_there = found(on_server)
    assert_same(rows, there)
    assert list(losses(records, read_there)) == []
    assert_sealed_notes_open(on_server)

    second, rows, records = taken_out(on_server, tmp_path / "monday.itbackup")
    back = door_to(tmp_path / "back")
    restore_backup(back, second, None, *MANAGER, second=ADMIN)
    here, read_here = found(back)
    assert_same(rows, here)
    assert list(losses(records, read_here)) == []
    assert_sealed_notes_open(back)
    ctx = back.open(*ADMIN)
    with ctx.store.read() as unit:  # who brought it to each place, and that two agreed
        entries = [one for one in unit.audit.page(AuditFilter(), 0, 50) if one.act == "restored"]
        assert len(entries) == 2
        assert all(one.reason == REASON and one.second for one in entries)
        assert unit.incidents.page(IncidentFilter(), limit=1)
    back.close(ctx)


def test_numbers_go_on_and_everyone_signs_in_on_the_server(
    made: Path, on_file: ClinicDoor, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    backup, _rows, _records = taken_out(on_file, tmp_path / "friday.itbackup")
    on_server = door_to(tmp_path / "computer", postgres_server.new_database())
    restore_backup(on_server, backup, None, *ADMIN, second=MANAGER)
    for name, phrase in shape_of(made).passphrases.items():
        ctx = on_server.open(name, phrase)
        on_server.close(ctx)
    ctx = on_server.open(*MANAGER)
    site = list_sites(ctx)[0]
    desk = list_desks(ctx, site.id)[0]
    draft = IncidentDraft(
        occurred_at=ctx.now(),
        site_id=site.id,
        desk_id=desk.id,
        channel="in_person_desk",
        kind="threat",
        severity=Severity.THREAT,
        narrative="Shouted about a bill.",
    )
    logged = log_incident_with_support(ctx, draft)
    assert logged.new  # its number goes on after those that came along
    with ctx.store.read() as unit:
        assert logged.incident.ref == unit.incidents.page(IncidentFilter(), limit=1)[0].ref
    assert check(ctx) == ()
    on_server.close(ctx)


def test_a_place_that_has_a_clinic_is_refused_and_stays_and_one_person_alone_moves_nothing(
    on_file: ClinicDoor, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    backup, rows, _records = taken_out(on_file, tmp_path / "friday.itbackup")
    on_server = door_to(tmp_path / "computer", postgres_server.new_database())
    with pytest.raises(SecondNeeded), on_server.open_backup(backup, None, *MANAGER) as (ctx, opened):
        restore(ctx, opened, reason=REASON)
    assert not on_server.has_clinic()
    assert not list((tmp_path / "computer").glob(".unfinished-*"))
    restore_backup(on_server, backup, None, *MANAGER, second=ADMIN)
    before, _ = found(on_server)
    with pytest.raises(StoreExists):
        restore_backup(on_server, backup, None, *MANAGER, second=ADMIN)
    after, _ = found(on_server)
    assert_same(rows, after)
    assert {name for name in before if before[name] != after[name]} <= {*GROWS, *OF_THE_PLACE}
