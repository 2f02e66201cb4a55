"""What a new clinic is asked for, and the records that it begins with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import OpeningHours, Shift, accept_opening_hours
from incident_tracker.domain.clinic.people import Person, accept_person
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import Desk, PhoneLine, Profile, Site, accept_name, accept_site
from incident_tracker.domain.clinic.users import User, accept_user

FIRST_JOB = "manager"


@dataclass(frozen=True, slots=True)
class NewClinic:
    """What the first start asks for: one site, its desks and hours, and the first administrator.

    `zone` is an IANA name; `language` is "en" or "es".
    """

    site_name: str
    zone: str
    profile: Profile
    desks: tuple[str, ...]
    hours: OpeningHours
    user_name: str
    display_name: str
    passphrase: str = field(repr=False)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class FirstRecords:
    """What is in a database on its first day.

    `hours` are by site, `founder` is the user who set it up, if there is one.
    """

    settings: ClinicSettings
    sites: tuple[Site, ...]
    desks: tuple[Desk, ...]
    hours: Mapping[UUID, OpeningHours]
    people: tuple[Person, ...]
    users: tuple[User, ...]
    lines: tuple[PhoneLine, ...] = ()
    shifts: tuple[Shift, ...] = ()
    founder: UUID | None = None


def first_records(new: NewClinic, new_id: Callable[[], UUID]) -> FirstRecords:
    """The records of a new clinic; empty names of desks are left out. Errors: Refused at a field of `new`."""
    site = accept_site(new_id(), new.site_name, new.zone, new.profile)
    person = accept_person(new_id(), new.display_name or new.user_name, FIRST_JOB, site.id)
    user = accept_user(new_id(), new.user_name, Role.ADMINISTRATOR, (), person_id=person.id, sites=frozenset({site.id}))
    return FirstRecords(
        settings=ClinicSettings(new_id(), site.name, new.language),
        sites=(site,),
        desks=tuple(Desk(new_id(), site.id, accept_name(name, "desks")) for name in new.desks if name.strip()),
        hours={site.id: accept_opening_hours(new.hours)},
        people=(person,),
        users=(user,),
        founder=user.id,
    )
