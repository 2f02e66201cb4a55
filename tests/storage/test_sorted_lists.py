"""A list in another order: each row once, in that order, at any place, and along an index where it may be long."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import event

from db.store import SqlStore
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentOrder, IncidentRow, SortBy
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import list_sorted, list_sorted_places
from incident_tracker.usecases.capture.review import start_review
from tests.bare_incidents import log_incident
from tests.storage_fixtures import CHECK_IN, HARBOUR, Clinic

EVERYTHING = IncidentFilter()
LEVELS = (2, 1, 5, 1, 2, 0, 3)


@pytest.fixture
def seven(clinic: Clinic) -> list[Incident]:
    """The latest first; every second at the check-in, the third in review."""
    made = []
    for at, level in enumerate(LEVELS):
        draft = IncidentDraft(
            occurred_at=clinic.clock() - timedelta(hours=at),
            site_id=HARBOUR.id,
            desk_id=CHECK_IN.id if at % 2 else None,
            channel="in_person_desk" if at % 3 else "phone_in",
            kind="hostility",
            severity=Severity(level),
        )
        made.append(log_incident(clinic.as_role(Role.MANAGER), draft).incident)
    start_review(clinic.as_role(Role.MANAGER), made[2].id, made[2].version)
    return made


def in_pages(clinic: Clinic, order: IncidentOrder, size: int = 3, role: Role = Role.MANAGER) -> list[IncidentRow]:
    rows: list[IncidentRow] = []
    while page := list_sorted(clinic.as_role(role), EVERYTHING, order, len(rows), size).items:
        rows += page
    return rows


@pytest.mark.parametrize("descending", [True, False])
def test_by_level_and_within_a_level_the_newest_first(clinic: Clinic, seven: list[Incident], descending: bool) -> None:
    rows = in_pages(clinic, IncidentOrder(SortBy.LEVEL, descending))
    expected = sorted(seven, key=lambda one: (one.severity * (-1 if descending else 1), -one.occurred_at.timestamp()))
    assert [row.ref for row in rows] == [one.ref for one in expected]


def test_by_time_number_desk_and_status(clinic: Clinic, seven: list[Incident]) -> None:
    refs = [one.ref for one in seven]

    def found(by: SortBy, descending: bool, *ranks: object) -> list[str]:
        order = IncidentOrder(by, descending, ranks)  # type: ignore[arg-type]  # ids and codes of the test
        return [row.ref for row in in_pages(clinic, order)]

    assert found(SortBy.WHEN, False) == refs[::-1]
    assert found(SortBy.REFERENCE, False) == sorted(refs)
    assert found(SortBy.REFERENCE, True) == sorted(refs, reverse=True)
    assert found(SortBy.DESK, False, CHECK_IN.id, None) == [*refs[1::2], *refs[::2]]
    assert found(SortBy.DESK, True, CHECK_IN.id, None) == [*refs[::2], *refs[1::2]]
    assert found(SortBy.DESK, False) == [*refs[1::2], *refs[::2]], "a desk that nobody ranked is not left out"
    assert found(SortBy.STATUS, True)[0] == refs[2]
    assert list(Status).index(Status.IN_REVIEW) > list(Status).index(Status.SUBMITTED)
    assert found(SortBy.CHANNEL, False, "phone_in", "in_person_desk") == [
        *refs[::3],
        *(ref for at, ref in enumerate(refs) if at % 3),
    ]


@pytest.mark.parametrize("by", [SortBy.LEVEL, SortBy.DESK])
def test_who_sees_no_names_has_no_rows_in_any_order(clinic: Clinic, seven: list[Incident], by: SortBy) -> None:
    assert in_pages(clinic, IncidentOrder(by), role=Role.COMMITTEE) == []


@pytest.mark.parametrize("by", [SortBy.WHEN, SortBy.REFERENCE, SortBy.LEVEL, SortBy.STATUS, SortBy.DESK])
@pytest.mark.parametrize("descending", [True, False])
def test_from_every_place_the_list_goes_on_as_it_would_have(
    clinic: Clinic, seven: list[Incident], by: SortBy, descending: bool
) -> None:
    manager, order = clinic.as_role(Role.MANAGER), IncidentOrder(by, descending, (CHECK_IN.id, None))
    refs = [row.ref for row in list_sorted(manager, EVERYTHING, order).items]
    places = [*list_sorted_places(manager, EVERYTHING, order, step=2)]
    while more := list_sorted_places(manager, EVERYTHING, order, places[-1], step=2):
        places += more
    assert [one.place for one in places] == sorted({one.place for one in places})
    ends = [*(one.place for one in places), len(refs)]
    assert all(further - near <= 2 for near, further in pairwise(ends)), "no part of the list is far from a place"
    for place in places:
        for skip in range(place.place, len(refs) + 1):
            rows = list_sorted(manager, EVERYTHING, order, skip, 3, place).items
            assert [row.ref for row in rows] == refs[skip : skip + 3]


@pytest.mark.parametrize("by", [SortBy.LEVEL, SortBy.DESK])
def test_who_sees_no_names_has_no_places(clinic: Clinic, seven: list[Incident], by: SortBy) -> None:
    assert list_sorted_places(clinic.as_role(Role.COMMITTEE), EVERYTHING, IncidentOrder(by), step=1) == ()


@pytest.mark.parametrize("by", [SortBy.WHEN, SortBy.REFERENCE, SortBy.LEVEL, SortBy.STATUS, SortBy.DESK])
@pytest.mark.parametrize("descending", [True, False])
def test_a_long_list_is_never_sorted_whole(store: SqlStore, by: SortBy, descending: bool) -> None:
    """SQLite says in its plan where it would have to sort rows by itself."""
    if store.engine.dialect.name != "sqlite":
        pytest.skip("the plan is read as SQLite tells it")
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.read() as unit:
        unit.incidents.sorted_page(EVERYTHING, IncidentOrder(by, descending, (CHECK_IN.id, None)), 0, 100)
    event.remove(store.engine, "before_cursor_execute", note)
    lists = [one for one in asked if "incident.ref" in one[0]]
    assert lists
    with store.engine.connect() as connection:
        for statement, parameters in lists:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()  # type: ignore[arg-type]  # as they were given
            assert "TEMP B-TREE" not in str(plan)
