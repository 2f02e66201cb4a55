"""The parts of an incident that few people may see: the local code of the person of concern, and the harm to each
member of staff.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.parties import AffectedPerson, PhysicalImpact


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is recorded and not shown: the local code, and the harm to these entries of `affected` (their ids)."""

    code: bool = False
    harm: frozenset[UUID] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """What is withheld, in words for programs."""
        return (("local_code",) if self.code else ()) + (("harm",) if self.harm else ())


NOTHING = Withheld()


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader of the incident sees of those parts: the code, everyone's harm, or only the harm to `person_id`,
    the reader.
    """

    code: bool
    harm: bool
    person_id: UUID | None = None

    def withheld(self, details: Details) -> Withheld:
        """What these details record that this reader may not see."""
        return Withheld(
            bool(details.person_of_concern.local_code) and not self.code,
            frozenset(one.id for one in details.affected if _is_told(one) and not self._sees_harm_of(one)),
        )

    def of(self, incident: Incident) -> Incident:
        """The incident without what is withheld."""
        return replace(incident, details=self.of_details(incident.details))

    def kept(self, details: Details, before: Details) -> Details:
        """`details` with what was withheld of `before`: nobody changes, or takes out, what they cannot see."""
        person, unseen = details.person_of_concern, {one.id: one for one in before.affected}
        if not self.code and before.person_of_concern.local_code:
            person = replace(person, local_code=before.person_of_concern.local_code)
        affected = tuple(
            one if one.id not in unseen or self._sees_harm_of(unseen[one.id]) else _harmed_as(one, unseen[one.id])
            for one in details.affected
        )
        there, hidden = {one.id for one in affected}, self.withheld(before).harm
        affected += tuple(one for one in before.affected if one.id in hidden - there)
        return replace(details, person_of_concern=person, affected=affected)

    def of_details(self, details: Details) -> Details:
        """Details, of any version of an incident, without what is withheld."""
        hidden = self.withheld(details)
        if hidden.code:
            details = replace(details, person_of_concern=replace(details.person_of_concern, local_code=""))
        if hidden.harm:
            shown = (_unharmed(one) if one.id in hidden.harm else one for one in details.affected)
            details = replace(details, affected=tuple(shown))
        return details

    def _sees_harm_of(self, person: AffectedPerson) -> bool:
        return self.harm or (self.person_id is not None and person.person_id == self.person_id)


EVERYTHING = Sight(code=True, harm=True)


def _unharmed(person: AffectedPerson) -> AffectedPerson:
    return replace(person, physical=PhysicalImpact.NONE, distress=None, felt_threatened=None, need=None)


def _harmed_as(person: AffectedPerson, other: AffectedPerson) -> AffectedPerson:
    harm = {name: getattr(other, name) for name in ("physical", "distress", "felt_threatened", "need")}
    return replace(person, **harm)


def _is_told(person: AffectedPerson) -> bool:
    return person != _unharmed(person)
