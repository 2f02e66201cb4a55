"""Sites, desks, phone lines, opening hours and closed days."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import OpeningHours, Span, accept_opening_hours
from incident_tracker.domain.clinic.sites import Desk, PhoneLine, Site, accept_name, accept_profile, accept_site
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@dataclass(frozen=True, slots=True)
class SiteSheet:
    """A site with everything that belongs to it."""

    site: Site
    desks: tuple[Desk, ...]
    lines: tuple[PhoneLine, ...]
    hours: OpeningHours


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
def show_site(work: Work, site_id: UUID) -> SiteSheet:
    """A site with desks, lines and opening hours. Errors: NotFound."""
    site = work.unit.sites.get(site_id)
    return SiteSheet(
        site, work.unit.sites.desks(site_id), work.unit.sites.lines(site_id), work.unit.calendars.opening_hours(site)
    )


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_site(work: Work, name: str, zone: str, profile: str) -> Site:
    """A new site. Errors: Refused at `name`, `zone` or `profile`; NotAllowed for a manager of certain sites only."""
    work.require()
    site = accept_site(work.new_id(), name, zone, accept_profile(profile))
    _check_free(site, work.unit.sites.all())
    work.unit.sites.add(site)
    work.record("created", "site", site.id, after=site)
    return site


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def change_site(work: Work, site: Site) -> Site:
    """Save a changed site. Errors: Refused at `name` or `zone`, ChangedMeanwhile."""
    work.require(site_id=site.id)
    checked = accept_site(site.id, site.name, site.zone, site.profile)
    _check_free(checked, work.unit.sites.all())
    saved = work.unit.sites.save(replace(site, name=checked.name))
    work.record("changed", "site", site.id, after=saved)
    return saved


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_desk(work: Work, site_id: UUID, name: str) -> Desk:
    """A new desk of a site. Errors: Refused at `name`, NotFound."""
    work.require(site_id=work.unit.sites.get(site_id).id)
    desk = Desk(work.new_id(), site_id, accept_name(name))
    work.unit.sites.add_desk(desk)
    work.record("created", "desk", desk.id, after=desk)
    return desk


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def change_desk(work: Work, desk: Desk) -> Desk:
    """Rename or retire a desk, which stays at its site. Errors: Refused at `name`, NotFound, ChangedMeanwhile."""
    present = next((one for one in work.unit.sites.desks() if one.id == desk.id), None)
    if present is None:
        raise NotFound("desk")
    work.require(site_id=present.site_id)  # as it is on record: what the caller says decides nothing
    saved = work.unit.sites.save_desk(replace(desk, site_id=present.site_id, name=accept_name(desk.name)))
    work.record("changed", "desk", desk.id, after=saved)
    return saved


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_phone_line(work: Work, site_id: UUID, name: str) -> PhoneLine:
    """A new phone line of a site. Errors: Refused at `name`, NotFound."""
    work.require(site_id=work.unit.sites.get(site_id).id)
    line = PhoneLine(work.new_id(), site_id, accept_name(name))
    work.unit.sites.add_line(line)
    work.record("created", "phone_line", line.id, after=line)
    return line


@needs(Permission.SEE_CLINIC)
def opening_hours(work: Work, site_id: UUID) -> OpeningHours:
    """When a site is open. Errors: NotFound."""
    return work.unit.calendars.opening_hours(work.unit.sites.get(site_id))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def set_opening_hours(
    work: Work, site_id: UUID, weekly: tuple[tuple[Span, ...], ...], closed_days: frozenset[date]
) -> OpeningHours:
    """Replace opening hours and closed days of a site. Errors: Refused at `weekly`, NotFound."""
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    hours = accept_opening_hours(OpeningHours(site.zone, weekly, closed_days))
    work.unit.calendars.set_opening_hours(site_id, hours)
    work.record("hours_changed", "opening_hours", site_id, after=hours)
    return hours


@needs(Permission.SEE_CLINIC)
def suggested_closed_days(_work: Work, year: int, state: str | None = None) -> dict[date, str]:
    """The public holidays of the United States in `year` with their names, with those of `state` ("CA") if given."""
    import holidays  # a large library that is rarely needed

    return dict(sorted(holidays.country_holidays("US", subdiv=state, years=year).items()))


def _check_free(site: Site, present: tuple[Site, ...]) -> None:
    if any(other.id != site.id and other.name.casefold() == site.name.casefold() for other in present):
        raise Refused(Reason.NAME_TAKEN, "name")
