"""Finding incidents by a part of their number: in any spelling, as far as one may see them, without opening them."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.references import ALPHABET, beginnings, reference
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.finding import find_by_number
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.bare_incidents import log_incident
from tests.storage_fixtures import CHECK_IN, HARBOUR, Clinic
from tests.tries import examples

YEARS = range(2027, 2016, -1)


def logged(clinic: Clinic, role: Role = Role.RECEPTION, days_ago: int = 0) -> Incident:
    draft = IncidentDraft(
        occurred_at=clinic.clock() - timedelta(days=days_ago),
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        channel="phone_in",
        kind="hostility",
        severity=Severity.HOSTILE,
    )
    return log_incident(clinic.as_role(role), draft).incident


@pytest.mark.postgres
def test_any_part_from_the_mark_the_year_or_the_code_onwards_finds_it(clinic: Clinic) -> None:
    incident = logged(clinic)
    mark, year, code = incident.ref.split("-")
    typed = [incident.ref, incident.ref.lower(), f"{mark} {year} {code}", f"{mark}{year}{code}", f" {code} ", code[:2]]
    typed += [f"{year}-{code}", f"{year}{code[:1]}", f"{mark}-{year}-{code[:1]}", f"{mark}\u2011{year}\u2011{code}"]
    for text in typed:
        assert [row.id for row in find_by_number(clinic.as_role(Role.MANAGER), text)] == [incident.id], text


def test_what_is_no_part_of_a_number_finds_nothing(clinic: Clinic) -> None:
    incident = logged(clinic)
    for text in ("", " ", "-", "?", incident.ref[:1], f"{incident.ref}X", "0O1I", "\u0664\u0664", "x" * 5_000, "a\0b"):
        assert find_by_number(clinic.as_role(Role.MANAGER), text) == (), text


def test_this_year_comes_before_others(clinic: Clinic) -> None:
    old, new = logged(clinic, days_ago=300), logged(clinic)
    manager = clinic.as_role(Role.MANAGER)
    for letter in ALPHABET:
        rows = [*find_by_number(manager, f"{old.ref[:7]}{letter}"), *find_by_number(manager, f"2026{letter}")]
        assert {row.id for row in rows} <= {old.id, new.id}
    parts = beginnings(new.ref[-2:], [new.ref[:2]], YEARS)
    assert [part[3:7] for part in parts] == sorted((part[3:7] for part in parts), reverse=True)


def test_a_person_at_the_desk_finds_their_own_and_no_view_is_noted(clinic: Clinic) -> None:
    mine, other = logged(clinic), logged(clinic, Role.SUPERVISOR)
    rosa = clinic.as_role(Role.RECEPTION)
    before = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()).lines
    assert [row.id for row in find_by_number(rosa, mine.ref)] == [mine.id]
    assert find_by_number(rosa, other.ref) == ()
    assert list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()).lines == before


def test_the_committee_finds_no_number_of_others(clinic: Clinic) -> None:
    incident = logged(clinic)
    assert find_by_number(clinic.as_role(Role.COMMITTEE), incident.ref[-4:]) == ()


@settings(max_examples=examples(60), deadline=None)
@given(st.uuids(), st.uuids(), st.integers(2017, 2027), st.integers(0, 7), st.data())
def test_every_part_of_every_number_leads_to_how_it_begins(
    site: object, id: object, year: int, attempt: int, data: st.DataObject
) -> None:
    ref = reference(site, year, id, attempt)  # type: ignore[arg-type]  # they are UUIDs
    start = data.draw(st.sampled_from([0, 3, 8]))
    end = data.draw(st.integers(10, len(ref)))
    parts = beginnings(ref[start:end], [ref[:2]], YEARS)
    assert any(ref.startswith(part) for part in parts)
