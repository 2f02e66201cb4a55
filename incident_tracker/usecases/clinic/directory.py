"""Where patients find help: read by everyone, kept by those who keep the site, or all sites."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from incident_tracker.domain.audit import Facts
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.directory import NATIONAL_LINES, DirectoryEntry, accept_entry, shown_until
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.last_days import taken_away_today, until_then
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.SEE_CLINIC)
def list_directory(work: Work) -> tuple[DirectoryEntry, ...]:
    """Every entry by name, with those that are no longer shown."""
    return work.unit.directory.all()


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_entry(work: Work, entry: DirectoryEntry) -> DirectoryEntry:
    """Keep a new entry; its id and version are given here. Errors: Refused at the field, NotFound, NotAllowed."""
    _require(work, entry.site_id)
    return keep_entry(work, replace(entry, id=work.new_id(), version=1))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def change_entry(work: Work, entry: DirectoryEntry) -> DirectoryEntry:
    """Save other words of an entry; its last day stays. Errors: as `add_entry`, ChangedMeanwhile."""
    present = work.unit.directory.get(entry.id)
    _require(work, present.site_id)
    _require(work, entry.site_id)
    wanted = replace(entry, last_day=present.last_day)
    return save_entry(work, accept_entry(wanted, work.unit.directory.all(), _day(work, entry.site_id)))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def show_entry_until(work: Work, entry: DirectoryEntry, last_day: date | None) -> DirectoryEntry:
    """Show an entry until `last_day` only, or without an end again.

    Errors: Refused at `last_day` for a day that has passed (but the one that was taken away today), NotFound,
    NotAllowed, ChangedMeanwhile.
    """
    present = work.unit.directory.get(entry.id)
    _require(work, present.site_id)
    had = taken_away_today(work, "directory_entry", entry.id, _site(work, present.site_id))
    ended = shown_until(
        replace(present, version=entry.version), work.unit.directory.all(), last_day, _day(work, present.site_id), had
    )
    return save_entry(work, ended, until_then(present.last_day, last_day))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_national_lines(work: Work) -> tuple[DirectoryEntry, ...]:
    """Add the lines that everyone in the country can call, as far as they are not there; gives those that are new."""
    _require(work, None)
    known = {one.name.casefold() for one in work.unit.directory.all() if one.in_use(today(work))}
    return tuple(
        keep_entry(work, DirectoryEntry(work.new_id(), one.name, one.kind, one.phone, one.hours, note=one.note))
        for one in NATIONAL_LINES
        if one.name.casefold() not in known
    )


def keep_entry(work: Work, entry: DirectoryEntry) -> DirectoryEntry:
    """Keep a new entry that the actor may keep. Errors: Refused at the field."""
    accepted = accept_entry(entry, work.unit.directory.all(), _day(work, entry.site_id))
    work.unit.directory.add(accepted)
    work.record("created", "directory_entry", accepted.id, after=accepted)
    return accepted


def save_entry(work: Work, entry: DirectoryEntry, noted: Facts | None = None) -> DirectoryEntry:
    """Save a changed entry with its audit entry, which says what is `noted`. Errors: ChangedMeanwhile."""
    saved = work.unit.directory.save(entry)
    work.record("retired" if saved.last_day else "changed", "directory_entry", saved.id, after=saved, facts=noted)
    return saved


def _require(work: Work, site_id: UUID | None) -> None:
    """What is for all sites is kept by those who keep all of them."""
    if site_id is None:
        work.require()
    else:
        work.require(site_id=work.unit.sites.get(site_id).id)


def _day(work: Work, site_id: UUID | None) -> date:
    return today(work, _site(work, site_id))


def _site(work: Work, site_id: UUID | None) -> Site | None:
    return work.unit.sites.get(site_id) if site_id is not None else None
