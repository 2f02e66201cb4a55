"""One's own ledger of minutes, and everybody's for the sums that are told without names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.own_time import (
    HeldTime,
    TimeDraft,
    TimeEntry,
    TimeSpent,
    accept_time,
    known_times,
    spent,
    taken_back,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import own, read_at

CHANGES = frozenset({Area.SUPPORT})
SHOWN = timedelta(days=366)
"""So far back one's own page goes."""
LATEST_TALK = timedelta(days=120)
"""A talk can be held so long after its incident: the last check is after three months."""


@needs(Permission.KEEP_OWN_TIME)
def list_own_time(work: Work) -> tuple[TimeSpent, ...]:
    """The actor's minutes of the last year, newest first: what they wrote down, and what the program knows by itself.

    Empty for someone who is not on the staff list.
    """
    work.require(owner_id=work.actor.user_id)
    if work.actor.person_id is None:
        return ()
    me = _me(work)
    since = _today(work, me) - SHOWN
    written = [spent(one) for one in work.unit.time_entries.of_person(me.id, since)]
    known = [
        one
        for site in work.unit.sites.all()
        for one in _known_at(work, site, since, _today(work, me))
        if one.person_id == me.id
    ]
    return tuple(sorted((*written, *known), key=lambda one: one.day, reverse=True))


@needs(Permission.KEEP_OWN_TIME, writes=True, changes=CHANGES)
def write_time(work: Work, draft: TimeDraft) -> TimeEntry:
    """Keep minutes of the actor. Errors: Refused at the field; NotFound for someone who is not on the staff list."""
    me = _me(work)
    entry = accept_time(draft, id=work.new_id(), person_id=me.id, site_id=me.site_id, today=_today(work, me))
    work.unit.time_entries.add(entry)
    work.record("created", "time_entry", entry.id, after=entry)
    return entry


@needs(Permission.KEEP_OWN_TIME, writes=True, changes=CHANGES)
def correct_time(work: Work, entry_id: UUID, version: int, draft: TimeDraft) -> TimeEntry:
    """Correct what the actor wrote. Errors: Refused at the field, ChangedMeanwhile, NotFound, NotAllowed."""
    before = _mine(work, entry_id, version)
    taken_back(before, work.now, _today(work, _me(work)))  # what can no longer be taken back stays as it is
    wanted = accept_time(
        draft, id=before.id, person_id=before.person_id, site_id=before.site_id, today=_today(work, _me(work))
    )
    saved = work.unit.time_entries.save(replace(wanted, version=before.version))
    work.record("changed", "time_entry", saved.id, after=saved)
    return saved


@needs(Permission.KEEP_OWN_TIME, writes=True, changes=CHANGES)
def take_back_time(work: Work, entry_id: UUID, version: int) -> TimeEntry:
    """What the actor wrote is no longer counted. Errors: Refused, ChangedMeanwhile, NotFound, NotAllowed."""
    saved = work.unit.time_entries.save(taken_back(_mine(work, entry_id, version), work.now, _today(work, _me(work))))
    work.record("removed", "time_entry", saved.id, after=saved)
    return saved


def time_at(work: Work, site: Site, first: date, last: date) -> tuple[TimeSpent, ...]:
    """Everybody's minutes at a site on the days from `first` to `last`, for a use case that tells sums of them."""
    written = work.unit.time_entries.between(first, last, {site.id})
    return (*map(spent, written), *_known_at(work, site, first, last))


def _known_at(work: Work, site: Site, first: date, last: date) -> Iterator[TimeSpent]:
    begin, end = (datetime.combine(day, time(0), site.time_zone).astimezone(UTC) for day in (first, last))
    found = work.unit.debriefs.between(site.id, begin - LATEST_TALK, end + timedelta(days=1))
    held = tuple(one for one in found if one.status is DebriefStatus.HELD)
    ids = [one.id for one in held]
    unit = work.unit
    records = HeldTime(held, unit.participants.of(ids), unit.covers.of(ids), unit.after_checks.of(ids), site.time_zone)
    return (one for one in known_times(records) if first <= one.day <= last)


def _me(work: Work) -> Person:
    work.require(owner_id=work.actor.user_id)
    if work.actor.person_id is None:
        raise NotFound("person")
    return work.unit.people.get(work.actor.person_id)


def _mine(work: Work, entry_id: UUID, version: int) -> TimeEntry:
    found = work.unit.time_entries.get(entry_id)
    work.require(owner_id=own(work, found.person_id))
    return read_at("time_entry", found, version)


def _today(work: Work, person: Person) -> date:
    return today(work, work.unit.sites.get(person.site_id))
