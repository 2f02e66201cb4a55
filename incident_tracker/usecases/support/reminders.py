"""Who is reminded of what now, in words that reveal nothing; putting a reminder off or dismissing it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.accountable import NO_ONE, Chain
from incident_tracker.domain.support.daily_question import ASKED_LATER_AFTER, SpokeUp
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.reminder_facts import DebriefFacts, Facts, ReminderMark
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.reminders import Reminder, due_items, marked
from incident_tracker.domain.support.striking_out import TOLD_FOR, told_of_cancel
from incident_tracker.domain.support.told import ReminderTold, to_tell_again, with_told
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.absences import times_away
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.daily_card import card_at
from incident_tracker.usecases.support.first_minutes import first_minutes_at
from incident_tracker.usecases.support.outreach import outreach_due, waiting_consents
from incident_tracker.usecases.support.reach import chains_of, own, who_left, within_reach

_ABOUT_THE_CASE = frozenset(
    {
        ReminderKind.LEADERSHIP,
        ReminderKind.RELIEF,
        ReminderKind.FIVE_MINUTES,
        ReminderKind.OUTREACH,
        ReminderKind.REPAIR,
        ReminderKind.CONSENT,
        ReminderKind.MONTH_LATER,
    }
)


class PartOfDebrief(Protocol):
    """A record that belongs to a debrief."""

    @property
    def debrief_id(self) -> UUID: ...


P = TypeVar("P", bound=PartOfDebrief)


@needs(Permission.SEE_DUE)
def list_reminders(work: Work, until: datetime | None = None, everybody: bool = False) -> tuple[Reminder, ...]:
    """What is due now (or will be by `until`, aware): for the actor, or with `everybody` for all within reach.

    Everyone's reminders are those of a site, for the people who lead it; of other sites they get their own, as all
    others do. Soonest limit first.
    """
    me, moment = work.actor.person_id, until or work.now
    facts = waiting_facts(work, moment)
    due = due_items(facts, moment)
    mine = {one.key: one for one in with_told([one for one in due if one.person_id == me], _told(work, due))}
    found = [
        mine[one.key] if one.person_id == me else one
        for one in due
        if one.person_id == me or (everybody and work.by_site(one.site_id))
    ]
    behind = dict(incidents_behind(found, facts))
    refs = {one.id: one.ref for one in work.unit.incidents.many(list(dict.fromkeys(behind.values())))}
    return tuple(replace(one, ref=refs.get(behind.get(one.subject_id, one.subject_id), "")) for one in found)


@needs(Permission.SEE_DUE, writes=True)
def tell_reminders(work: Work) -> tuple[Reminder, ...]:
    """What the actor is to be told of now, each reminder once, on whatever computer; it is kept that they were told.

    What is due is looked at in the same transaction, so that two computers do not tell the same, and nothing is told
    that was declined a moment ago.
    """
    work.only_owner()
    facts, me = waiting_facts(work, work.now), work.actor.person_id
    due = [one for one in due_items(facts, work.now) if one.person_id == me]
    before = {one.key: one for one in _told(work, due)}
    found = tuple(one for one in with_told(due, before.values()) if not one.told)
    for reminder in found:
        earlier = before.get(reminder.key)
        if earlier is not None:
            told = work.unit.reminders_told.save(replace(earlier, told_at=work.now))
        else:
            told = ReminderTold(work.new_id(), reminder.person_id, reminder.key, work.now)
            work.unit.reminders_told.add(told)
        work.record("recorded", "reminder_told", told.id, after=told)
    return found


@needs(Permission.SEE_DUE, writes=True, changes={Area.REMINDERS})
def put_off(work: Work, reminder: Reminder, until: datetime) -> ReminderMark:
    """Show one of the actor's reminders again at `until`, a day later at most, and tell it again then. Errors: Refused
    at `until`.
    """
    mark = _mark(work, reminder, until)
    for told in work.unit.reminders_told.of_person(reminder.person_id, [reminder.key]):
        again = work.unit.reminders_told.save(to_tell_again(told))
        work.record("changed", "reminder_told", again.id, after=again)
    return mark


@needs(Permission.SEE_DUE, writes=True, changes={Area.REMINDERS})
def put_away(work: Work, reminder: Reminder) -> ReminderMark:
    """Do not show one of the actor's reminders again; its next stage still comes. Errors: Refused once it is past."""
    return _mark(work, reminder, None)


@needs(Permission.SEE_DUE, writes=True, changes={Area.REMINDERS})
def bring_back(work: Work, reminder: Reminder) -> ReminderMark:
    """Show a reminder of the actor again that they put off or away. Errors: NotFound, NotAllowed."""
    work.require(owner_id=own(work, reminder.person_id))
    earlier = work.unit.reminder_marks.find(reminder.person_id, reminder.key)
    if earlier is None:
        raise NotFound("reminder_mark")
    mark = work.unit.reminder_marks.save(replace(earlier, until=work.now, marked_at=work.now))
    work.record("changed", "reminder_mark", mark.id, after=mark)
    return mark


def _mark(work: Work, reminder: Reminder, until: datetime | None) -> ReminderMark:
    work.require(owner_id=own(work, reminder.person_id))
    mark = marked(reminder, id=work.new_id(), now=work.now, until=until)
    earlier = work.unit.reminder_marks.find(mark.person_id, mark.key)
    if earlier is not None:
        mark = work.unit.reminder_marks.save(replace(earlier, until=until, marked_at=work.now))
    else:
        work.unit.reminder_marks.add(mark)
    work.record("put_off" if until else "put_away", "reminder_mark", mark.id, after=mark)
    return mark


def _told(work: Work, due: Iterable[Reminder]) -> tuple[ReminderTold, ...]:
    """Which of the actor's reminders they were told of."""
    me = work.actor.person_id
    keys = [one.key for one in due if one.person_id == me]
    return work.unit.reminders_told.of_person(me, keys) if me is not None and keys else ()


def incidents_behind(reminders: Iterable[Reminder], facts: Facts) -> Iterator[tuple[UUID, UUID]]:
    """What each reminder is about, with the id of the incident that it came of."""
    debriefs = {one.debrief.id: one.debrief for one in facts.debriefs}
    debriefs |= {debrief.id: debrief for debrief, _person in (*facts.unanswered, *facts.canceled)}
    follow_ups = {one.id: one for one in facts.follow_ups}
    for reminder in reminders:
        if reminder.subject_id in debriefs:
            yield reminder.subject_id, debriefs[reminder.subject_id].incident_ids[0]
        elif reminder.subject_id in follow_ups:
            yield reminder.subject_id, follow_ups[reminder.subject_id].incident_id
        elif reminder.kind in _ABOUT_THE_CASE:
            yield reminder.subject_id, reminder.subject_id


def waiting_facts(work: Work, moment: datetime) -> Facts:
    """What reminders follow from: everything that waits at the actor's sites, and what involves the actor anywhere."""
    return facts_at(work, moment, *within_reach(work))


def facts_at(work: Work, moment: datetime, sites: frozenset[UUID] | None, me: UUID | None) -> Facts:
    """What reminders at these sites follow from (None: at every site), and those of this member of staff anywhere."""
    unit = work.unit
    debriefs = unit.debriefs.waiting(sites, me)
    follow_ups, cases = unit.follow_ups.waiting(moment, sites), unit.support_cases.leadership_untold(sites, 500)
    ids = [debrief.id for debrief in debriefs]
    asked, covering = _by_debrief(unit.participants.of(ids)), _by_debrief(unit.covers.of(ids))
    left = who_left(work)
    facts = tuple(
        DebriefFacts(
            one,
            tuple(part for part in asked.get(one.id, ()) if part.person_id not in left),
            covering.get(one.id, ()),
        )
        for one in debriefs
    )
    first, talks = first_minutes_at(work, sites), outreach_due(work, sites)
    site_ids = {one.site_id for some in (debriefs, follow_ups, cases, first, talks) for one in some}
    chains = chains_of(work, site_ids)
    responsible = _responsible(debriefs, chains.values())
    incident_ids = {id for one in debriefs for id in one.incident_ids} | {one.incident_id for one in follow_ups}
    incident_ids |= {one.case_id for some in (first, talks) for one in some} | {one.id for one in cases}
    spans = times_away(work, moment, moment)
    away = frozenset(id for id, times in spans.items() if any(start <= moment < end for start, end in times))
    away |= _without_account(work, responsible)  # a reminder would reach them nowhere
    taking_part = _taking_part(facts)
    card, card_for = card_at(work, moment), work.actor.person_id
    return Facts(
        debriefs=facts,
        follow_ups=follow_ups,
        cases=cases,
        unanswered=((card, card_for),) if isinstance(card, Debrief) and card_for else (),
        month_later=_later_card(card, card_for),
        canceled=_canceled(work, moment),
        chains=chains,
        involved=_involved(work, incident_ids),
        first_minutes=first,
        outreach=talks,
        consents=waiting_consents(work),
        hours={site_id: unit.calendars.opening_hours(unit.sites.get(site_id)) for site_id in site_ids},
        absent=_absent(work, responsible, moment) | away,
        away=away,
        left=left,
        without_account=_without_account(work, taking_part),
        marks=unit.reminder_marks.hiding(responsible | taking_part | _myself(work), moment),
    )


def _later_card(
    card: Debrief | SpokeUp | None, person_id: UUID | None
) -> tuple[tuple[UUID, UUID, UUID, datetime], ...]:
    if not isinstance(card, SpokeUp) or person_id is None:
        return ()
    return ((card.incident_id, card.site_id, person_id, card.at + ASKED_LATER_AFTER),)


def _involved(work: Work, incident_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Who had a part in each incident, or is owed support because of it."""
    had_a_part = work.unit.incidents.involved(incident_ids)
    owed = {case.id: frozenset(case.persons) for case in work.unit.support_cases.many(incident_ids)}
    return {id: had_a_part.get(id, NO_ONE) | owed.get(id, NO_ONE) for id in incident_ids}


def _responsible(debriefs: Iterable[Debrief], chains: Iterable[Chain]) -> frozenset[UUID]:
    """Who answers for the debriefs, or for support at the sites, or is told when no one acts."""
    named = {id for debrief in debriefs for id in (debrief.manager_id, debrief.deputy_id) if id}
    return frozenset(named.union(*(chain.everyone() for chain in chains)))


def _taking_part(facts: Iterable[DebriefFacts]) -> frozenset[UUID]:
    """Who was asked, covers a desk, or leads."""
    people: set[UUID] = set()
    for one in facts:
        people.update(participant.person_id for participant in one.participants)
        people.update(cover.cover_id for cover in one.covers if cover.cover_id is not None)
        people.update(one.debrief.assisting)
        if one.debrief.facilitator_id is not None:
            people.add(one.debrief.facilitator_id)
    return frozenset(people)


def _myself(work: Work) -> frozenset[UUID]:
    return frozenset() if work.actor.person_id is None else frozenset({work.actor.person_id})


def _by_debrief(parts: Iterable[P]) -> dict[UUID, tuple[P, ...]]:
    grouped: dict[UUID, tuple[P, ...]] = {}
    for part in parts:
        grouped[part.debrief_id] = (*grouped.get(part.debrief_id, ()), part)
    return grouped


def _canceled(work: Work, moment: datetime) -> tuple[tuple[Debrief, UUID], ...]:
    """The canceled debriefs of the last days to which the actor was to come."""
    me = work.actor.person_id
    if me is None:
        return ()
    debriefs = work.unit.debriefs.canceled_since(moment - TOLD_FOR)
    ids = [debrief.id for debrief in debriefs]
    asked, covering = _by_debrief(work.unit.participants.of(ids)), _by_debrief(work.unit.covers.of(ids))
    return tuple(
        (one, me) for one in debriefs if me in told_of_cancel(one, asked.get(one.id, ()), covering.get(one.id, ()))
    )


def _without_account(work: Work, people: frozenset[UUID]) -> frozenset[UUID]:
    """Those of `people` who cannot sign in."""
    return people - {user.person_id for user in work.unit.users.all() if user.active and user.person_id is not None}


def _absent(work: Work, people: Iterable[UUID], moment: datetime) -> frozenset[UUID]:
    """Who has shifts, but none on the day of `moment` at their site."""
    zones = {one.id: one.time_zone for one in work.unit.sites.all()}
    sites = {one.id: one.site_id for one in work.unit.people.all()}
    shifts = work.unit.calendars.shifts_of(list(people))
    weekdays = {id: moment.astimezone(zones[sites[id]]).weekday() for id in shifts}
    return frozenset(id for id, mine in shifts.items() if all(shift.weekday != weekdays[id] for shift in mine))
