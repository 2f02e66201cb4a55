"""The audit trail: chained, never changed, and every tampering found, while kills and clean work raise no alarm."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import WRITES, connect_file, without_values
from db.store import SqlStore, open_store
from incident_tracker.domain.audit import FIRST_LINK, AuditEntry, AuditFilter, Head, canonical, first_break, link, seal
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import Refused, StoreProblem
from incident_tracker.usecases.clinic.upkeep import repair
from tests.storage_fixtures import DEVICE, HARBOUR, KEY, MONDAY_NINE, ROSA, STORE_MARK, Clinic, Clock, Ids, open_keys


def write_twenty(store: SqlStore) -> None:
    for number in range(20):
        with store.write() as unit:
            site = unit.sites.save(replace(unit.sites.get(HARBOUR.id), name=f"Harbour Street {number}"))
            unit.audit.append(
                at=MONDAY_NINE, actor_id=UUID(int=1), act="changed", kind="site", object_id=site.id, after=site
            )
            unit.commit()


def kinds_found(store: SqlStore) -> set[str]:
    with store.read() as unit:
        return {finding.kind for finding in store.check(unit, repair=False)}


@pytest.mark.postgres
def test_entries_are_numbered_chained_and_remembered_outside(store: SqlStore) -> None:
    write_twenty(store)
    with store.read() as unit:
        entries = list(unit.audit.entries())
        assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
        assert unit.audit.head() == entries[-1].link[:12]
        assert store.anchor.remembered() == Head(entries[-1].sequence, entries[-1].link)
        assert unit.audit.first_break(store.anchor.remembered(), whole=False) is None
        assert len(unit.audit.of("site", HARBOUR.id)) == 20
    assert kinds_found(store) == set()


@pytest.mark.postgres
@pytest.mark.parametrize("act", ["UPDATE audit_entry SET act='x'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_the_trail(store: SqlStore, act: str) -> None:
    with pytest.raises(StoreProblem), without_values(), store.engine.connect() as connection:
        connection.execution_options(**{WRITES: True}).execute(text(act))


TAMPERINGS = {
    "edited": "UPDATE audit_entry SET act='viewed' WHERE sequence=9",
    "actor": "UPDATE audit_entry SET actor_id='00000000000000000000000000000002' WHERE sequence=9",
    "removed": "DELETE FROM audit_entry WHERE sequence=9",
    "cut off": "DELETE FROM audit_entry WHERE sequence>15",
    "emptied": "DELETE FROM audit_entry",
    "unsealed": "UPDATE audit_entry SET seal=NULL WHERE sequence=9",
    "swapped": "UPDATE audit_entry SET sequence=CASE sequence WHEN 9 THEN -1 ELSE sequence END",
    "added": "INSERT INTO audit_entry SELECT 99, at, actor_id, device, act, kind, object_id, seal, link,"
    " reason, second, facts, seals FROM audit_entry WHERE sequence=9",
}


@pytest.mark.parametrize("change", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_every_tampering_with_the_trail_is_found(store: SqlStore, store_path: Path, change: str) -> None:
    write_twenty(store)
    edit_behind_the_back(store_path, change)
    assert "audit" in kinds_found(store)


def test_a_record_changed_behind_the_back_is_named(store: SqlStore, store_path: Path) -> None:
    write_twenty(store)
    edit_behind_the_back(store_path, "UPDATE site SET profile='other' WHERE name LIKE 'Harbour%'")
    with store.read() as unit:
        [finding] = store.check(unit, repair=False)
    assert (finding.kind, finding.table, finding.id) == ("seal", "site", str(HARBOUR.id))


def test_an_older_copy_put_back_is_found_and_can_be_accepted(store_path: Path, tmp_path: Path) -> None:
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    write_twenty(store)
    store.close()
    older = store_path.read_bytes()
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    write_twenty(store)
    store.close()
    store_path.write_bytes(older)
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    with store.read() as unit:
        found = unit.audit.first_break(store.anchor.remembered(), whole=False)
        assert found is not None
        assert found.fault == "rolled back"
    with store.write() as unit:  # work goes on, and the evidence stays
        unit.audit.append(at=MONDAY_NINE, actor_id=None, act="seen", kind="site", object_id=None, after=None)
        unit.commit()
    assert kinds_found(store) == {"audit"}
    with store.write() as unit:
        store.check(unit, repair=True)
        unit.commit()
    assert kinds_found(store) == set()
    store.close()


def test_a_kill_between_commit_and_remembering_is_no_alarm(store: SqlStore) -> None:
    write_twenty(store)
    earlier = store.anchor.remembered()
    assert earlier is not None
    write_twenty(store)
    store.anchor.accept(earlier, 0)
    assert kinds_found(store) == set()


def test_a_torn_line_of_the_anchor_leaves_the_one_before(store: SqlStore) -> None:
    write_twenty(store)
    newest = store.anchor.remembered()
    assert newest is not None
    content = store.anchor.path.read_bytes()
    place = len(content) // 2 * (newest.sequence % 2)
    store.anchor.path.write_bytes(content[: place + 10] + b"????" + content[place + 14 :])
    older = store.anchor.remembered()
    assert older is not None
    assert older.sequence == newest.sequence - 1
    assert kinds_found(store) == set()


def test_without_an_anchor_the_check_says_so(store: SqlStore) -> None:
    store.anchor.path.write_text("{")
    assert kinds_found(store) == {"no_anchor"}


def test_a_note_that_was_taken_away_is_an_alarm_until_the_trail_is_accepted(store_path: Path) -> None:
    """An older copy with the note deleted beside it: signing in writes no new one, so that the check still says so."""
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    assert not store.anchor.held
    store.anchor.path.unlink()
    store.close()
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    assert store.anchor.held
    write_twenty(store)
    assert store.anchor.remembered() is None
    assert kinds_found(store) == {"no_anchor"}
    with store.write() as unit:
        store.check(unit, repair=True)
        unit.commit()
    assert kinds_found(store) == set()
    store.close()


def test_an_older_copy_with_its_own_note_is_found_by_the_backups_beside_it(store_path: Path) -> None:
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    write_twenty(store)
    note = store.anchor.path
    store.close()
    older = {file: file.read_bytes() for file in (store_path, note)}
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    write_twenty(store)
    store.back_up(None, MONDAY_NINE)
    assert kinds_found(store) == set()
    store.close()
    for file, content in older.items():
        file.write_bytes(content)
    clinic = Clinic(open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE), Clock(), Ids())
    assert clinic.store.anchor.held
    assert kinds_found(clinic.store) == {"backup"}
    repair(clinic.as_role(Role.MANAGER), reason="I put the older copy back myself.")
    assert kinds_found(clinic.store) == set()
    clinic.store.close()
    store = open_store(store_path, open_keys(), device=DEVICE, now=MONDAY_NINE)
    assert not store.anchor.held, "what was left behind is known"
    store.close()


def test_the_same_record_has_one_canonical_form_and_every_change_shows() -> None:
    user = User(UUID(int=3), "Zoë", Role.RECEPTION, None, frozenset({UUID(int=2), UUID(int=1)}))
    again = replace(user, sites=frozenset([UUID(int=1), UUID(int=2)]))
    assert canonical(user) == canonical(again)
    assert seal(KEY, user) != seal(KEY, replace(user, active=False))
    assert seal(KEY, user) != seal(KEY[::-1], user)
    with pytest.raises(TypeError):
        canonical(object())


@given(st.integers(1, 30), st.integers(0, 40), st.data())
def test_any_one_change_breaks_the_chain_where_it_was_made(length: int, remembered: int, data: st.DataObject) -> None:
    entries: list[AuditEntry] = []
    previous = FIRST_LINK
    for number in range(1, length + 1):
        bare = AuditEntry(
            number, datetime(2026, 1, 1, tzinfo=UTC), UUID(int=number), "pc", "saw", "site", None, None, ""
        )
        previous = link(KEY, previous, bare)
        entries.append(replace(bare, link=previous))
    anchor = Head(remembered, entries[remembered - 1].link) if 0 < remembered <= length else None
    assert first_break(KEY, entries, Head(), anchor) is None
    place = data.draw(st.integers(0, length - 1))
    changes = {"act": "ate", "device": "other", "kind": "desk", "object_id": UUID(int=9), "seal": "0", "link": "1" * 64}
    name = data.draw(st.sampled_from(sorted(changes)))
    broken = list(entries)
    broken[place] = replace(broken[place], **{name: changes[name]})  # type: ignore[arg-type]
    found = first_break(KEY, broken, Head(), anchor)
    assert found is not None
    assert found.sequence == place + 1


def test_what_is_remembered_of_another_store_is_another_history(store: SqlStore) -> None:
    write_twenty(store)
    store.anchor.accept(Head(5, "a" * 64), 0)
    with store.read() as unit:
        for whole in (True, False):
            found = unit.audit.first_break(store.anchor.remembered(), whole=whole)
            assert found is not None
            assert (found.sequence, found.fault) == (5, "other history")
    assert ROSA.name not in str(kinds_found(store))


def edit_behind_the_back(path: Path, change: str) -> None:
    """As someone would who holds the data key and knows SQL."""
    connection = connect_file(path, KEY, STORE_MARK)
    for trigger in ("audit_entry_no_update", "audit_entry_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(change)
    connection.close()


def test_what_does_not_fit_is_accepted_with_a_reason_and_then_fits(clinic: Clinic, store_path: Path) -> None:
    """Accepting seals the record as it is now; the trail keeps who, why and how much."""
    edit_behind_the_back(store_path, "UPDATE site SET profile='other' WHERE name LIKE 'Harbour%'")
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with pytest.raises(Refused) as told:
        repair(ada)
    assert told.value.field == "reason"
    assert kinds_found(clinic.store) == {"seal"}
    why = "The vendor corrected the profile by hand"
    assert [finding.table for finding in repair(ada, reason=why)] == ["site"]
    assert kinds_found(clinic.store) == set()
    with clinic.store.read() as unit:
        newest = unit.audit.page(AuditFilter(), 0, 1)[0]
    assert (newest.act, newest.reason, newest.facts) == ("repaired", why, {"findings": 1})
    assert repair(ada) == ()
