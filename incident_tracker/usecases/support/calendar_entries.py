"""Keeps what people's calendars hold of a debrief in step with it, in the transaction that changes it."""

from incident_tracker.domain.support.calendar_entries import CalendarEntry, canceled_entry, entry_for, expected_at
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.support.invitations import write_letters


def keep_entries(work: Work, debrief: Debrief) -> None:
    """Bring the entries of everyone in step with a debrief as it is saved now; one that was held changes none. Who
    agreed to invitations has what changed as a letter in the outbox.
    """
    if debrief.status is DebriefStatus.HELD:
        return
    unit = work.unit
    present = {one.person_id: one for one in unit.calendar_entries.of([debrief.id])}
    if not present and debrief.status is not DebriefStatus.PLANNED:
        return
    expected = expected_at(debrief, unit.participants.of([debrief.id]), unit.covers.of([debrief.id]))
    wanted = [
        entry_for(debrief, person_id, present.get(person_id), id=work.new_id(), now=work.now)
        for person_id in sorted(expected)
    ]
    wanted += [canceled_entry(present[person_id], work.now) for person_id in sorted(present.keys() - expected)]
    changed = [_saved(work, one, is_new=one.person_id not in present) for one in wanted if one is not None]
    if changed:
        work.record("changed", "calendar", debrief.id, after=changed, facts={"records": len(changed)})
        write_letters(work, changed)


def _saved(work: Work, entry: CalendarEntry, *, is_new: bool) -> CalendarEntry:
    if not is_new:
        return work.unit.calendar_entries.save(entry)
    work.unit.calendar_entries.add(entry)
    return entry
