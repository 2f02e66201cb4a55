"""The clinic as the capture pages name it: sites, desks, members of staff and the terms of all vocabularies."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Desk, Site
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_desks, list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms
from incident_tracker.wording import _
from ui.widgets.choice_chips import Choice


@dataclass(frozen=True)
class ClinicWords:
    """What codes and ids are called; a code without a term is shown as it is, because old records may carry it."""

    sites: tuple[Site, ...] = ()
    desks: tuple[Desk, ...] = ()
    people: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()

    @cached_property
    def _by_vocabulary(self) -> dict[str, dict[str, Term]]:
        found: dict[str, dict[str, Term]] = {}
        for term in self.terms:
            found.setdefault(term.vocabulary, {})[term.code] = term
        return found

    def term(self, vocabulary: str, code: str) -> Term | None:
        """The term itself, or None."""
        return self._by_vocabulary.get(vocabulary, {}).get(code)

    def label(self, vocabulary: str, code: str | None) -> str:
        """What a code is called in the present language."""
        if code is None:
            return ""
        term = self.term(vocabulary, code)
        return term.labelled(wording.language()) if term else code

    def labels(self, vocabulary: str, codes: Iterable[str]) -> str:
        """Several codes in one line."""
        return ", ".join(self.label(vocabulary, code) for code in codes)

    def choices(self, vocabulary: str) -> tuple[Choice, ...]:
        """The terms of a vocabulary that are still offered."""
        language = wording.language()
        return tuple(
            Choice(term.code, term.labelled(language), term.definition if language == "en" else "")
            for term in self._by_vocabulary.get(vocabulary, {}).values()
            if term.valid_to is None
        )

    def staff(self) -> tuple[Choice, ...]:
        """The members of staff who work here now."""
        return tuple(Choice(person.id, person.name) for person in self.people if person.active)

    def person(self, person_id: UUID | None) -> str:
        """The name of a member of staff."""
        return next((person.name for person in self.people if person.id == person_id), _("a member of staff"))

    def site(self, site_id: UUID | None) -> str:
        """The name of a site."""
        return next((site.name for site in self.sites if site.id == site_id), "")

    def desk(self, desk_id: UUID | None) -> str:
        """The name of a desk, or nothing."""
        return next((desk.name for desk in self.desks if desk.id == desk_id), "")

    def desks_of(self, site_id: UUID | None) -> tuple[Desk, ...]:
        """The desks of a site that are in use."""
        return tuple(desk for desk in self.desks if desk.site_id == site_id and desk.active)


def read_clinic(ctx: Context) -> ClinicWords:
    """Everything that the capture pages need to name things, in one go on the database's thread."""
    return ClinicWords(list_sites(ctx), list_desks(ctx), list_people(ctx), list_terms(ctx))
