"""What ends when a member of staff has left, and what comes back with them; what was held or answered stays."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason, not_held
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.participants import Participant, Response


def check_of_left(check: FollowUp, by: UUID, now: datetime, *, helped_outside: bool) -> FollowUp:
    """An open check ends: with help from outside if the person was told where it is, canceled otherwise."""
    if not check.open:
        return check
    outcome = FollowUpOutcome.REFERRED if helped_outside else FollowUpOutcome.CANCELED
    return replace(check, outcome=outcome, done_at=now, done_by=by)


def invitation_of_left(participant: Participant) -> Participant:
    """The person does not come, and did not decline either: the invitation is without an answer."""
    if not participant.coming:
        return participant
    return replace(participant, response=Response.ASKED, answered_at=None)


def debrief_of_left(debrief: Debrief, persons: Collection[UUID], left: Collection[UUID], now: datetime) -> Debrief:
    """A debrief that is for `persons` ends when all of them have left."""
    if not debrief.open or debrief.running or not persons or not set(persons) <= set(left):
        return debrief
    return replace(not_held(debrief, NotHeldReason.LEFT_EMPLOYMENT), ended_at=now)


def check_of_returned(check: FollowUp, left_at: datetime) -> FollowUp:
    """A check that ended when the person left is open again."""
    if check.done_at != left_at:
        return check
    return replace(check, outcome=FollowUpOutcome.PLANNED, done_at=None, done_by=None)


def debrief_of_returned(debrief: Debrief, left_at: datetime) -> Debrief:
    """A debrief that ended when the person left is to be planned again."""
    if debrief.not_held_reason is not NotHeldReason.LEFT_EMPLOYMENT or debrief.ended_at != left_at:
        return debrief
    return replace(debrief, status=DebriefStatus.TO_PLAN, not_held_reason=None, ended_at=None)
