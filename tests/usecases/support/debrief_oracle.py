"""An oracle of its own for the rules of a debrief: quarter hour by quarter hour, from what is in the database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.calendars import Shift
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefMode, DebriefStatus
from incident_tracker.domain.support.participants import Participant, Response, TalkForm
from incident_tracker.domain.support.protected_time import Cover
from tests.storage_fixtures import ALEX, HARBOUR, ROSA

PLACE = ZoneInfo(HARBOUR.zone)
QUARTER = timedelta(minutes=15)
AT_DESKS = (ROSA.id, ALEX.id)


@dataclass(frozen=True)
class Stored:
    """Everything that the rules speak of, as it is in the database."""

    debriefs: tuple[Debrief, ...]
    participants: tuple[Participant, ...]
    covers: tuple[Cover, ...]
    incidents: dict[UUID, Incident]
    cases: dict[UUID, SupportCase]
    shifts: dict[UUID, tuple[Shift, ...]]
    closed: frozenset[date]

    def coming(self, debrief: Debrief) -> list[Participant]:
        return [one for one in self.participants if one.debrief_id == debrief.id and one.response is Response.YES]

    def cover_of(self, debrief: Debrief, person: UUID) -> UUID | None:
        named = [one.cover_id for one in self.covers if (one.debrief_id, one.person_id) == (debrief.id, person)]
        return named[0] if named else None

    def parts(self, debrief: Debrief) -> set[UUID]:
        """Who is in it: those who come, who leads, and who covers for someone who comes."""
        coming = {one.person_id for one in self.coming(debrief)}
        covers = {self.cover_of(debrief, one) for one in coming} | {debrief.facilitator_id}
        return coming | {one for one in covers if one is not None}

    def hours(self, person: UUID, start: datetime, end: datetime) -> str:
        """ "paid", "break" or "out": each quarter hour is looked at by itself."""
        quarters = [start + n * QUARTER for n in range(round((end - start) / QUARTER))]
        locals_ = [one.astimezone(PLACE) for one in quarters]
        if start.astimezone(PLACE).date() in self.closed or start.astimezone(PLACE).weekday() > 4:
            return "out"
        mine = self.shifts[person]
        resting = False
        for at in locals_:
            worked = [one for one in mine if one.weekday == at.weekday() and one.start <= at.time() < one.end]
            if not worked:
                return "out"
            resting = resting or any(rest.start <= at.time() < rest.end for one in worked for rest in one.breaks)
        return "break" if resting else "paid"

    def broken(self, debrief: Debrief, now: datetime) -> str:  # noqa: C901  # one rule after the other
        """The first rule that this open debrief breaks; "" for none."""
        leader = debrief.facilitator_id
        about = [self.incidents[id] for id in debrief.incident_ids]
        there = {person for one in about for person in one.involved_person_ids}
        there |= {person for one in about for person in self.cases[one.id].persons}
        asked = {
            one.person_id
            for one in self.participants
            if one.debrief_id == debrief.id and one.response is not Response.NO
        }
        over = debrief.ends_at is not None and debrief.ends_at <= now
        if {debrief.manager_id, debrief.deputy_id} & there:
            return "answers for what they were in"
        if debrief.manager_id is None and debrief.manager_outside is None:
            return "no one answers"
        if leader is not None and leader in there | asked and not over:
            return "leads what they were in"
        if debrief.status is not DebriefStatus.PLANNED or over:
            return ""
        assert debrief.starts_at is not None
        assert debrief.ends_at is not None
        start, end, coming = debrief.starts_at, debrief.ends_at, self.coming(debrief)
        local = start.astimezone(PLACE)
        if (local.date() in self.closed or local.weekday() > 4) and not debrief.paid_extra_time:
            return "closed"
        if end - start < debrief.least_minutes * timedelta(minutes=1):
            return "short"
        if start < debrief.not_before and not all(one.asks_earlier for one in coming):
            return "early"
        if debrief.mode is DebriefMode.GROUP:
            fine = {TalkForm.TOGETHER} if debrief.tier >= 6 else {TalkForm.TOGETHER, TalkForm.EITHER}
            if any(one.targeted and one.talk_form not in fine for one in coming):
                return "group"
            if any(
                self.cases[id].tier >= 6 and start < self.cases[id].occurred_at + timedelta(days=3)
                for id in debrief.incident_ids
            ):
                return "group too early"
        if not debrief.has_facilitator:
            return "no one leads"
        others = [
            one
            for one in self.debriefs
            if one.status is DebriefStatus.PLANNED
            and one.id != debrief.id
            and one.starts_at is not None
            and one.ends_at is not None
            and one.starts_at < end
            and start < one.ends_at
        ]
        busy = {person for one in others for person in self.parts(one)}
        if busy & {one.person_id for one in coming} or leader in busy:
            return "in two"
        if debrief.place and any(one.place == debrief.place for one in others):
            return "room"
        needed = []
        for one in coming:
            hours = self.hours(one.person_id, start, end)
            if hours == "break" or (hours == "out" and not debrief.paid_extra_time):
                return "hours"
            if hours == "paid" and one.person_id in AT_DESKS:
                cover = self.cover_of(debrief, one.person_id)
                if cover is None or cover == leader or cover in {who.person_id for who in coming} or cover in busy:
                    return "cover"
                if self.hours(cover, start, end) != "paid":
                    return "cover away"
                needed.append(cover)
        return "two desks" if len(set(needed)) < len(needed) else ""
