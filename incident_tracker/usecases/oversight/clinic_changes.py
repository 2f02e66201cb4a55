"""What a change of the clinic would move, told before it is saved."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.absences import Absence, AbsenceDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import OpeningHours, Shift, Weekly, with_new_week
from incident_tracker.domain.clinic.directory import DirectoryEntry, entries_at
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.quick_choices import CHANNEL
from incident_tracker.domain.clinic.sites import PhoneLine, Site
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.domain.support.booking_facts import Booking
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.obstacles import is_closed, standing
from incident_tracker.domain.support.protected_time import Attendee
from incident_tracker.domain.support.taken import Busy
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.people import ShiftDraft
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.circumstances import BOOKED_AHEAD, bookings_of, time_taken
from incident_tracker.usecases.support.opening import count_moved
from incident_tracker.usecases.support.staff import answered_by, ends_with


@needs(Permission.MANAGE_CLINIC)
def if_closed_on(work: Work, site_ids: Collection[UUID], days: Collection[date]) -> Moves:
    """What it would move to close these sites on these days. Errors: NotFound, NotAllowed."""
    found = Moves()
    for id in site_ids:
        site, now = _site_and_hours(work, id)
        found += moved_by_hours(work, site, now, replace(now, closed_days=now.closed_days | set(days)))
    work.visible_sites()
    return found


@needs(Permission.MANAGE_CLINIC)
def if_open_at(work: Work, site_id: UUID, weekly: Weekly, first: date) -> Moves:
    """What it would move to open a site at these hours of the week from the day `first` on.

    Errors: Refused at `weekly` or `first`, NotFound, NotAllowed.
    """
    site, now = _site_and_hours(work, site_id)
    return moved_by_hours(work, site, now, with_new_week(now, weekly, first, today(work, site)))


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
    return moved_by_absence(work, person, draft, before)


def moved_by_absence(work: Work, person: Person, draft: AbsenceDraft, before: Absence | None = None) -> Moves:
    """What it moves that a person is away then, besides what `before`, which it replaces, has moved."""
    if draft.last < draft.first:
        return Moves()
    zone = work.unit.sites.get(person.site_id).time_zone
    after = Absence(person.id, person.id, draft.first, draft.last, draft.hours).between(zone)
    known = before.between(zone) if before is not None else None
    busy, _rooms = time_taken(work)
    mine = [one for one in busy if one.person_id == person.id and one.ends_at > work.now]
    return Moves(away=sum(_meets(one, after) and not (known is not None and _meets(one, known)) for one in mine))


@needs(Permission.MANAGE_CLINIC)
def if_shifts(work: Work, person_id: UUID, drafts: tuple[ShiftDraft, ...]) -> Moves:
    """What it would move that a person works these hours. Errors: NotFound, NotAllowed."""
    work.require(site_id=work.unit.people.get(person_id).site_id)
    shifts = tuple(Shift(person_id, person_id, draft.weekday, draft.start, draft.end, draft.breaks) for draft in drafts)
    return moved_by_shifts(work, person_id, shifts)


def moved_by_shifts(work: Work, person_id: UUID, shifts: tuple[Shift, ...]) -> Moves:
    """What it moves that a person works these hours."""
    return Moves(
        blocked=_blocked(
            work, person_id, lambda one: Attendee(one.person_id, one.name, shifts, one.at_desk, one.away, one.left)
        )
    )


@needs(Permission.MANAGE_CLINIC)
def if_person_changes(work: Work, person: Person) -> Moves:
    """What it would move to save a member of staff so: one who leaves, or who is at a desk from now on, or at none.

    Errors: NotFound, NotAllowed.
    """
    before = work.unit.people.get(person.id)
    work.require(site_id=before.site_id)
    if before.active and not person.active:
        return moved_by_leaving(work, person.id)
    return moved_by_desk(work, before, person)


def moved_by_desk(work: Work, before: Person, after: Person) -> Moves:
    """What it moves that a person is at a desk, which is covered while they are in a debrief, or at none."""
    is_at_desk = after.desk_id is not None
    if is_at_desk == (before.desk_id is not None):
        return Moves()
    return Moves(blocked=_blocked(work, after.id, lambda one: replace(one, at_desk=is_at_desk)))


@needs(Permission.NAME_MANAGER)
def if_account_closes(work: Work, user_id: UUID) -> Moves:
    """What it would move to close an account: the debriefs that its person answers for.

    Errors: NotFound, NotAllowed.
    """
    user = work.unit.users.get(user_id)
    for site_id in user.sites or (None,):
        work.require(site_id=site_id)
    return Moves(unseen=len(answered_by(work, user.person_id)) if user.person_id is not None else 0)


@needs(Permission.ORDER_CHOICES)
def if_desks_stay_open(work: Work) -> Moves:
    """What it would move that no desk may be closed for a debrief anymore."""
    coming = [one for one in work.unit.debriefs.booked_between(work.now, work.now + BOOKED_AHEAD) if one.open]
    bookings = bookings_of(work, coming).values()
    return Moves(
        blocked=sum(
            not _is_blocked(one, work.now) and _is_blocked(replace(one, may_close=False), work.now) for one in bookings
        )
    )


def moved_by_leaving(work: Work, person_id: UUID) -> Moves:
    """What it moves that a person no longer works here."""
    checks, debriefs = ends_with(work, person_id)
    return Moves(
        owed=len(checks) + len(debriefs),
        blocked=_blocked(work, person_id, lambda one: replace(one, left=True)),
        answers=len({one.id for one in answered_by(work, person_id)} - {one.id for one in debriefs}),
        sign_ins=sum(user.active and user.person_id == person_id for user in work.unit.users.all()),
    )


@needs(Permission.MANAGE_CLINIC)
def if_line_ends(work: Work, line_id: UUID) -> Moves:
    """What it would move to give up a phone line. Errors: NotFound, NotAllowed."""
    line = next((one for one in work.unit.sites.lines() if one.id == line_id), None)
    if line is None:
        raise NotFound("phone_line")
    work.require(site_id=line.site_id)
    return moved_by_end_of_line(work, line)


@needs(Permission.MANAGE_CLINIC)
def if_help_ends(work: Work, entry_id: UUID) -> Moves:
    """What it would move not to show a line or team that helps anymore. Errors: NotFound, NotAllowed."""
    entry = work.unit.directory.get(entry_id)
    if entry.site_id is None:
        work.require()
    else:
        work.require(site_id=entry.site_id)
    return moved_by_end_of_help(work, entry)


@needs(Permission.ORDER_CHOICES)
def if_term_ends(work: Work, vocabulary: str, code: str) -> Moves:
    """What it would move to give up a word."""
    return moved_by_end_of_word(work, vocabulary, code)


def moved_by_end_of_line(work: Work, line: PhoneLine) -> Moves:
    """What it moves to give up a phone line: its site may have no other one."""
    day = today(work, work.unit.sites.get(line.site_id))
    others = (one for one in work.unit.sites.lines(line.site_id) if one.id != line.id)
    return Moves(lines=int(not any(one.in_use(day) for one in others)))


def moved_by_end_of_help(work: Work, entry: DirectoryEntry) -> Moves:
    """What it moves not to show help anymore: sites may have no other help of its kind."""
    others = [one for one in work.unit.directory.all() if one.id != entry.id]
    sites = [site for site in work.unit.sites.all() if site.in_use(today(work, site))]
    concerned = [site for site in sites if entry.site_id in (None, site.id)]
    return Moves(
        helped=sum(
            not any(one.kind is entry.kind for one in entries_at(others, site.id, today(work, site)))
            for site in concerned
        )
    )


def moved_by_end_of_word(work: Work, vocabulary: str, code: str) -> Moves:
    """What it moves to give up a word: the desks whose reports begin with it, who has it as their job, and whether
    reports of the last 12 months have it.
    """
    unit, day = work.unit, today(work)
    first, last = f"{day.year - 1}-{day.month:02}", f"{day.year}-{day.month:02}"
    match vocabulary:
        case "channel":
            used = code in unit.tallies.by_channel(first, last)
        case "kind":
            used = bool(unit.tallies.by_month(first, last, kinds=frozenset({code})))
        case _:
            used = vocabulary in set(Aspect) and code in unit.tallies.by_code(Aspect(vocabulary), first, last)
    begins = [one for one in unit.sites.desks() if one.channel == code and one.in_use(day)]
    return Moves(
        desks=len(begins) if vocabulary == CHANNEL else 0,
        jobs=sum(one.active and one.job == code for one in unit.people.all()) if vocabulary == "job" else 0,
        used=int(used),
    )


def moved_by_hours(work: Work, site: Site, before: OpeningHours, after: OpeningHours) -> Moves:
    """What it moves to open a site at the hours `after`: debriefs on a day that is open before, and limits."""
    lost = sum(is_closed(after, day) and not is_closed(before, day) for _debrief, day in _booked(work, site))
    return Moves(debriefs=lost, limits=count_moved(work, site, before, after))


def moved_by_end_of_site(work: Work, site: Site, last_day: date) -> Moves:
    """What it moves to use a site until `last_day` only."""
    return Moves(
        debriefs=sum(day > last_day for _debrief, day in _booked(work, site)),
        people=sum(one.active and one.site_id == site.id for one in work.unit.people.all()),
        accounts=sum(user.active and site.id in user.sites for user in work.unit.users.all()),
    )


def _blocked(work: Work, person_id: UUID, changed: Callable[[Attendee], Attendee]) -> int:
    """How many debriefs to come, in which the person has a part, could no longer be held as they are booked."""
    busy, _rooms = time_taken(work)
    ids = {one.debrief_id for one in busy if one.person_id == person_id and one.ends_at > work.now}
    bookings = bookings_of(work, [work.unit.debriefs.get(id) for id in ids if id is not None])
    return sum(
        not standing(booking, work.now) and _is_blocked(_with(booking, person_id, changed), work.now)
        for booking in bookings.values()
    )


def _is_blocked(booking: Booking, now: datetime) -> bool:
    """Whether it cannot be held then; that another person answers for it keeps no one from it."""
    return any(one.at not in ("manager", "deputy") for one in standing(booking, now))


def _with(booking: Booking, person_id: UUID, changed: Callable[[Attendee], Attendee]) -> Booking:
    staff = {id: changed(one) if id == person_id else one for id, one in booking.staff.items()}
    attendees = tuple(changed(one) if one.person_id == person_id else one for one in booking.attendees)
    return replace(booking, staff=staff, attendees=attendees)


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
