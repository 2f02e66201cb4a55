"""Incidents come back from the database as they went in, and a stale save is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from db.store import SqlStore
from incident_tracker.domain.capture.deescalation import (
    Deescalation,
    Resolved,
    TechniqueEffect,
    TechniqueStep,
    WarningSign,
)
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision, SamePolicyAnswer
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Addendum, Details, Incident, Revision
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter, StatusChange
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.parties import (
    AffectedPerson,
    Need,
    PartyRole,
    PersonOfConcern,
    PhysicalImpact,
    Repeat,
    Ripple,
)
from incident_tracker.domain.capture.phone_calls import Direction, EndedBy, PhoneCall, Recording
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.capture.statutory import Loggable, LoggableAnswer, StatutoryFields
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ChangedMeanwhile, NotFound
from tests.storage_fixtures import ALEX, CHECK_IN, HARBOUR, MONDAY_NINE, ROSA, SAM, USERS, keep

pytestmark = pytest.mark.postgres

ROSAS_ACCOUNT = USERS[Role.RECEPTION].id
FULL_DETAILS = Details(
    affected=(
        AffectedPerson(
            UUID(int=0x901),
            PartyRole.TARGETED,
            ROSA.id,
            "receptionist",
            PhysicalImpact.FIRST_AID,
            8,
            True,
            Need.TALK,
            told_by_others=True,
        ),
        AffectedPerson(UUID(int=0x902), PartyRole.WITNESS, ALEX.id),
    ),
    person_of_concern=PersonOfConcern("client", Repeat.YES, "P-17"),
    ripple=Ripple(4, 1, 2, 3, 20),
    phone=PhoneCall(Direction.OUTBOUND, 12, 3, EndedBy.STAFF, True, False, Recording.YES, "line 2"),
    weapon=Weapon.SHOWN,
    alone=True,
    identity_abuse=("racist", "sexist"),
    context=("pain_stated",),
    deescalation=Deescalation(
        ("wait_in_room", "late_policy_applied"),
        (WarningSign("staring", 5), WarningSign("pacing")),
        (
            TechniqueStep("apology", TechniqueEffect.SAME, "targeted", 1),
            TechniqueStep("supervisor_came", TechniqueEffect.CALMER, "supervisor", 4),
        ),
        "with_supervisor",
        Resolved.PARTLY,
    ),
    help_call=HelpCall("button", 2, "supervisor"),
    security_called=True,
    police=PoliceDecision(
        True,
        "immediate_danger",
        immediate_danger=True,
        alternatives_tried=("apology",),
        called_at=MONDAY_NINE,
        arrived_at=MONDAY_NINE + timedelta(minutes=9),
        information_disclosed=("location_only",),
        same_for_any_patient=SamePolicyAnswer.UNSURE,
    ),
    duration_minutes=25,
    factors=("ACC2", "COM2"),
    statutory=StatutoryFields(
        LoggableAnswer(Loggable.YES, "a threat", ROSAS_ACCOUNT, MONDAY_NINE),
        ("type_2",),
        "client",
        ("rushed",),
        "in_the_workplace",
        ("threat",),
        "security came",
        "second person at the desk",
        "Sam",
        "supervisor",
        MONDAY_NINE,
    ),
)


def an_incident(number: int = 1, at: datetime = MONDAY_NINE, **changes: object) -> Incident:
    """A plain incident of Rosa's at the harbour; `changes` override fields."""
    values: dict[str, object] = {
        "id": UUID(int=0xA000 + number),
        "ref": f"K7-2026-{number:04}",
        "status": Status.SUBMITTED,
        "site_id": HARBOUR.id,
        "desk_id": None,
        "occurred": Moment(at),
        "occurred_day": at.date(),
        "channel": "phone_in",
        "kind": "verbal_abuse",
        "severity": Severity.ABUSE_IN_WORDS,
        "logged_at": at,
        "logged_by": ROSAS_ACCOUNT,
    }
    return Incident(**(values | changes))  # type: ignore[arg-type]


def test_every_field_comes_back(store: SqlStore) -> None:
    full = an_incident(
        occurred=Moment(MONDAY_NINE, Precision.QUARTER_HOUR),
        desk_id=CHECK_IN.id,
        place="check_in_window",
        narrative="He said: <b>I'll wait</b> 🙂",
        mode=CaptureMode.PROXY,
        reporter_id=SAM.id,
        told_by_id=ROSA.id,
        confirmation=Confirmation.AWAITED,
        severity=Severity.THREAT,
        details=FULL_DETAILS,
        relief=Relief(MONDAY_NINE, ROSAS_ACCOUNT, False, True, True, None, True),
    )
    with store.write() as unit:
        unit.incidents.add(full)
        keep(unit)
    with store.read() as unit:
        assert unit.incidents.get(full.id) == full
        assert unit.incidents.by_ref(" k7-2026-0001 ") == full
        assert unit.incidents.many([UUID(int=1), full.id]) == (full,)
        assert tuple(unit.incidents.stream(IncidentFilter())) == (full,)
        (row,) = unit.incidents.awaiting_confirmation(ROSA.id)
        assert (row.id, row.severity, row.status) == (full.id, Severity.THREAT, Status.SUBMITTED)
        assert unit.incidents.taken_refs([full.ref, "K7-2026-9999"]) == {full.ref}


def test_a_stale_save_is_told_and_overwrites_nothing(store: SqlStore) -> None:
    with store.write() as unit:
        unit.incidents.add(an_incident())
        first = unit.incidents.save(an_incident(severity=Severity.THREAT, details=FULL_DETAILS))
        assert first.version == 2
        keep(unit)
    with store.write() as unit, pytest.raises(ChangedMeanwhile) as told:
        unit.incidents.save(an_incident(severity=Severity.HOSTILE))
    assert (told.value.expected, told.value.present) == (1, 2)
    with store.read() as unit:
        assert unit.incidents.get(first.id) == first
        assert unit.tallies.differences() == 0
        with pytest.raises(NotFound):
            unit.incidents.by_ref("K7-2026-NONE")


def test_addenda_revisions_and_status_changes_stay_in_order(store: SqlStore) -> None:
    incident = an_incident()
    addenda = tuple(
        Addendum(UUID(int=0xB00 + n), incident.id, MONDAY_NINE + timedelta(hours=n), ROSAS_ACCOUNT, f"later {n}")
        for n in range(3)
    )
    changes = tuple(
        StatusChange(incident.id, MONDAY_NINE, ROSAS_ACCOUNT, status, "because")
        for status in (Status.IN_REVIEW, Status.CLOSED, Status.REOPENED)
    )
    with store.write() as unit:
        unit.incidents.add(incident)
        for addendum in addenda:
            unit.incidents.add_addendum(addendum)
        for change in changes:
            unit.incidents.add_status_change(change)
        before_after = Revision("severity", Severity.HOSTILE, Severity.THREAT)
        unit.incidents.add_revisions(incident, [before_after], at=MONDAY_NINE, by=ROSAS_ACCOUNT)
        keep(unit)
    with store.read() as unit:
        assert unit.incidents.addenda(incident.id) == addenda
        assert unit.incidents.status_changes(incident.id) == changes


def test_drafts_come_back_even_when_almost_empty(store: SqlStore) -> None:
    drafts = (
        SavedDraft(UUID(int=0xC1), ROSAS_ACCOUNT, MONDAY_NINE, IncidentDraft(narrative="he")),
        SavedDraft(
            UUID(int=0xC2),
            ROSAS_ACCOUNT,
            MONDAY_NINE + timedelta(minutes=1),
            IncidentDraft(MONDAY_NINE, severity=Severity.NEAR_MISS, phone=PhoneCall(hold_minutes=0), alone=False),
        ),
    )
    with store.write() as unit:
        for draft in drafts:
            unit.drafts.add(draft)
        assert unit.drafts.of_owner(ROSAS_ACCOUNT) == drafts
        discarded = unit.drafts.save(replace(drafts[0], discarded=True))
        assert unit.drafts.of_owner(ROSAS_ACCOUNT) == drafts[1:]
        assert unit.drafts.get(discarded.id) == discarded


def test_pages_follow_each_other_whatever_the_filter(store: SqlStore) -> None:
    moments = [datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(hours=7 * (n // 2)) for n in range(60)]
    incidents = [
        an_incident(
            n,
            at,
            severity=Severity(n % 8),
            status=(Status.SUBMITTED, Status.CLOSED, Status.VOID)[n % 3],
            narrative=f"word{n % 5}",
            told_by_id=ROSA.id if n % 5 == 1 else None,
        )
        for n, at in enumerate(moments)
    ]
    with store.write() as unit:
        unit.incidents.add_many(incidents[:40])
        unit.incidents.add_many(incidents[40:])
        keep(unit)
    filters = (
        IncidentFilter(),
        IncidentFilter(first_day=date(2026, 1, 6), last_day=date(2026, 1, 9)),
        IncidentFilter(first_day=date(2026, 1, 1), last_day=date(2026, 1, 31), site_ids=frozenset({HARBOUR.id})),
        IncidentFilter(site_ids=frozenset()),
        IncidentFilter(statuses=frozenset({Status.CLOSED}), severities=frozenset({Severity.THREAT, Severity.INJURY})),
        IncidentFilter(statuses=frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.NEEDS_UPDATE, Status.REOPENED})),
        IncidentFilter(logged_by=ROSAS_ACCOUNT, or_told_by=ROSA.id),
    )
    with store.read() as unit:
        for wanted in filters:
            expected = [incident.id for incident in unit.incidents.stream(wanted, batch=7)]
            whole = unit.incidents.page(wanted)
            assert [row.id for row in whole] == expected
            assert unit.incidents.total(wanted) == len(whole)
            paged, after = [], None
            while rows := unit.incidents.page(wanted, after, limit=7):
                paged += rows
                after = rows[-1].key
            assert tuple(paged) == whole
            anchors = unit.incidents.anchors(wanted, None, 5, 100)
            assert anchors == tuple(row.key for row in whole[4::5])
            if anchors:
                assert unit.incidents.page(wanted, anchors[0], skip=2, limit=3) == whole[7:10]
    newest = sorted(incidents, key=lambda incident: incident.occurred_at, reverse=True)
    assert {row.id for row in whole[:2]} == {incident.id for incident in newest[:2]}
