"""Talks with others in the invented clinic: those who saw it, and repair with the patient once the staff agreed."""

from random import Random
from uuid import UUID

from incident_tracker.domain.support.outreach import Consent, OutreachKind, OutreachOutcome, seen_by
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.support.outreach import OutreachDraft, record_consent, record_outreach
from incident_tracker.usecases.support.owed import show_support

_SEEN_TO = 0.8
_REPAIRED = 0.25
_OUTCOMES = (OutreachOutcome.DONE, OutreachOutcome.DONE, OutreachOutcome.DECLINED, OutreachOutcome.NOT_REACHED)


def speak_with_others(manager: Context, incident_id: UUID) -> None:
    """What the clinic did a few hours after an incident; the same incident gives the same answers."""
    dice = Random(incident_id.int)  # noqa: S311  # an invented clinic, not a secret
    ripple = show_incident(manager, incident_id).incident.details.ripple
    for kind, people in seen_by(ripple):
        if people and dice.random() < _SEEN_TO:
            record_outreach(manager, incident_id, kind, OutreachDraft(OutreachOutcome.DONE, people))
    persons = show_support(manager, incident_id).case.persons
    if not persons or dice.random() >= _REPAIRED:
        return
    for person in persons:
        record_consent(manager, incident_id, OutreachKind.REPAIR, person, Consent.YES)
    outcome = dice.choice(_OUTCOMES)
    agreement = "A call back is promised for the same day" if outcome is OutreachOutcome.DONE else ""
    record_outreach(manager, incident_id, OutreachKind.REPAIR, OutreachDraft(outcome, agreement=agreement))
