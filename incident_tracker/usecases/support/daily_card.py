"""The one card with questions that a person gets today, on their page and among their reminders."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.daily_question import question_of_today
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.reminder_facts import ReminderMark
from incident_tracker.domain.support.reminders import Reminder, asked_afterwards
from incident_tracker.usecases.gate import Work, needs


@dataclass(frozen=True, slots=True)
class DayCard:
    """The debrief that the actor is asked about; `reminder` is what putting the card off or skipping it marks."""

    debrief_id: UUID
    reminder: Reminder


@needs(Permission.ANSWER_OFFER)
def my_card(work: Work) -> DayCard | None:
    """The card that the actor gets today; None for no card, also while they put it off."""
    work.only_owner()
    for debrief, person_id in asked_today(work, work.now):
        reminder = asked_afterwards(debrief, person_id)
        hidden = {mark.key for mark in work.unit.reminder_marks.hiding(frozenset({person_id}), work.now)}
        if reminder is not None and reminder.key not in hidden:
            return DayCard(debrief.id, reminder)
    return None


def asked_today(work: Work, moment: datetime) -> tuple[tuple[Debrief, UUID], ...]:
    """The one debrief that the actor came to and is asked about on the day of `moment`, if any."""
    me = work.actor.person_id
    if me is None:
        return ()
    attended = [one.debrief_id for one in work.unit.participants.of_person(me) if one.attended]
    if not attended:
        return ()
    debriefs = [work.unit.debriefs.get(id) for id in attended]
    answers = [one for one in work.unit.participant_checks.of(attended) if one.person_id == me]
    skipped = _skipped(work, me, debriefs, moment)
    asked_at = [one.said_at for one in answers]
    asked_at += [mark.marked_at for mark in skipped.values() if mark.marked_at is not None]
    zone = work.unit.sites.get(work.unit.people.get(me).site_id).time_zone
    settled = {*(one.debrief_id for one in answers), *skipped}
    found = question_of_today(debriefs, settled, asked_at, work.unit.follow_ups.of_person(me), moment, zone)
    return () if found is None else ((found, me),)


def _skipped(work: Work, me: UUID, debriefs: list[Debrief], moment: datetime) -> dict[UUID, ReminderMark]:
    """The marks with which the actor skipped the card about a debrief, by the debrief."""
    marks = {mark.key: mark for mark in work.unit.reminder_marks.hiding(frozenset({me}), moment) if mark.until is None}
    reminders = ((one.id, asked_afterwards(one, me)) for one in debriefs)
    return {id: marks[asked.key] for id, asked in reminders if asked is not None and asked.key in marks}
