"""Who is still owed what: one list for a site, and everything about one incident."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.cases import SupportCase, others_there
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus, windows_meet
from incident_tracker.domain.support.first_minutes import FirstMinutes
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.offers import OfferAnswer, SupportOffer
from incident_tracker.domain.support.outreach import Outreach, OutreachConsent
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.windows import Due, SupportStep, due_windows
from incident_tracker.domain.support.windows_on_record import dues_on_record
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.first_minutes import first_minutes_at
from incident_tracker.usecases.support.reach import debrief_to_plan, own, site_hours, who_left, within_reach


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is still owed; `subject_id` is the debrief, check or case, `persons` those it is owed to.

    `status` is set for debriefs. `ref` and `occurred_at` are of the incident.
    """

    what: SupportStep
    subject_id: UUID
    incident_id: UUID
    site_id: UUID
    not_before: datetime
    by: datetime
    persons: tuple[UUID, ...] = ()
    manager_id: UUID | None = None
    status: DebriefStatus | None = None
    starts_at: datetime | None = None
    ref: str = ""
    occurred_at: datetime | None = None

    def waits_since(self, now: datetime) -> datetime | None:
        """Since when it is overdue, or None while there is time."""
        return self.by if now > self.by else None


@dataclass(frozen=True, slots=True)
class SupportFile:
    """Everything about support after one incident.

    `answers` are all answers to the `offers`, also those that another one followed; `participants` those who were
    invited to its debriefs. `others` are staff who had a part in it and are not owed support; they may be offered it
    all the same. `outreach` are the talks with others, `consents` what the staff affected said to them. `ref` and
    `relief` are the incident's, `relieved_by` is the
    member of staff who noted the relief.
    """

    case: SupportCase
    due: tuple[Due, ...]
    debriefs: tuple[Debrief, ...]
    offers: tuple[SupportOffer, ...]
    answers: tuple[OfferAnswer, ...]
    follow_ups: tuple[FollowUp, ...]
    participants: tuple[Participant, ...]
    others: tuple[UUID, ...]
    outreach: tuple[Outreach, ...]
    consents: tuple[OutreachConsent, ...]
    ref: str
    relief: Relief | None
    relieved_by: UUID | None


@needs(Permission.SEE_SUPPORT)
def list_support(work: Work, limit: int = 200) -> tuple[Owed, ...]:
    """What is still owed within the actor's sites, soonest limit first.

    Of other sites, and as a person with a grant for their own records, the actor sees the debriefs they are part of.
    """
    sites, me = within_reach(work)
    debriefs = work.unit.debriefs.waiting(sites, me, limit)
    cases = {case.id: case for case in work.unit.support_cases.many([one.incident_ids[0] for one in debriefs])}
    owed = [_of_debrief(one, cases.get(one.incident_ids[0])) for one in debriefs]
    owed += [_of_follow_up(one) for one in work.unit.follow_ups.waiting(work.now, sites, limit)]
    owed += [_of_first_minutes(one) for one in first_minutes_at(work, sites)]
    owed += [_of_case(one) for one in work.unit.support_cases.leadership_untold(sites, limit)]
    found = sorted(owed, key=lambda one: (one.by, one.subject_id))[:limit]
    behind = {one.id: one for one in work.unit.incidents.many([one.incident_id for one in found])}
    return tuple(_told_apart(one, behind.get(one.incident_id)) for one in found)


@needs(Permission.SEE_SUPPORT)
def count_support(work: Work) -> int:
    """How many things `list_support` would give without a limit."""
    sites, me = within_reach(work)
    unit = work.unit
    return (
        len(first_minutes_at(work, sites))  # of the last hours alone
        + unit.debriefs.count_waiting(sites, me)
        + unit.follow_ups.count_waiting(work.now, sites)
        + unit.support_cases.count_untold(sites)
    )


@needs(Permission.PLAN_DEBRIEF)
def list_combinable(work: Work, debrief_id: UUID) -> tuple[Owed, ...]:
    """All other debriefs of its site to be planned or held that are owed to the same people within a time that suits
    both, soonest limit first.

    Errors: NotFound, NotAllowed.
    """
    debrief = debrief_to_plan(work, debrief_id)
    persons = {person for case in work.unit.support_cases.many(debrief.incident_ids) for person in case.persons}
    persons -= who_left(work)
    nearby = work.unit.debriefs.open_for(persons, debrief.site_id)
    found = [one for one in nearby if one.id != debrief_id and windows_meet(debrief, one)]
    cases = {case.id: case for case in work.unit.support_cases.many([one.incident_ids[0] for one in found])}
    owed = [_of_debrief(one, cases.get(one.incident_ids[0])) for one in found]
    behind = {one.id: one for one in work.unit.incidents.many([one.incident_id for one in owed])}
    return tuple(_told_apart(one, behind.get(one.incident_id)) for one in owed)


@needs(Permission.SEE_SUPPORT)
def show_support(work: Work, incident_id: UUID) -> SupportFile:
    """Everything about support after one incident; who does not lead the site sees their own part.

    Errors: NotFound, NotAllowed.
    """
    case = work.unit.support_cases.find(incident_id)
    if case is None:
        raise NotFound("support_case")
    work.require(site_id=case.site_id, owner_id=own(work, *case.persons))
    return support_file(work, case, None if work.by_site(case.site_id) else work.actor.person_id)


def support_file(work: Work, case: SupportCase, only: UUID | None = None) -> SupportFile:
    """Everything about support after an incident which the actor may see; with `only`, the part of this person."""
    offers = [one for one in work.unit.support_offers.of_incident(case.id) if only in (None, one.person_id)]
    checks = tuple(one for one in work.unit.follow_ups.of_incident(case.id) if only in (None, one.person_id))
    debriefs = work.unit.debriefs.of_incident(case.id)
    invited = work.unit.participants.of([one.id for one in debriefs])
    incident = work.unit.incidents.get(case.id)
    consents = work.unit.outreach_consents.of_incidents([case.id])
    owed = due_windows(case.tier, case.occurred_at, site_hours(work, case.site_id))
    return SupportFile(
        case=case,
        due=dues_on_record(owed, case, debriefs, checks),
        debriefs=debriefs,
        offers=tuple(offers),
        answers=work.unit.offer_answers.of_offers([one.id for one in offers]),
        follow_ups=checks,
        participants=tuple(one for one in invited if only in (None, one.person_id)),
        others=others_there(incident, case.persons) if only is None else (),
        outreach=work.unit.outreach.of_incidents([case.id]),
        consents=tuple(one for one in consents if only in (None, one.person_id)),
        ref=incident.ref,
        relief=incident.relief,
        relieved_by=work.unit.users.get(incident.relief.by).person_id if incident.relief else None,
    )


def _told_apart(owed: Owed, incident: Incident | None) -> Owed:
    """With what tells it from another thing owed to the same people."""
    return owed if incident is None else replace(owed, ref=incident.ref, occurred_at=incident.occurred_at)


def _step_of(kind: DebriefKind) -> SupportStep:
    match kind:
        case DebriefKind.THEMATIC:
            return SupportStep.THEMATIC
        case DebriefKind.SECOND:
            return SupportStep.SECOND
        case DebriefKind.FORMAL:
            return SupportStep.FORMAL
        case DebriefKind.RELIEF:
            return SupportStep.RELIEF
        case DebriefKind.HOT:
            return SupportStep.HOT
        case DebriefKind.CHECK_IN:
            return SupportStep.CHECK_IN


def _of_debrief(debrief: Debrief, case: SupportCase | None) -> Owed:
    monthly = debrief.kind is DebriefKind.THEMATIC
    return Owed(
        _step_of(debrief.kind),
        debrief.id,
        debrief.incident_ids[0],
        debrief.site_id,
        debrief.not_before,
        debrief.by,
        () if case is None or monthly else case.persons,
        debrief.manager_id,
        debrief.status,
        debrief.starts_at,
    )


def _of_follow_up(follow_up: FollowUp) -> Owed:
    return Owed(
        follow_up.step,
        follow_up.id,
        follow_up.incident_id,
        follow_up.site_id,
        follow_up.not_before,
        follow_up.by,
        (follow_up.person_id,),
    )


def _of_first_minutes(first: FirstMinutes) -> Owed:
    return Owed(first.what, first.case_id, first.case_id, first.site_id, first.since, first.by, first.persons)


def _of_case(case: SupportCase) -> Owed:
    by = case.leadership_by or case.occurred_at
    return Owed(SupportStep.LEADERSHIP, case.id, case.id, case.site_id, case.occurred_at, by)
