"""Do the checks that were promised, and record the result."""

from collections.abc import Sequence
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome, done
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.offers import Offering, offer_to
from incident_tracker.usecases.support.reach import note_contact, read_at

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@needs(Permission.OFFER_SUPPORT, writes=True, changes=CHANGES)
def record_follow_up(
    work: Work,
    follow_up_id: UUID,
    version: int,
    outcome: FollowUpOutcome,
    offered: Sequence[OfferKind] = (),
    late: Lateness | None = None,
) -> FollowUp:
    """Record that someone asked, whether help was accepted, declined or referred, and what was `offered` then; no
    answers, no scores.

    `late` is why, if what was offered is the first offer and comes after its limit. Errors: Refused at `outcome` before
    the window opens, at `late` or `late_words`; ChangedMeanwhile; NotFound.
    """
    follow_up = read_at("follow_up", work.unit.follow_ups.get(follow_up_id), version)
    work.require(site_id=follow_up.site_id)
    saved = work.unit.follow_ups.save(done(follow_up, outcome, work.actor.user_id, work.now))
    work.record("checked", "follow_up", saved.id, after=saved)
    if offered:
        offer_to(work, work.unit.incidents.get(saved.incident_id), saved.person_id, offered, Offering(late=late))
    else:
        note_contact(work, saved.incident_id)
    return saved
