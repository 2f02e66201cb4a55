"""The summaries always say what counting the incidents would say."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import update

from db.capture.checks import check_summaries
from db.capture.tables import status_table
from db.engine import WRITES
from db.store import SqlStore
from incident_tracker.domain.capture.deescalation import Deescalation, Resolved, TechniqueEffect, TechniqueStep
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.moments import Moment, month_of
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect, difference, tallies
from incident_tracker.domain.clinic.access import Role
from tests.storage_fixtures import HARBOUR, HILL, MONDAY_NINE, USERS, Clinic, keep
from tests.tries import examples

ALWAYS = ("0000-00", "9999-99")
PLAIN = Incident(
    id=UUID(int=1),
    ref="K7-2026-AAAA",
    status=Status.SUBMITTED,
    site_id=HARBOUR.id,
    desk_id=None,
    occurred=Moment(MONDAY_NINE),
    occurred_day=MONDAY_NINE.date(),
    channel="email",
    kind="threat",
    severity=Severity.THREAT,
    logged_at=MONDAY_NINE,
    logged_by=USERS[Role.MANAGER].id,
)


def incidents() -> st.SearchStrategy[Incident]:
    """Incidents over two sites and some months, with codes that repeat and overlap."""
    details = st.builds(
        Details,
        factors=st.lists(st.sampled_from(("ACC1", "COM1", "POL1")), max_size=3).map(tuple),
        deescalation=st.builds(
            Deescalation,
            triggers=st.lists(st.sampled_from(("wait_in_room", "bad_news")), max_size=2).map(tuple),
            steps=st.lists(
                st.builds(TechniqueStep, st.sampled_from(("apology", "security")), st.sampled_from(TechniqueEffect)),
                max_size=3,
            ).map(tuple),
            resolved=st.none() | st.sampled_from(Resolved),
        ),
        police=st.none() | st.just(PoliceDecision(True, "weapon")),
        security_called=st.none() | st.booleans(),
    )

    def built(
        id: UUID, days: int, site: UUID, severity: Severity, channel: str, status: Status, told: Details, text: str
    ) -> Incident:
        at = MONDAY_NINE - timedelta(days=days)
        return Incident(
            id=id,
            ref=f"K7-{id.hex[:16]}",
            site_id=site,
            desk_id=None,
            occurred=Moment(at),
            occurred_day=at.date(),
            channel=channel,
            kind="threat",
            severity=severity,
            logged_at=MONDAY_NINE,
            logged_by=USERS[Role.MANAGER].id,
            status=status,
            narrative=text,
            details=told,
        )

    return st.builds(
        built,
        st.uuids(),
        st.integers(0, 100),
        st.sampled_from((HARBOUR.id, HILL.id)),
        st.sampled_from(Severity),
        st.sampled_from(("phone_in", "email")),
        st.sampled_from(Status),
        details,
        st.sampled_from(("", "shouting", "whispering words")),
    )


class Summaries(RuleBasedStateMachine):
    """Adds, changes and adds many, in any order; after each step the summaries are what counting gives."""

    store: SqlStore
    stored = Bundle("stored")

    def __init__(self) -> None:
        super().__init__()
        self.expected: dict[UUID, Incident] = {}

    @initialize()
    def start(self) -> None:
        self.unit_context = self.store.write()
        self.unit = self.unit_context.__enter__()

    @rule(target=stored, incident=incidents())
    def add(self, incident: Incident) -> Incident:
        self.unit.incidents.add(incident)
        self.expected[incident.id] = incident
        return incident

    @rule(many=st.lists(incidents(), max_size=4, unique_by=lambda incident: incident.id))
    def add_many(self, many: list[Incident]) -> None:
        self.unit.incidents.add_many(many)
        self.expected |= {incident.id: incident for incident in many}

    @rule(target=stored, present=consumes(stored), wanted=incidents())
    def change(self, present: Incident, wanted: Incident) -> Incident:
        changed = replace(wanted, id=present.id, ref=present.ref, version=present.version)
        saved = self.unit.incidents.save(changed)
        self.expected[saved.id] = saved
        return saved

    @invariant()
    def summaries_agree(self) -> None:
        everything = self.expected.values()
        counted = [incident for incident in everything if incident.status in COUNTED]
        unit = self.unit
        assert unit.tallies.differences() == 0
        assert unit.tallies.by_month(*ALWAYS) == Counter(month_of(incident.occurred_day) for incident in counted)
        assert unit.tallies.by_severity(*ALWAYS) == Counter(incident.severity for incident in counted)
        assert unit.tallies.by_site(*ALWAYS) == Counter(incident.site_id for incident in counted)
        assert unit.tallies.by_code(Aspect.FACTOR, *ALWAYS) == Counter(
            code for incident in counted for code in set(incident.details.factors)
        )
        assert unit.incidents.total(IncidentFilter()) == len(self.expected)
        hits = unit.incidents.search("shouting", IncidentFilter(), limit=1000)
        assert {row.id for row in hits} == {item.id for item in everything if item.narrative == "shouting"}

    def teardown(self) -> None:
        if hasattr(self, "unit_context"):
            self.unit_context.__exit__(None, None, None)


def test_summaries_follow_every_edit(store: SqlStore) -> None:
    machine = type("SummariesOfThisStore", (Summaries,), {"store": store})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples(25), stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.postgres
def test_damaged_summaries_are_noticed_and_rebuilt(clinic: Clinic) -> None:
    one = replace(PLAIN, details=Details(factors=("ACC1",)))
    with clinic.store.write() as unit:
        unit.incidents.add(one)
        unit.incidents.add_many([replace(one, id=UUID(int=2), ref="K7-2026-BBBB")])
        assert unit.tallies.months() == ("2026-03",)
        assert unit.tallies.by_channel(*ALWAYS) == {"email": 2}
        keep(unit)
    with clinic.store.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(update(status_table).values(n=7))
    with clinic.store.write() as unit:
        assert unit.incidents.total(IncidentFilter()) == 7
        assert unit.tallies.differences() == 2
        assert [finding.kind for finding in check_summaries(unit, False)] == ["summary"]
        assert [finding.kind for finding in check_summaries(unit, True)] == ["summary"]
        assert list(check_summaries(unit, False)) == []
        assert unit.tallies.by_status() == {Status.SUBMITTED: 2}
        keep(unit)


def test_lost_words_are_noticed_and_found_again(store: SqlStore) -> None:
    with store.write() as unit:
        unit.incidents.add(replace(PLAIN, narrative="shouting"))
        keep(unit)
    with store.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.exec_driver_sql("DELETE FROM incident_text")
    with store.write() as unit:
        assert unit.incidents.search("shouting", IncidentFilter()) == ()
        assert [finding.kind for finding in check_summaries(unit, True)] == ["words"]
        assert list(check_summaries(unit, False)) == []
        assert len(unit.incidents.search("shouting", IncidentFilter())) == 1


@pytest.mark.postgres
def test_words_that_are_not_those_of_the_record_are_noticed_where_the_index_holds_them(store: SqlStore) -> None:
    with store.write() as unit:
        unit.incidents.add(replace(PLAIN, narrative="shouting"))
        keep(unit)
    with store.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE incident_text SET words = 'whispering'")
    holds_words = store.engine.dialect.name == "postgresql"  # the file's index cannot be read back
    with store.write() as unit:
        assert [finding.kind for finding in check_summaries(unit, True)] == ["words"] * holds_words
        assert list(check_summaries(unit, False)) == []
        assert len(unit.incidents.search("shouting", IncidentFilter())) == holds_words


def test_what_an_incident_adds_is_taken_away_again() -> None:
    one = PLAIN
    assert difference(one, one) == {}
    assert difference(one, None) == dict.fromkeys(tallies(one), -1)
    assert len(tallies(replace(one, status=Status.VOID))) == 1


def test_no_word_of_a_description_can_be_read_in_the_files(store: SqlStore, store_path: Path) -> None:
    word = "Xylophonbauer"
    with store.write() as unit:
        unit.incidents.add(replace(PLAIN, narrative=f"{word} " * 50))
        keep(unit)
    files = [path for path in store_path.parent.iterdir() if path.is_file()]
    assert len(files) >= 2
    for file in files:
        held = file.read_bytes()
        assert word.encode() not in held
        assert word[:3].lower().encode() * 2 not in held
