"""Names of the clinic's sites, desks and people as a command says them, and the records they mean."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Desk, Site
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_desks, list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms

R = TypeVar("R", Site, Desk, Person)


def site_called(ctx: Context, name: str | None) -> Site | None:
    """The site of this name or id; None if none is named. Errors: Refused at `site`."""
    return None if name is None else _called(list_sites(ctx), name, "site")


def desk_called(ctx: Context, name: str, site_id: UUID) -> Desk:
    """The desk of this name or id at a site. Errors: Refused at `desk`."""
    return _called(list_desks(ctx, site_id), name, "desk")


def person_called(ctx: Context, name: str, field: str = "person") -> Person:
    """The member of staff of this name or id. Errors: Refused at `field`."""
    return _called(list_people(ctx), name, field)


def clinic_names(ctx: Context) -> ClinicNames:
    """What everything at the clinic is called."""
    return ClinicNames(list_sites(ctx), list_desks(ctx), list_people(ctx), list_terms(ctx))


def sortable_moments_at(site: Site) -> MomentFormats:
    """Moments on the wall clock of a site, in the form that sorts."""
    return MomentFormats(
        lambda at: f"{at.astimezone(site.time_zone):%Y-%m-%d %H:%M}",
        lambda at: f"{at.astimezone(site.time_zone):%Y-%m-%d}",
        lambda at: month_of(at.astimezone(site.time_zone)),
    )


def _called(records: Iterable[R], name: str, field: str) -> R:
    for record in records:
        if name.casefold() in (record.name.casefold(), str(record.id)):
            return record
    raise Refused(Reason.UNKNOWN_TERM, field, term=name)
