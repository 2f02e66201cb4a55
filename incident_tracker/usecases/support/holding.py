"""Hold a debrief: start it, go through its steps, keep learning items, and finish it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.booking_facts import refuse_if_any
from incident_tracker.domain.support.cases import second_debrief
from incident_tracker.domain.support.debriefs import (
    Debrief,
    DebriefKind,
    DebriefStatus,
    NotHeldReason,
    finished,
    started,
)
from incident_tracker.domain.support.guided_steps import StepRecord, step_done
from incident_tracker.domain.support.learning_items import LearningItem, accept_item
from incident_tracker.domain.support.leaving import debrief_of_left
from incident_tracker.domain.support.obstacles import to_start
from incident_tracker.domain.support.windows import SupportStep, due_windows, window_of
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.circumstances import booking_of
from incident_tracker.usecases.support.reach import (
    debrief_to_hold,
    debrief_to_see,
    note_contact,
    own,
    persons_of,
    refuse_left,
    save_debrief,
    site_hours,
    who_left,
)

_HOT_TALK = timedelta(minutes=5)
CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@needs(Permission.HOLD_DEBRIEF, writes=True, changes=CHANGES)
def start_debrief(work: Work, debrief_id: UUID, version: int) -> Debrief:
    """Begin a planned debrief now.

    Errors: Refused when it is not planned or has begun, at `facilitator`, `starts_at`, `mode` or `covers` for what is
    in the way now: a person who was involved would lead it, it is too early, a desk is not covered.
    """
    debrief = debrief_to_hold(work, debrief_id, version)
    begun = started(debrief, work.now)
    refuse_if_any(to_start(booking_of(work, debrief), work.now))
    return save_debrief(work, "started", begun)


@needs(Permission.HOLD_DEBRIEF, writes=True, changes=CHANGES)
def record_step(work: Work, debrief_id: UUID, step: str, minutes: int, left_out: bool = False) -> StepRecord:
    """Note that a step was done or left out; doing it again replaces the minutes. Errors: Refused at `step`."""
    debrief = debrief_to_hold(work, debrief_id)
    _require_running(debrief)
    done = step_done(
        debrief.kind,
        step,
        id=work.new_id(),
        debrief_id=debrief_id,
        now=work.now,
        minutes=minutes,
        left_out=left_out,
    )
    earlier = [one for one in work.unit.step_records.of([debrief_id]) if one.step == step]
    if earlier:
        done = work.unit.step_records.save(replace(done, id=earlier[0].id, version=earlier[0].version))
    else:
        work.unit.step_records.add(done)
    work.record("recorded", "debrief_step", done.id, after=done)
    return done


@needs(Permission.HOLD_DEBRIEF, writes=True, changes=CHANGES)
def record_learning_item(
    work: Work, debrief_id: UUID, factor: str, text: str, proposed_owner_id: UUID | None = None
) -> LearningItem:
    """Record what should change, tied to a factor, without names. Errors: Refused at `factor` or `text`; NotFound."""
    debrief = debrief_to_hold(work, debrief_id)
    if debrief.started_at is None:
        raise Refused(Reason.WRONG_STATUS, "status")
    if proposed_owner_id is not None:
        refuse_left(work, proposed_owner_id, "proposed_owner_id", Reason.HAS_LEFT)
    item = accept_item(
        id=work.new_id(),
        debrief_id=debrief_id,
        site_id=debrief.site_id,
        factor=work.unit.terms.get("factor", factor).code if factor else "",
        text=text,
        noted_at=work.now,
        proposed_owner_id=proposed_owner_id,
    )
    work.unit.learning_items.add(item)
    work.record("created", "learning_item", item.id, after=item)
    return item


@needs(Permission.SEE_SUPPORT)
def learning_items_of(work: Work, incident_id: UUID) -> tuple[LearningItem, ...]:
    """The learning items from the debriefs about an incident, without names, for the analysis."""
    debriefs = work.unit.debriefs.of_incident(incident_id)
    for debrief in debriefs:
        debrief_to_see(work, debrief.id)
    work.visible_sites()
    return work.unit.learning_items.of([debrief.id for debrief in debriefs])


@needs(Permission.HOLD_DEBRIEF, writes=True, changes=CHANGES)
def finish_debrief(
    work: Work,
    debrief_id: UUID,
    version: int,
    attended: Collection[UUID],
    left_early: Collection[UUID] = (),
    late_reason: NotHeldReason | None = None,
) -> Debrief:
    """End a debrief: who came (leaving early is fine), and when the next check is due.

    Errors: Refused at `late_reason` when it began after its window and no reason is given.
    """
    debrief = debrief_to_hold(work, debrief_id, version)
    for participant in work.unit.participants.of([debrief_id]):
        came = participant.person_id in attended
        present = replace(participant, attended=came, left_early=came and participant.person_id in left_early)
        saved = work.unit.participants.save(present)
        work.record("attended", "participant", saved.id, after=saved)
    checks = [one for id in debrief.incident_ids for one in work.unit.follow_ups.of_incident(id) if one.open]
    coming = [one.by for one in checks if one.by > work.now]
    for incident_id in debrief.incident_ids:
        note_contact(work, incident_id)
    ended = finished(debrief, work.now, late_reason=late_reason, next_check=min(coming, default=None))
    second = second_debrief(ended, site_hours(work, ended.site_id), id=work.new_id(), now=work.now)
    if second is not None:
        second = debrief_of_left(second, persons_of(work, second), who_left(work), work.now)
        work.unit.debriefs.add(second)
        work.record("created", "debrief", second.id, after=second)
    return save_debrief(work, "held", ended)


@needs(Permission.HOLD_DEBRIEF, writes=True, changes=CHANGES)
def record_hot_debrief(work: Work, incident_id: UUID, not_held_reason: NotHeldReason | None = None) -> Debrief:
    """Record the five minutes of the same shift: just held, or not held and why.

    Allowed for people who were part of it, wrote it down, or answer for or lead a debrief about it, and for those who
    lead the site. Errors: NotAllowed, Refused(WRONG_STATUS) where the tier wants no group talk, or it was noted before.
    """
    incident = work.unit.incidents.get(incident_id)
    debriefs = work.unit.debriefs.of_incident(incident_id)
    parts = incident.involved_person_ids.union(*(one.leading for one in debriefs))
    work.require(site_id=incident.site_id, owner_id=own(work, *parts) or incident.logged_by)
    return note_hot_debrief(work, incident, not_held_reason)


def note_hot_debrief(work: Work, incident: Incident, not_held_reason: NotHeldReason | None) -> Debrief:
    """Keep whether the five minutes were held, for someone who may do so. Errors: as above, but NotAllowed."""
    incident_id, debriefs = incident.id, work.unit.debriefs.of_incident(incident.id)
    case = work.unit.support_cases.find(incident_id)
    tier = case.tier if case else incident.support_tier
    window = window_of(SupportStep.HOT, due_windows(tier, incident.occurred_at, site_hours(work, incident.site_id)))
    if window is None:
        raise Refused(Reason.WRONG_STATUS, "tier")
    if any(one.kind is DebriefKind.HOT for one in debriefs):
        raise Refused(Reason.ALREADY_DONE, "hot")
    held = not_held_reason is None
    debrief = Debrief(
        id=work.new_id(),
        incident_ids=(incident_id,),
        site_id=incident.site_id,
        kind=DebriefKind.HOT,
        tier=tier,
        occurred_at=incident.occurred_at,
        not_before=window.not_before,
        by=window.by,
        offer_by=None,
        least_minutes=0,
        made_at=work.now,
        facilitator_id=work.actor.person_id,
        status=DebriefStatus.HELD if held else DebriefStatus.NOT_HELD,
        started_at=work.now - _HOT_TALK if held else None,
        ended_at=work.now if held else None,
        not_held_reason=not_held_reason,
        checked_at=work.now,
    )
    work.unit.debriefs.add(debrief)
    work.record("held" if held else "not_held", "debrief", debrief.id, after=debrief)
    if held:
        note_contact(work, incident_id)
    return debrief


def _require_running(debrief: Debrief) -> None:
    if not debrief.running:
        raise Refused(Reason.WRONG_STATUS, "status")
