"""The clinic's names and the choices its lists offer, for the pages."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.clinic.directory import DirectoryEntry, entries_at
from incident_tracker.domain.clinic.sites import Desk, Site
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.labels.clinic.directory import entry_text
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.directory import list_directory
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_desks, list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms
from ui.widgets.choice_chips import Choice


@dataclass(frozen=True)
class ClinicChoices(ClinicNames):
    """What codes and ids are called, and what may be chosen on the day `today`."""

    today: date = date.min
    directory: tuple[DirectoryEntry, ...] = ()
    """Where patients find help, also what is no longer shown."""

    def help_lines(self, site_id: UUID | None) -> list[str]:
        """Where patients of a site find help today, one line for each."""
        return [entry_text(one) for one in entries_at(self.directory, site_id, self.today)]

    def choices(self, vocabulary: str) -> tuple[Choice, ...]:
        """The terms of a vocabulary that are still offered."""
        language = wording.language()
        return tuple(
            Choice(term.code, term.labeled(language), term.explained(language)) for term in self.offered(vocabulary)
        )

    def offered(self, vocabulary: str) -> tuple[Term, ...]:
        """The terms of a vocabulary that are still offered, in their order."""
        return tuple(term for term in self.by_vocabulary.get(vocabulary, {}).values() if term.valid_on(self.today))

    @property
    def open_sites(self) -> tuple[Site, ...]:
        """The sites that are in use."""
        return tuple(site for site in self.sites if site.in_use(self.today))

    @property
    def open_desks(self) -> tuple[Desk, ...]:
        """The desks in use of the sites in use."""
        sites = {site.id for site in self.open_sites}
        return tuple(desk for desk in self.desks if desk.site_id in sites and desk.in_use(self.today))

    def staff(self) -> tuple[Choice, ...]:
        """The members of staff who work here now."""
        return tuple(Choice(person.id, person.name) for person in self.people if person.active)

    def desks_of(self, site_id: UUID | None) -> tuple[Desk, ...]:
        """The desks of a site that are in use."""
        return tuple(desk for desk in self.desks if desk.site_id == site_id and desk.in_use(self.today))


def read_clinic(ctx: Context) -> ClinicChoices:
    """Everything that the capture pages need to name things, read at once on the database's thread."""
    sites = list_sites(ctx)
    today = ctx.now().astimezone(sites[0].time_zone).date() if sites else date.min
    return ClinicChoices(
        sites, list_desks(ctx), list_people(ctx), list_terms(ctx), today=today, directory=list_directory(ctx)
    )
