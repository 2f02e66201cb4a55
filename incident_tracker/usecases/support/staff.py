"""Change a member of staff; where one leaves or comes back, what they are owed ends or opens again with it."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.accountable import AnsweringPart, back_in_place
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.leaving import (
    check_of_left,
    check_of_returned,
    debrief_of_left,
    debrief_of_returned,
    invitation_of_left,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.people import keep_person
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.participants import give_up_slot, settle_answers
from incident_tracker.usecases.support.reach import answered_for, persons_of, save_debrief, when_left, who_left

_EVERY = 1_000_000


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC, Area.SUPPORT, Area.REMINDERS})
def change_person(work: Work, person: Person, *, helped_outside: bool = False) -> Person:
    """Save a changed member of staff.

    When one leaves, their open checks and the debriefs that were for them alone end, with `helped_outside` as referred
    to help from outside, and someone else answers for those that they answered for. Errors: Refused at `name`,
    NotFound, ChangedMeanwhile.
    """
    return keep_changed(work, person, helped_outside=helped_outside)


def keep_changed(work: Work, person: Person, *, helped_outside: bool = False) -> Person:
    """The same within the caller's transaction, for a person whom the actor may change. Errors: as `change_person`."""
    before = work.unit.people.get(person.id)
    saved = keep_person(work, person)
    if before.active and not saved.active:
        _end_support(work, saved, helped_outside)
    elif saved.active and not before.active:
        _open_support_again(work, saved)
    return saved


def ends_with(work: Work, person_id: UUID) -> tuple[tuple[FollowUp, ...], tuple[Debrief, ...]]:
    """The checks and debriefs that would end if this person left now."""
    checks = tuple(one for one in work.unit.follow_ups.of_person(person_id) if one.open)
    left = who_left(work) | {person_id}
    ended = (
        one
        for one in _debriefs_of(work, person_id)
        if debrief_of_left(one, persons_of(work, one), left, work.now) != one
    )
    return checks, tuple(ended)


def _end_support(work: Work, person: Person, helped_outside: bool) -> None:
    checks, ended = ends_with(work, person.id)
    for check in checks:
        saved = work.unit.follow_ups.save(
            check_of_left(check, work.actor.user_id, work.now, helped_outside=helped_outside)
        )
        work.record("changed" if helped_outside else "canceled", "follow_up", saved.id, after=saved)
    for debrief in ended:
        give_up_slot(work, debrief.id, None)
        persons = persons_of(work, debrief)
        save_debrief(work, "not_held", debrief_of_left(debrief, persons, persons, work.now))
    for invitation in work.unit.participants.of_person(person.id):
        debrief = work.unit.debriefs.get(invitation.debrief_id)
        after = invitation_of_left(invitation)
        if after != invitation and debrief.open and not debrief.running:
            kept = work.unit.participants.save(after)
            work.record("changed", "participant", kept.id, after=kept)
            settle_answers(work, debrief)
    for debrief in answered_by(work, person.id):
        _hand_on(work, debrief, person.id)


def answered_by(work: Work, person_id: UUID) -> tuple[Debrief, ...]:
    """The open debriefs at any site that this person answers for, or is the deputy of who does."""
    found = work.unit.debriefs.waiting(frozenset(), person_id, _EVERY)
    return tuple(one for one in found if one.open and person_id in (one.manager_id, one.deputy_id))


def _hand_on(work: Work, debrief: Debrief, person_id: UUID) -> None:
    part = AnsweringPart.MANAGER if debrief.manager_id == person_id else AnsweringPart.DEPUTY
    saved = work.unit.debriefs.save(answered_for(work, debrief))
    work.record("manager_chosen", "debrief", saved.id, after=saved, facts={"left": part.value})


def _open_support_again(work: Work, person: Person) -> None:
    left_at = when_left(work, person.id)
    if left_at is None:
        return
    for check in work.unit.follow_ups.of_person(person.id):
        after = check_of_returned(check, left_at)
        if after != check:
            saved = work.unit.follow_ups.save(after)
            work.record("changed", "follow_up", saved.id, after=saved)
    for debrief in _about_person(work, person.id):
        again = debrief_of_returned(debrief, left_at)
        if again != debrief:
            save_debrief(work, "changed", answered_for(work, again))
    for debrief, part in _handed_on(work, left_at):
        save_debrief(work, "manager_chosen", back_in_place(debrief, person.id, part))


def _handed_on(work: Work, left_at: datetime) -> Iterator[tuple[Debrief, AnsweringPart]]:
    """The open debriefs that were handed on at that moment, for which no one else was chosen since."""
    for debrief in work.unit.debriefs.waiting(None, None, _EVERY):
        chosen = [one for one in work.unit.audit.of("debrief", debrief.id) if one.act == "manager_chosen"]
        if debrief.open and chosen and chosen[-1].at == left_at and "left" in chosen[-1].facts:
            yield debrief, AnsweringPart(str(chosen[-1].facts["left"]))


def _debriefs_of(work: Work, person_id: UUID) -> Iterator[Debrief]:
    """The open debriefs that this person is owed or invited to."""
    invited = work.unit.debriefs.waiting(frozenset(), person_id, _EVERY)
    found = {one.id: one for one in (*_about_person(work, person_id), *invited)}
    for debrief in found.values():
        if debrief.open and person_id in persons_of(work, debrief):
            yield debrief


def _about_person(work: Work, person_id: UUID) -> tuple[Debrief, ...]:
    return work.unit.debriefs.about([one.incident_id for one in work.unit.follow_ups.of_person(person_id)])
