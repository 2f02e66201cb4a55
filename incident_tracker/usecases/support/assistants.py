"""Choose who helps to hold a debrief, or take that back; the same rules decide as for who leads it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.assistants import Assistant, accept_assistant, wanted_help
from incident_tracker.domain.support.booking_facts import refuse_if_any
from incident_tracker.domain.support.debriefs import Debrief, require_open
from incident_tracker.domain.support.obstacles import to_assist
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.circumstances import booking_of
from incident_tracker.usecases.support.reach import debrief_to_plan, save_debrief


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=frozenset({Area.SUPPORT, Area.REMINDERS}))
def set_assistants(work: Work, debrief_id: UUID, version: int, assistants: Sequence[Assistant]) -> Debrief:
    """Have these people help to hold a debrief, and no others; who helps already is not asked about again.

    Errors: Refused at `duty`, `assistant` or `language`; at `assistant` for a person who had a part in the incident,
    has another part in the debrief, is in another one then, is away, or has left; NotFound, NotAllowed,
    ChangedMeanwhile.
    """
    debrief = debrief_to_plan(work, debrief_id, version)
    require_open(debrief)
    new = [one for one in assistants if one not in debrief.assistants]
    staff = [one.person_id for one in new if one.person_id is not None]
    booking = booking_of(work, debrief, [work.unit.people.get(id).id for id in staff])
    wanted = wanted_help(debrief.tier, booking.participants)
    accepted = {one: accept_assistant(one, wanted) for one in new}
    for one in accepted.values():
        refuse_if_any(to_assist(booking, one))
    kept = tuple(accepted.get(one, one) for one in assistants)
    return save_debrief(work, "changed", replace(debrief, assistants=kept))
