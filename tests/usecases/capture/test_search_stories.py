"""Searching descriptions: in any spelling, newest first by when it happened, and never an error whatever is typed."""

import random
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import add_addendum, search_incidents
from tests.bare_incidents import log_incident
from tests.storage_fixtures import HARBOUR, HILL, MONDAY_NINE, USERS, Clinic, keep
from tests.tries import examples

EVERYTHING = IncidentFilter()


def told(clinic: Clinic, text: str, minutes_ago: int = 0) -> Incident:
    """Logged by Rosa."""
    draft = IncidentDraft(
        occurred_at=MONDAY_NINE - timedelta(minutes=minutes_ago),
        site_id=HARBOUR.id,
        channel="phone_in",
        kind="hostility",
        severity=Severity.HOSTILE,
        narrative=text,
    )
    return log_incident(clinic.as_role(Role.RECEPTION), draft).incident


def found(clinic: Clinic, text: str, wanted: IncidentFilter = EVERYTHING, limit: int = 50) -> list[UUID]:
    return [row.id for row in search_incidents(clinic.as_role(Role.SUPERVISOR), text, wanted, limit).items]


@pytest.mark.postgres
def test_the_latest_to_happen_comes_first_whenever_it_was_entered(clinic: Clinic) -> None:
    times = [30, 5, 90, 5, 60]
    made = [told(clinic, "Shouted about a refill", minutes) for minutes in times]
    by_number = sorted(range(5), key=lambda at: (times[at], -at))
    assert found(clinic, "refill") == [made[at].id for at in by_number]
    assert found(clinic, "refill", limit=2) == [made[at].id for at in by_number[:2]]
    assert found(clinic, "re") == [made[at].id for at in by_number]


@pytest.mark.postgres
def test_what_is_added_later_is_found_in_any_spelling_too(clinic: Clinic) -> None:
    one = told(clinic, "Called twice")
    add_addendum(clinic.as_role(Role.SUPERVISOR), one.id, "Mrs. O’Brien said “co‑pay” to Sen\u0303ora Ibáñez")
    for words in ("obrien", "O'Brien twice", "co-pay", '"co-pay"', "SEÑORA ibanez"):
        assert found(clinic, words) == [one.id], words
    assert found(clinic, "copay") == []


@pytest.mark.postgres
def test_a_text_without_a_letter_or_digit_is_nothing_to_search_for(clinic: Clinic) -> None:
    told(clinic, "50% ?! \u2764\ufe0f %")
    sam = clinic.as_role(Role.SUPERVISOR)
    for text in ("?!", "%", "_", '"', "''", "\0", "\ud800", "\u2764\ufe0f", "\u0301", "  "):
        page = search_incidents(sam, text, EVERYTHING)
        assert (page.searched, page.total, page.items) == (False, 0, ())
    for text in ("a\0b", "a\ud800b", "AND", 'NEAR("a" "b")', "abc*", "words:abc", "-abc", "x" * 10_000, "ab " * 5_000):
        page = search_incidents(sam, text, EVERYTHING)
        assert (page.searched, page.total, page.items) == (True, 0, ())


@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.text(max_size=30), st.integers(0, 4)), min_size=1, max_size=6),
    st.text(max_size=8),
    st.integers(0, 5),
)
def test_whatever_is_told_and_typed_each_word_finds_its_incident(
    clinic: Clinic, texts: list[tuple[str, int]], typed: str, which: int
) -> None:
    with clinic.store.write() as unit:
        incidents = [_bare(at, minutes, text) for at, (text, minutes) in enumerate(texts)]
        unit.incidents.add_many([one for one in incidents if not _has_surrogate(one.narrative)])
        unit.incidents.search(typed, EVERYTHING)
        unit.incidents.hits(typed, EVERYTHING, 10)
        for one in incidents[which : which + 1]:
            if _has_surrogate(one.narrative):
                continue
            for word in one.narrative.split():
                hits = unit.incidents.search(word, EVERYTHING)
                keys = [row.key for row in hits]
                assert keys == sorted(keys, key=lambda key: (key.occurred_at, key.number), reverse=True)
                assert one.id in [row.id for row in hits] or not any(letter.isalnum() for letter in word)


def test_among_thousands_frequent_and_rare_words_are_found_in_order(clinic: Clinic) -> None:
    """The newest third never says "pelican", nearly all the others do; "heron" is rare; entered in no order at all."""
    chance = random.Random(7)
    count = 4_800
    texts = {
        at: " ".join(("shouted", *(["pelican"] if at > count // 3 else []), *(["heron"] if at % 500 == 3 else [])))
        for at in range(count)
    }
    order = list(texts)
    chance.shuffle(order)
    incidents = [_bare(at, at, texts[at]) for at in order]
    with clinic.store.write() as unit:
        unit.incidents.add_many(incidents)
        keep(unit)
    newest = sorted(incidents, key=lambda one: one.occurred_at, reverse=True)
    for word in ("shouted", "pelican", "heron", "pelican heron", "héron"):
        parts = word.replace("é", "e").split()
        expected = [one.id for one in newest if all(part in one.narrative for part in parts)]
        with clinic.store.read() as unit:
            assert [row.id for row in unit.incidents.search(word, EVERYTHING, limit=5_000)] == expected, word
            assert unit.incidents.hits(word, EVERYTHING, 5_000) == len(expected)
            elsewhere = IncidentFilter(site_ids=frozenset({HILL.id}))
            hill = [one.id for one in newest if one.site_id == HILL.id and one.id in set(expected)]
            assert [row.id for row in unit.incidents.search(word, elsewhere, limit=100)] == hill[:100], word


def _bare(number: int, minutes_ago: int, text: str) -> Incident:
    at = MONDAY_NINE - timedelta(minutes=minutes_ago)
    return Incident(
        id=UUID(int=0xB0000 + number),
        ref=f"K7-2026-{number:06}",
        site_id=HILL.id if number % 3 else HARBOUR.id,
        desk_id=None,
        occurred=Moment(at),
        occurred_day=at.date(),
        channel="phone_in",
        kind="verbal_abuse",
        severity=Severity.ABUSE_IN_WORDS,
        logged_at=MONDAY_NINE,
        logged_by=USERS[Role.RECEPTION].id,
        status=Status.SUBMITTED,
        narrative=text,
    )


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)
