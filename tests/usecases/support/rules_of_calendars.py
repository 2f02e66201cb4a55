"""What everyone's calendar holds of the debriefs of a random week."""

from collections.abc import Mapping
from uuid import UUID

from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.debriefs import DebriefStatus
from tests.storage_fixtures import Clinic
from tests.usecases.support.debrief_oracle import Stored


def calendars_are_right(
    clinic: Clinic, after: Stored, before: Mapping[UUID, CalendarEntry]
) -> dict[UUID, CalendarEntry]:
    """Everyone's calendar shows the booked time to who is expected, once, and every change of it as a later one.

    Returns the entries by their id; `before` are those of the step before.
    """
    now = clinic.clock()
    with clinic.store.read() as unit:
        entries = unit.calendar_entries.of([one.id for one in after.debriefs])
    shown = {(one.debrief_id, one.person_id) for one in entries if not one.canceled and one.ends_at > now}
    for debrief in after.debriefs:
        mine = [one for one in entries if one.debrief_id == debrief.id and not one.canceled]
        if debrief.status is DebriefStatus.PLANNED and debrief.ends_at is not None and debrief.ends_at > now:
            coming = {one.person_id for one in after.coming(debrief)}
            taking = {one.cover_id for one in after.covers if one.debrief_id == debrief.id and one.person_id in coming}
            expected = coming | debrief.assisting | ({debrief.facilitator_id} | taking) - {None}
            assert {one.person_id for one in mine} == expected
            assert {(one.starts_at, one.ends_at) for one in mine} <= {(debrief.starts_at, debrief.ends_at)}
        elif debrief.status is not DebriefStatus.HELD:
            assert not [one for one in mine if (debrief.id, one.person_id) in shown]
    for one in entries:
        earlier = before.get(one.id, one)
        same = (one.starts_at, one.ends_at, one.canceled) == (earlier.starts_at, earlier.ends_at, earlier.canceled)
        assert one.sequence == earlier.sequence if same else one.sequence > earlier.sequence
    return {one.id: one for one in entries}
