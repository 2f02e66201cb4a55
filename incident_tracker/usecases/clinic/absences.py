"""When members of staff are away: entered, changed, ended when they are back, taken out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.absences import Absence, AbsenceDraft, accept_absence, accept_removal, back_on
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import DAY
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import ChangedMeanwhile
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work, needs

CHANGES = frozenset({Area.CLINIC, Area.SUPPORT, Area.REMINDERS})


@needs(Permission.ENTER_ABSENCE)
def absences_of(work: Work, person_id: UUID) -> tuple[Absence, ...]:
    """When a person is away, first to last: from the month before this one on. Errors: NotFound, NotAllowed."""
    person = _reached(work, person_id)
    month = today(work, work.unit.sites.get(person.site_id)).replace(day=1)
    return work.unit.absences.between((month - DAY).replace(day=1), date.max, [person_id])


@needs(Permission.ENTER_ABSENCE)
def away_now(work: Work) -> Mapping[UUID, date]:
    """Who in the actor's reach is away now, each with the last day of it."""
    sites, only = work.visible_sites(), work.only_owner()
    found = {}
    for one in work.unit.absences.between(work.now.date() - DAY, work.now.date() + DAY):
        person = work.unit.people.get(one.person_id)
        start, end = one.between(work.unit.sites.get(person.site_id).time_zone)
        mine = person.id == work.actor.person_id
        reached = mine or (only is None and (sites is None or person.site_id in sites))
        if reached and start <= work.now < end:
            found[person.id] = one.last
    return found


@needs(Permission.ENTER_ABSENCE, writes=True, changes=CHANGES)
def add_absence(work: Work, draft: AbsenceDraft) -> Absence:
    """Keep that a person is away. Errors: Refused at `first`, `last` or `end`; NotFound, NotAllowed."""
    person = _reached(work, draft.person_id)
    absence = Absence(work.new_id(), person.id, draft.first, draft.last, draft.hours)
    return keep_absence(work, accept_absence(absence, None, _all_of(work, person.id), _day_of(work, person)))


@needs(Permission.ENTER_ABSENCE, writes=True, changes=CHANGES)
def change_absence(work: Work, absence: Absence) -> Absence:
    """Save other days or hours of an absence; whose it is stays. Errors: as `add_absence`, ChangedMeanwhile."""
    before = work.unit.absences.get(absence.id)
    person = _reached(work, before.person_id)
    wanted = replace(absence, person_id=person.id)
    return _save(work, accept_absence(wanted, before, _all_of(work, person.id), _day_of(work, person)))


@needs(Permission.ENTER_ABSENCE, writes=True, changes=CHANGES)
def end_absence(work: Work, absence_id: UUID, version: int) -> Absence | None:
    """The person is back today: the absence ends with yesterday, or goes away where it began today or later.

    Errors: Refused at `last` or `first`, NotFound, NotAllowed, ChangedMeanwhile.
    """
    before, person = _read_at(work, absence_id, version)
    left = back_on(before, _day_of(work, person))
    if left is not None:
        return _save(work, left)
    _remove(work, before)
    return None


@needs(Permission.ENTER_ABSENCE, writes=True, changes=CHANGES)
def remove_absence(work: Work, absence_id: UUID, version: int) -> None:
    """Take an absence out, such as one that was entered by mistake.

    Errors: Refused at `first` where some of it is in a month that is over; NotFound, NotAllowed, ChangedMeanwhile.
    """
    before, person = _read_at(work, absence_id, version)
    accept_removal(before, _day_of(work, person))
    _remove(work, before)


def keep_absence(work: Work, absence: Absence) -> Absence:
    """Keep an absence that was accepted, of a person whom the actor may enter it for."""
    work.unit.absences.add(absence)
    work.record("created", "absence", absence.id, after=absence)
    return absence


def times_away(work: Work, first: datetime, last: datetime) -> Mapping[UUID, tuple[tuple[datetime, datetime], ...]]:
    """When people are away between two moments (aware): for each person from when to when, in UTC."""
    sites = {site.id: site.time_zone for site in work.unit.sites.all()}
    people = {person.id: sites[person.site_id] for person in work.unit.people.all()}
    found = work.unit.absences.between(first.date() - DAY, last.date() + DAY)
    return _by_person(found, people)


def _by_person(
    absences: Iterable[Absence], zones: Mapping[UUID, ZoneInfo]
) -> dict[UUID, tuple[tuple[datetime, datetime], ...]]:
    grouped: dict[UUID, tuple[tuple[datetime, datetime], ...]] = {}
    for one in absences:
        grouped[one.person_id] = (*grouped.get(one.person_id, ()), one.between(zones[one.person_id]))
    return grouped


def _reached(work: Work, person_id: UUID) -> Person:
    person = work.unit.people.get(person_id)
    is_own = work.actor.person_id == person_id
    work.require(site_id=person.site_id, owner_id=work.actor.user_id if is_own else None)
    return person


def _read_at(work: Work, absence_id: UUID, version: int) -> tuple[Absence, Person]:
    absence = work.unit.absences.get(absence_id)
    person = _reached(work, absence.person_id)
    if absence.version != version:
        raise ChangedMeanwhile("absence", version, absence.version)
    return absence, person


def _all_of(work: Work, person_id: UUID) -> tuple[Absence, ...]:
    return work.unit.absences.between(date.min, date.max, [person_id])


def _day_of(work: Work, person: Person) -> date:
    return today(work, work.unit.sites.get(person.site_id))


def _save(work: Work, absence: Absence) -> Absence:
    saved = work.unit.absences.save(absence)
    work.record("changed", "absence", saved.id, after=saved)
    return saved


def _remove(work: Work, absence: Absence) -> None:
    work.unit.absences.remove(absence)
    work.record("removed", "absence", absence.id)
