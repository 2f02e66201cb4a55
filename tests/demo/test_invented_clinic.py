"""The invented clinic is the same for the same seed, uses only shipped terms, and holds nothing impossible."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from incident_tracker.demo.clinic import InventedClinic, invented_clinic
from incident_tracker.demo.incidents import invented_incidents
from incident_tracker.demo.months import invented_months
from incident_tracker.demo.stories import OUTCOMES, STORIES
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.terms_used import check_terms
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.clinic.shipped_terms import shipped_terms

UNTIL = datetime(2026, 3, 18, 17, 0, tzinfo=UTC)
IMPROVED = date(2025, 9, 1)


def invented(seed: int, count: int = 400) -> tuple[InventedClinic, list[Incident]]:
    random = Random(seed)
    clinic = invented_clinic(random)
    months = {site: invented_months(random, date(2024, 4, 1), UNTIL.date(), IMPROVED) for site in clinic.sites}
    return clinic, list(invented_incidents(random, clinic, months, count, UNTIL, IMPROVED))


@pytest.fixture(scope="module")
def terms() -> set[tuple[str, str]]:
    return {(term.vocabulary, term.code) for term in shipped_terms()}


def test_the_same_seed_gives_the_same_clinic() -> None:
    assert invented(1) == invented(1)
    assert invented(1) != invented(2)


def test_every_code_is_a_shipped_term(terms: set[tuple[str, str]]) -> None:
    _clinic, incidents = invented(1)
    for incident in incidents:
        check_terms(incident, lambda vocabulary, code: (vocabulary, code) in terms)
    used = {("outcome", code) for code in OUTCOMES} | {("trigger", story.trigger) for story in STORIES}
    used |= {("factor", code) for story in STORIES for code in story.factors}
    assert used <= terms


def test_incidents_are_in_the_past_at_sites_of_the_clinic() -> None:
    clinic, incidents = invented(1)
    sites = {site.id for site in clinic.sites}
    people = {person.id for person in clinic.people}
    assert len(incidents) == 400
    assert all(incident.occurred.at < UNTIL and incident.logged_at <= UNTIL for incident in incidents)
    assert {incident.site_id for incident in incidents} == sites
    assert all(one.person_id in people for incident in incidents for one in incident.details.affected)
    assert len({incident.id for incident in incidents}) == 400


def test_what_the_clinic_changed_shows() -> None:
    _clinic, incidents = invented(1, 4000)
    late = [one for one in incidents if "late_policy_applied" in one.details.deescalation.triggers]
    before = sum(one.occurred_day < IMPROVED for one in late) / 17
    after = sum(one.occurred_day >= IMPROVED for one in late) / 6.5
    assert after < before * 0.6


def test_there_is_an_account_for_every_role() -> None:
    clinic, _incidents = invented(1, 1)
    assert {account.user.role for account in clinic.accounts} == set(Role)
    assert all(len(account.passphrase) >= 15 for account in clinic.accounts)
