"""What is in the way of a debrief: one answer for choosing who leads, for booking, for its start and for every day
between.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from incident_tracker.domain.clinic.calendars import Fit, OpeningHours, fit
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.assistants import Assistant
from incident_tracker.domain.support.booking_facts import Booking, DebriefObstacle, about
from incident_tracker.domain.support.debriefs import DebriefMode, DebriefStatus
from incident_tracker.domain.support.outsiders import is_one_of
from incident_tracker.domain.support.participants import Response, group_allowed
from incident_tracker.domain.support.protected_time import Attendee, SlotRequest
from incident_tracker.domain.support.taken import is_busy, is_taken
from incident_tracker.domain.support.windows import rule_for

EARLY_START = timedelta(minutes=30)
"""So long before its booked time a debrief may begin."""


def to_lead(booking: Booking, candidate: UUID) -> Iterator[DebriefObstacle]:
    """What is in the way of this person's leading the debrief, at its time if it has one."""
    yield from never_leads(booking, candidate)
    slot = booked_slot(booking)
    if slot is not None:
        yield from _leading_then(booking, candidate, slot)
        covering = {slot.covers.get(one.person_id) for one in _covers_needed(booking, slot)}
        if candidate != booking.debrief.facilitator_id and candidate in covering:
            yield about(booking, Reason.COVERS_IT, "facilitator", candidate)


def never_leads(booking: Booking, leader: UUID) -> Iterator[DebriefObstacle]:
    """What keeps this person from leading it at any time: they have left, were part of the incident, or are invited."""
    known = booking.staff.get(leader)
    if known is not None and known.left:
        yield about(booking, Reason.HAS_LEFT, "facilitator", leader)
    if leader in booking.involved:
        yield about(booking, Reason.WAS_INVOLVED, "facilitator", leader)
    if any(one.person_id == leader and one.response is not Response.NO for one in booking.participants):
        yield about(booking, Reason.IS_ASKED_TO_IT, "facilitator", leader)
    if leader in booking.debrief.assisting:
        yield about(booking, Reason.HAS_ANOTHER_PART, "facilitator", leader)


def to_answer(booking: Booking, person_id: UUID) -> Iterator[DebriefObstacle]:
    """What keeps this person from answering for it: a part in the incident, that they have left, or that they could
    not act: no account, or one that does not lead this site.
    """
    known = booking.staff.get(person_id)
    if known is not None and known.left:
        yield about(booking, Reason.HAS_LEFT, "manager", person_id)
    if person_id in booking.involved:
        yield about(booking, Reason.ANSWERS_FOR_OWN, "manager", person_id)
    elif person_id not in booking.can_answer and (known is None or not known.left):
        yield about(booking, Reason.CANNOT_ACT, "manager", person_id)


def to_answer_from_outside(booking: Booking, name: str) -> Iterator[DebriefObstacle]:
    """What keeps someone from elsewhere from answering for it: the name of a person who had a part in the incident."""
    if is_one_of(name, booking.names_involved):
        yield DebriefObstacle(Reason.ANSWERS_FOR_OWN, "outside", (), values={"who": name})


def to_ask(booking: Booking, person_id: UUID) -> Iterator[DebriefObstacle]:
    """What is in the way of inviting this person."""
    known = booking.staff.get(person_id)
    if known is not None and known.left:
        yield about(booking, Reason.HAS_LEFT, "persons", person_id)
    if person_id == booking.debrief.facilitator_id:
        yield about(booking, Reason.LEADS_IT, "persons", person_id)
    if person_id in booking.debrief.assisting:
        yield about(booking, Reason.HAS_ANOTHER_PART, "persons", person_id)


def to_assist(booking: Booking, one: Assistant) -> Iterator[DebriefObstacle]:
    """What is in the way of this person's helping to hold the debrief, at its time if it has one."""
    if is_one_of(one.outside, booking.names_involved):
        yield DebriefObstacle(Reason.CANNOT_ASSIST, "assistant", values={"who": one.outside})
    if one.person_id is None:
        return
    yield from _never_assists(booking, one.person_id)
    slot = booked_slot(booking)
    if slot is not None:
        yield from _assisting_then(booking, one.person_id, slot)


def _never_assists(booking: Booking, person_id: UUID) -> Iterator[DebriefObstacle]:
    known = booking.staff.get(person_id)
    if known is not None and known.left:
        yield about(booking, Reason.HAS_LEFT, "assistant", person_id)
    invited = {one.person_id for one in booking.participants if one.response is not Response.NO}
    coming = {one.person_id for one in booking.coming}
    covering = {one.cover_id for one in booking.covers if one.person_id in coming}
    if person_id in booking.involved:
        yield about(booking, Reason.CANNOT_ASSIST, "assistant", person_id)
    elif person_id == booking.debrief.facilitator_id or person_id in invited | covering:
        yield about(booking, Reason.HAS_ANOTHER_PART, "assistant", person_id)


def _assisting_then(booking: Booking, person_id: UUID, request: SlotRequest) -> Iterator[DebriefObstacle]:
    start, end = request.starts_at, request.ends_at
    if is_busy(booking.busy, person_id, start, end, booking.debrief.id):
        yield about(booking, Reason.IN_ANOTHER_DEBRIEF, "assistant", person_id)
    known = booking.staff.get(person_id)
    if known is not None and presence(booking, known, start, end) is Fit.AWAY:
        yield about(booking, Reason.IS_AWAY, "assistant", person_id)


def to_cover(booking: Booking, person_id: UUID, cover_id: UUID | None) -> Iterator[DebriefObstacle]:
    """What is in the way of naming another person for this desk, or (None) of closing it."""
    slot = booked_slot(booking)
    if slot is None and cover_id is None:
        yield from _closing(booking, person_id)
        return
    if slot is None:
        in_it = {one.person_id for one in booking.attendees} | _holding(booking)
        known = booking.staff.get(cover_id) if cover_id is not None else None
        if cover_id in in_it:
            yield about(booking, Reason.COVER_MISSING, "covers", person_id)
        elif known is not None and known.left:
            yield about(booking, Reason.HAS_LEFT, "covers", known.person_id)
        return
    wanted = replace(slot, covers={**slot.covers, person_id: cover_id})
    for attendee in booking.attendees:
        if attendee.person_id == person_id:
            yield from _cover_of(booking, attendee, wanted)
    yield from _covering_twice(booking, wanted)


def to_combine(
    persons: Collection[UUID], others: Collection[UUID], agreed: Collection[UUID]
) -> Iterator[DebriefObstacle]:
    """What is in the way of one debrief instead of two, for these persons and these `others`."""
    if not set(persons) & set(others):
        yield DebriefObstacle(Reason.NO_ONE_IN_BOTH, "agreed")
    elif not {*persons, *others} <= set(agreed):
        yield DebriefObstacle(Reason.NOT_ALL_WANT_ONE, "agreed")


def to_book(booking: Booking, request: SlotRequest, now: datetime) -> Iterator[DebriefObstacle]:
    """What is in the way of this time, for all who come, lead, and cover."""
    if request.ends_at > request.starts_at and request.starts_at < now:
        yield DebriefObstacle(Reason.IN_THE_PAST, "starts_at")
    yield from _at_time(booking, request)
    leader = booking.debrief.facilitator_id
    if leader is not None:
        yield from never_leads(booking, leader)
        yield from _leading_then(booking, leader, request)
    for person_id in sorted(booking.debrief.assisting):
        yield from _never_assists(booking, person_id)
        yield from _assisting_then(booking, person_id, request)


def to_start(booking: Booking, now: datetime) -> Iterator[DebriefObstacle]:
    """What is in the way of beginning now a debrief that is planned."""
    debrief, slot = booking.debrief, booked_slot(booking)
    if not debrief.has_facilitator:
        yield DebriefObstacle(Reason.NO_ONE_LEADS, "facilitator")
    elif debrief.facilitator_id is not None:
        yield from never_leads(booking, debrief.facilitator_id)
    for person_id in sorted(debrief.assisting):
        yield from _never_assists(booking, person_id)
    if slot is None:
        return
    if now < slot.starts_at - EARLY_START:
        yield DebriefObstacle(Reason.BOOKED_FOR_LATER, "starts_at")
    yield from _too_early(booking, now)
    yield from _as_a_group(booking, slot, now)
    if slot.ends_at - slot.starts_at < timedelta(minutes=debrief.least_minutes):
        yield _too_short(booking, warned=True)
    named = {one.person_id: one for one in booking.covers}
    for attendee in _covers_needed(booking, slot):
        yield from _cover_of(booking, attendee, slot)
        cover = named.get(attendee.person_id)
        if cover is not None and cover.cover_id is not None and cover.waits_for_yes:
            yield about(booking, Reason.COVER_NOT_CONFIRMED, "covers", cover.cover_id)


def standing(booking: Booking, now: datetime) -> tuple[DebriefObstacle, ...]:
    """What has come in the way of a debrief since it was planned, because a fact changed; empty once it has begun.

    It is asked of every open debrief each day, so that nothing that became impossible waits unseen.
    """
    debrief = booking.debrief
    if not debrief.open or debrief.started_at is not None:
        return ()
    found: list[DebriefObstacle] = []
    if debrief.manager_id is not None:
        found += to_answer(booking, debrief.manager_id)
    if debrief.deputy_id is not None:
        found += (replace(one, at="deputy") for one in to_answer(booking, debrief.deputy_id))
    if debrief.manager_outside is not None:
        found += to_answer_from_outside(booking, debrief.manager_outside)
    if not debrief.is_answered_for:
        found.append(DebriefObstacle(Reason.NO_ONE_ANSWERS, "manager"))
    slot = booked_slot(booking)
    if slot is not None and slot.ends_at > now:
        found += _at_time(booking, slot)
    if debrief.facilitator_id is not None and (slot is None or slot.ends_at > now):
        found += to_lead(booking, debrief.facilitator_id)
    if slot is None or slot.ends_at > now:
        for one in debrief.assistants:
            found += to_assist(booking, one)
    return tuple(one for one in found if not one.warned)


def booked_slot(booking: Booking) -> SlotRequest | None:
    """The time that a planned debrief has, as it would be asked for; None if it has none."""
    debrief = booking.debrief
    if debrief.status is not DebriefStatus.PLANNED or debrief.starts_at is None or debrief.ends_at is None:
        return None
    return SlotRequest(
        debrief.starts_at,
        debrief.ends_at,
        {one.person_id: one.cover_id for one in booking.covers},
        debrief.place,
        debrief.mode,
        debrief.paid_extra_time,
    )


def presence(booking: Booking, person: Attendee, start: datetime, end: datetime) -> Fit:
    """Whether a person is at work and free then: the one place that every rule asks.

    Who is away is not at work for any part of that time. Nobody is at work on a day on which the site is closed. A paid
    rest break is as much their own time as an unpaid meal break.
    """
    if any(begins < end and start < ends for begins, ends in person.away):
        return Fit.AWAY
    if is_closed_at(booking, start):
        return Fit.OUTSIDE
    return fit(person.shifts, booking.zone, start, end, around_paid_breaks=True)


def is_closed(hours: OpeningHours, day: date) -> bool:
    """Whether the site is closed on this day; one that has no hours on record is open."""
    return day in hours.closed_days or (any(hours.week_on(day)) and not hours.on(day))


def is_closed_at(booking: Booking, moment: datetime) -> bool:
    """Whether the debrief's site is closed on the day of this moment, or no longer used."""
    day = booking.hours.working_day(moment)
    return is_closed(booking.hours, day) or (booking.open_until is not None and day > booking.open_until)


def _at_time(booking: Booking, request: SlotRequest) -> Iterator[DebriefObstacle]:
    debrief, start, end = booking.debrief, request.starts_at, request.ends_at
    if not booking.attendees:
        yield DebriefObstacle(Reason.NOBODY_ACCEPTED, "starts_at")
        return
    if end <= start:
        yield DebriefObstacle(Reason.ENDS_BEFORE_START, "ends_at")
        return
    if is_closed_at(booking, start) and not request.paid_extra_time:
        yield DebriefObstacle(Reason.CLOSED_THAT_DAY, "starts_at")
        return
    if end - start < timedelta(minutes=debrief.least_minutes):
        yield _too_short(booking)
    yield from _too_early(booking, start)
    yield from _as_a_group(booking, request, start)
    for attendee in booking.attendees:
        yield from _coming_then(booking, attendee, request)
    for attendee in _covers_needed(booking, request):
        yield from _cover_of(booking, attendee, request)
    yield from _covering_twice(booking, request)
    if is_taken(booking.rooms, request.place, debrief.site_id, start, end, debrief.id):
        yield DebriefObstacle(Reason.PLACE_TAKEN, "place")
    if not debrief.has_facilitator:
        yield DebriefObstacle(Reason.NO_ONE_LEADS, "facilitator")


def _too_short(booking: Booking, *, warned: bool = False) -> DebriefObstacle:
    least = booking.debrief.least_minutes
    return DebriefObstacle(Reason.TOO_SHORT, "ends_at", warned=warned, values={"least": least})


def _too_early(booking: Booking, moment: datetime) -> Iterator[DebriefObstacle]:
    if moment < booking.debrief.not_before and not all(one.asks_earlier for one in booking.coming):
        yield DebriefObstacle(Reason.TOO_EARLY, "starts_at")


def _as_a_group(booking: Booking, request: SlotRequest, moment: datetime) -> Iterator[DebriefObstacle]:
    """A group meets only if no targeted person objects, and after the most serious incidents not in the first days."""
    if request.mode is not DebriefMode.GROUP:
        return
    rule = rule_for(booking.debrief.tier)
    if not group_allowed(booking.participants, each_asks=rule.apart_first):
        yield DebriefObstacle(Reason.NOT_ALL_AGREE, "mode")
    first = rule.group_from
    earliest = booking.group_from or (booking.debrief.occurred_at + first if first is not None else None)
    if earliest is not None and moment < earliest:
        yield DebriefObstacle(Reason.GROUP_TOO_EARLY, "mode")


def _coming_then(booking: Booking, attendee: Attendee, request: SlotRequest) -> Iterator[DebriefObstacle]:
    start, end = request.starts_at, request.ends_at
    if is_busy(booking.busy, attendee.person_id, start, end, booking.debrief.id):
        yield about(booking, Reason.IN_ANOTHER_DEBRIEF, "starts_at", attendee.person_id)
    match presence(booking, attendee, start, end):
        case Fit.AWAY:
            yield about(booking, Reason.IS_AWAY, "starts_at", attendee.person_id)
        case Fit.IN_A_BREAK:
            yield about(booking, Reason.IN_A_BREAK, "starts_at", attendee.person_id)
        case Fit.OUTSIDE:
            if not request.paid_extra_time:
                yield about(booking, Reason.OUTSIDE_PAID_HOURS, "starts_at", attendee.person_id)
        case Fit.PAID:
            pass


def _covers_needed(booking: Booking, request: SlotRequest) -> list[Attendee]:
    """Those whose desk waits for them at that time."""
    start, end = request.starts_at, request.ends_at
    at_desks = [one for one in booking.attendees if one.at_desk]
    return [one for one in at_desks if presence(booking, one, start, end) is Fit.PAID]


def _cover_of(booking: Booking, attendee: Attendee, request: SlotRequest) -> Iterator[DebriefObstacle]:
    """Whether the desk is covered by someone who is at work, and neither takes part nor leads; or closed, where the
    clinic allows that.
    """
    cover = request.covers.get(attendee.person_id)
    if cover is None and attendee.person_id in request.covers:
        yield from _closing(booking, attendee.person_id)
        return
    in_it = {one.person_id for one in booking.attendees} | _holding(booking)
    if cover is None or cover in in_it:
        yield about(booking, Reason.COVER_MISSING, "covers", attendee.person_id)
        return
    start, end = request.starts_at, request.ends_at
    if is_busy(booking.busy, cover, start, end, booking.debrief.id):
        yield about(booking, Reason.IN_ANOTHER_DEBRIEF, "covers", cover)
    known = booking.staff.get(cover)
    if known is not None and known.left:
        yield about(booking, Reason.HAS_LEFT, "covers", cover)
        return
    match presence(booking, known, start, end) if known is not None else Fit.PAID:
        case Fit.AWAY:
            yield about(booking, Reason.IS_AWAY, "covers", cover)
        case Fit.OUTSIDE | Fit.IN_A_BREAK:
            yield about(booking, Reason.COVER_NOT_AT_WORK, "covers", cover)
        case Fit.PAID:
            pass


def _holding(booking: Booking) -> set[UUID]:
    """The staff who lead it or help to hold it."""
    leader = booking.debrief.facilitator_id
    return {*booking.debrief.assisting, *([leader] if leader is not None else [])}


def _closing(booking: Booking, person_id: UUID) -> Iterator[DebriefObstacle]:
    if not booking.may_close:
        yield about(booking, Reason.DESK_STAYS_OPEN, "covers", person_id)


def _covering_twice(booking: Booking, request: SlotRequest) -> Iterator[DebriefObstacle]:
    needed = [request.covers.get(one.person_id) for one in _covers_needed(booking, request)]
    for cover, times in Counter(one for one in needed if one is not None).items():
        if times > 1:
            yield about(booking, Reason.COVERS_TWO_DESKS, "covers", cover)


def _leading_then(booking: Booking, leader: UUID, request: SlotRequest) -> Iterator[DebriefObstacle]:
    start, end = request.starts_at, request.ends_at
    if is_busy(booking.busy, leader, start, end, booking.debrief.id):
        yield about(booking, Reason.IN_ANOTHER_DEBRIEF, "facilitator", leader)
    known = booking.staff.get(leader)
    match presence(booking, known, start, end) if known is not None else Fit.PAID:
        case Fit.AWAY:
            yield about(booking, Reason.IS_AWAY, "facilitator", leader)
        case Fit.OUTSIDE | Fit.IN_A_BREAK:
            if not request.paid_extra_time:
                yield about(booking, Reason.LEADER_NOT_AT_WORK, "facilitator", leader, warned=True)
        case Fit.PAID:
            pass
