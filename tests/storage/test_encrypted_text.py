"""What tells who someone is cannot be read with the database's own password, and opens where it belongs only."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from db.backup import unpack
from db.capture.tables import draft_table, revision_table
from db.encrypted_text import decrypted, encrypted
from db.engine import WRITES, connect_file
from db.store import SqlStore, open_store
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.parties import PersonOfConcern
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import KeysDamaged, StoreDamaged
from incident_tracker.domain.learning.versions import UnsavedAnalysis
from incident_tracker.ports.context import Context
from incident_tracker.security.cabinet import KEYS, FileCabinet
from incident_tracker.security.key_file import parse_ring, ring_text
from incident_tracker.security.key_ring import unlock
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.capture.drafts import list_drafts, save_draft
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.learning.analyses import open_analysis
from incident_tracker.usecases.learning.drafts import keep_analysis
from incident_tracker.usecases.support.completing import complete_incident
from tests.bare_incidents import log_incident
from tests.migrations.frozen_shapes import FOLDER, MOMENT, shape_of
from tests.security.first_format import ring_of_format_1
from tests.storage.saver import draft
from tests.storage_fixtures import DEVICE, KEY, MONDAY_NINE, PASSPHRASE, Clinic, Clock, open_keys

CODE, OTHER = "patient-471108154711", "patient-081547110815"  # long: no id or seal has these digits by chance
VIEW = "two desks of five were open"
WORDS = "an unfinished sentence about that patient"


def with_code(ctx: Context, code: str) -> Incident:
    """An incident with this local code of the person who acted."""
    return give_code(ctx, log_incident(ctx, draft()).incident, code)


def give_code(ctx: Context, incident: Incident, code: str) -> Incident:
    details = replace(incident.details, person_of_concern=PersonOfConcern("client", local_code=code))
    return complete_incident(ctx, incident.id, Completion(details), incident.version)


def code_of(ctx: Context, incident: Incident) -> str:
    return show_incident(ctx, incident.id).incident.details.person_of_concern.local_code


def stored(store: SqlStore) -> str:
    """Everything that anyone with the database's own password can read in it."""
    with store.engine.connect() as connection:
        server = connection.dialect.name == "postgresql"
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if not server:
            names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = connection.execute(text(names)).scalars().all()
        rows = [connection.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables]
    return repr(rows)


@pytest.mark.postgres
def test_codes_drafts_and_earlier_versions_cannot_be_read_without_the_second_key(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    incident = with_code(maria, CODE)
    other = give_code(maria, incident, OTHER)
    save_draft(maria, draft(WORDS))
    analysis = open_analysis(maria, (incident.id,), "Why?")
    keep_analysis(maria, UnsavedAnalysis(analysis, replace(analysis, staff_view=VIEW)))
    readable = stored(clinic.store)
    assert draft().narrative in readable  # descriptions are a matter of the file's encryption
    for word in (CODE, CODE[-12:], OTHER[-12:], WORDS, VIEW):
        assert word not in readable
    assert code_of(maria, other) == OTHER
    revision = show_incident(maria, incident.id).revisions[-1]
    assert CODE in repr(revision.before)
    assert [saved.draft.narrative for saved in list_drafts(maria)] == [WORDS]


@pytest.mark.postgres
def test_a_code_comes_back_however_the_incident_is_read_and_goes_when_it_is_taken_away(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    incident = with_code(maria, CODE)
    plain = log_incident(maria, draft()).incident
    with clinic.store.read() as unit:
        read = [
            unit.incidents.get(incident.id),
            unit.incidents.by_ref(incident.ref),
            *unit.incidents.many([incident.id]),
            *(one for one in unit.incidents.stream(IncidentFilter()) if one.id == incident.id),
        ]
        assert [one.details for one in read] == [incident.details] * 4
        assert unit.incidents.get(plain.id).details.person_of_concern.local_code == ""
    gone = give_code(maria, incident, "")
    assert code_of(maria, gone) == ""
    with clinic.store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM incident_identity")).scalar() == 0
    assert code_of(maria, give_code(maria, gone, OTHER)) == OTHER


@pytest.mark.postgres
def test_the_same_code_looks_different_each_time(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    incidents = [with_code(maria, CODE) for _ in range(3)]
    with clinic.store.write() as unit:
        copies = [replace(one, id=clinic.new_id(), ref=f"X-{number}") for number, one in enumerate(incidents)]
        unit.incidents.add_many(copies)
        unit.audit.append(at=MONDAY_NINE, actor_id=None, act="imported", kind="incident", object_id=None, after=None)
        unit.commit()
    with clinic.store.engine.connect() as connection:
        codes = connection.execute(text("SELECT local_code FROM incident_identity")).scalars().all()
    assert (len(codes), len(set(codes))) == (6, 6)


@pytest.mark.postgres
@pytest.mark.parametrize("change", ["another column's text", "cut", "not encrypted"])
def test_a_text_that_was_put_in_from_outside_is_called_damage_and_never_shown(clinic: Clinic, change: str) -> None:
    maria = clinic.as_role(Role.MANAGER)
    incident = with_code(maria, CODE)
    key = {
        "another column's text": "(SELECT max(before) FROM incident_revision)",
        "cut": "substr(local_code, 1, 20)",
        "not encrypted": "'patient-1'",
    }
    with clinic.store.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(text(f"UPDATE incident_identity SET local_code = {key[change]}"))
    with pytest.raises(StoreDamaged):
        show_incident(maria, incident.id)


@given(words=st.text(), place=st.integers(0, 400), flip=st.integers(1, 127))
def test_every_text_comes_back_and_a_changed_one_does_not(words: str, place: int, flip: int) -> None:
    key = bytes(range(32))
    kept = encrypted(key, "a.b", words)
    assert decrypted(key, "a.b", kept) == words
    assert decrypted(key, "a.c", kept) is None
    assert decrypted(bytes(32), "a.b", kept) is None
    at = 2 + place % (len(kept) - 2)
    changed = kept[:at] + chr(ord(kept[at]) ^ flip) + kept[at + 1 :]
    assert decrypted(key, "a.b", changed) in (None, words)  # the last letter may say the same in two ways


def test_another_second_key_opens_nothing_and_changes_nothing(store_path: Path) -> None:
    before = store_path.read_bytes()
    keys = open_keys()
    keys.identity[0] ^= 1
    with pytest.raises(KeysDamaged):
        open_store(store_path, keys, device=DEVICE, now=MONDAY_NINE)
    assert store_path.read_bytes() == before


def test_an_older_key_file_without_the_second_key_is_refused_and_stays_as_it_is(store_path: Path, clock: Clock) -> None:
    cabinet = FileCabinet(store_path)
    present = cabinet.generations(KEYS)[0]
    older = ring_text(ring_of_format_1(read_ring(cabinet).store, KEY, {"ada": PASSPHRASE}))
    cabinet.write(KEYS, older)
    door = ClinicDoor(Settings(store_path.parent), clock, FLOOR)
    with pytest.raises(KeysDamaged):
        door.open("ada", PASSPHRASE)
    assert cabinet.generations(KEYS) == (older, older)
    cabinet.write(KEYS, present)
    door.close(door.open("ada", PASSPHRASE))


@pytest.mark.postgres
def test_a_backup_of_either_database_holds_the_codes_encrypted_and_gives_them_back(
    clinic: Clinic, tmp_path: Path
) -> None:
    incident = with_code(clinic.as_role(Role.MANAGER), CODE)
    made = clinic.store.back_up(tmp_path / "stick" / "monday.itbackup", MONDAY_NINE)
    unpack(made.path, tmp_path / "new", KEY)
    copy = open_store(tmp_path / "new" / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE)
    with copy.read() as unit:
        assert unit.incidents.get(incident.id).details.person_of_concern.local_code == CODE
        assert {finding.kind for finding in copy.check(unit, repair=False)} <= {"no_anchor"}
    assert CODE not in stored(copy)
    copy.close()


def test_codes_drafts_and_versions_of_the_released_shape_are_moved_and_encrypted(tmp_path: Path, clock: Clock) -> None:
    frozen = FOLDER / "0005-keys1"
    shape = shape_of(frozen)
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(frozen / name, tmp_path / name)
    phrase = shape.passphrases["maria"]
    ring = parse_ring((tmp_path / "clinic.keys").read_text())
    connection = connect_file(tmp_path / "clinic.db", bytes(unlock(ring, "maria", phrase).keys.data), ring.store)
    drafts = connection.execute("SELECT body FROM draft ORDER BY id").fetchall()
    versions = connection.execute(
        "SELECT before, after FROM incident_revision ORDER BY incident_id, version, field"
    ).fetchall()
    (first, details), (second, _) = connection.execute(
        "SELECT incident_id, details FROM incident_account ORDER BY incident_id LIMIT 2"
    ).fetchall()
    told = json.loads(details) | {"person_of_concern": {"relation": "client", "local_code": CODE}}
    alone = json.dumps({"person_of_concern": {"local_code": CODE}})
    for id, changed in ((first, json.dumps(told)), (second, alone)):
        connection.execute("UPDATE incident_account SET details = ? WHERE incident_id = ?", (changed, id))
    connection.close()

    clock.moment = MOMENT
    door = ClinicDoor(Settings(tmp_path), clock, FLOOR)
    ctx = door.open("maria", phrase)
    store = ctx.store
    assert isinstance(store, SqlStore)
    readable = stored(store)
    assert not [words for words in (CODE, *(body for [body] in drafts)) if words in readable]
    with store.read() as unit:
        of_first, of_second = (one.details for one in unit.incidents.many([UUID(first), UUID(second)]))
    assert of_first.person_of_concern == PersonOfConcern("client", local_code=CODE)
    assert of_second == Details(person_of_concern=PersonOfConcern(local_code=CODE))
    revision = revision_table.c
    with store.engine.connect() as reading:
        assert reading.execute(select(draft_table.c.body).order_by(draft_table.c.id)).all() == drafts
        query = select(revision.before, revision.after)
        kept = reading.execute(query.order_by(revision.incident_id, revision.version, revision.field)).all()
    assert kept == versions
    assert len(versions) > 10
    door.close(ctx)
