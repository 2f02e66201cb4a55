"""The same log read again: nothing twice, and what was corrected in it changes only when someone says so."""

import pytest

from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.exchange.mapping import Mapping
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.importing import check_log, store_log
from incident_tracker.usecases.capture.incidents import list_incidents, show_incident
from tests.storage_fixtures import HARBOUR, HILL, Clinic

pytestmark = pytest.mark.postgres

NUMBERED = b"""Incident No,Date,Time,Type,Severity,Description
R-101,03/14/2025,14:05,Verbal,2,Shouted about the bill
R-102,03/17/2025,09:30,Verbal,2,Swore at the clerk
R-103,03/18/2025,10:30,Threat,3,Threatened to come back
"""
CORRECTED = b"""Incident No,Date,Time,Type,Severity,Description
R-101,03/14/2025,14:05,Verbal,2,Shouted about the bill
R-102,03/18/2025,09:30,Physical,5,Swore at the clerk and struck her
R-103,03/18/2025,10:30,Threat,3,Threatened to come back
R-104,03/19/2025,11:30,Verbal,2,Yelled on the phone
"""
PLAIN = b"""Date,Time,Type,Description
03/24/2025,14:05,Verbal,Shouted about parking
03/27/2025,09:30,Verbal,Swore at the guard
"""
WITH_ONE_MORE_COLUMN = b"""Date,Time,Type,Description,Follow up
03/24/2025,14:05,Verbal,Shouted about parking,letter sent
03/27/2025,9:30 AM,Verbal,Swore at the guard,
"""


def total(ctx: Context) -> int:
    return list_incidents(ctx, IncidentFilter()).total


def store(ctx: Context, content: bytes, *, correct: bool = False, mapping: Mapping | None = None) -> int:
    return store_log(ctx, check_log(ctx, content, mapping), correct=correct)


def test_a_corrected_row_is_shown_and_changes_its_incident_only_when_someone_says_so(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    assert store(maria, NUMBERED) == 3
    checked = check_log(maria, CORRECTED)
    assert (len(checked.accepted), len(checked.duplicates)) == (1, 2)
    (correction,) = checked.corrections
    assert correction.accepted.entry.row == 3
    assert set(correction.fields) == {"occurred_at", "kind", "severity", "narrative"}

    assert store_log(maria, checked) == 1
    before = show_incident(maria, correction.ref).incident
    assert (before.kind, int(before.severity)) == ("verbal_abuse", 2), "it stays until someone says so"

    assert store(maria, CORRECTED, correct=True) == 0
    file = show_incident(maria, correction.ref)
    assert (file.incident.kind, int(file.incident.severity), file.incident.version) == ("physical_attack", 5, 2)
    assert "Swore at the clerk" in file.incident.narrative, "what was written is never replaced"
    assert any("struck her" in one.text for one in file.addenda)
    assert {one.field for one in file.revisions} >= {"kind", "severity"}

    again = check_log(maria, CORRECTED)
    assert (again.accepted, again.corrections, len(again.duplicates)) == ((), (), 4)


@pytest.mark.parametrize("content", [NUMBERED, PLAIN])
def test_the_same_log_again_adds_nothing(clinic: Clinic, content: bytes) -> None:
    maria = clinic.as_role(Role.MANAGER)
    first = store(maria, content)
    again = check_log(maria, content)
    assert (again.accepted, again.corrections, len(again.duplicates)) == ((), (), first)


def test_one_more_column_and_another_way_to_write_the_time_make_no_other_incident(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    assert store(maria, PLAIN) == 2
    assert store(maria, WITH_ONE_MORE_COLUMN) == 0
    assert total(maria) == 2


def test_two_alike_in_one_log_stay_two_however_often_it_is_read(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    log = b"Date,Type,Weather\n03/24/2025,Verbal,rain\n03/24/2025,Verbal,sun\n"
    assert store(maria, log) == 2
    assert store(maria, log) == 0
    assert total(maria) == 2


def test_numbers_that_begin_again_each_year_or_in_another_log_are_other_incidents(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    assert store(maria, b"Incident No,Date,Type,Notes\n1,03/14/2024,Verbal,a\n2,03/15/2024,Verbal,b\n") == 2
    assert store(maria, b"Incident No,Date,Type,Notes\n1,03/14/2025,Verbal,c\n2,03/15/2025,Verbal,d\n") == 2
    phone = b"Incident No,Date,Type,Notes\n1,03/14/2025,Threat,e\n2,03/15/2025,Threat,f\n"
    assert len(check_log(maria, phone).corrections) == 2, "the same numbers on the same days"
    columns = {"Incident No": "external_id", "Date": "occurred_at", "Type": "kind", "Notes": "narrative"}
    assert store(maria, phone, mapping=Mapping(columns=columns, source="phone room")) == 2
    assert total(maria) == 6


def test_each_site_has_numbers_of_its_own(clinic: Clinic) -> None:
    admin, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    log = b"Incident No,Date,Type,Description\n1,03/14/2025,Verbal,a\n"
    assert store_log(maria, check_log(maria, log, site_id=HARBOUR.id)) == 1
    reason = "the second site brings its log along"
    other = check_log(admin, log.replace(b"Verbal", b"Threat"), site_id=HILL.id, reason=reason)
    assert (len(other.accepted), other.corrections) == (1, ())
