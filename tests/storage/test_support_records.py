"""Support in the database: every record comes back as it was sealed, and asking what is due stays cheap."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Connection, insert, text

from db.check import check_records, unwatched
from db.store import SqlStore
from db.support.debriefs import debrief_table
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ChangedMeanwhile, NotFound, Refused
from incident_tracker.domain.support.debriefs import Concern, Debrief, DebriefKind, DebriefStatus
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.participants import Participant, Response, TalkForm
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.offers import record_offers
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.reminders import list_reminders, put_off
from tests.storage_fixtures import ALEX, HARBOUR, MARIA, ROSA, SAM, USERS, Clinic, keep

NOW = datetime(2026, 3, 2, 17, 0, 0, 123456, tzinfo=UTC)


def a_debrief(number: int, **changes: object) -> Debrief:
    """A debrief to plan, without incidents."""
    values: dict[str, object] = {
        "id": UUID(int=number),
        "incident_ids": (),
        "site_id": HARBOUR.id,
        "kind": DebriefKind.FORMAL,
        "tier": 4,
        "occurred_at": NOW,
        "not_before": NOW,
        "by": NOW + timedelta(hours=72),
        "offer_by": None,
        "least_minutes": 45,
        "made_at": NOW,
    }
    return Debrief(**(values | changes))  # type: ignore[arg-type]


def a_draft(clinic: Clinic, severity: Severity = Severity.PHYSICAL) -> IncidentDraft:
    """Something that happened just now at Harbour Street."""
    return IncidentDraft(
        occurred_at=clinic.clock(), site_id=HARBOUR.id, channel="phone_in", kind="threat", severity=severity
    )


@pytest.mark.postgres
def test_a_debrief_comes_back_with_microseconds_concerns_and_choices(store: SqlStore) -> None:
    debrief = a_debrief(
        0xD1, manager_id=MARIA.id, concerns=(Concern.LINE_MANAGER, Concern.NOT_TRAINED), place="Room 二 🙂"
    )
    asked = Participant(UUID(int=0xD2), debrief.id, ROSA.id, NOW, USERS[Role.MANAGER].id, talk_form=TalkForm.ALONE)
    with store.write() as unit:
        unit.debriefs.add(debrief)
        unit.participants.add(asked)
        keep(unit)
    with store.write() as unit:
        assert unit.debriefs.get(debrief.id) == debrief
        assert unit.participants.find(debrief.id, ROSA.id) == asked
        assert unit.participants.find(debrief.id, SAM.id) is None
        saved = unit.debriefs.save(replace(debrief, status=DebriefStatus.PLANNED, starts_at=NOW, ends_at=NOW))
        assert saved.version == 2
        with pytest.raises(ChangedMeanwhile):
            unit.debriefs.save(debrief)
        with pytest.raises(NotFound):
            unit.debriefs.save(replace(debrief, id=UUID(int=1)))
        assert unit.debriefs.waiting() == (saved,)
        assert unit.debriefs.waiting(person_id=ROSA.id) == (saved,)
        assert unit.debriefs.waiting(person_id=SAM.id) == ()
        assert unit.debriefs.waiting(site_ids=frozenset()) == ()


@pytest.mark.postgres
def test_all_that_was_saved_fits_its_seal(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer = log_incident_with_support(clinic.as_role(Role.RECEPTION), a_draft(clinic))
    debrief = answer.debrief
    assert debrief is not None
    record_offers(manager, answer.incident.id, ROSA.id, list(OfferKind))
    debrief = choose_facilitator(manager, debrief.id, debrief.version, SAM.id, declared=())
    ask_participants(manager, debrief.id, [ROSA.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    start = clinic.clock() + timedelta(days=1, hours=1)
    version = show_debrief(manager, debrief.id).debrief.version
    book_slot(manager, debrief.id, version, SlotRequest(start, start + timedelta(hours=1), {ROSA.id: ALEX.id}))
    sam = clinic.as_role(Role.SUPERVISOR)
    put_off(sam, list_reminders(sam)[0], clinic.clock() + timedelta(hours=1))
    with clinic.store.read() as unit:
        findings = list(check_records(unit, clinic.store.anchor, unwatched, repair=False))
    assert findings == []
    with clinic.store.engine.connect() as connection:
        tables = set(connection.execute(text("SELECT DISTINCT table_name FROM record_seal")).scalars())
    assert {"support_case", "debrief", "participant", "protected_slot", "cover", "follow_up", "request"} <= tables


def test_an_incident_and_its_support_are_stored_together_or_not_at_all(clinic: Clinic) -> None:
    with pytest.raises(Refused):
        log_incident_with_support(clinic.as_role(Role.RECEPTION), replace(a_draft(clinic), kind="unheard_of"))
    with clinic.store.read() as unit:
        assert unit.debriefs.waiting() == ()
        assert unit.follow_ups.waiting(clinic.clock() + timedelta(days=99)) == ()
        assert unit.support_cases.leadership_untold(None, 10) == ()


def test_what_is_due_is_asked_from_the_index_of_what_waits(store: SqlStore) -> None:
    with store.write() as unit:
        connection: Connection = unit.debriefs._connection
        row = {**unit.debriefs._values(a_debrief(1)), "version": 1, "due_at": None, "status": DebriefStatus.HELD}
        connection.execute(insert(debrief_table), [row | {"id": UUID(int=0xF000 + n)} for n in range(5000)])
        for number in range(20):
            unit.debriefs.add(a_debrief(0xE000 + number, by=NOW + timedelta(hours=number)))
        keep(unit)
    with store.read() as unit:
        waiting = unit.debriefs.waiting(limit=10)
        assert [one.id.int for one in waiting] == list(range(0xE000, 0xE00A))
        plan = " ".join(
            str(row)
            for row in unit.debriefs._connection.execute(
                text("EXPLAIN QUERY PLAN SELECT * FROM debrief WHERE due_at IS NOT NULL ORDER BY due_at, id LIMIT 10")
            )
        )
        assert "ix_debrief_due" in plan
        assert "SCAN debrief USING INDEX" in plan or "SEARCH debrief USING INDEX" in plan
