"""Sites, desks and phone lines: read, added, changed, and retired from a day on; nothing is ever deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours
from incident_tracker.domain.clinic.last_days import goes_on_longer
from incident_tracker.domain.clinic.quick_choices import CHANNEL, with_channel
from incident_tracker.domain.clinic.sites import (
    Desk,
    PhoneLine,
    Site,
    accept_facility,
    accept_name,
    accept_profile,
    accept_site,
    retired,
)
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.last_days import taken_away_today, until_then
from incident_tracker.usecases.gate import Work, needs

P = TypeVar("P", Desk, PhoneLine)


@dataclass(frozen=True, slots=True)
class SiteSheet:
    """A site with everything that belongs to it."""

    site: Site
    desks: tuple[Desk, ...]
    lines: tuple[PhoneLine, ...]
    hours: OpeningHours
    closed_days: tuple[ClosedDay, ...]


@needs(Permission.SEE_CLINIC)
def list_sites(work: Work) -> tuple[Site, ...]:
    """All sites, by name."""
    return work.unit.sites.all()


@needs(Permission.SEE_CLINIC, at_the_door=True)
def own_zone(work: Work) -> str:
    """The IANA time zone of the actor's site (of the first one, where there are several)."""
    sites = work.unit.sites.all()
    return next((site for site in sites if site.id in work.actor.sites), sites[0]).zone


@needs(Permission.SEE_CLINIC)
def list_desks(work: Work, site_id: UUID | None = None) -> tuple[Desk, ...]:
    """The desks of a site, or of all."""
    return work.unit.sites.desks(site_id)


@needs(Permission.SEE_CLINIC)
def list_site_sheets(work: Work) -> tuple[SiteSheet, ...]:
    """Every site with everything that belongs to it, by name."""
    return tuple(_sheet(work, site) for site in work.unit.sites.all())


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_site(work: Work, name: str, zone: str, profile: str, facility: str | None = None) -> Site:
    """A new site. Errors: Refused at `name`, `zone`, `profile` or `facility`; NotAllowed for a manager of certain
    sites only.
    """
    work.require()
    site = accept_site(work.new_id(), name, zone, accept_profile(profile), accept_facility(facility))
    _check_free(site, work.unit.sites.all())
    work.unit.sites.add(site)
    work.record("created", "site", site.id, after=site)
    return site


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def change_site(work: Work, site: Site) -> Site:
    """Save another name, jurisdiction or kind of a site. Its time zone stays, because its months were counted in it.

    Errors: Refused at `name` or `zone`, NotFound, ChangedMeanwhile.
    """
    work.require(site_id=site.id)
    present = work.unit.sites.get(site.id)
    if site.zone != present.zone:
        raise Refused(Reason.ZONE_STAYS, "zone")
    checked = accept_site(site.id, site.name, site.zone, site.profile, site.facility)
    _check_free(checked, work.unit.sites.all())
    saved = work.unit.sites.save(replace(site, name=checked.name, last_day=present.last_day))
    work.record("changed", "site", site.id, after=saved)
    return saved


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def retire_site(work: Work, site: Site, last_day: date | None) -> Site:
    """Use a site until `last_day` only, or without an end again. It keeps its name in every record.

    Errors: Refused at `last_day` for a day that has passed (but the one that was taken away today) or where no other
    site goes on, NotAllowed, ChangedMeanwhile.
    """
    work.require()
    present = work.unit.sites.get(site.id)
    had = taken_away_today(work, "site", site.id, present)
    wanted = retired(present, last_day, today(work, present), had)
    saved = work.unit.sites.save(replace(wanted, version=site.version))
    if not any(other.last_day is None for other in work.unit.sites.all()):
        raise Refused(Reason.LAST_SITE, "last_day")
    noted = until_then(present.last_day, last_day)
    work.record("retired" if last_day else "changed", "site", site.id, after=saved, facts=noted)
    return saved


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_desk(work: Work, site_id: UUID, name: str, channel: str | None = None) -> Desk:
    """A new desk of a site; a report from it begins with `channel`, if any.

    Errors: Refused at `name` or `channel`, NotFound.
    """
    work.require(site_id=work.unit.sites.get(site_id).id)
    named = Desk(work.new_id(), site_id, accept_name(name))
    desk = with_channel(named, channel, work.unit.terms.all(CHANNEL), today(work))
    _check_part(desk, work.unit.sites.desks(site_id))
    work.unit.sites.add_desk(desk)
    work.record("created", "desk", desk.id, after=desk)
    return desk


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def change_desk(work: Work, desk: Desk) -> Desk:
    """Save another name or channel of a desk, which stays at its site.

    Errors: Refused at `name` or `channel`, NotFound, ChangedMeanwhile.
    """
    present = _desk(work, desk.id)
    wanted = replace(present, name=accept_name(desk.name), version=desk.version)
    if desk.channel != present.channel:
        wanted = with_channel(wanted, desk.channel, work.unit.terms.all(CHANNEL), today(work))
    _check_part(wanted, work.unit.sites.desks(present.site_id))
    saved = work.unit.sites.save_desk(wanted)
    work.record("changed", "desk", desk.id, after=saved)
    return saved


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def retire_desk(work: Work, desk: Desk, last_day: date | None) -> Desk:
    """Use a desk until `last_day` only, or without an end again. It keeps its name in every record.

    Errors: Refused at `last_day` for a day that has passed (but the one that was taken away today), or where another
    one of the site has its name meanwhile; NotFound, ChangedMeanwhile.
    """
    present = _desk(work, desk.id)
    wanted = _ended(work, "desk", present, last_day)
    _check_again(wanted, present, work.unit.sites.desks(present.site_id))
    saved = work.unit.sites.save_desk(replace(wanted, version=desk.version))
    noted = until_then(present.last_day, last_day)
    work.record("retired" if last_day else "changed", "desk", desk.id, after=saved, facts=noted)
    return saved


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_phone_line(work: Work, site_id: UUID, name: str) -> PhoneLine:
    """A new phone line of a site. Errors: Refused at `name`, NotFound."""
    work.require(site_id=work.unit.sites.get(site_id).id)
    line = PhoneLine(work.new_id(), site_id, accept_name(name))
    _check_part(line, work.unit.sites.lines(site_id))
    work.unit.sites.add_line(line)
    work.record("created", "phone_line", line.id, after=line)
    return line


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def change_phone_line(work: Work, line: PhoneLine) -> PhoneLine:
    """Save another name of a line, which stays at its site. Errors: Refused at `name`, NotFound, ChangedMeanwhile."""
    present = _line(work, line.id)
    wanted = replace(present, name=accept_name(line.name), version=line.version)
    _check_part(wanted, work.unit.sites.lines(present.site_id))
    saved = work.unit.sites.save_line(wanted)
    work.record("changed", "phone_line", line.id, after=saved)
    return saved


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def retire_phone_line(work: Work, line: PhoneLine, last_day: date | None) -> PhoneLine:
    """Use a line until `last_day` only, or without an end again. Errors: as `retire_desk`."""
    present = _line(work, line.id)
    wanted = _ended(work, "phone_line", present, last_day)
    _check_again(wanted, present, work.unit.sites.lines(present.site_id))
    saved = work.unit.sites.save_line(replace(wanted, version=line.version))
    noted = until_then(present.last_day, last_day)
    work.record("retired" if last_day else "changed", "phone_line", line.id, after=saved, facts=noted)
    return saved


def _ended(work: Work, kind: str, part: P, last_day: date | None) -> P:
    site = work.unit.sites.get(part.site_id)
    return retired(part, last_day, today(work, site), taken_away_today(work, kind, part.id, site))


def _desk(work: Work, id: UUID) -> Desk:
    """The desk as it is on record, at a site in reach: what the caller says of where it is decides nothing."""
    return _part(work, "desk", id, work.unit.sites.desks())


def _line(work: Work, id: UUID) -> PhoneLine:
    return _part(work, "phone_line", id, work.unit.sites.lines())


def _part(work: Work, kind: str, id: UUID, parts: Sequence[P]) -> P:
    present = next((one for one in parts if one.id == id), None)
    if present is None:
        raise NotFound(kind)
    work.require(site_id=present.site_id)
    return present


def _sheet(work: Work, site: Site) -> SiteSheet:
    unit = work.unit
    return SiteSheet(
        site,
        unit.sites.desks(site.id),
        unit.sites.lines(site.id),
        unit.calendars.opening_hours(site),
        unit.calendars.closed_days(site.id),
    )


def _check_free(site: Site, present: tuple[Site, ...]) -> None:
    if any(other.id != site.id and other.name.casefold() == site.name.casefold() for other in present):
        raise Refused(Reason.NAME_TAKEN, "name")


def _check_part(part: Desk | PhoneLine, present: Sequence[Desk | PhoneLine]) -> None:
    """Errors: Refused where another desk or line of the site that is not retired has this name."""
    names = {other.name.casefold() for other in present if other.id != part.id and other.last_day is None}
    if part.name.casefold() in names:
        raise Refused(Reason.NAME_TAKEN, "name")


def _check_again(wanted: Desk | PhoneLine, present: Desk | PhoneLine, others: Sequence[Desk | PhoneLine]) -> None:
    """Errors: Refused at `last_day` where it would be used longer, and another has its name meanwhile."""
    if goes_on_longer(present.last_day, wanted.last_day):
        try:
            _check_part(wanted, others)
        except Refused as taken:
            raise Refused(Reason.NAME_TAKEN_MEANWHILE, "last_day") from taken
