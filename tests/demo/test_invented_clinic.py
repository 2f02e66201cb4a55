"""The invented clinic is the same for the same seed, uses only shipped terms, and holds nothing impossible."""

from collections import Counter
from datetime import UTC, date, datetime
from math import sqrt
from random import Random

import pytest

from incident_tracker.demo.clinic import NAME, InventedClinic, invented_clinic
from incident_tracker.demo.incidents import invented_incidents
from incident_tracker.demo.months import invented_months
from incident_tracker.demo.stories import IN_PERSON, OUTCOMES, STORIES
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.severity import Severity
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


@pytest.fixture(scope="module")
def two_years() -> tuple[InventedClinic, list[Incident]]:
    """As many as people get who look around for long."""
    return invented(1, 2000)


def test_nobody_is_hit_by_mail_and_the_police_are_rare(two_years: tuple[InventedClinic, list[Incident]]) -> None:
    _clinic, incidents = two_years
    attacks = [one for one in incidents if one.severity >= Severity.OBJECTS]
    assert attacks
    assert {one.channel for one in attacks} <= IN_PERSON
    serious = [one for one in incidents if one.severity >= Severity.THREAT]
    called = [one for one in serious if one.details.police is not None and one.details.police.called]
    assert 0.01 <= len(called) / len(serious) <= 0.03
    assert all(one.details.police is None for one in incidents if one.severity < Severity.THREAT)


def test_some_records_stay_incomplete_and_stories_differ(two_years: tuple[InventedClinic, list[Incident]]) -> None:
    clinic, incidents = two_years
    calming = [one.details.deescalation for one in incidents]
    incomplete = [one for one in calming if not one.triggers or one.outcome is None]
    assert 0.1 <= len(incomplete) / len(incidents) <= 0.3
    assert len({one.narrative for one in incidents}) >= 150
    names = [person.name for person in clinic.people]
    assert len(set(names)) == len(names)
    assert NAME not in {site.name for site in clinic.sites}


def test_factors_do_not_follow_from_triggers(two_years: tuple[InventedClinic, list[Incident]]) -> None:
    """Cramér's V of what set it off and what was behind it, over all pairs that were named together."""
    _clinic, incidents = two_years
    pairs = Counter(
        (trigger, factor)
        for one in incidents
        for trigger in one.details.deescalation.triggers
        for factor in one.details.factors
    )
    total = sum(pairs.values())
    rows, columns = Counter[str](), Counter[str]()
    for (trigger, factor), n in pairs.items():
        rows[trigger] += n
        columns[factor] += n
    chi = sum(
        (pairs[row, column] - rows[row] * columns[column] / total) ** 2 / (rows[row] * columns[column] / total)
        for row in rows
        for column in columns
    )
    assert 0.1 <= sqrt(chi / total / (min(len(rows), len(columns)) - 1)) <= 0.6
