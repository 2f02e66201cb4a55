"""What saving and listing cost in steps of the database's own machine, which must not grow with what is stored."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from db.store import SqlStore
from db.unit import SqlUnit
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from tests.storage_fixtures import HARBOUR, ROSA, USERS, keep

FEW, MANY = 300, 3_000
STEP = 10
SOMEONE, NOBODY_ELSE = USERS[Role.MANAGER].id, USERS[Role.RECEPTION].id
FIRST = datetime(2026, 1, 5, 12, tzinfo=UTC)
RARE = frozenset({Status.VOID})
_PARTS = [f"K7-{year}-00029" for year in range(1990, 2027)]


def test_what_a_save_and_a_page_cost_does_not_grow_with_the_number_of_incidents(store: SqlStore) -> None:
    asked: dict[str, Callable[[SqlUnit], object]] = {
        "save": _save_one,
        "add": lambda unit: unit.incidents.add(_incident(90_000)),
        "first page": lambda unit: unit.incidents.page(IncidentFilter(), limit=50),
        "total": lambda unit: unit.incidents.total(IncidentFilter()),
        "struck out": lambda unit: unit.incidents.page(IncidentFilter(statuses=RARE), limit=50),
        "own reports": lambda unit: unit.incidents.page(_own(), limit=50),
        "by a part of the number": lambda unit: unit.incidents.with_numbers(_PARTS, _harbour(), limit=6),
        "own by a part of it": lambda unit: unit.incidents.with_numbers(_PARTS, _own(), limit=6),
        "number of own reports": lambda unit: unit.incidents.total(_own()),
    }
    _fill(store, 0, FEW)
    few = {name: _steps(store, act) for name, act in asked.items()}
    _fill(store, FEW, MANY)
    many = {name: _steps(store, act) for name, act in asked.items()}
    assert {name: (few[name], many[name]) for name in asked if many[name] > 1.5 * few[name] + 40} == {}


def _own() -> IncidentFilter:
    return IncidentFilter(logged_by=NOBODY_ELSE, or_told_by=ROSA.id)


def _harbour() -> IncidentFilter:
    return IncidentFilter(site_ids=frozenset({HARBOUR.id}))


def _save_one(unit: SqlUnit) -> None:
    unit.incidents.save(unit.incidents.get(UUID(int=0xA0005)))


def _steps(store: SqlStore, act: Callable[[SqlUnit], object]) -> int:
    """How many times ten steps the machine takes; nothing is kept."""
    taken: list[None] = []

    def step() -> int:
        taken.append(None)
        return 0

    with store.write() as unit:
        driver = unit._connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(step, STEP)
        act(unit)
        driver.set_progress_handler(None, STEP)
    return len(taken)


def _fill(store: SqlStore, first: int, last: int) -> None:
    with store.write() as unit:
        unit.incidents.add_many([_incident(number) for number in range(first, last)])
        keep(unit)


def _incident(number: int) -> Incident:
    """One of someone's; the first ten are another's, and the first three of those are struck out."""
    at = FIRST + timedelta(minutes=number)
    return Incident(
        id=UUID(int=0xA0000 + number),
        ref=f"K7-2026-{number:06}",
        site_id=HARBOUR.id,
        desk_id=None,
        occurred=Moment(at),
        occurred_day=at.date(),
        channel="phone_in",
        kind="verbal_abuse",
        severity=Severity.ABUSE_IN_WORDS,
        logged_at=at,
        logged_by=NOBODY_ELSE if number < 10 else SOMEONE,
        status=Status.VOID if number < 3 else Status.CLOSED,
        narrative="Shouted at the desk",
    )
