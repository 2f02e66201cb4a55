"""The finder of times for a debrief: 60 people at one site and four weeks, against one opening of the list page."""

import gc
import random
import statistics
import time
from collections.abc import Callable
from datetime import time as clock_time
from uuid import UUID

from table import Measured

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.calendars import Break, Shift
from incident_tracker.domain.clinic.people import Person
from incident_tracker.ports.context import Context
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.slots import find_slots

STAFF, LIMIT, EVERY, TURNS = 60, 10, 10_000, 15


def measure(ctx: Context, open_list: Callable[[], float]) -> list[Measured]:
    """The lines of the table; `open_list` opens the page of the list and says what that took, in milliseconds."""
    debrief_id = _debrief_of_sixty(ctx)
    anchor = statistics.median(open_list() for _turn in range(TURNS))
    lines = []
    for name, limit, goal in (("the next ten", LIMIT, "<= 1.0"), ("all", EVERY, "")):
        found = find_slots(ctx, debrief_id, limit).found.times
        taken = []
        gc.disable()
        for _turn in range(TURNS):
            start = time.process_time()
            find_slots(ctx, debrief_id, limit)
            taken.append((time.process_time() - start) * 1e3)
        gc.enable()
        note = f"{len(found)} times"
        lines.append(Measured(f"slots of 60 people: {name}", anchor, statistics.median(taken), goal, note))
    return lines


def _debrief_of_sixty(ctx: Context) -> UUID:
    """A debrief of someone at a desk; 60 people work there, in four kinds of shifts with breaks."""
    site_id = min(ctx.actor.sites)
    dice = random.Random(4)
    with ctx.store.write() as unit:
        here = [one for one in unit.people.all() if one.site_id == site_id]
        desk = next(one.desk_id for one in here if one.desk_id is not None)
        for n in range(STAFF - len(here)):
            someone = Person(ctx.new_id(), f"Person {n}", "receptionist", site_id, desk if n % 2 else None, n % 5 == 0)
            unit.people.add(someone)
            here.append(someone)
        for one in here:
            first = dice.choice([7, 8, 9, 11])
            lunch = (
                Break(clock_time(first + 4), clock_time(first + 4, 30)),
                Break(clock_time(first + 2), clock_time(first + 2, 15), paid=True),
            )
            days = (
                Shift(ctx.new_id(), one.id, day, clock_time(first), clock_time(first + 8), lunch) for day in range(5)
            )
            unit.calendars.set_shifts(one.id, tuple(days))
        unit.audit.append(at=ctx.now(), actor_id=None, act="invented", kind="clinic", object_id=None, after=None)
        unit.commit()
    draft = IncidentDraft(
        occurred_at=ctx.now(), site_id=site_id, channel="phone_in", kind="threat", severity=Severity(4)
    )
    debrief = log_incident_with_support(ctx, draft).debrief
    assert debrief is not None
    return debrief.id
