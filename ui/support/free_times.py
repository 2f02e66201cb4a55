"""Which times would suit everybody, found by trying the rules of booking at each quarter of an hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from incident_tracker.domain.clinic.calendars import Fit, fit
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.protected_time import Attendee, SlotWish, check_slot
from ui.support.debrief_view import DebriefView

QUARTER = timedelta(minutes=15)
LOOKED_AHEAD = timedelta(days=14)
"""How far times are looked for where the window is past."""

MOST = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say to a wish: None, or the refusal."""

    problem: Refused | None

    @property
    def fits(self) -> bool:
        """Nothing speaks against it."""
        return self.problem is None


def verdict(view: DebriefView, wish: SlotWish, now: datetime) -> Verdict:
    """What booking would answer to this wish, without booking anything."""
    try:
        check_slot(view.debrief, wish, view.attendees(), view.file.participants, view.zone.key, now)
    except Refused as problem:
        return Verdict(problem)
    return Verdict(None)


def next_times(view: DebriefView, minutes: int, now: datetime) -> list[datetime]:
    """The next starts (UTC) that suit everybody who comes and whoever leads, one for each half of a day, six at most.

    Desks are left out of it: cover is named afterwards.
    """
    debrief = view.debrief
    people = [replace(one, at_desk=False) for one in view.attendees()]
    if not people:
        return []
    if debrief.facilitator_id is not None and view.shifts.get(debrief.facilitator_id):
        people.append(Attendee(debrief.facilitator_id, "", view.shifts[debrief.facilitator_id], at_desk=False))
    found: list[datetime] = []
    taken: set[tuple[object, bool]] = set()
    for start in _quarters(debrief, now, [one.asks_earlier for one in view.coming]):
        local = start.astimezone(view.zone)
        half = (local.date(), local.hour < 12)
        if half in taken:
            continue
        wish = SlotWish(start, start + timedelta(minutes=minutes), mode=debrief.mode)
        try:
            check_slot(debrief, wish, people, view.file.participants, view.zone.key, now)
        except Refused:
            continue
        found.append(start)
        taken.add(half)
        if len(found) == MOST:
            break
    return found


def free_covers(view: DebriefView, start: datetime, end: datetime) -> Sequence[UUID]:
    """Who is at work then, at this site, and neither takes part nor leads."""
    debrief = view.debrief
    busy = {one.person_id for one in view.coming} | {debrief.facilitator_id}
    return [
        person.id
        for person in sorted(view.words.people, key=lambda one: (one.desk_id is None, one.name))
        if person.active
        and person.site_id == debrief.site_id
        and person.id not in busy
        and fit(view.shifts.get(person.id, ()), view.zone.key, start, end) is Fit.PAID
    ]


def _quarters(debrief: Debrief, now: datetime, sooner: list[bool]) -> Iterator[datetime]:
    first = now if all(sooner) else max(now, debrief.not_before)
    minute = first.astimezone(UTC).replace(second=0, microsecond=0)
    start = minute + timedelta(minutes=-minute.minute % 15)
    if start < first:
        start += QUARTER
    last = debrief.by if debrief.by > start + timedelta(hours=1) else start + LOOKED_AHEAD
    while start < last:
        yield start
        start += QUARTER
