"""Site, desk, phone line, and the rules of the jurisdiction that a site follows."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from incident_tracker.domain.clinic.last_days import accept_last_day
from incident_tracker.domain.errors import Reason, Refused

LONGEST_NAME = 120


class Profile(StrEnum):
    """Whose statutory log a site keeps."""

    CA_CLINIC = "ca-clinic"
    CA_HOSPITAL = "ca-hospital"
    WASHINGTON = "wa"
    OREGON = "or"
    OTHER = "other"


class Facility(StrEnum):
    """What kind of place a site is."""

    CLINIC = "clinic"
    HOSPITAL = "hospital"
    SURGERY_CENTER = "surgery-center"
    HOME_HEALTH = "home-health"
    BEHAVIORAL_HEALTH = "behavioral-health"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Site:
    """One place of the clinic. `zone` is an IANA time zone name; `facility` is None until someone says it.

    `last_day` is the last day, in its zone, on which it is used; it keeps its name in the records of before.
    """

    id: UUID
    name: str
    zone: str
    profile: Profile = Profile.OTHER
    version: int = 1
    facility: Facility | None = None
    last_day: date | None = None

    def in_use(self, day: date) -> bool:
        """Is it used on this day?"""
        return self.last_day is None or day <= self.last_day

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone in which this site's days begin and end."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk or unit of a site, such as check-in or billing; a report from it begins with its `channel`, if any.

    `last_day` is the last day on which it is used.
    """

    id: UUID
    site_id: UUID
    name: str
    version: int = 1
    channel: str | None = None
    last_day: date | None = None

    def in_use(self, day: date) -> bool:
        """Is it used on this day?"""
        return self.last_day is None or day <= self.last_day


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A line on which patients call a site; `last_day` is the last day on which it is used."""

    id: UUID
    site_id: UUID
    name: str
    version: int = 1
    last_day: date | None = None

    def in_use(self, day: date) -> bool:
        """Is it used on this day?"""
        return self.last_day is None or day <= self.last_day


Part = TypeVar("Part", Site, Desk, PhoneLine)


def accept_site(id: UUID, name: str, zone: str, profile: Profile, facility: Facility | None = None) -> Site:
    """A new site. Errors: Refused at `name` or `zone`."""
    if zone not in available_timezones():
        raise Refused(Reason.UNKNOWN_TERM, "zone", term=zone)
    return Site(id=id, name=accept_name(name), zone=zone, profile=profile, facility=facility)


def retired(place: Part, last_day: date | None, today: date, taken_away: date | None = None) -> Part:
    """`place` not used after `last_day` (None: used again without an end). Errors: as `accept_last_day`."""
    accept_last_day(last_day, place.last_day, today, taken_away)
    return replace(place, last_day=last_day)


def accept_name(name: str, field: str = "name") -> str:
    """A name without spaces around it. Errors: Refused when it is empty or longer than 120 characters."""
    name = " ".join(name.split())
    if not name:
        raise Refused(Reason.MISSING, field)
    if len(name) > LONGEST_NAME:
        raise Refused(Reason.TOO_LONG, field, most=LONGEST_NAME)
    return name


def accept_profile(code: str) -> Profile:
    """The jurisdiction profile with this code. Errors: Refused at `profile`."""
    try:
        return Profile(code)
    except ValueError:
        raise Refused(Reason.UNKNOWN_TERM, "profile") from None


def accept_facility(code: str | None) -> Facility | None:
    """The kind of place with this code, or None for none. Errors: Refused at `facility`."""
    if not code:
        return None
    try:
        return Facility(code)
    except ValueError:
        raise Refused(Reason.UNKNOWN_TERM, "facility") from None
