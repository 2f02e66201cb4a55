"""The five minutes of the same shift, with the one thing to put right today as an action of the person who does it."""

from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.domain.learning.actions import Action, ActionDraft, Tier
from incident_tracker.domain.support.debriefs import Debrief, NotHeldReason
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.learning.actions import assigned
from incident_tracker.usecases.support.holding import note_hot_debrief

PUT_RIGHT = "put_right"
"""The category of what is put right on the same day."""


@dataclass(frozen=True, slots=True)
class OneThing:
    """What is put right today, and the member of staff who does it."""

    text: str
    owner_id: UUID


@dataclass(frozen=True, slots=True)
class FiveMinutes:
    """The talk as it is kept, and the action that came of it, if one did."""

    debrief: Debrief
    action: Action | None


@needs(Permission.OFFER_SUPPORT, writes=True, changes={Area.SUPPORT, Area.REMINDERS, Area.ACTIONS})
def record_five_minutes(
    work: Work, incident_id: UUID, thing: OneThing | None = None, not_held_reason: NotHeldReason | None = None
) -> FiveMinutes:
    """Record at a site that the actor leads that the five minutes were just held, or not held and why.

    `thing` becomes an action at the site, due today. Errors: NotAllowed, NotFound, Refused at `text`, or for the status
    where the tier wants no group talk or it was noted before.
    """
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    debrief = note_hot_debrief(work, incident, not_held_reason)
    if thing is None:
        return FiveMinutes(debrief, None)
    if not work.reaches(Permission.ASSIGN_ACTION, site_id=debrief.site_id):
        raise NotAllowed(work.permission)
    today = work.now.astimezone(work.unit.sites.get(debrief.site_id).time_zone).date()
    draft = ActionDraft(thing.text, thing.owner_id, today, Tier.WEAKER, PUT_RIGHT, incident_id=incident_id)
    return FiveMinutes(debrief, assigned(work, draft, debrief.site_id))
