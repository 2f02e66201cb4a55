"""A week of debriefs: what has to be planned and until when, what is booked, and who is at work and free."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import OpeningHours, Shift
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.booking_facts import Booking, DebriefObstacle
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.obstacles import standing
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.domain.support.protected_time import Attendee, Cover
from incident_tracker.domain.support.taken import Busy
from incident_tracker.domain.support.week import Planning
from incident_tracker.usecases.clinic.absences import times_away
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.circumstances import bookings_of, parts_taken
from incident_tracker.usecases.support.debriefs import Candidate, candidates_for
from incident_tracker.usecases.support.reach import site_hours, within_reach

WEEK = timedelta(days=7)
MOST = 100
"""So many debriefs to plan are read at most, those with the soonest last moment."""


@dataclass(frozen=True, slots=True)
class WeekDebrief:
    """One debrief on the board: for whom, who said what, and who may lead it.

    `persons` are those whom the incident happened to; `kind` is the code of what happened. Only for who may plan it
    are `candidates`, `booking`, which is all that decides about its time, and `in_the_way`, which is what has made it
    impossible.
    """

    debrief: Debrief
    persons: tuple[UUID, ...] = ()
    participants: tuple[Participant, ...] = ()
    covers: tuple[Cover, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    kind: str = ""
    may_plan: bool = False
    booking: Booking | None = None
    in_the_way: tuple[DebriefObstacle, ...] = ()

    @property
    def coming(self) -> tuple[UUID, ...]:
        """Who said yes."""
        return tuple(one.person_id for one in self.participants if one.coming)

    @property
    def hoped_for(self) -> tuple[UUID, ...]:
        """Who would come to it: those who said yes; while no one has, those asked who did not decline, or all whom it
        is for.
        """
        open_still = (Response.ASKED, Response.LATER)
        asked = tuple(one.person_id for one in self.participants if one.response in open_still)
        return self.coming or asked or (() if self.participants else self.persons)

    def may_lead(self) -> tuple[UUID, ...]:
        """Who would lead it: who is named, or else those about whom there is no concern, of its own site first."""
        if self.debrief.facilitator_id is not None:
            return (self.debrief.facilitator_id,)
        suitable = [one.person for one in self.candidates if one.eligibility.free]
        return tuple(one.id for one in sorted(suitable, key=lambda one: one.site_id != self.debrief.site_id))


@dataclass(frozen=True, slots=True)
class SupportWeek:
    """What the board of one week shows. `shifts` are by person, `hours` by site; both only of who may be planned with.

    `away` says from when to when (UTC) these people are away in that week.

    `busy` is everyone's time in debriefs of that week, at whatever site: that someone is busy is said, not with what.
    """

    first: datetime
    to_plan: tuple[WeekDebrief, ...]
    booked: tuple[WeekDebrief, ...]
    busy: tuple[Busy, ...] = ()
    staff: tuple[Person, ...] = ()
    shifts: Mapping[UUID, tuple[Shift, ...]] = field(default_factory=dict)
    away: Mapping[UUID, tuple[tuple[datetime, datetime], ...]] = field(default_factory=dict)
    hours: Mapping[UUID, OpeningHours] = field(default_factory=dict)

    def find(self, debrief_id: UUID | None) -> WeekDebrief | None:
        """The debrief on the board, or None."""
        return next((one for one in (*self.to_plan, *self.booked) if one.debrief.id == debrief_id), None)


@needs(Permission.SEE_WEEK)
def support_week(work: Work, first: datetime) -> SupportWeek:
    """The debriefs to plan, and those booked from `first` (aware) on for seven days, with all that a time depends on.

    Of other sites, and as a person with a grant for their own records, the actor sees the debriefs they are part of.
    """
    only_mine = work.only_owner() is not None
    sites, me = within_reach(work)
    if only_mine and me is None:
        return SupportWeek(first, (), ())
    last = first + WEEK
    waiting = work.unit.debriefs.waiting(sites, me, limit=5 * MOST)
    to_plan = [one for one in waiting if one.status is DebriefStatus.TO_PLAN][:MOST]
    everywhere = work.unit.debriefs.booked_between(first, last)
    mine = {one.id for one in waiting}
    booked = [one for one in everywhere if one.id in mine or sites is None or one.site_id in sites]
    people = () if only_mine else tuple(work.unit.people.all())
    found = {one.debrief.id: one for one in _described(work, [*to_plan, *booked], people)}
    busy = _busy(work, everywhere, {one.id for one in booked})
    site_ids = {one.site_id for one in (*to_plan, *booked)} | work.actor.sites
    active = tuple(one for one in people if one.active)
    return SupportWeek(
        first,
        tuple(found[one.id] for one in to_plan),
        tuple(found[one.id] for one in booked),
        tuple(one for one in busy if not only_mine or one.person_id == me),
        active,
        work.unit.calendars.shifts_of([one.id for one in active]),
        times_away(work, first, last) if active else {},
        {id: site_hours(work, id) for id in site_ids},
    )


def planning_of(week: SupportWeek, item: WeekDebrief, zone: str) -> Planning:
    """What decides when this debrief can be. Someone about whom there is a concern leads only when named."""
    staff = {
        one.id: Attendee(
            one.id, one.name, week.shifts.get(one.id, ()), one.desk_id is not None, week.away.get(one.id, ())
        )
        for one in week.staff
    }
    debrief = item.debrief
    hours = week.hours.get(debrief.site_id, OpeningHours(zone))
    known = item.booking or Booking(debrief, item.participants, (), zone, hours)
    whole = replace(known, staff=staff, busy=week.busy)
    return Planning(hoped_to_come(whole, item), item.may_lead(), week.staff)


def hoped_to_come(booking: Booking, item: WeekDebrief) -> Booking:
    """What decides about the debrief, if all come of whom that is hoped."""
    attendees = tuple(booking.staff[id] for id in item.hoped_for if id in booking.staff)
    return replace(booking, attendees=attendees)


def _described(work: Work, debriefs: Collection[Debrief], people: tuple[Person, ...]) -> Iterable[WeekDebrief]:
    unit, ids = work.unit, [one.id for one in debriefs]
    plannable = [one for one in debriefs if one.open and work.reaches(Permission.PLAN_DEBRIEF, site_id=one.site_id)]
    bookings = bookings_of(work, plannable)
    participants, covers = unit.participants.of(ids), unit.covers.of(ids)
    incident_ids = list(dict.fromkeys(one.incident_ids[0] for one in debriefs))
    incidents = {one.id: one for one in unit.incidents.many(incident_ids)}
    cases = {one.id: one for one in unit.support_cases.many(incident_ids)}
    for debrief in debriefs:
        incident = incidents.get(debrief.incident_ids[0])
        case = cases.get(debrief.incident_ids[0])
        booking = bookings.get(debrief.id)
        plans = booking is not None
        sees = work.reaches(Permission.VIEW_INCIDENTS, site_id=debrief.site_id)
        yield WeekDebrief(
            debrief,
            case.persons if case is not None else (),
            tuple(one for one in participants if one.debrief_id == debrief.id),
            tuple(one for one in covers if one.debrief_id == debrief.id),
            candidates_for(work, debrief, people) if plans else (),
            incident.kind if incident is not None and sees else "",
            plans,
            booking,
            standing(booking, work.now) if booking is not None else (),
        )


def _busy(work: Work, booked: Collection[Debrief], known: Collection[UUID]) -> tuple[Busy, ...]:
    ids = [one.id for one in booked]
    taken = parts_taken(booked, work.unit.participants.of(ids), work.unit.covers.of(ids))
    return tuple(one if one.debrief_id in known else replace(one, debrief_id=None) for one in taken)
