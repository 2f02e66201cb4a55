"""People and their hours from a file: what it would change and move, and changing it so, all or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from incident_tracker.domain.clinic.absences import Absence, AbsenceDraft, accept_absence
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import Shift
from incident_tracker.domain.clinic.people import Person, accept_person
from incident_tracker.domain.clinic.setup import SetupAct, SetupChange, SetupRefused
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.staff_rows import ShiftSaid, StaffRow
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.absences import keep_absence
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.oversight.clinic_changes import (
    moved_by_absence,
    moved_by_desk,
    moved_by_leaving,
    moved_by_shifts,
)
from incident_tracker.usecases.oversight.setup_steps import NOTHING, Applied
from incident_tracker.usecases.support.staff import keep_changed

USUAL_JOB = "receptionist"


@needs(Permission.MANAGE_CLINIC)
def preview_staff(work: Work, rows: Sequence[StaffRow]) -> tuple[Applied, ...]:
    """What importing them would do; nothing is changed. Errors: SetupRefused with line and column, NotAllowed."""
    work.visible_sites()
    return tuple(_Importing(work, saves=False).all_of(rows))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC, Area.SUPPORT, Area.REMINDERS})
def import_staff(work: Work, rows: Sequence[StaffRow]) -> tuple[Applied, ...]:
    """Add and change people and their hours, all or nothing. Errors: as `preview_staff`."""
    work.visible_sites()
    return tuple(_Importing(work, saves=True).all_of(rows))


@dataclass(slots=True)
class _Known:
    """A person as they are by now, and whether they were here before."""

    person: Person
    is_new: bool


class _Importing:
    """Compares row by row, and saves the difference where it `saves`."""

    def __init__(self, work: Work, *, saves: bool) -> None:
        self._work, self._unit, self._saves = work, work.unit, saves
        self._sites = [site for site in work.unit.sites.all() if site.in_use(today(work, site))]
        self._desks = [desk for desk in work.unit.sites.desks() if desk.last_day is None]
        self._jobs = [term for term in work.unit.terms.all("job") if term.valid_on(today(work))]
        self._people: dict[str, list[Person]] = {}
        for person in work.unit.people.all():
            self._people.setdefault(person.name.casefold(), []).append(person)

    def all_of(self, rows: Sequence[StaffRow]) -> Iterator[Applied]:
        """People first, then who manages them, because a manager may be named before their own row. Who had left before
        they were ever on the list is left out.
        """
        done: list[tuple[StaffRow, _Known]] = []
        for row in rows:
            with _at(row.line):
                if row.left_on is None or self._called(row.name):
                    done.append((row, self._person(row)))
        for row, known in done:
            with _at(row.line):
                yield from self._kept(row, known)

    def _person(self, row: StaffRow) -> _Known:
        found = self._called(row.name)
        if len(found) > 1:
            raise Refused(Reason.SAID_TWICE, "name")
        site = self._site_of(row, found[0] if found else None)
        self._work.require(site_id=found[0].site_id if found else site.id)
        self._work.require(site_id=site.id)
        if not found:
            made = accept_person(self._work.new_id(), row.name, self._job(row.job or USUAL_JOB), site.id)
            self._people.setdefault(made.name.casefold(), []).append(made)
            if self._saves:
                self._unit.people.add(made)
                self._work.record("created", "person", made.id, after=made)
            return _Known(made, is_new=True)
        return _Known(found[0], is_new=False)

    def _called(self, name: str) -> list[Person]:
        """The people of this name: those who work here, else those who have left."""
        named = self._people.get(" ".join(name.split()).casefold(), [])
        return [one for one in named if one.active] or named

    def _kept(self, row: StaffRow, known: _Known) -> Iterator[Applied]:
        before = known.person
        site = self._site_of(row, before)
        wanted = replace(
            before,
            site_id=site.id,
            job=before.job if row.job is None else self._job(row.job),
            desk_id=before.desk_id if row.desk is None else self._desk(row.desk, site.id),
            manager_id=before.manager_id if row.manager is None else self._manager(row.manager, before.id),
            may_facilitate=before.may_facilitate if row.leads is None else row.leads,
        )
        desk = NOTHING if known.is_new else moved_by_desk(self._work, before, wanted)
        if wanted != before and self._saves:
            saved = self._unit.people.save(wanted)
            self._work.record("changed", "person", wanted.id, after=saved)
            wanted = saved
        if known.is_new or wanted != before:
            act = SetupAct.ADDED if known.is_new else SetupAct.CHANGED
            yield Applied(SetupChange(act, "person", wanted.name, site.name), desk)
        if row.week is not None and row.week != self._week_of(wanted.id, known.is_new):
            shifts = tuple(
                Shift(self._work.new_id(), wanted.id, one.weekday, one.start, one.end, one.breaks) for one in row.week
            )
            moves = NOTHING if known.is_new else moved_by_shifts(self._work, wanted.id, shifts)
            if self._saves:
                self._unit.calendars.set_shifts(wanted.id, shifts)
                self._work.record("shifts_changed", "shifts", wanted.id, after=shifts)
            yield Applied(SetupChange(SetupAct.HOURS_SET, "person", wanted.name, site.name), moves)
        yield from self._away(row, wanted, site, known.is_new)
        yield from self._left(row, wanted, site)

    def _left(self, row: StaffRow, person: Person, site: Site) -> Iterator[Applied]:
        """Someone who has left no longer works here from now on; their last day is that of the file."""
        if row.left_on is None or not person.active:
            return
        if row.left_on > today(self._work, site):
            raise Refused(Reason.IN_THE_FUTURE, "left_on")
        moves = moved_by_leaving(self._work, person.id)
        if self._saves:
            keep_changed(self._work, replace(person, active=False))
        yield Applied(SetupChange(SetupAct.LEFT, "person", person.name, site.name, (row.left_on,)), moves)

    def _away(self, row: StaffRow, person: Person, site: Site, is_new: bool) -> Iterator[Applied]:
        """What the file says and is not known is added; it takes nothing away."""
        known = list(self._unit.absences.between(date.min, date.max, [person.id]))
        for one in row.away:
            if (one.first, one.last, one.hours) in {(it.first, it.last, it.hours) for it in known}:
                continue
            absence = Absence(self._work.new_id(), person.id, one.first, one.last, one.hours)
            with _in_column("away"):
                known.append(accept_absence(absence, None, known, today(self._work, site)))
            draft = AbsenceDraft(person.id, one.first, one.last, one.hours)
            moves = NOTHING if is_new else moved_by_absence(self._work, person, draft)
            if self._saves:
                keep_absence(self._work, absence)
            change = SetupChange(SetupAct.AWAY, "person", person.name, site.name, (one.first, one.last))
            yield Applied(change, moves)

    def _week_of(self, person_id: UUID, is_new: bool) -> tuple[ShiftSaid, ...]:
        if is_new:
            return ()
        return tuple(
            ShiftSaid(one.weekday, one.start, one.end, one.breaks) for one in self._unit.calendars.shifts(person_id)
        )

    def _site_of(self, row: StaffRow, person: Person | None) -> Site:
        if row.site is None:
            if person is not None:
                return self._unit.sites.get(person.site_id)
            if len(self._sites) == 1:
                return self._sites[0]
            raise Refused(Reason.MISSING, "site")
        return _called(row.site, self._sites, "site")

    def _job(self, said: str) -> str:
        for term in self._jobs:
            if said.casefold() in (term.code.casefold(), term.label.casefold(), term.label_es.casefold()):
                return term.code
        raise Refused(Reason.UNKNOWN_TERM, "job", term=said)

    def _desk(self, said: str, site_id: UUID) -> UUID:
        here = [desk for desk in self._desks if desk.site_id == site_id]
        for desk in here:
            if desk.name.casefold() == said.casefold():
                return desk.id
        raise Refused(Reason.UNKNOWN_TERM, "desk", term=said)

    def _manager(self, said: str, person_id: UUID) -> UUID:
        found = [one for one in self._called(said) if one.id != person_id]
        if len(found) != 1:
            raise Refused(Reason.UNKNOWN_TERM, "manager", term=said)
        return found[0].id


@contextmanager
def _at(line: int) -> Iterator[None]:
    """Give what is refused in here its line and its column."""
    try:
        yield
    except Refused as refused:
        raise SetupRefused(("line", line, refused.field or "name"), refused) from None


@contextmanager
def _in_column(column: str) -> Iterator[None]:
    """Give what is refused in here the column in which the file says it."""
    try:
        yield
    except Refused as refused:
        raise Refused(refused.reason, column, **refused.values) from None


def _called(name: str, sites: Sequence[Site], column: str) -> Site:
    for site in sites:
        if site.name.casefold() == " ".join(name.split()).casefold():
            return site
    raise Refused(Reason.UNKNOWN_TERM, column, term=name)
