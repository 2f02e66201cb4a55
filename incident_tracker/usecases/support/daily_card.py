"""The one card with questions that a person gets today, on their page and among their reminders."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.daily_question import (
    ASKED_LATER_AFTER,
    ASKED_LATER_UNTIL,
    SpokeUp,
    asked_later,
    card_of_today,
)
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.reminder_facts import ReminderMark
from incident_tracker.domain.support.reminders import Reminder, asked_a_month_later, asked_afterwards, marked
from incident_tracker.usecases.gate import Work, needs

MOST_REPORTS = 200
"""So many reports of one person in a month are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class DayCard:
    """The debrief that the actor is asked about, or None where they are asked what came of speaking up a month ago.

    `reminder` is what putting the card off or skipping it marks.
    """

    debrief_id: UUID | None
    reminder: Reminder


@needs(Permission.ANSWER_OFFER)
def my_card(work: Work) -> DayCard | None:
    """The card that the actor gets today; None for no card, also while they put it off."""
    work.only_owner()
    me, found = work.actor.person_id, card_at(work, work.now)
    if me is None or found is None:
        return None
    reminder = _reminder_of(found, me)
    hidden = {mark.key for mark in work.unit.reminder_marks.hiding(frozenset({me}), work.now)}
    if reminder is None or reminder.key in hidden:
        return None
    return DayCard(found.id if isinstance(found, Debrief) else None, reminder)


def card_at(work: Work, moment: datetime) -> Debrief | SpokeUp | None:
    """What the actor is asked about on the day of `moment`, if anything."""
    me = work.actor.person_id
    if me is None:
        return None
    parts = [one for one in work.unit.participants.of_person(me) if one.attended]
    debriefs = [work.unit.debriefs.get(one.debrief_id) for one in parts]
    marks = {mark.key: mark for mark in work.unit.reminder_marks.hiding(frozenset({me}), moment) if mark.until is None}
    spoke_up = _spoke_up(work, debriefs, moment)
    cards: list[Debrief | SpokeUp] = [*debriefs, *spoke_up]
    if not cards:
        return None
    skipped = {one: mark for one in cards if (mark := _mark_of(one, me, marks)) is not None}
    answers = [one for one in work.unit.participant_checks.of([one.id for one in debriefs]) if one.person_id == me]
    asked_at = [one.said_at for one in answers]
    asked_at += [mark.marked_at for mark in skipped.values() if mark.marked_at is not None]
    return card_of_today(
        debriefs,
        [one for one in spoke_up if one not in skipped],
        {*(one.debrief_id for one in answers), *(one.id for one in debriefs if one in skipped)},
        asked_at,
        work.unit.follow_ups.of_person(me),
        moment,
        work.unit.sites.get(work.unit.people.get(me).site_id).time_zone,
    )


def settle_later_cards(work: Work) -> None:
    """The actor answered what came of speaking up: they are not asked again about what is a month ago by now."""
    me = work.actor.person_id
    if me is None:
        return
    attended = [one for one in work.unit.participants.of_person(me) if one.attended]
    debriefs = [work.unit.debriefs.get(one.debrief_id) for one in attended]
    for one in asked_later(_spoke_up(work, debriefs, work.now), work.now):
        mark = marked(_later(one, me), id=work.new_id(), now=work.now, until=None)
        earlier = work.unit.reminder_marks.find(me, mark.key)
        if earlier is not None:
            mark = work.unit.reminder_marks.save(replace(earlier, until=None, marked_at=work.now))
        else:
            work.unit.reminder_marks.add(mark)
        work.record("put_away", "reminder_mark", mark.id, after=mark)


def _reminder_of(card: Debrief | SpokeUp, me: UUID) -> Reminder | None:
    return asked_afterwards(card, me) if isinstance(card, Debrief) else _later(card, me)


def _later(card: SpokeUp, me: UUID) -> Reminder:
    return asked_a_month_later(card.incident_id, card.site_id, me, card.at + ASKED_LATER_AFTER)


def _mark_of(card: Debrief | SpokeUp, me: UUID, marks: dict[str, ReminderMark]) -> ReminderMark | None:
    reminder = _reminder_of(card, me)
    return None if reminder is None else marks.get(reminder.key)


def _spoke_up(work: Work, debriefs: Iterable[Debrief], moment: datetime) -> list[SpokeUp]:
    """What the actor reported, and the debriefs that they came to, in the last two months: each incident once."""
    since = moment - ASKED_LATER_UNTIL
    mine = IncidentFilter(first_day=since.date(), logged_by=work.actor.user_id)
    reported = work.unit.incidents.page(mine, limit=MOST_REPORTS)
    found = [SpokeUp(one.id, one.site_id, one.occurred_at) for one in reported]
    ended = [(one, one.ended_at) for one in debriefs if one.ended_at is not None and one.ended_at >= since]
    found += [SpokeUp(one.incident_ids[0], one.site_id, at) for one, at in ended]
    latest = {one.incident_id: one for one in sorted(found, key=lambda one: (one.at, one.incident_id))}
    return list(latest.values())
