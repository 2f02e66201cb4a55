"""What the board of a week calls people and incidents: by first names where these are enough."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.wording import _
from ui.support.support_names import SupportNames


@dataclass(frozen=True)
class WeekNames:
    """`names` are those of the support pages; `desks` and `kinds` what desks and kinds of incidents are called."""

    names: SupportNames = field(default_factory=SupportNames)
    desks: tuple[Desk, ...] = ()
    kinds: tuple[Term, ...] = ()

    @cached_property
    def _first_names(self) -> dict[UUID, str]:
        first = {person.id: person.name.split(" ")[0] for person in self.names.people if person.active}
        taken = list(first.values())
        return {id: name for id, name in first.items() if taken.count(name) == 1}

    def first(self, person_id: UUID | None) -> str:
        """The first name, or the whole where two people share it."""
        known = self._first_names.get(person_id) if person_id is not None else None
        return known or self.names.person(person_id)

    def all_first(self, person_ids: Iterable[UUID]) -> str:
        """Several first names in one line."""
        return ", ".join(self.first(one) for one in person_ids)

    def desk_of(self, person_id: UUID) -> str:
        """The desk at which a person works."""
        person = self.names.record(person_id)
        found = next((one.name for one in self.desks if person is not None and one.id == person.desk_id), "")
        return found or _("the front desk")

    def kind(self, code: str) -> str:
        """What a kind of incident is called; a code without a term stays as it is."""
        term = next((one for one in self.kinds if one.code == code), None)
        return term.labeled(wording.language()) if term else code
