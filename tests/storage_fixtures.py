"""A prepared clinic in a real database, for every test that stores something.

`clinic` is the whole of it, `ctx` its manager; `clinic.as_role(Role.RECEPTION)` gives the others. With the mark
`postgres` a test runs on the encrypted file and on a server. Both are copies of a template made once.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import make_url

from db.store import SqlStore, create_store, open_server_store, open_store, server_cabinet
from db.unit import SqlUnit
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Break, OpeningHours, Shift, Span
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import Desk, Profile, Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.ports.context import Actor, Context
from incident_tracker.security.cabinet import KEYS, Cabinet, FileCabinet
from incident_tracker.security.key_file import KeyRing, ring_text
from incident_tracker.security.key_ring import with_second_key, with_slot
from incident_tracker.security.keys import DataKeys
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.security.steady_clock import Reading
from incident_tracker.usecases.clinic.shipped_terms import put_in
from tests.postgres_server import PostgresServer

MONDAY_NINE = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # nine in the morning in Los Angeles
KEY = bytes(range(32))
IDENTITY_KEY = bytes(range(50, 82))
STORE_MARK = bytes(range(100, 116))
PASSPHRASE = "seven quiet herons by the pond"  # of every user
DEVICE = "test-computer"
_WORKDAY = Span(time(8), time(17))


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, moment: datetime = MONDAY_NINE) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        """As a monotonic clock, for the idle lock."""
        return self.moment.timestamp()

    def advance(self, by: timedelta) -> datetime:
        """Let time pass; the new moment."""
        self.moment += by
        return self.moment


class RunningTime:
    """How long a computer has been running, which stands still until it is told to go on."""

    def __init__(self) -> None:
        self.run = 1
        self.seconds = 1_000.0

    def __call__(self) -> Reading:
        return Reading(f"run {self.run}", self.seconds)

    def restart(self) -> None:
        """The computer is started again."""
        self.run += 1
        self.seconds = 0.0


class Ids:
    """UUIDs that count up, so that a failing test reads the same every time."""

    def __init__(self, start: int = 0x1000) -> None:
        self.last = start

    def __call__(self) -> UUID:
        self.last += 1
        return UUID(int=self.last)


def a_site(number: int = 1, *, name: str = "Harbour Street", zone: str = "America/Los_Angeles") -> Site:
    """A site whose id is its number."""
    return Site(UUID(int=number), name, zone, Profile.CA_CLINIC)


def a_person(number: int, name: str, site: Site, **changes: object) -> Person:
    """A receptionist whose id is its number; `changes` override fields."""
    values: dict[str, object] = {"job": "receptionist"} | changes
    return Person(UUID(int=number), name, site_id=site.id, **values)  # type: ignore[arg-type]


HARBOUR = a_site(0x51)
HILL = a_site(0x52, name="Hill Road")
CHECK_IN = Desk(UUID(int=0x61), HARBOUR.id, "Check-in")
HILL_DESK = Desk(UUID(int=0x62), HILL.id, "Check-in")
MARIA = a_person(0x73, "Maria Manager", HARBOUR, job="manager", may_facilitate=True)
ROSA = a_person(0x71, "Rosa Reception", HARBOUR, desk_id=CHECK_IN.id, manager_id=MARIA.id)
SAM = a_person(0x72, "Sam Supervisor", HARBOUR, job="supervisor", may_facilitate=True, manager_id=MARIA.id)
ALEX = a_person(0x74, "Alex Reception", HARBOUR, desk_id=CHECK_IN.id, manager_id=MARIA.id)
HANNA = a_person(0x75, "Hanna Hill", HILL, desk_id=HILL_DESK.id)
PEOPLE = (MARIA, ROSA, SAM, ALEX, HANNA)
USERS = {
    Role.RECEPTION: User(UUID(int=0x81), "rosa", Role.RECEPTION, ROSA.id, frozenset({HARBOUR.id})),
    Role.SUPERVISOR: User(UUID(int=0x82), "sam", Role.SUPERVISOR, SAM.id, frozenset({HARBOUR.id})),
    Role.MANAGER: User(UUID(int=0x83), "maria", Role.MANAGER, MARIA.id, frozenset({HARBOUR.id})),
    Role.COMMITTEE: User(UUID(int=0x84), "chris", Role.COMMITTEE, None, frozenset({HARBOUR.id, HILL.id})),
    Role.ADMINISTRATOR: User(UUID(int=0x85), "ada", Role.ADMINISTRATOR, None, frozenset()),
    Role.PRIVACY: User(UUID(int=0x86), "paul", Role.PRIVACY, None, frozenset()),
}


@dataclass(slots=True)
class Clinic:
    """The prepared clinic: two sites, five people with shifts, one user of every role."""

    store: SqlStore
    clock: Clock
    new_id: Ids
    site: Site = HARBOUR
    other_site: Site = HILL
    desk: Desk = CHECK_IN
    users: dict[Role, User] = field(default_factory=lambda: dict(USERS))

    def as_user(self, user: User) -> Context:
        """The context of a user who confirmed the pass phrase just now."""
        actor = Actor(user.id, user.name, user.role, user.sites, user.person_id)
        return Context(actor, self.store, self.clock, self.new_id, confirmed_at=self.clock())

    def as_role(self, role: Role) -> Context:
        """The context of the one user of this role."""
        return self.as_user(self.users[role])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests that store something run on the file; with the mark `postgres` also on a server."""
    if "store_kind" in metafunc.fixturenames:
        kinds = ["file"]
        if metafunc.definition.get_closest_marker("postgres"):
            kinds.append("server")
        metafunc.parametrize("store_kind", kinds)


@pytest.fixture(scope="session")
def file_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prepared clinic as a closed database file."""
    path = tmp_path_factory.mktemp("template") / "clinic.db"
    write_keys(FileCabinet(path))
    store = create_store(path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    _prepare(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def server_template(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of the database on the server that holds the prepared clinic."""
    url = postgres_server.new_database()
    write_keys(server_cabinet(url, create=True))
    folder = tmp_path_factory.mktemp("server")
    store = open_server_store(url, open_keys(), device=DEVICE, folder=folder, now=MONDAY_NINE, cost=FLOOR)
    _prepare(store)
    store.close()
    return str(make_url(url).database)


@pytest.fixture
def store_path(file_template: Path, tmp_path: Path) -> Path:
    """A copy of the prepared database file, not opened yet."""
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(file_template.with_name(name), tmp_path / name)
    return tmp_path / "clinic.db"


@pytest.fixture
def store(store_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """The prepared clinic, opened."""
    if store_kind == "file":
        path = request.getfixturevalue("store_path")
        opened = open_store(path, open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    else:
        template = request.getfixturevalue("server_template")
        url = request.getfixturevalue("postgres_server").new_database(template)
        opened = open_server_store(url, open_keys(), device=DEVICE, folder=tmp_path, now=MONDAY_NINE, cost=FLOOR)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    """Monday, 2 March 2026, nine in the morning in Los Angeles."""
    return Clock()


@pytest.fixture
def running() -> RunningTime:
    """How long this computer has been running: it stands still."""
    return RunningTime()


@pytest.fixture
def clinic(store: SqlStore, clock: Clock) -> Clinic:
    """The prepared clinic with its clock."""
    return Clinic(store, clock, Ids())


@pytest.fixture
def ctx(clinic: Clinic) -> Context:
    """The manager of the prepared clinic."""
    return clinic.as_role(Role.MANAGER)


@pytest.fixture
def as_role(clinic: Clinic) -> Callable[[Role], Context]:
    """Gives the context of the one user of a role."""
    return clinic.as_role


def open_keys() -> DataKeys:
    """The data keys of the prepared clinic, as the person who signs in has them."""
    return DataKeys(bytearray(KEY), bytearray(IDENTITY_KEY))


def keep(unit: SqlUnit) -> None:
    """Commit what a test wrote past the use cases, under an entry, as everything that is written has one."""
    unit.audit.append(at=MONDAY_NINE, actor_id=None, act="recorded", kind="clinic", object_id=None, after=None)
    unit.commit()


def write_keys(cabinet: Cabinet) -> None:
    """A key ring with one slot, for the administrator; the others get theirs from tests that sign them in."""
    ring = with_second_key(KeyRing(STORE_MARK), open_keys())
    cabinet.write(KEYS, ring_text(with_slot(ring, open_keys(), "ada", PASSPHRASE, cost=FLOOR)))


def _prepare(store: SqlStore) -> None:
    with store.write() as unit:
        unit.settings.add(ClinicSettings(UUID(int=0x50), "Harbour Clinic"))
        put_in(unit, MONDAY_NINE)
        for site, desk in ((HARBOUR, CHECK_IN), (HILL, HILL_DESK)):
            unit.sites.add(site)
            unit.sites.add_desk(desk)
            unit.calendars.set_opening_hours(site.id, OpeningHours(site.zone, ((_WORKDAY,),) * 5 + ((), ())))
        for number, person in enumerate(PEOPLE):
            unit.people.add(person)
            unit.calendars.set_shifts(person.id, _shifts(person, 0x100 + number * 0x10))
        for user in USERS.values():
            unit.users.add(user)
        unit.audit.append(at=MONDAY_NINE, actor_id=None, act="invented", kind="clinic", object_id=None, after=None)
        unit.commit()


def _shifts(person: Person, first: int) -> tuple[Shift, ...]:
    lunch = (Break(time(12), time(12, 30)),)
    return tuple(
        Shift(UUID(int=first + weekday), person.id, weekday, _WORKDAY.start, _WORKDAY.end, lunch)
        for weekday in range(5)
    )
