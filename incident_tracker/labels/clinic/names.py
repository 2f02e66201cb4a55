"""What sites, desks, members of staff and the codes of all vocabularies are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.release import stand_in
from incident_tracker.domain.clinic.sites import Desk, Site
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.wording import _


@dataclass(frozen=True)
class ClinicNames:
    """What codes and ids are called; a code without a term is shown as it is, because old records may carry it."""

    sites: tuple[Site, ...] = ()
    desks: tuple[Desk, ...] = ()
    people: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()
    accounts: Mapping[UUID, str] = field(default_factory=dict)
    """The people behind the user accounts that the record names."""

    @cached_property
    def by_vocabulary(self) -> dict[str, dict[str, Term]]:
        """The terms of each vocabulary by their codes, in the order in which they are offered."""
        found: dict[str, dict[str, Term]] = {}
        for term in self.terms:
            found.setdefault(term.vocabulary, {})[term.code] = term
        return found

    def term(self, vocabulary: str, code: str) -> Term | None:
        """The term itself, or None."""
        return self.by_vocabulary.get(vocabulary, {}).get(code)

    def label(self, vocabulary: str, code: str | None) -> str:
        """What a code is called in the present language."""
        if code is None:
            return ""
        term = self.term(vocabulary, code)
        return term.labeled(wording.language()) if term else code

    def labels(self, vocabulary: str, codes: Iterable[str]) -> str:
        """Several codes in one line."""
        return ", ".join(self.label(vocabulary, code) for code in codes)

    def person(self, person_id: UUID | None) -> str:
        """The name of a member of staff, or the job that an id stands for where no names are seen."""
        found = next((person.name for person in self.people if person.id == person_id), None)
        return found or self._jobs.get(person_id, _("a member of staff"))

    @cached_property
    def _jobs(self) -> dict[UUID | None, str]:
        """What each job is called, by the id that stands for it."""
        return {stand_in(code): self.label("job", code) for code in self.by_vocabulary.get("job", {})}

    def account(self, user_id: UUID | None) -> str:
        """Who uses a user account; empty if that is not known here."""
        return self.accounts.get(user_id, "") if user_id else ""

    def site(self, site_id: UUID | None) -> str:
        """The name of a site."""
        return next((site.name for site in self.sites if site.id == site_id), "")

    def desk(self, desk_id: UUID | None) -> str:
        """The name of a desk, or nothing."""
        return next((desk.name for desk in self.desks if desk.id == desk_id), "")
