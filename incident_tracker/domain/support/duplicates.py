"""Support after a report that turns out to be a duplicate: it goes on under the report that stays, if it can."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from incident_tracker.domain.errors import Refused
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason, not_held
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.offers import SupportOffer
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.striking_out import check_untouched


def goes_on_there(
    case: SupportCase,
    kept: SupportCase | None,
    debriefs: Collection[Debrief],
    participants: Collection[Participant],
    offers: Collection[SupportOffer],
    follow_ups: Iterable[FollowUp],
) -> bool:
    """Whether nothing is lost if the `kept` report alone owes the support: it is owed there to the same people, for no
    lower tier, and nobody was asked, offered or told anything because of the duplicate yet.
    """
    if kept is None or kept.ended_at is not None or kept.tier < case.tier or not set(case.persons) <= set(kept.persons):
        return False
    if any(len(one.incident_ids) > 1 for one in debriefs):
        return False
    try:
        check_untouched(case, debriefs, participants, offers, follow_ups)
    except Refused:
        return False
    return True


def held_there(debrief: Debrief, now: datetime) -> Debrief:
    """The debrief that is held as that of the report that stays."""
    return replace(not_held(debrief, NotHeldReason.COMBINED), ended_at=now) if debrief.open else debrief


def planned_again(debrief: Debrief, case: SupportCase) -> Debrief:
    """The debrief as it was before `held_there`, when the report is a duplicate no more."""
    if debrief.not_held_reason is not NotHeldReason.COMBINED or debrief.ended_at != case.ended_at:
        return debrief
    return replace(debrief, status=DebriefStatus.TO_PLAN, not_held_reason=None, ended_at=None)


def asked_again(follow_up: FollowUp, case: SupportCase) -> FollowUp:
    """The check as it was before it was canceled with the support of `case`."""
    if follow_up.outcome is not FollowUpOutcome.CANCELED or follow_up.done_at != case.ended_at:
        return follow_up
    return replace(follow_up, outcome=FollowUpOutcome.PLANNED, done_at=None, done_by=None)
