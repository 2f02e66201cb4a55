"""Plan a debrief: who answers for it, who leads it, what it is combined with, and why it was not held."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.booking_facts import DebriefObstacle, refuse_if_any
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import (
    Concern,
    Debrief,
    DebriefKind,
    NotHeldReason,
    because_late,
    combined,
    not_held,
    with_manager,
)
from incident_tracker.domain.support.facilitators import (
    Eligibility,
    eligibility,
    with_facilitator,
    with_outside_facilitator,
)
from incident_tracker.domain.support.guided_steps import StepRecord
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.domain.support.obstacles import (
    standing,
    to_answer,
    to_answer_from_outside,
    to_combine,
    to_lead,
    to_start,
)
from incident_tracker.domain.support.outsiders import Outsider, OutsiderDraft
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import (
    AfterCheck,
    Cover,
    MoveReason,
    ParticipantCheck,
    ProtectedSlot,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.calendar_entries import keep_entries
from incident_tracker.usecases.support.cases import add_formal_debrief, open_support
from incident_tracker.usecases.support.circumstances import booking_of
from incident_tracker.usecases.support.outsiders import keep_new_outsider
from incident_tracker.usecases.support.participants import give_up_slot
from incident_tracker.usecases.support.reach import (
    answered_for,
    debrief_to_plan,
    debrief_to_see,
    own,
    persons_of,
    save_debrief,
    who_left,
)
from incident_tracker.usecases.support.thematic import rounds_in_step

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@dataclass(frozen=True, slots=True)
class DebriefFile:
    """A debrief with everything that belongs to it. `own_answer` is only what the actor said about the time.

    `in_the_way` is what came in its way since it was planned, `at_start` what would keep it from beginning now; both
    only for who plans or holds it.
    """

    debrief: Debrief
    cases: tuple[SupportCase, ...]
    participants: tuple[Participant, ...]
    slots: tuple[ProtectedSlot, ...]
    covers: tuple[Cover, ...]
    steps: tuple[StepRecord, ...]
    learning_items: tuple[LearningItem, ...]
    check: AfterCheck | None
    own_answer: ParticipantCheck | None
    in_the_way: tuple[DebriefObstacle, ...] = ()
    at_start: tuple[DebriefObstacle, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who could lead a debrief, and any concerns about that."""

    person: Person
    eligibility: Eligibility


@needs(Permission.SEE_SUPPORT)
def show_debrief(work: Work, debrief_id: UUID) -> DebriefFile:
    """One debrief with its people, times, steps and learning items. Errors: NotFound, NotAllowed."""
    debrief = debrief_to_see(work, debrief_id)
    unit, ids = work.unit, [debrief_id]
    checks = unit.after_checks.of(ids)
    mine = [one for one in unit.participant_checks.of(ids) if one.person_id == work.actor.person_id]
    in_the_way, at_start = _obstacles(work, debrief)
    return DebriefFile(
        debrief=debrief,
        cases=unit.support_cases.many(debrief.incident_ids),
        participants=unit.participants.of(ids),
        slots=tuple(sorted(unit.protected_slots.of(ids), key=lambda slot: slot.booked_at)),
        covers=unit.covers.of(ids),
        steps=tuple(sorted(unit.step_records.of(ids), key=lambda step: step.done_at)),
        learning_items=tuple(sorted(unit.learning_items.of(ids), key=lambda item: item.noted_at)),
        check=checks[0] if checks else None,
        own_answer=mine[0] if mine else None,
        in_the_way=in_the_way,
        at_start=at_start,
    )


def _obstacles(work: Work, debrief: Debrief) -> tuple[tuple[DebriefObstacle, ...], tuple[DebriefObstacle, ...]]:
    holds = work.reaches(Permission.HOLD_DEBRIEF, site_id=debrief.site_id, own=own(work, *debrief.leading) is not None)
    plans = work.reaches(Permission.PLAN_DEBRIEF, site_id=debrief.site_id)
    if not debrief.open or debrief.started_at is not None or not (holds or plans):
        return (), ()
    booking = booking_of(work, debrief)
    return standing(booking, work.now), tuple(to_start(booking, work.now))


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def plan_debrief(work: Work, incident_id: UUID) -> Debrief:
    """The open formal debrief of an incident; made now if the tier owes none and someone asks for one.

    Errors: NotFound, NotAllowed, Refused for an incident that was struck out.
    """
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    for debrief in work.unit.debriefs.of_incident(incident_id):
        if debrief.kind is DebriefKind.FORMAL and debrief.open:
            return debrief
    return debrief_on_request(work, incident)


def debrief_on_request(work: Work, incident: Incident) -> Debrief:
    """A new formal debrief about an incident at a site that the actor leads.

    Errors: Refused for an incident that was struck out, NotFound if no tier has one.
    """
    if incident.status is Status.VOID:
        raise Refused(Reason.WRONG_STATUS, "status", status=incident.status.value)
    case = work.unit.support_cases.find(incident.id)
    if case is None:
        case, opened = open_support(work, incident)
        if opened is not None:
            return opened
    made = add_formal_debrief(work, case, on_request=True)
    if made is None:
        raise NotFound("debrief")
    rounds_in_step(work, case)
    return made


@needs(Permission.NAME_MANAGER, writes=True, changes=CHANGES)
def choose_manager(
    work: Work,
    debrief_id: UUID,
    version: int,
    manager_id: UUID | None,
    deputy_id: UUID | None = None,
    outside: UUID | OutsiderDraft | None = None,
) -> Debrief:
    """Name the one person who answers for a debrief, and who does so while they are away; or someone from outside, and
    who is reminded in their place. Someone new from outside is kept for the next time.

    Errors: Refused at `manager`, `deputy`, `outside` or `contact`; a person who had a part in the incident, has left or
    could not act cannot.
    """
    debrief = debrief_to_plan(work, debrief_id, version)
    named = [person_id for person_id in (manager_id, deputy_id) if person_id is not None]
    for person_id in named:
        work.unit.people.get(person_id)
    booking = booking_of(work, debrief, named)
    if manager_id is not None:
        refuse_if_any(to_answer(booking, manager_id))
    if deputy_id is not None:
        refuse_if_any(replace(one, at="deputy") for one in to_answer(booking, deputy_id))
    if manager_id is not None and outside is not None:
        raise Refused(Reason.ONE_ANSWERS, "manager")
    outsider = _from_outside(work, debrief, outside)
    if outsider is not None:
        refuse_if_any(to_answer_from_outside(booking, outsider.name))
    return save_debrief(work, "manager_chosen", with_manager(debrief, manager_id, deputy_id, outsider))


def _from_outside(work: Work, debrief: Debrief, outside: UUID | OutsiderDraft | None) -> Outsider | None:
    if isinstance(outside, OutsiderDraft):
        return keep_new_outsider(work, debrief.site_id, outside)
    return None if outside is None else work.unit.outsiders.get(outside)


@needs(Permission.PLAN_DEBRIEF)
def list_facilitators(work: Work, debrief_id: UUID) -> tuple[Candidate, ...]:
    """Everyone who may lead debriefs at any site: those without concerns first, then by name."""
    return candidates_for(work, debrief_to_plan(work, debrief_id), work.unit.people.all())


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def choose_facilitator(
    work: Work,
    debrief_id: UUID,
    version: int,
    person_id: UUID,
    reason: str = "",
    declared: tuple[Concern, ...] = (),
) -> Debrief:
    """Name who leads a debrief; `declared` are concerns that only people know.

    Errors: Refused at `facilitator` for a person who was involved, at `facilitator_reason` where a concern needs a
    reason.
    """
    return lead(work, debrief_to_plan(work, debrief_id, version), person_id, reason, declared)


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def choose_outside_facilitator(work: Work, debrief_id: UUID, version: int, who: str) -> Debrief:
    """Name a trained person or service from outside, where no one in the clinic may lead. Errors: Refused."""
    debrief = debrief_to_plan(work, debrief_id, version)
    return save_debrief(work, "facilitator_chosen", with_outside_facilitator(debrief, who))


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def combine_debriefs(work: Work, debrief_id: UUID, version: int, other_id: UUID, agreed: Collection[UUID]) -> Debrief:
    """Make one debrief of two, where each person agrees; the other one ends as part of this one.

    `agreed` are those who said that one talk may serve both (person ids). People invited to the other are invited to
    this one and keep their answers; who has left is neither asked nor invited.
    Errors: Refused where one of them is over, both are the same, or no time suits both; at `agreed` where it is about
    other people, or not all of them agreed; where the person who leads it may not lead both, or its booked time does
    not suit both.
    """
    debrief, other = debrief_to_plan(work, debrief_id, version), debrief_to_plan(work, other_id)
    if debrief.id == other.id:
        raise Refused(Reason.ALREADY_DONE, "other_id")
    left = who_left(work)
    refuse_if_any(to_combine(persons_of(work, debrief) - left, persons_of(work, other) - left, agreed))
    saved = work.unit.debriefs.save(answered_for(work, combined(debrief, other)))
    work.record("combined", "debrief", saved.id, after=saved, facts={"agreed": len(set(agreed))})
    save_debrief(work, "combined", not_held(other, NotHeldReason.COMBINED))
    give_up_slot(work, other.id, MoveReason.PARTICIPANT)
    present = {one.person_id for one in work.unit.participants.of([debrief.id])}
    for asked in work.unit.participants.of([other.id]):
        if asked.person_id not in present | left:
            joined = replace(asked, id=work.new_id(), debrief_id=debrief.id, version=1)
            work.unit.participants.add(joined)
            work.record("asked", "participant", joined.id, after=joined)
    keep_entries(work, saved)
    refuse_if_any(standing(booking_of(work, saved), work.now))
    return saved


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def record_not_held(work: Work, debrief_id: UUID, version: int, reason: NotHeldReason | None) -> Debrief:
    """End a debrief that was not held. Errors: Refused at `not_held_reason` without a reason code."""
    debrief = debrief_to_plan(work, debrief_id, version)
    after = not_held(debrief, reason)
    give_up_slot(work, debrief_id, None)
    return save_debrief(work, "not_held", after)


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def say_why_late(work: Work, debrief_id: UUID, version: int, late: Lateness) -> Debrief:
    """Say why all declined only after the window, where the last of them answered alone and was not asked.

    Errors: Refused where they did not, at `late` or `late_words`; NotFound, NotAllowed, ChangedMeanwhile.
    """
    return save_debrief(work, "changed", because_late(debrief_to_plan(work, debrief_id, version), late))


def candidates_for(work: Work, debrief: Debrief, people: Iterable[Person]) -> tuple[Candidate, ...]:
    """Those of `people` who may lead debriefs: without concerns first."""
    ties = ties_of(work, debrief)
    candidates = [Candidate(one, ties.verdict(one)) for one in people if one.active and one.may_facilitate]
    return tuple(sorted(candidates, key=lambda one: (one.eligibility.involved, len(one.eligibility.concerns))))


def lead(
    work: Work, debrief: Debrief, person_id: UUID, reason: str = "", declared: tuple[Concern, ...] = ()
) -> Debrief:
    """Name who leads a debrief that the actor may plan. Errors: as for `choose_facilitator`."""
    verdict = ties_of(work, debrief).verdict(work.unit.people.get(person_id), declared)
    refuse_if_any(to_lead(booking_of(work, debrief, [person_id]), person_id))
    return save_debrief(work, "facilitator_chosen", with_facilitator(debrief, person_id, verdict, reason))


@dataclass(frozen=True, slots=True)
class Ties:
    """Who was in the incidents of a debrief, and the line managers of those who were targeted (person ids)."""

    involved: frozenset[UUID]
    line_managers: frozenset[UUID]

    def verdict(self, person: Person, declared: tuple[Concern, ...] = ()) -> Eligibility:
        """Whether this person may lead it."""
        return eligibility(
            person.id,
            involved=self.involved,
            line_managers=self.line_managers,
            trained=person.may_facilitate,
            declared=declared,
        )


def ties_of(work: Work, debrief: Debrief) -> Ties:
    """Who cannot lead this debrief, and about whom there is a concern."""
    incidents = work.unit.incidents.many(debrief.incident_ids)
    targeted = {person for case in work.unit.support_cases.many(debrief.incident_ids) for person in case.persons}
    involved = targeted.union(*(incident.involved_person_ids for incident in incidents))
    managers = (work.unit.people.get(person).manager_id for person in targeted)
    return Ties(frozenset(involved), frozenset(manager for manager in managers if manager is not None))
