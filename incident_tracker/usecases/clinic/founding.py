"""Make a clinic: settings, first site with desks and opening hours, first administrator; or an invented one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.demo.clinic import InventedClinic
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import OpeningHours, accept_opening_hours
from incident_tracker.domain.clinic.people import accept_person
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import Desk, Profile, accept_name, accept_site
from incident_tracker.domain.clinic.users import User, accept_user
from incident_tracker.ports.unit import Store
from incident_tracker.usecases.gate import outside_gate

FIRST_JOB = "manager"


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new clinic begins with."""

    site_name: str
    zone: str
    profile: Profile
    desks: tuple[str, ...]
    hours: OpeningHours
    user_name: str
    display_name: str
    language: str = "en"


@outside_gate("nobody can be signed in before there is a clinic")
def found_clinic(store: Store, wish: Founding, *, now: datetime, new_id: Callable[[], UUID]) -> User:
    """Fill an empty database; the first administrator. Errors: Refused at a field of `wish`; then nothing is kept."""
    site = accept_site(new_id(), wish.site_name, wish.zone, wish.profile)
    hours = accept_opening_hours(wish.hours)
    desks = tuple(Desk(new_id(), site.id, accept_name(name, "desks")) for name in wish.desks if name.strip())
    person = accept_person(new_id(), wish.display_name or wish.user_name, FIRST_JOB, site.id)
    user = accept_user(
        new_id(), wish.user_name, Role.ADMINISTRATOR, (), person_id=person.id, sites=frozenset({site.id})
    )
    settings = ClinicSettings(new_id(), site.name, wish.language)
    with store.write() as unit:
        unit.settings.add(settings)
        unit.sites.add(site)
        for desk in desks:
            unit.sites.add_desk(desk)
        unit.calendars.set_opening_hours(site.id, hours)
        unit.people.add(person)
        unit.users.add(user)
        for kind, record in (("clinic", settings), ("site", site), ("person", person), ("user", user)):
            unit.audit.append(at=now, actor_id=user.id, act="created", kind=kind, object_id=record.id, after=record)
        unit.commit()
    return user


@outside_gate("an invented clinic has no owner who could be asked")
def found_invented_clinic(
    store: Store, invented: InventedClinic, *, now: datetime, new_id: Callable[[], UUID], language: str = "en"
) -> None:
    """Fill an empty database with the places, people and accounts of an invented clinic."""
    settings = ClinicSettings(new_id(), invented.sites[0].name, language, invented=True)
    with store.write() as unit:
        unit.settings.add(settings)
        for site in invented.sites:
            unit.sites.add(site)
            unit.calendars.set_opening_hours(site.id, invented.hours)
        for desk in invented.desks:
            unit.sites.add_desk(desk)
        for line in invented.lines:
            unit.sites.add_line(line)
        for person in sorted(invented.people, key=lambda person: person.manager_id is not None):  # managers first
            unit.people.add(person)
            mine = tuple(shift for shift in invented.shifts if shift.person_id == person.id)
            unit.calendars.set_shifts(person.id, mine)
        for account in invented.accounts:
            unit.users.add(account.user)
        unit.audit.append(at=now, actor_id=None, act="invented", kind="clinic", object_id=settings.id, after=settings)
        unit.commit()
