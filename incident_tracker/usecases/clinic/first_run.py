"""The first steps of a new clinic: which are open, and which the administrator does not want to see."""

from collections.abc import Iterator

from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.domain.clinic.first_run import (
    DISMISSED,
    KIND,
    SHOWN_AGAIN,
    FirstStep,
    WhatIsThere,
    done_steps,
    first_steps,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


def steps_of_administrator(work: Work) -> Iterator[FirstStep]:
    """The open steps, for an administrator; none for others."""
    if work.actor.role is not Role.ADMINISTRATOR:
        return
    unit = work.unit
    people = [person for person in unit.people.all() if person.active]
    there = WhatIsThere(
        len(people),
        has_shifts=any(unit.calendars.shifts(person.id) for person in people),
        has_reporters=any(
            user.active and grant(user.role, Permission.CREATE_INCIDENT).scope is not Scope.NONE
            for user in unit.users.all()
        ),
        has_closed_days=any(unit.calendars.closed_days(site.id) for site in unit.sites.all()),
        has_incidents=bool(unit.tallies.months()),
    )
    yield from first_steps(there, done_steps(unit.audit.of_kind(KIND)))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def dismiss_first_step(work: Work, step: FirstStep) -> None:
    """Do not show this step anymore."""
    work.require()
    work.record(DISMISSED, KIND, None, facts={"step": step.value})


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def show_first_step(work: Work, step: FirstStep) -> None:
    """Show a dismissed step again."""
    work.require()
    work.record(SHOWN_AGAIN, KIND, None, facts={"step": step.value})


@needs(Permission.SEE_CLINIC)
def is_being_set_up(work: Work) -> bool:
    """Whether no incident was logged yet, not even one that was struck out; accounts are added without reasons then."""
    return not work.unit.tallies.months()
