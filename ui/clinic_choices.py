"""The clinic's names and the choices its lists offer, for the pages."""

from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_desks, list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms
from ui.widgets.choice_chips import Choice


class ClinicChoices(ClinicNames):
    """What codes and ids are called, and what may be chosen."""

    def choices(self, vocabulary: str) -> tuple[Choice, ...]:
        """The terms of a vocabulary that are still offered."""
        language = wording.language()
        return tuple(
            Choice(term.code, term.labeled(language), term.explained(language))
            for term in self.by_vocabulary.get(vocabulary, {}).values()
            if term.valid_to is None
        )

    def staff(self) -> tuple[Choice, ...]:
        """The members of staff who work here now."""
        return tuple(Choice(person.id, person.name) for person in self.people if person.active)

    def desks_of(self, site_id: UUID | None) -> tuple[Desk, ...]:
        """The desks of a site that are in use."""
        return tuple(desk for desk in self.desks if desk.site_id == site_id and desk.active)


def read_clinic(ctx: Context) -> ClinicChoices:
    """Everything that the capture pages need to name things, read at once on the database's thread."""
    return ClinicChoices(list_sites(ctx), list_desks(ctx), list_people(ctx), list_terms(ctx))
