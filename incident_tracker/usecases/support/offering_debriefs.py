"""Offer the debrief itself, in every tier and before anything is planned, and keep what the person said."""

from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.participants import Response
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.debriefs import debrief_on_request
from incident_tracker.usecases.support.participants import ask, note_answer, participant_in

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def offer_debrief(
    work: Work, incident_id: UUID, person_id: UUID, response: Response, late: Lateness | None = None
) -> Debrief:
    """Note that a person was offered the debrief after an incident, in whatever tier, and what they said.

    `Response.ASKED` is an offer without an answer yet; an answer may follow any other. A yes where the tier owes no
    debrief makes one. Errors: NotFound, NotAllowed, Refused at `persons` for the person who leads it, at `status` for
    an incident that was struck out, at `response` after 90 days, at `late` or `late_words` for a late offer, or a late
    end because all declined, of which no one says why.
    """
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    formal = [one for one in work.unit.debriefs.of_incident(incident_id) if one.kind is DebriefKind.FORMAL]
    ahead = (one for one in formal if one.open or one.status is DebriefStatus.DECLINED_BY_ALL)
    debrief = next(ahead, None) or debrief_on_request(work, incident)
    ask(work, debrief, [person_id], late)
    if response is not Response.ASKED:
        note_answer(work, participant_in(work, debrief.id, person_id), response, late=late)
    return work.unit.debriefs.get(debrief.id)
