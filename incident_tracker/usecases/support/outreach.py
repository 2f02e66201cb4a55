"""Speak with others whom an incident touched: ask the staff affected first, note what came of it, and what is owed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.offers import OFFER_STAYS_OPEN, when_offered
from incident_tracker.domain.support.outreach import (
    LOOKED_FOR,
    REPAIR_LOOKED_FOR,
    Consent,
    Outreach,
    OutreachConsent,
    OutreachDue,
    OutreachKind,
    OutreachOutcome,
    check_consent,
    checked_agreement,
    checked_people,
    consent_of,
    outreach_owed,
    still_due,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import own, refuse_left, site_hours

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@dataclass(frozen=True, slots=True)
class OutreachDraft:
    """What came of a talk, with how many people, what was agreed, who spoke with them (None: the person who writes it
    down) and when (aware; None: now).
    """

    outcome: OutreachOutcome
    people: int | None = None
    agreement: str = ""
    by_id: UUID | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConsentWanted:
    """A talk to which the actor was asked to agree, and what they said last. `ref` is the incident's number."""

    incident_id: UUID
    kind: OutreachKind
    answer: Consent
    ref: str
    occurred_at: datetime


@needs(Permission.OFFER_SUPPORT, writes=True, changes=CHANGES)
def record_outreach(work: Work, incident_id: UUID, kind: OutreachKind, draft: OutreachDraft) -> Outreach:
    """Keep what came of a talk, or of the offer of one, with others after an incident.

    Errors: Refused at `outcome` where the staff affected said no or, for repair, were not asked; at `people`,
    `agreement` or `happened_at`; at `by_id` for someone who had left by then; at `status` once support
    has ended; NotFound, NotAllowed.
    """
    incident, case = _owed_support(work, incident_id)
    notes = work.unit.outreach.of_incidents([incident_id])
    consents = work.unit.outreach_consents.of_incidents([incident_id])
    check_consent(kind, draft.outcome, working_here(work, case.persons), consents, notes)
    try:
        happened_at = when_offered(draft.happened_at, incident.occurred_at, work.now)
    except Refused as refused:
        raise Refused(refused.reason, "happened_at") from None
    if draft.by_id is not None:
        refuse_left(work, draft.by_id, "by_id", Reason.HAS_LEFT, happened_at)
    note = Outreach(
        work.new_id(),
        incident_id,
        incident.site_id,
        kind,
        draft.outcome,
        happened_at,
        by_id=draft.by_id or work.actor.person_id,
        noted_by=work.actor.user_id,
        people=checked_people(draft.people),
        agreement=checked_agreement(draft.agreement),
    )
    work.unit.outreach.add(note)
    work.record("recorded", "outreach", note.id, after=note)
    return note


@needs(Permission.OFFER_SUPPORT, writes=True, changes=CHANGES)
def record_consent(
    work: Work, incident_id: UUID, kind: OutreachKind, person_id: UUID, answer: Consent
) -> OutreachConsent:
    """Note that a person affected was asked, or what they said in person; they may change it.

    Errors: NotFound for someone who is not owed support, NotAllowed, Refused at `status` once support has ended, at
    `answer` for someone who has left.
    """
    _incident, case = _owed_support(work, incident_id)
    if person_id not in case.persons:
        raise NotFound("person")
    return _say(work, case, kind, person_id, answer)


@needs(Permission.ANSWER_OFFER, writes=True, changes=CHANGES)
def answer_consent(work: Work, incident_id: UUID, kind: OutreachKind, answer: Consent) -> OutreachConsent:
    """The actor's own answer, changeable as long as the offer stays open; no one asks why.

    Errors: NotFound where no one asked them, NotAllowed, Refused at `status` once support has ended.
    """
    case = work.unit.support_cases.find(incident_id)
    if case is None:
        raise NotFound("outreach_consent")
    work.require(owner_id=own(work, *case.persons))
    consents, me = work.unit.outreach_consents.of_incidents([incident_id]), work.actor.person_id
    if me is None or me not in consent_of(consents, kind):
        raise NotFound("outreach_consent")
    if case.ended_at is not None:
        raise Refused(Reason.WRONG_STATUS, "status")
    return _say(work, case, kind, me, answer)


@needs(Permission.ANSWER_OFFER)
def my_consents(work: Work) -> tuple[ConsentWanted, ...]:
    """The talks to which the actor was asked to agree within the last 90 days, the latest first."""
    work.only_owner()
    if work.actor.person_id is None:
        return ()
    said = work.unit.outreach_consents.of_person(work.actor.person_id, work.now - OFFER_STAYS_OPEN)
    last = {(one.incident_id, one.kind): one for one in said}
    ids = list(dict.fromkeys(one.incident_id for one in last.values()))
    ended = {case.id for case in work.unit.support_cases.many(ids) if case.ended_at is not None}
    behind = {one.id: one for one in work.unit.incidents.many(ids)}
    found = [
        ConsentWanted(one.incident_id, one.kind, one.answer, incident.ref, incident.occurred_at)
        for one in last.values()
        if one.incident_id not in ended and (incident := behind.get(one.incident_id)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.occurred_at, one.kind), reverse=True))


@needs(Permission.SEE_SUPPORT)
def outreach_after(work: Work, incident_id: UUID) -> tuple[Outreach, ...]:
    """The talks with others after an incident, in the order in which they were; none to who may not see its support."""
    case = work.unit.support_cases.find(incident_id)
    work.only_owner()
    if case is None:
        return ()
    if not work.by_site(case.site_id) and own(work, *case.persons) is None:
        return ()
    return work.unit.outreach.of_incidents([incident_id])


def waiting_consents(work: Work) -> tuple[tuple[UUID, UUID, UUID, datetime], ...]:
    """The incidents, with their sites, about which the actor was asked and has not said anything, and since when."""
    me = work.actor.person_id
    if me is None:
        return ()
    said = work.unit.outreach_consents.of_person(me, work.now - OFFER_STAYS_OPEN)
    last = {(one.incident_id, one.kind): one for one in said}
    open_ones = [one for one in last.values() if one.answer is Consent.ASKED]
    cases = work.unit.support_cases.many({one.incident_id for one in open_ones})
    ended = {case.id for case in cases if case.ended_at is not None}
    return tuple((one.incident_id, one.site_id, me, one.said_at) for one in open_ones if one.incident_id not in ended)


def outreach_due(work: Work, site_ids: frozenset[UUID] | None) -> tuple[OutreachDue, ...]:
    """The talks that are still to come at these sites, soonest limit first; nothing for who sees every site at once,
    and so leads none.
    """
    if not site_ids:
        return ()
    agreed = work.unit.outreach_consents.since(site_ids, work.now - REPAIR_LOOKED_FOR)
    recent = work.unit.support_cases.since(site_ids, work.now - 2 * LOOKED_FOR)
    cases = {case.id: case for case in work.unit.support_cases.many({one.incident_id for one in agreed})}
    cases = {id: case for id, case in cases.items() if case.ended_at is None} | {case.id: case for case in recent}
    notes = work.unit.outreach.of_incidents(list(cases))
    owed = _owed_of(work, cases.values())
    due = (
        one
        for case in cases.values()
        for one in still_due(owed.get(case.id, ()), [note for note in notes if note.incident_id == case.id], work.now)
    )
    return tuple(sorted(due, key=lambda one: (one.by, one.case_id, one.kind)))


def _owed_of(work: Work, cases: Collection[SupportCase]) -> dict[UUID, tuple[OutreachDue, ...]]:
    """The talks that each of these cases owes, by the incident's id, whether they took place or not."""
    ids = [case.id for case in cases]
    incidents = {one.id: one for one in work.unit.incidents.many(ids)}
    consents = work.unit.outreach_consents.of_incidents(ids)
    hours = {site_id: site_hours(work, site_id) for site_id in {case.site_id for case in cases}}
    here = frozenset(working_here(work, {person for case in cases for person in case.persons}))
    return {
        case.id: tuple(
            outreach_owed(
                case,
                incidents[case.id].details.ripple,
                tuple(person for person in case.persons if person in here),
                [one for one in consents if one.incident_id == case.id],
                hours[case.site_id],
            )
        )
        for case in cases
        if case.id in incidents
    }


def working_here(work: Work, persons: Iterable[UUID]) -> tuple[UUID, ...]:
    """Those of these people who still work here: who has left is not asked."""
    active = {one.id for one in work.unit.people.all() if one.active}
    return tuple(person for person in persons if person in active)


def _owed_support(work: Work, incident_id: UUID) -> tuple[Incident, SupportCase]:
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    case = work.unit.support_cases.find(incident_id)
    if case is None:
        raise NotFound("support_case")
    if case.ended_at is not None:
        raise Refused(Reason.WRONG_STATUS, "status")
    return incident, case


def _say(work: Work, case: SupportCase, kind: OutreachKind, person_id: UUID, answer: Consent) -> OutreachConsent:
    refuse_left(work, person_id, "answer", Reason.NO_LONGER_HERE)
    said = OutreachConsent(
        work.new_id(), case.id, case.site_id, kind, person_id, answer, said_at=work.now, noted_by=work.actor.user_id
    )
    work.unit.outreach_consents.add(said)
    act: Act = "asked" if answer is Consent.ASKED else "answered"
    work.record(act, "outreach_consent", said.id, after=said)
    return said
