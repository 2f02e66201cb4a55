"""Who was there: affected members of staff, the person of concern, and the ripple through the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, assert_never
from uuid import UUID

from incident_tracker.domain.columns import RecordColumn, exported
from incident_tracker.domain.errors import Reason, Refused

HIGHEST_DISTRESS = 10


class PartyRole(StrEnum):
    """The part that a member of staff had in an incident."""

    TARGETED = "targeted"
    WITNESS = "witness"
    HELPER = "helper"
    INTERPRETER = "interpreter"


class PhysicalImpact(StrEnum):
    """The bodily consequence for one person, from none to worst; it decides the hand-off to the injury log."""

    NONE = "none"
    PAIN = "pain"
    FIRST_AID = "first_aid"
    MEDICAL_TREATMENT = "medical_treatment"
    DAYS_AWAY = "days_away"
    HOSPITAL = "hospital"
    DEATH = "death"


class WorstHarm(StrEnum):
    """The worst that an incident did to anyone on the staff: they were away from work or in hospital, were treated, or
    were in pain or felt threatened.
    """

    AWAY = "away"
    TREATED = "treated"
    FELT = "felt"
    NONE = "none"


NEED_TERMS = "wish"
"""The vocabulary of what an affected person would like, under its name in the database."""


class Need(StrEnum):
    """What an affected person would like now; always the person's own choice."""

    NOTHING = "nothing"
    BREAK = "break"
    TALK = "talk"
    GO_HOME = "go_home"
    OTHER = "other"


class Repeat(StrEnum):
    """Whether the same person was involved before."""

    UNKNOWN = "unknown"
    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class AffectedPerson:
    """What the incident did to one member of staff.

    `person_id` is the member of staff, or None where only the job is known; `job` a code of the vocabulary `job`.
    `distress` (0 to 10) and `felt_threatened` are the person's own words or None; `told_by_others` is True if someone
    else told it and the person has not confirmed it.
    """

    id: UUID
    role: PartyRole = PartyRole.TARGETED
    person_id: Annotated[UUID | None, RecordColumn(refers_to="person")] = None
    job: Annotated[str | None, RecordColumn(vocabulary="job")] = None
    physical: PhysicalImpact = PhysicalImpact.NONE
    distress: int | None = None
    felt_threatened: bool | None = None
    need: Need | None = None
    told_by_others: bool = False

    def __post_init__(self) -> None:
        if self.distress is not None and not 0 <= self.distress <= HIGHEST_DISTRESS:
            raise Refused(Reason.OUT_OF_RANGE, "distress", least=0, most=HIGHEST_DISTRESS)


@dataclass(frozen=True, slots=True)
class PersonOfConcern:
    """Who acted. `relation` is a code of the vocabulary `perpetrator`; `local_code` replaces a name."""

    relation: Annotated[str | None, exported(vocabulary="perpetrator")] = None
    repeat: Annotated[Repeat, exported("involved_before")] = Repeat.UNKNOWN
    local_code: Annotated[str, exported()] = ""


@dataclass(frozen=True, slots=True)
class Ripple:
    """How far it went through the room; None means not known. Counts of people and visits, and minutes."""

    bystander_patients: Annotated[int | None, exported()] = None
    bystander_staff: Annotated[int | None, exported()] = None
    children: Annotated[int | None, exported()] = None
    visits_disrupted: Annotated[int | None, exported()] = None
    minutes_disrupted: Annotated[int | None, exported()] = None

    def __post_init__(self) -> None:
        for name in ("bystander_patients", "bystander_staff", "children", "visits_disrupted", "minutes_disrupted"):
            number = getattr(self, name)
            if number is not None and number < 0:
                raise Refused(Reason.OUT_OF_RANGE, name, least=0)

    @property
    def people(self) -> int:
        """Everyone known to have seen or heard it."""
        return (self.bystander_patients or 0) + (self.bystander_staff or 0) + (self.children or 0)


def worst_harm(affected: Iterable[AffectedPerson]) -> WorstHarm | None:
    """The worst harm to those who were affected; None where no one said anything about harm."""
    told = [harm for person in affected if (harm := _harm_to(person)) is not None]
    return min(told, key=list(WorstHarm).index, default=None)


def _harm_to(person: AffectedPerson) -> WorstHarm | None:
    match person.physical:
        case PhysicalImpact.DAYS_AWAY | PhysicalImpact.HOSPITAL | PhysicalImpact.DEATH:
            return WorstHarm.AWAY
        case PhysicalImpact.FIRST_AID | PhysicalImpact.MEDICAL_TREATMENT:
            return WorstHarm.TREATED
        case PhysicalImpact.PAIN:
            return WorstHarm.FELT
        case PhysicalImpact.NONE:
            if person.felt_threatened is None:
                return None  # "none" is also what stands there before anyone answers
            return WorstHarm.FELT if person.felt_threatened else WorstHarm.NONE
    assert_never(person.physical)
