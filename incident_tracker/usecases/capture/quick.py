"""Quick capture: five fields become an incident, once, however often the save is retried."""

from dataclasses import dataclass, replace
from itertools import count
from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Details, Incident, accept, check_said
from incident_tracker.domain.capture.moments import local_day
from incident_tracker.domain.capture.references import reference
from incident_tracker.domain.capture.terms_used import check_terms, used_terms
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.usecases.gate import Work


@dataclass(frozen=True, slots=True)
class Stored:
    """An incident in the record; `new` is False when the same request had stored it before."""

    incident: Incident
    new: bool


def accept_and_store(
    work: Work,
    draft: IncidentDraft,
    request_id: UUID | None = None,
    draft_id: UUID | None = None,
    details: Details | None = None,
) -> Stored:
    """Check a draft and what else is known, and store it with its audit entry, in the caller's transaction.

    The same `request_id` again returns the incident of the first time. Errors: Refused at the field.
    """
    work.require(site_id=draft.site_id, owner_id=work.actor.user_id)
    if request_id is not None:
        earlier = work.unit.requests.object_of(request_id, "incident")
        if earlier is not None:
            incident = work.unit.incidents.get(earlier)
            work.record("retried", "incident", incident.id, after=incident)
            return Stored(incident, new=False)
    incident = accepted(work, draft, details)
    work.unit.incidents.add(incident)
    if request_id is not None:
        work.unit.requests.remember(request_id, "incident", incident.id)
    if draft_id is not None:
        _finish_draft(work, draft_id)
    work.record("created", "incident", incident.id, after=incident)
    return Stored(incident, new=True)


def accepted(work: Work, draft: IncidentDraft, details: Details | None = None) -> Incident:
    """The incident that a draft and what else is known make, checked and not stored. Errors: Refused at the field."""
    check_said(draft, work.now)
    assert draft.occurred_at
    assert draft.site_id
    zone = work.unit.sites.get(draft.site_id).zone
    id = work.new_id()
    incident = accept(
        draft,
        id=id,
        ref=_free_reference(work, draft.site_id, local_day(draft.occurred_at, zone).year, id),
        now=work.now,
        logged_by=work.actor.user_id,
        reporter_id=work.actor.person_id,
        time_zone=zone,
        details=details,
    )
    check_references(work, incident)
    return incident


def check_references(work: Work, incident: Incident, before: Incident | None = None) -> None:
    """Codes, desk and people that `before` did not have must exist; the desk is one of the site's.

    Errors: Refused(UNKNOWN_TERM) at the field, NotFound for a person.
    """
    fresh = used_terms(incident) - (used_terms(before) if before else frozenset())
    terms = work.unit.terms.among({(used.vocabulary, used.code) for used in fresh}) if fresh else ()
    valid = {(term.vocabulary, term.code) for term in terms if term.valid_on(incident.occurred_day)}
    check_terms(incident, lambda vocabulary, code: (vocabulary, code) in valid, before)
    if incident.desk_id is not None and (before is None or before.desk_id != incident.desk_id):
        desks = {desk.id for desk in work.unit.sites.desks(incident.site_id)}
        if incident.desk_id not in desks:
            raise Refused(Reason.UNKNOWN_TERM, "desk")
    known = before.involved_person_ids if before else frozenset({work.actor.person_id})
    for person_id in incident.involved_person_ids - known:
        work.unit.people.get(person_id)


def _free_reference(work: Work, site_id: UUID, year: int, id: UUID) -> str:
    for attempt in count():
        ref = reference(site_id, year, id, attempt)
        if not work.unit.incidents.taken_refs([ref]):
            return ref
    raise AssertionError("references get longer until one is free")


def _finish_draft(work: Work, draft_id: UUID) -> None:
    present = work.unit.drafts.get(draft_id)
    if present.owner_id == work.actor.user_id:
        finished = work.unit.drafts.save(replace(present, draft=IncidentDraft(), discarded=True))
        work.record("finished", "draft", draft_id, after=finished)
