"""Log an incident together with the support it needs, and keep that support in step with the record."""

from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.cases import (
    SupportCase,
    formal_debrief,
    leadership_told,
    open_case,
    persons_owed,
)
from incident_tracker.domain.support.correcting import case_in_step, check_in_step, debrief_in_step
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import follow_ups_for
from incident_tracker.domain.support.leaving import debrief_of_left
from incident_tracker.domain.support.windows import Due, due_windows
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.incidents import may_complete
from incident_tracker.usecases.capture.quick import accept_and_store
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import (
    accountable_pair,
    answered_for,
    relief_contact,
    save_case,
    save_debrief,
    site_hours,
    who_left,
)
from incident_tracker.usecases.support.thematic import join_round, rounds_in_step


@dataclass(frozen=True, slots=True)
class LoggedIncident:
    """An incident in the record with what is due for it; `new` is False when the same request had stored it before.

    `may_complete`: may the person who logged it complete it now?
    """

    incident: Incident
    new: bool
    due: tuple[Due, ...]
    case: SupportCase | None
    debrief: Debrief | None
    may_complete: bool = False


@needs(
    Permission.CREATE_INCIDENT,
    writes=True,
    changes={Area.INCIDENTS, Area.DRAFTS, Area.SUPPORT, Area.REMINDERS},
)
def log_incident_with_support(
    work: Work,
    draft: IncidentDraft,
    request_id: UUID | None = None,
    draft_id: UUID | None = None,
    details: Details | None = None,
) -> LoggedIncident:
    """Store an incident, and in the same transaction open what its tier owes: case, debrief to plan, checks.

    `details` is what else is known, for example from a file. The same `request_id` again returns the incident of the
    first time. Errors: Refused at the field.
    """
    stored = accept_and_store(work, draft, request_id, draft_id, details)
    incident = stored.incident
    if stored.new:
        case, debrief = open_support(work, incident)
        return LoggedIncident(incident, True, _due(work, incident), case, debrief, may_complete(work, incident))
    formal = (one for one in work.unit.debriefs.of_incident(incident.id) if one.kind is DebriefKind.FORMAL)
    case_before = work.unit.support_cases.find(incident.id)
    due, completes = _due(work, incident), may_complete(work, incident)
    return LoggedIncident(incident, False, due, case_before, next(formal, None), completes)


def open_support(work: Work, incident: Incident) -> tuple[SupportCase, Debrief | None]:
    """Open the case, the checks and (where the tier owes one) the formal debrief of an incident."""
    hours = site_hours(work, incident.site_id)
    dues = due_windows(incident.support_tier, incident.occurred_at, hours)
    persons = persons_owed(incident)
    case = open_case(incident, persons, dues, relief_contact(work, incident, persons))
    work.unit.support_cases.add(case)
    work.record("created", "support_case", case.id, after=case)
    add_checks(work, case, dues)
    join_round(work, case)
    return case, add_formal_debrief(work, case)


def add_formal_debrief(work: Work, case: SupportCase, *, on_request: bool = False) -> Debrief | None:
    """The formal debrief of a case, to be planned by the site's accountable manager; None where none is owed."""
    manager, deputy = accountable_pair(work, case.site_id, [case.id])
    debrief = formal_debrief(
        case,
        site_hours(work, case.site_id),
        id=work.new_id(),
        now=work.now,
        manager_id=manager,
        deputy_id=deputy,
        on_request=on_request,
    )
    if debrief is not None:
        if not on_request:  # who has left can be asked no more, but those who saw it may ask for a talk
            debrief = debrief_of_left(debrief, case.persons, who_left(work), work.now)
        work.unit.debriefs.add(debrief)
        work.record("created", "debrief", debrief.id, after=debrief)
    return debrief


def add_checks(work: Work, case: SupportCase, dues: tuple[Due, ...]) -> None:
    """Add the checks that people of a case are owed and do not have yet."""
    present = {(one.person_id, one.step) for one in work.unit.follow_ups.of_incident(case.id)}
    new = follow_ups_for(
        dues,
        incident_id=case.id,
        site_id=case.site_id,
        persons=_still_here(work, case.persons),
        present=present,
        new_id=work.new_id,
    )
    for follow_up in new:
        work.unit.follow_ups.add(follow_up)
        work.record("created", "follow_up", follow_up.id, after=follow_up)


def keep_in_step(work: Work, incident: Incident) -> None:
    """Bring support in step with an incident that was completed or corrected: its time, its tier and its people."""
    case = work.unit.support_cases.find(incident.id)
    if case is None:
        open_support(work, incident)
        return
    dues = _due(work, incident)
    after = save_case(work, case, case_in_step(case, incident, persons_owed(incident), dues))
    here = _still_here(work, after.persons)
    for follow_up in work.unit.follow_ups.of_incident(incident.id):
        if follow_up.person_id not in here and not follow_up.open:
            continue
        moved = check_in_step(follow_up, dues, work.actor.user_id, work.now)
        if moved != follow_up:
            saved = work.unit.follow_ups.save(moved)
            work.record("changed" if moved.open else "canceled", "follow_up", saved.id, after=saved)
    add_checks(work, after, dues)
    _debriefs_in_step(work, after)
    rounds_in_step(work, after)


@needs(Permission.OFFER_SUPPORT, writes=True, changes={Area.SUPPORT, Area.REMINDERS})
def tell_leadership(work: Work, incident_id: UUID) -> SupportCase:
    """Note that leadership was told. Errors: Refused when it is not owed or was noted before."""
    case = work.unit.support_cases.find(incident_id)
    if case is None:
        raise NotFound("support_case")
    work.require(site_id=case.site_id)
    return save_case(work, case, leadership_told(case, work.now))


def _debriefs_in_step(work: Work, case: SupportCase) -> None:
    """Move, end or add the formal debrief of a case, and note who of those invited is owed it by now."""
    needed, here = True, bool(_still_here(work, case.persons))
    for debrief in work.unit.debriefs.of_incident(case.id):
        if debrief.kind not in (DebriefKind.FORMAL, DebriefKind.SECOND):
            continue
        cases = work.unit.support_cases.many(debrief.incident_ids)
        asked = work.unit.participants.of([debrief.id])
        moved = debrief_in_step(debrief, cases, site_hours(work, debrief.site_id), work.now, asked=bool(asked))
        may_open_again = moved.status is DebriefStatus.DECLINED_BY_ALL
        moved = answered_for(work, moved) if moved.open or may_open_again else moved
        if moved != debrief:
            save_debrief(work, "changed" if moved.open else "canceled", moved)
        owed = {person for one in cases for person in one.persons}
        for participant in asked if moved.open else ():
            if participant.person_id in owed and not participant.targeted:
                saved = work.unit.participants.save(replace(participant, targeted=True))
                work.record("changed", "participant", saved.id, after=saved)
        ended = moved.not_held_reason is NotHeldReason.NO_LONGER_OWED or moved.kind is DebriefKind.SECOND
        ended = ended or (moved.not_held_reason is NotHeldReason.LEFT_EMPLOYMENT and here)
        needed = needed and ended
    if needed:
        add_formal_debrief(work, case)


def _still_here(work: Work, persons: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """Those who work here: nobody is asked for a check with a person who has left."""
    return tuple(id for id in persons if work.unit.people.get(id).active)


def _due(work: Work, incident: Incident) -> tuple[Due, ...]:
    return due_windows(incident.support_tier, incident.occurred_at, site_hours(work, incident.site_id))
