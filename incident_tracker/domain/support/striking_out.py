"""Support ends when its report is struck out: what is planned is canceled, what was given or accepted stays."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, NotHeldReason, not_held
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.offers import Answer, SupportOffer
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.domain.support.protected_time import Cover

TOLD_FOR = timedelta(days=7)
"""So long the people who were invited are told that they need not come."""


def check_untouched(
    case: SupportCase | None,
    debriefs: Iterable[Debrief],
    participants: Collection[Participant],
    offers: Collection[SupportOffer],
    follow_ups: Iterable[FollowUp],
) -> None:
    """Errors: Refused(OTHERS_WORK_ON_IT) if anything was done with the support since it was opened with the report."""
    versions = [one.version for one in debriefs] + [one.version for one in follow_ups]
    versions += [case.version] if case is not None else []
    if max(versions, default=1) > 1 or participants or offers:
        raise Refused(Reason.OTHERS_WORK_ON_IT)


def ended(case: SupportCase, now: datetime) -> SupportCase:
    """The case in which nothing more is owed."""
    return replace(case, ended_at=case.ended_at or now)


def canceled(debrief: Debrief, counted: Collection[UUID], now: datetime) -> Debrief:
    """The debrief without the reports that were struck out.

    It is canceled if it is still to be planned or held and none of its reports is `counted` (ids of incidents);
    one that goes on, is being held or is over stays as it is.
    """
    if not debrief.open or debrief.running or any(one in counted for one in debrief.incident_ids):
        return debrief
    return replace(not_held(debrief, NotHeldReason.STRUCK_OUT), ended_at=now)


def check_canceled(follow_up: FollowUp, by: UUID, now: datetime) -> FollowUp:
    """The check, canceled by this user if no one has asked yet."""
    if not follow_up.open:
        return follow_up
    return replace(follow_up, outcome=FollowUpOutcome.CANCELED, done_at=now, done_by=by)


def offer_holds(offer: SupportOffer, case: SupportCase | None) -> bool:
    """Whether an offer still holds: what someone accepted does, and what was offered afterwards."""
    if case is None or case.ended_at is None:
        return True
    return offer.answer is Answer.ACCEPTED or offer.offered_at > case.ended_at


def told_of_cancel(debrief: Debrief, participants: Iterable[Participant], covers: Iterable[Cover]) -> frozenset[UUID]:
    """The members of staff who are told that it is canceled: those invited who had not said no, who leads it, and who
    was to cover a desk.
    """
    invited = {one.person_id for one in participants if one.response is not Response.NO}
    leads = {debrief.facilitator_id} if debrief.facilitator_id is not None else set()
    return frozenset(invited | leads | debrief.assisting | {one.cover_id for one in covers if one.cover_id is not None})
