"""Site, desk, phone line, and the rules of the jurisdiction that a site follows."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from incident_tracker.domain.errors import Reason, Refused

LONGEST_NAME = 120


class Profile(StrEnum):
    """Whose statutory log a site keeps."""

    CA_CLINIC = "ca-clinic"
    CA_HOSPITAL = "ca-hospital"
    WASHINGTON = "wa"
    OREGON = "or"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Site:
    """One place of the clinic. `zone` is an IANA time zone name."""

    id: UUID
    name: str
    zone: str
    profile: Profile = Profile.OTHER
    active: bool = True
    version: int = 1

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone in which this site's days begin and end."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk or unit of a site, such as check-in or billing; a report from it begins with its `channel`, if any."""

    id: UUID
    site_id: UUID
    name: str
    active: bool = True
    version: int = 1
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A line on which patients call a site."""

    id: UUID
    site_id: UUID
    name: str
    active: bool = True
    version: int = 1


def accept_site(id: UUID, name: str, zone: str, profile: Profile) -> Site:
    """A new site. Errors: Refused at `name` or `zone`."""
    if zone not in available_timezones():
        raise Refused(Reason.UNKNOWN_TERM, "zone")
    return Site(id=id, name=accept_name(name), zone=zone, profile=profile)


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
