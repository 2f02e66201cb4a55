"""What a change of the clinic would move, told before it is saved."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from incident_tracker.domain.clinic.absences import Absence, AbsenceDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.clinic.quick_choices import CHANNEL
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.obstacles import is_closed
from incident_tracker.domain.support.taken import Busy
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.opening import Weekly
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.circumstances import BOOKED_AHEAD, time_taken


@needs(Permission.MANAGE_CLINIC)
def if_closed_on(work: Work, site_ids: Collection[UUID], days: Collection[date]) -> Moves:
    """What it would move to close these sites on these days. Errors: NotFound, NotAllowed."""
    found = 0
    for id in site_ids:
        site, now = _site_and_hours(work, id)
        found += days_lost(work, site, now, replace(now, closed_days=now.closed_days | set(days)))
    work.visible_sites()
    return Moves(debriefs=found)


@needs(Permission.MANAGE_CLINIC)
def if_open_at(work: Work, site_id: UUID, weekly: Weekly) -> Moves:
    """What it would move to open a site at these hours of the week. Errors: NotFound, NotAllowed."""
    site, now = _site_and_hours(work, site_id)
    return Moves(debriefs=days_lost(work, site, now, replace(now, weekly=weekly)))


@needs(Permission.MANAGE_CLINIC)
def if_site_ends(work: Work, site_id: UUID, last_day: date) -> Moves:
    """What it would move to use a site until `last_day` only. Errors: NotFound, NotAllowed."""
    site, _hours = _site_and_hours(work, site_id)
    return moved_by_end_of_site(work, site, last_day)


@needs(Permission.MANAGE_CLINIC)
def if_desk_ends(work: Work, desk_id: UUID) -> Moves:
    """What it would move to give up a desk. Errors: NotFound, NotAllowed."""
    desk = next((one for one in work.unit.sites.desks() if one.id == desk_id), None)
    if desk is None:
        raise NotFound("desk")
    work.require(site_id=desk.site_id)
    return Moves(people=sum(person.active and person.desk_id == desk_id for person in work.unit.people.all()))


@needs(Permission.ENTER_ABSENCE)
def if_away(work: Work, draft: AbsenceDraft, before: Absence | None = None) -> Moves:
    """What it would move that a person is away then, besides what `before`, which it replaces, has moved.

    A debrief counts that the person comes to, leads or covers for. Errors: NotFound, NotAllowed.
    """
    person = work.unit.people.get(draft.person_id)
    is_own = work.actor.person_id == person.id
    work.require(site_id=person.site_id, owner_id=work.actor.user_id if is_own else None)
    if draft.last < draft.first:
        return Moves()
    zone = work.unit.sites.get(person.site_id).time_zone
    after = Absence(person.id, person.id, draft.first, draft.last, draft.hours).between(zone)
    known = before.between(zone) if before is not None else None
    busy, _rooms = time_taken(work)
    mine = [one for one in busy if one.person_id == person.id and one.ends_at > work.now]
    return Moves(away=sum(_meets(one, after) and not (known is not None and _meets(one, known)) for one in mine))


@needs(Permission.SEE_CLINIC)
def if_term_ends(work: Work, vocabulary: str, code: str) -> Moves:
    """What it would move to give up a word: the desks whose reports begin with it."""
    if vocabulary != CHANNEL:
        return Moves()
    day = today(work)
    return Moves(desks=sum(desk.channel == code and desk.in_use(day) for desk in work.unit.sites.desks()))


def days_lost(work: Work, site: Site, before: OpeningHours, after: OpeningHours) -> int:
    """How many booked debriefs are on a day that is open before and closed after."""
    return sum(is_closed(after, day) and not is_closed(before, day) for _debrief, day in _booked(work, site))


def moved_by_end_of_site(work: Work, site: Site, last_day: date) -> Moves:
    """What it moves to use a site until `last_day` only."""
    return Moves(
        debriefs=sum(day > last_day for _debrief, day in _booked(work, site)),
        people=sum(one.active and one.site_id == site.id for one in work.unit.people.all()),
        accounts=sum(user.active and site.id in user.sites for user in work.unit.users.all()),
    )


def _meets(busy: Busy, span: tuple[datetime, datetime]) -> bool:
    return busy.starts_at < span[1] and span[0] < busy.ends_at


def _site_and_hours(work: Work, site_id: UUID) -> tuple[Site, OpeningHours]:
    site = work.unit.sites.get(site_id)
    work.require(site_id=site.id)
    return site, work.unit.calendars.opening_hours(site)


def _booked(work: Work, site: Site) -> Iterator[tuple[Debrief, date]]:
    """The debriefs of a site that are still to come, each with its day there."""
    for debrief in work.unit.debriefs.booked_between(work.now, work.now + BOOKED_AHEAD):
        if debrief.site_id == site.id and debrief.starts_at is not None:
            yield debrief, debrief.starts_at.astimezone(site.time_zone).date()
