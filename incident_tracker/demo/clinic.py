"""The invented clinic: sites, desks, people with their shifts, and an account for every role."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from random import Random
from uuid import UUID

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Break, OpeningHours, Shift, Span
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Desk, PhoneLine, Profile, Site
from incident_tracker.domain.clinic.users import User

ZONE = "America/Los_Angeles"
NAME = "Bayside Community Health"
"""What the organization is called; its sites have names of their own."""
_SITE_NAMES = (
    "Harbour Street Clinic",
    "Hillside Family Health",
    "Mission Garden Clinic",
    "Lakeview Community Care",
    "Northgate Health Center",
    "Cedar Park Clinic",
)
_DESK_NAMES = ("Check-in", "Check-out and billing", "Phone room")
_PEOPLE = (
    ("Maria Castellanos", "manager", True),
    ("Sam Whitfield", "manager", True),
    ("Rosa Delgado", "receptionist", False),
    ("Alex Nguyen", "receptionist", False),
    ("Priya Raman", "receptionist", False),
    ("Tom Becker", "call_centre_agent", False),
    ("Noor Haddad", "scheduler", False),
    ("Grace Oyelaran", "community_health_worker", True),
    ("Dana Kowalski", "billing_counsellor", False),
    ("Luis Ortega", "interpreter", False),
)
_FIRST_NAMES = ("Imani", "Jonas", "Lucía", "Mei", "Omar", "Petra", "Ravi", "Sofia", "Theo", "Yara")
_LAST_NAMES = ("Abebe", "Brandt", "Cruz", "Dubois", "Eriksen", "Fonseca", "Gupta", "Hoang", "Ivanov", "Jensen")
_ACCOUNTS = (
    ("rosa", Role.RECEPTION, "Rosa Delgado", "quiet harbour morning tea"),
    ("sam", Role.SUPERVISOR, "Sam Whitfield", "seven lanterns on the pier"),
    ("maria", Role.MANAGER, "Maria Castellanos", "green bicycle under the oak"),
    ("committee", Role.COMMITTEE, None, "paper boats in early spring"),
    ("privacy", Role.PRIVACY, None, "slow river behind the mill"),
    ("admin", Role.ADMINISTRATOR, None, "wooden bridge after the rain"),
    ("grace", Role.RECEPTION, "Grace Oyelaran", "warm bread on the windowsill"),  # leads debriefs
)


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the invented clinic with the pass phrase that everyone may know."""

    user: User
    passphrase: str


@dataclass(frozen=True, slots=True)
class InventedClinic:
    """Everything about the clinic that does not change from month to month; no one and nothing in it is real."""

    sites: tuple[Site, ...]
    desks: tuple[Desk, ...]
    lines: tuple[PhoneLine, ...]
    hours: OpeningHours
    people: tuple[Person, ...]
    shifts: tuple[Shift, ...]
    accounts: tuple[Account, ...]

    def staff_of(self, site: Site) -> tuple[Person, ...]:
        """The people who work at a site."""
        return tuple(person for person in self.people if person.site_id == site.id)

    def desks_of(self, site: Site) -> tuple[Desk, ...]:
        """The desks of a site."""
        return tuple(desk for desk in self.desks if desk.site_id == site.id)


def invented_clinic(random: Random, sites: int = 2) -> InventedClinic:
    """The clinic that a seeded `random` gives; one to six sites have names of their own, further ones a number."""
    places = tuple(
        Site(_id(random), name, ZONE, Profile.CA_CLINIC) for name in (_site_name(number) for number in range(sites))
    )
    desks = tuple(Desk(_id(random), site.id, name) for site in places for name in _DESK_NAMES)
    names = _names(random)
    people = tuple(
        person for number, site in enumerate(places) for person in _people(random, site, desks, names, number == 0)
    )
    return InventedClinic(
        sites=places,
        desks=desks,
        lines=tuple(PhoneLine(_id(random), site.id, "Main line") for site in places),
        hours=OpeningHours(ZONE, ((Span(time(8), time(18)),),) * 5 + ((Span(time(9), time(13)),), ())),
        people=people,
        shifts=tuple(shift for person in people for shift in _shifts(random, person)),
        accounts=_accounts(random, places, people),
    )


def _site_name(number: int) -> str:
    return _SITE_NAMES[number] if number < len(_SITE_NAMES) else f"Clinic {number + 1}"


def _names(random: Random) -> Iterator[str]:
    """Names of people, each once while there are others."""
    while True:
        yield from random.sample([f"{first} {last}" for first in _FIRST_NAMES for last in _LAST_NAMES], 100)


def _people(random: Random, site: Site, desks: tuple[Desk, ...], names: Iterator[str], first: bool) -> list[Person]:
    own_desks = [desk for desk in desks if desk.site_id == site.id]
    manager_id = _id(random)
    staff = []
    for place, (name, job, leads) in enumerate(_PEOPLE):
        shown = name if first else next(names)
        at_desk = job in {"receptionist", "call_centre_agent", "scheduler", "billing_counsellor"}
        staff.append(
            Person(
                id=manager_id if place == 0 else _id(random),
                name=shown,
                job=job,
                site_id=site.id,
                desk_id=own_desks[place % len(own_desks)].id if at_desk else None,
                may_facilitate=leads,
                manager_id=None if place == 0 else manager_id,
            )
        )
    return staff


def _shifts(random: Random, person: Person) -> list[Shift]:
    early = random.random() < 0.5
    start, end, pause = (time(8), time(16, 30), time(12)) if early else (time(9, 30), time(18), time(13))
    lunch = Break(pause, pause.replace(minute=30))
    return [Shift(_id(random), person.id, weekday, start, end, (lunch,)) for weekday in range(5)]


def _accounts(random: Random, sites: tuple[Site, ...], people: tuple[Person, ...]) -> tuple[Account, ...]:
    by_name = {person.name: person.id for person in people}
    everywhere = frozenset(site.id for site in sites)
    return tuple(
        Account(
            User(
                id=_id(random),
                name=name,
                role=role,
                person_id=by_name.get(person or ""),
                sites=everywhere if role is Role.MANAGER else frozenset({sites[0].id}),
            ),
            passphrase,
        )
        for name, role, person, passphrase in _ACCOUNTS
    )


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)
