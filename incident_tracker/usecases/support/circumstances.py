"""All that decides what may become of debriefs, read at once: people, shifts, closed days, and other debriefs."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.accountable import Chain
from incident_tracker.domain.support.booking_facts import Booking, DebriefObstacle
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.obstacles import standing
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import Attendee, Cover
from incident_tracker.domain.support.taken import Busy, RoomTaken
from incident_tracker.domain.support.windows import rule_for
from incident_tracker.usecases.clinic.absences import times_away
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import chains_of, debrief_to_plan, site_hours

BOOKED_AHEAD = timedelta(days=400)
"""Nothing is booked further ahead than this."""
_LONGEST_TALK = timedelta(days=1)


@needs(Permission.PLAN_DEBRIEF)
def show_booking(work: Work, debrief_id: UUID) -> Booking:
    """What decides what may become of a debrief, with the shifts of everyone who works here. Errors: NotFound."""
    debrief = debrief_to_plan(work, debrief_id)
    return booking_of(work, debrief, everyone=True)


def booking_of(work: Work, debrief: Debrief, parts: Iterable[UUID] = (), *, everyone: bool = False) -> Booking:
    """What decides about this debrief, as it is or would be; `parts` are people with a part in what is asked for."""
    staff = [one.id for one in work.unit.people.all() if one.active] if everyone else parts
    return bookings_of(work, [debrief], staff)[debrief.id]


def bookings_of(work: Work, debriefs: Collection[Debrief], staff: Iterable[UUID] = ()) -> dict[UUID, Booking]:
    """What decides about each of these debriefs, by id; of `staff` the shifts and absences are read too."""
    if not debriefs:
        return {}
    unit, ids = work.unit, [one.id for one in debriefs]
    participants, covers = unit.participants.of(ids), unit.covers.of(ids)
    people = {one.id: one for one in unit.people.all()}
    parts = {
        *staff,
        *(one.person_id for one in participants),
        *(one.cover_id for one in covers if one.cover_id is not None),
    }
    parts |= {person for one in debriefs for person in one.leading | one.assisting}
    away = times_away(work, _earliest(work, debriefs), work.now + BOOKED_AHEAD)
    shifts = unit.calendars.shifts_of(parts)
    known = {
        id: Attendee(
            id,
            people[id].name,
            shifts.get(id, ()),
            people[id].desk_id is not None,
            away.get(id, ()),
            left=not people[id].active,
        )
        for id in parts
        if id in people
    }
    busy, rooms = time_taken(work, debriefs)
    incident_ids = list(dict.fromkeys(id for one in debriefs for id in one.incident_ids))
    incidents = {one.id: one for one in unit.incidents.many(incident_ids)}
    cases = {one.id: one for one in unit.support_cases.many(incident_ids)}
    made, may_close = {}, unit.settings.get().desks_may_close
    chains = chains_of(work, {one.site_id for one in debriefs})
    for debrief in debriefs:
        site = unit.sites.get(debrief.site_id)
        mine = tuple(one for one in participants if one.debrief_id == debrief.id)
        about = [incidents[id] for id in debrief.incident_ids if id in incidents]
        owed = [cases[id] for id in debrief.incident_ids if id in cases]
        groups = [case.occurred_at + first for case in owed if (first := rule_for(case.tier).group_from) is not None]
        involved = frozenset[UUID]().union(
            *(one.involved_person_ids for one in about), *(case.persons for case in owed)
        )
        made[debrief.id] = Booking(
            debrief,
            mine,
            tuple(known[one.person_id] for one in mine if one.coming),
            site.zone,
            site_hours(work, debrief.site_id),
            known,
            tuple(one for one in covers if one.debrief_id == debrief.id),
            involved,
            chains[debrief.site_id].may_answer(involved, debrief.manager_id, debrief.deputy_id),
            frozenset(people[id].name for id in involved if id in people),
            max(groups, default=None),
            site.last_day,
            may_close,
            busy,
            rooms,
        )
    return made


def time_taken(work: Work, debriefs: Iterable[Debrief] = ()) -> tuple[tuple[Busy, ...], tuple[RoomTaken, ...]]:
    """When people and rooms are in debriefs, at whatever site: in those to come, and since the first of `debriefs`."""
    first = _earliest(work, debriefs) - _LONGEST_TALK
    booked = work.unit.debriefs.booked_between(first, work.now + BOOKED_AHEAD)
    coming = [one for one in booked if one.status is DebriefStatus.PLANNED]
    ids = [one.id for one in coming]
    busy = tuple(parts_taken(coming, work.unit.participants.of(ids), work.unit.covers.of(ids)))
    rooms = tuple(
        RoomTaken(one.place, one.site_id, one.starts_at, one.ends_at, one.id)
        for one in coming
        if one.starts_at is not None and one.ends_at is not None and one.place
    )
    return busy, rooms


def _earliest(work: Work, debriefs: Iterable[Debrief]) -> datetime:
    return min([work.now, *(one.starts_at for one in debriefs if one.starts_at is not None)])


def parts_taken(
    booked: Iterable[Debrief], participants: Iterable[Participant], covers: Iterable[Cover]
) -> Iterator[Busy]:
    """Who has a part in which of these debriefs: leads it, comes to it, or covers for a person who comes."""
    coming = [one for one in participants if one.coming]
    comes = {(one.debrief_id, one.person_id) for one in coming}
    for debrief in booked:
        people = {one.person_id for one in coming if one.debrief_id == debrief.id}
        people |= {debrief.facilitator_id} if debrief.facilitator_id else set()
        people |= debrief.assisting
        people |= {
            one.cover_id
            for one in covers
            if one.cover_id is not None and one.debrief_id == debrief.id and (debrief.id, one.person_id) in comes
        }
        if debrief.starts_at is not None and debrief.ends_at is not None:
            for person in sorted(people):
                yield Busy(person, debrief.starts_at, debrief.ends_at, debrief.id)


def _can_act(debrief: Debrief, chain: Chain) -> bool:
    """Whether someone answers for it, and all who do have an account that leads the site."""
    named = {one for one in (debrief.manager_id, debrief.deputy_id) if one is not None}
    return debrief.is_answered_for and named <= chain.may_answer((), *named)


def become_impossible(work: Work) -> tuple[tuple[Debrief, tuple[DebriefObstacle, ...]], ...]:
    """The open debriefs that the actor may plan and that cannot be as they are, soonest first, each with why.

    It is worked out each time from what is on record, so a fact that changed shows the same moment.
    """
    waiting = [one for one in work.unit.debriefs.waiting(work.visible_sites()) if one.open and one.started_at is None]
    chains = chains_of(work, {one.site_id for one in waiting})
    planned = [
        one
        for one in waiting
        if (
            one.starts_at is not None
            or one.facilitator_id is not None
            or one.assistants
            or not _can_act(one, chains[one.site_id])
            or one.manager_outside
        )
        and work.reaches(Permission.PLAN_DEBRIEF, site_id=one.site_id)
    ]
    bookings = bookings_of(work, planned)
    found = ((one, standing(bookings[one.id], work.now)) for one in planned)
    return tuple((debrief, why) for debrief, why in found if why)
