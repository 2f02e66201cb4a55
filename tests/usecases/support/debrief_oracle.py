"""An oracle of its own for the rules of a debrief: quarter hour by quarter hour, from what is in the database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.absences import Absence
from incident_tracker.domain.clinic.calendars import OpeningHours, Shift
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefMode, DebriefStatus
from incident_tracker.domain.support.participants import Participant, Response, TalkForm
from incident_tracker.domain.support.protected_time import Cover, ProtectedSlot
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
    opening: OpeningHours
    slots: tuple[ProtectedSlot, ...]
    absences: tuple[Absence, ...]
    left: frozenset[UUID]
    last_day: date | None
    may_close: bool

    def coming(self, debrief: Debrief) -> list[Participant]:
        return [one for one in self.participants if one.debrief_id == debrief.id and one.response is Response.YES]

    def cover_of(self, debrief: Debrief, person: UUID) -> UUID | None:
        named = [one.cover_id for one in self.covers if (one.debrief_id, one.person_id) == (debrief.id, person)]
        return named[0] if named else None

    def parts(self, debrief: Debrief) -> set[UUID]:
        """Who is in it: those who come, who leads, and who covers for someone who comes."""
        coming = {one.person_id for one in self.coming(debrief)}
        covers = {self.cover_of(debrief, one) for one in coming} | {debrief.facilitator_id}
        return coming | debrief.assisting | {one for one in covers if one is not None}

    def persons(self, debrief: Debrief) -> set[UUID]:
        """Whom it is for: who is owed it or invited, and has not declined."""
        invited = [one for one in self.participants if one.debrief_id == debrief.id]
        owed = {person for id in debrief.incident_ids for person in self.cases[id].persons}
        declined = {one.person_id for one in invited if one.response is Response.NO}
        return (owed | {one.person_id for one in invited}) - declined

    def hours(self, person: UUID, start: datetime, end: datetime) -> str:
        """ "paid", "break", "out" or "away": each quarter hour is looked at by itself."""
        quarters = [start + n * QUARTER for n in range(round((end - start) / QUARTER))]
        locals_ = [one.astimezone(PLACE) for one in quarters]
        for leave in (one for one in self.absences if one.person_id == person):
            days = [at for at in locals_ if leave.first <= at.date() <= leave.last]
            if any(leave.hours is None or leave.hours.start <= at.time() < leave.hours.end for at in days):
                return "away"
        if self.is_closed(start):
            return "out"
        mine = self.shifts.get(person, ())
        resting = False
        for at in locals_:
            worked = [one for one in mine if one.weekday == at.weekday() and one.start <= at.time() < one.end]
            if not worked:
                return "out"
            resting = resting or any(rest.start <= at.time() < rest.end for one in worked for rest in one.breaks)
        return "break" if resting else "paid"

    def is_closed(self, moment: datetime) -> bool:
        """No one is here then: a weekend, a day off, or a site that is given up."""
        day = moment.astimezone(PLACE).date()
        given_up = self.last_day is not None and day > self.last_day
        return day in self.opening.closed_days or day.weekday() > 4 or given_up

    def unkept(self, debrief: Debrief) -> str:
        """What is not as it should be of the answers and the history of this debrief; "" for nothing."""
        mine = [one for one in self.slots if one.debrief_id == debrief.id]
        now = [(one.starts_at, one.ends_at) for one in mine if one.moved_at is None]
        planned = debrief.status in (DebriefStatus.PLANNED, DebriefStatus.HELD)
        if planned and now != [(debrief.starts_at, debrief.ends_at)]:
            return "the time that is booked is not in the history"
        if not planned and now:
            return "a time that was given up is still booked"
        invited = [one for one in self.participants if one.debrief_id == debrief.id]
        asked = [one for one in invited if one.targeted] or invited
        no = (Response.NO, Response.OTHER_SUPPORT)
        all_declined = bool(asked) and not any(one.response not in no for one in asked)
        no_one_comes = not any(one.response is Response.YES for one in invited)
        if debrief.open and debrief.started_at is None and all_declined and no_one_comes:
            return "planned for no one"
        if planned and debrief.started_at is None and no_one_comes:
            return "booked for no one"
        late = debrief.started_at is not None and debrief.started_at > debrief.by
        if debrief.status is DebriefStatus.HELD and late and debrief.late_reason is None:
            return "held late in silence"
        ended = (DebriefStatus.NOT_HELD, DebriefStatus.DECLINED_BY_ALL)
        return "not held in silence" if debrief.status in ended and debrief.not_held_reason is None else ""

    def lost_in(self, later: "Stored") -> str:
        """What was on record and is not any longer: times that moved, and why; "" for nothing."""
        known = {one.id: one for one in later.slots}
        for one in self.slots:
            kept = known.get(one.id)
            if kept is None or (one.moved_at is not None and kept != one):
                return "the history of a time changed"
        return ""

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
        if leader is not None and leader in self.left and not over:
            return "left"
        if leader is not None and leader in there | asked and not over:
            return "leads what they were in"
        takes_desks = {self.cover_of(debrief, one.person_id) for one in self.coming(debrief)}
        if debrief.assisting & self.left and not over:
            return "who helps left"
        if debrief.assisting & (there | asked | takes_desks | {leader}) and not over:
            return "helps with what they were in"
        if debrief.status is not DebriefStatus.PLANNED or over:
            return ""
        assert debrief.starts_at is not None
        assert debrief.ends_at is not None
        start, end, coming = debrief.starts_at, debrief.ends_at, self.coming(debrief)
        if self.is_closed(start) and not debrief.paid_extra_time:
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
        if leader is not None and self.hours(leader, start, end) == "away":
            return "leader away"
        if any(one in busy or self.hours(one, start, end) == "away" for one in debrief.assisting):
            return "who helps is in two, or away"
        needed = []
        for one in coming:
            hours = self.hours(one.person_id, start, end)
            if hours in ("break", "away") or (hours == "out" and not debrief.paid_extra_time):
                return "hours"
            if hours == "paid" and one.person_id in AT_DESKS:
                closed = [row.cover_id is None for row in self.covers if row.debrief_id == debrief.id]
                of_whom = [row.person_id for row in self.covers if row.debrief_id == debrief.id]
                if (one.person_id, True) in zip(of_whom, closed, strict=True):
                    if not self.may_close:
                        return "desk closed"
                    continue
                cover = self.cover_of(debrief, one.person_id)
                if cover is None or cover == leader or cover in {who.person_id for who in coming} or cover in busy:
                    return "cover"
                if cover in self.left or self.hours(cover, start, end) != "paid":
                    return "cover away"
                needed.append(cover)
        return "two desks" if len(set(needed)) < len(needed) else ""
