"""A clinic brings its old log along: checked first, stored whole or not at all, and never twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.parties import PhysicalImpact
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ConfirmationNeeded, FileRefused, NotAllowed, Refused
from incident_tracker.exchange.mapping import Mapping
from incident_tracker.exchange.readings import Obstacle, ReadingNotice
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.bulk import Canceled
from incident_tracker.usecases.capture.importing import CheckedLog, check_log, store_log
from incident_tracker.usecases.capture.incidents import list_incidents, search_incidents, show_incident
from incident_tracker.usecases.clinic.sites import add_site
from tests.storage_fixtures import CHECK_IN, HARBOUR, HILL, ROSA, Clinic

pytestmark = pytest.mark.postgres

LOG = b"""Incident Date,Time,Incident #,Desk,Type,Severity,Job affected,Injury,What happened
01/13/2025,14:05,000804,Check-in,Physical,Mild,Receptionist,First aid,Threw a clipboard over the counter.
01/14/2025,10:00-12:00,000805,Billing,Verbal,,,None,Shouted about a bill.
02/15/2025,Time unknown,000806,,Threat,,Nurse,,
"""


def stored(ctx: Context, checked: CheckedLog) -> int:
    return store_log(ctx, checked)


def total(ctx: Context) -> int:
    return list_incidents(ctx, IncidentFilter()).total


def test_an_old_log_becomes_incidents(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    checked = check_log(maria, LOG)
    assert (len(checked.accepted), checked.refused, checked.months) == (3, (), {"2025-01": 2, "2025-02": 1})
    assert total(maria) == 0, "checking stores nothing"
    assert stored(maria, checked) == 3
    (row,) = search_incidents(maria, "clipboard", IncidentFilter()).items
    incident = show_incident(maria, row.id).incident
    assert incident.occurred_at == datetime(2025, 1, 13, 22, 5, tzinfo=UTC), "the wall clock of the site is meant"
    assert (incident.site_id, incident.desk_id, incident.kind, int(incident.severity)) == (
        HARBOUR.id,
        CHECK_IN.id,
        "physical_attack",
        6,
    )
    assert (incident.mode, incident.logged_at, incident.reporter_id) == (CaptureMode.IMPORT, clinic.clock(), None)
    (affected,) = incident.affected
    assert (affected.job, affected.physical, affected.told_by_others) == (
        "receptionist",
        PhysicalImpact.FIRST_AID,
        True,
    )
    assert incident.narrative.startswith("Threw a clipboard over the counter.\nIncident #: 000804")
    (billing,) = search_incidents(maria, "Billing", IncidentFilter()).items
    assert billing.desk_id is None, "a desk that is not one of the site's stays in the description"
    with clinic.store.read() as unit:
        assert unit.tallies.differences() == 0
        assert [entry.act for entry in unit.audit.entries()].count("imported") == 1


def test_the_same_log_twice_changes_nothing(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    first = check_log(maria, LOG)
    stored(maria, first)
    assert stored(maria, first) == 0, "also when it was checked before the first was stored"
    again = check_log(maria, LOG + b"03/20/2025,09:00,000807,,Verbal,,,,New this month\n")
    references = {item.ref for item in list_incidents(maria, IncidentFilter()).items}
    assert {one.of for one in again.duplicates} == references
    assert [one.row for one in again.duplicates] == [2, 3, 4]
    assert (stored(maria, again), total(maria)) == (1, 4)


def test_what_has_not_happened_yet_or_elsewhere_is_refused_row_by_row(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    rows = ("02/25/2026,Harbour Street,Verbal", "12/31/2026,Harbour Street,Threat", "02/20/2026,Moon,Threat")
    content = "\n".join(("Date,Clinic,Type", *rows)).encode()
    mapping = Mapping(columns={"Date": "occurred_date", "Clinic": "site", "Type": "kind"})
    checked = check_log(maria, content, mapping)
    assert [(one.row, one.column, one.reason) for one in checked.refused] == [
        (3, "occurred_at", Obstacle.IN_THE_FUTURE),
        (4, "site", Obstacle.UNKNOWN_SITE),
    ]
    assert stored(maria, checked) == 1


def test_a_site_out_of_reach_is_not_within_reach_of_a_file(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    content = b"Date,Site,Type\n02/25/2026,Hill Road,Verbal\n"
    mapping = Mapping(columns={"Date": "occurred_at", "Site": "site"})
    assert [one.reason for one in check_log(maria, content, mapping).refused] == [Obstacle.UNKNOWN_SITE]
    with pytest.raises(NotAllowed):
        check_log(maria, LOG, site_id=HILL.id)


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.SUPERVISOR, Role.COMMITTEE, Role.PRIVACY])
def test_others_do_not_read_in_logs(as_role: Callable[[Role], Context], role: Role) -> None:
    with pytest.raises(NotAllowed):
        check_log(as_role(role), LOG)


def test_an_administrator_says_why_and_where(clinic: Clinic) -> None:
    ada, why = clinic.as_role(Role.ADMINISTRATOR), "the log of the years before this program"
    with pytest.raises(Refused) as refused:
        check_log(ada, LOG, site_id=HILL.id)
    assert refused.value.field == "reason"
    with pytest.raises(Refused) as refused:
        check_log(ada, LOG, reason=why)
    assert refused.value.field == "site"
    checked = check_log(ada, LOG, site_id=HILL.id, reason=why)
    clinic.clock.advance(timedelta(minutes=6))
    with pytest.raises(ConfirmationNeeded):
        store_log(ada, checked, reason=why)


def test_stopping_half_way_leaves_nothing(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    checked = check_log(maria, LOG)
    with pytest.raises(Canceled):
        store_log(maria, checked, canceled=lambda: True)
    assert total(maria) == 0


def test_that_the_police_came_is_kept_without_inventing_why(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    content = b"Incident Date,Type,Action taken\n02/25/2026,Verbal,Called 911\n02/26/2026,Threat,Security called\n"
    assert stored(maria, check_log(maria, content)) == 2
    later, earlier = (show_incident(maria, row.id).incident for row in list_incidents(maria, IncidentFilter()).items)
    assert (earlier.details.deescalation.outcome, earlier.details.police) == ("police", None)
    assert "Action taken: Called 911" in earlier.narrative
    assert (later.details.deescalation.outcome, later.details.security_called) == (None, True)


def test_counts_become_as_many_incidents_and_hidden_counts_none(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    checked = check_log(maria, b"Month,Type,Count\n2025 Jan,Verbal,3\n2025 Feb,Verbal,*\n2025 Mar,Threat,0\n")
    assert [(one.row, one.value, one.reason) for one in checked.refused] == [(3, "*", Obstacle.SUPPRESSED)]
    assert (checked.incidents, stored(maria, checked), total(maria)) == (3, 3, 3)
    assert stored(maria, checked) == 0


def test_codes_that_are_not_in_the_lists_of_the_clinic_are_refused_at_once(clinic: Clinic) -> None:
    mapping = Mapping(columns={"Incident Date": "occurred_at"}, values={"kind": {"Verbal": "rudeness"}})
    with pytest.raises(FileRefused) as refused:
        check_log(clinic.as_role(Role.MANAGER), LOG, mapping)
    assert refused.value.reason == "mapping"


def test_who_told_it_is_found_by_name_and_never_taken_as_text(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    content = b"Date,Reporter,Type\n02/25/2026,rosa reception,Verbal\n02/26/2026,Someone Else,Threat\n"
    mapping = Mapping(columns={"Date": "occurred_at", "Reporter": "reporter", "Type": "kind"})
    checked = check_log(maria, content, mapping)
    assert [one.told_by_id for one in checked.accepted] == [ROSA.id, None]
    assert ReadingNotice.REPORTERS_UNKNOWN in {note.notice for note in checked.notes}
    stored(maria, checked)
    assert not search_incidents(maria, "Someone", IncidentFilter()).items


def test_the_night_the_clocks_change_is_told(clinic: Clinic) -> None:
    ada, why = clinic.as_role(Role.ADMINISTRATOR), "the log of the years before this program"
    berlin = add_site(ada, "Berlin", "Europe/Berlin", "other")
    content = b"Date,Time,Type\n31.03.2024,02:30,Physical\n27.10.2024,02:30,Threat\n"
    checked = check_log(ada, content, site_id=berlin.id, reason=why)
    assert [one.at for one in checked.accepted] == [
        datetime(2024, 3, 31, 1, tzinfo=UTC),
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    ]
    assert {ReadingNotice.CLOCK_SKIPPED, ReadingNotice.CLOCK_TWICE} <= {note.notice for note in checked.notes}
