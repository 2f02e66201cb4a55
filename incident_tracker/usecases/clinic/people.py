"""Members of staff and their shifts."""

from dataclasses import dataclass, replace
from datetime import time
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import Break, Shift
from incident_tracker.domain.clinic.people import Person, accept_person
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@dataclass(frozen=True, slots=True)
class ShiftDraft:
    """Paid hours on one weekday (0 is Monday), local times of the person's site."""

    weekday: int
    start: time
    end: time
    breaks: tuple[Break, ...] = ()


@needs(Permission.SEE_CLINIC)
def list_people(work: Work) -> tuple[Person, ...]:
    """The members of staff of all sites, by name."""
    return work.unit.people.all()


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def add_person(
    work: Work,
    name: str,
    job: str,
    site_id: UUID,
    *,
    desk_id: UUID | None = None,
    may_facilitate: bool = False,
    manager_id: UUID | None = None,
) -> Person:
    """A new member of staff. Errors: Refused at `name`, NotFound for the site or the manager."""
    work.require(site_id=work.unit.sites.get(site_id).id)
    if manager_id is not None:
        work.unit.people.get(manager_id)
    person = accept_person(
        work.new_id(), name, job, site_id, desk_id=desk_id, may_facilitate=may_facilitate, manager_id=manager_id
    )
    work.unit.people.add(person)
    work.record("created", "person", person.id, after=person)
    return person


def keep_person(work: Work, person: Person) -> Person:
    """Keep a changed member of staff whom the actor may change. Errors: Refused at `name`, NotFound,
    ChangedMeanwhile.
    """
    before = work.unit.people.get(person.id)
    work.require(site_id=before.site_id)
    work.require(site_id=person.site_id)
    named = accept_person(person.id, person.name, person.job, person.site_id).name
    saved = work.unit.people.save(replace(person, name=named))
    work.record("retired" if before.active and not saved.active else "changed", "person", person.id, after=saved)
    return saved


@needs(Permission.SEE_CLINIC)
def shifts_of(work: Work, person_id: UUID) -> tuple[Shift, ...]:
    """The shifts of a member of staff, by weekday."""
    return work.unit.calendars.shifts(person_id)


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def set_shifts(work: Work, person_id: UUID, drafts: tuple[ShiftDraft, ...]) -> tuple[Shift, ...]:
    """Replace the shifts of a member of staff. Errors: Refused at `weekday` or `start`, NotFound."""
    work.require(site_id=work.unit.people.get(person_id).site_id)
    for draft in drafts:
        if not 0 <= draft.weekday <= 6:
            raise Refused(Reason.OUT_OF_RANGE, "weekday", least=0, most=6)
        if draft.start == draft.end:
            raise Refused(Reason.ENDS_BEFORE_START, "start")
    shifts = tuple(
        Shift(work.new_id(), person_id, draft.weekday, draft.start, draft.end, tuple(sorted(draft.breaks)))
        for draft in sorted(drafts, key=lambda draft: (draft.weekday, draft.start))
    )
    work.unit.calendars.set_shifts(person_id, shifts)
    work.record("shifts_changed", "shifts", person_id, after=shifts)
    return shifts
