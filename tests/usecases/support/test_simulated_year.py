"""A year of a large desk: 60 people, leave, answers of every kind, people who leave, and computers that sleep.

Each reminder comes once to each person at each step, and none after a no; the figures are what is counted here apart
from the program, with the limits of the protocol as plain hours.
"""

import heapq
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Shift
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.support.compliance import ComplianceShare
from incident_tracker.domain.support.debriefs import DebriefStatus, NotHeldReason
from incident_tracker.domain.support.lateness import Lateness, LateReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.domain.support.reminder_kinds import ReminderStage
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_outside_facilitator, show_debrief
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.reminders import list_reminders, put_away
from incident_tracker.usecases.support.slots import find_slots
from incident_tracker.usecases.support.staff import change_person
from tests.storage_fixtures import HARBOUR, Clinic, a_person, keep
from tests.support_people import DAY, HOUR, a_threat, kept_in
from tests.tries import chance, tries

INCIDENTS, DAYS, STAFF, AFTERWARDS = tries(10, 500), tries(21, 365), tries(12, 60), tries(7, 45)
PLACE = HARBOUR.time_zone
ORDER = list(ReminderStage)


@dataclass
class Told:
    """What the test itself knows of one incident."""

    person: UUID
    happened: datetime
    debrief_id: UUID
    offered: datetime | None = None
    began: datetime | None = None
    declined: datetime | None = None
    outcome: str = "open"


@dataclass
class Year:
    """What is to come, by its moment, and what was seen."""

    clinic: Clinic
    dice: Random
    ahead: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    incidents: list[Told] = field(default_factory=list)
    stages: dict[tuple[UUID, str, UUID], int] = field(default_factory=dict)
    dismissed: set[tuple[UUID, str]] = field(default_factory=set)
    left: set[UUID] = field(default_factory=set)
    number: int = 0
    had_time: int = 0

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        self.number += 1
        heapq.heappush(self.ahead, (moment, self.number, act))

    def live(self) -> None:
        while self.ahead:
            moment, _number, act = heapq.heappop(self.ahead)
            self.clinic.clock.moment = max(self.clinic.clock.moment, moment)
            act()

    def happens(self, staff: list[UUID]) -> None:
        """Someone who is at work is threatened, and Rosa writes it down."""
        person = self.dice.choice([one for one in staff if one not in self.left])
        draft = a_threat(self.clinic, Severity.THREAT, person)
        logged = log_incident_with_support(self.clinic.as_role(Role.RECEPTION), draft)
        assert logged.debrief is not None
        told = Told(person, logged.incident.occurred_at, logged.debrief.id)
        self.incidents.append(told)
        if self.dice.random() < 0.9:
            self.at(self.clinic.clock() + self.dice.randrange(1, 40) * HOUR, lambda: self.offer(told))

    def offer(self, told: Told) -> None:
        if told.person in self.left:
            return
        manager, now = self.clinic.as_role(Role.MANAGER), self.clinic.clock()
        ask_participants(manager, told.debrief_id, [told.person], Lateness(LateReason.TOO_BUSY))
        told.offered = now
        response = self.dice.choice([*[Response.YES] * 5, Response.NO, Response.LATER])
        record_debrief_answer(manager, told.debrief_id, told.person, response)
        if response is Response.NO:
            told.declined, told.outcome = now, "declined"
        if response is not Response.YES:
            return
        debrief = show_debrief(manager, told.debrief_id).debrief
        debrief = choose_outside_facilitator(manager, debrief.id, debrief.version, "Peer team, Hill Road")
        times = find_slots(manager, debrief.id, 60).found.times
        if times:
            slot = self.dice.choice(times)
            book_slot(manager, debrief.id, debrief.version, SlotRequest(slot.starts_at, slot.ends_at))
            self.at(slot.starts_at, lambda: self.hold(told))

    def hold(self, told: Told) -> None:
        manager = self.clinic.as_role(Role.MANAGER)
        debrief = show_debrief(manager, told.debrief_id).debrief
        if debrief.status is not DebriefStatus.PLANNED or self.dice.random() < 0.1:
            return
        told.began = self.clinic.clock()
        begun = start_debrief(manager, debrief.id, debrief.version)
        self.clinic.clock.advance(timedelta(minutes=45))
        finish_debrief(manager, begun.id, begun.version, [told.person], late_reason=NotHeldReason.CLINIC_SURGE)
        told.outcome = "held"

    def leaves(self, staff: list[UUID]) -> None:
        """Someone for whom nothing is open leaves."""
        busy = {one.person for one in self.incidents if one.outcome == "open"}
        gone = [one for one in staff if one not in busy | self.left]
        if gone:
            with self.clinic.store.read() as unit:
                person = unit.people.get(gone[0])
            change_person(self.clinic.as_role(Role.MANAGER), replace(person, active=False))
            self.left.add(person.id)

    def look(self) -> None:
        """Two computers show what is due: the same, each thing once, and nothing to someone who said no."""
        self.count()
        found = self.seen()
        assert found == self.seen()
        each = Counter((one.person_id, one.kind, one.subject_id) for one in found)
        assert max(each.values(), default=1) == 1
        declined = {(one.person, one.debrief_id) for one in self.incidents if one.declined}
        for one in found:
            assert (one.person_id, one.subject_id) not in declined
            assert (one.person_id, one.key) not in self.dismissed
            place = (one.person_id, str(one.kind), one.subject_id)
            stage = ORDER.index(one.stage)
            assert stage >= self.stages.get(place, 0), "a step that is over does not come again"
            self.stages[place] = stage
        mine = [one for one in found if one.may_dismiss and one.person_id == self.manager_id]
        if mine and self.dice.random() < 0.5:
            put_away(self.clinic.as_role(Role.MANAGER), mine[0])
            self.dismissed.add((mine[0].person_id, mine[0].key))

    def count(self) -> None:
        """Each month's shares are of what is done or over by now; what still has time is told beside them."""
        now = self.clinic.clock()
        months: dict[str, list[Told]] = {}
        for one in self.incidents:
            months.setdefault(f"{one.happened.astimezone(PLACE):%Y-%m}", []).append(one)
        for month, mine in months.items():
            figures = kept_in(self.clinic.as_role(Role.MANAGER), month)
            wait = sum(one.offered is None and now - one.happened <= DAY for one in mine)
            in_time = sum(one.offered is not None and one.offered - one.happened <= DAY for one in mine)
            assert figures.offered_in_time == ComplianceShare(in_time, len(mine) - wait, wait)
            wanted = [one for one in mine if one.outcome != "declined"]
            ahead = sum(one.outcome == "open" and now - one.happened <= 3 * DAY for one in wanted)
            held = sum(one.began is not None and DAY <= one.began - one.happened <= 3 * DAY for one in wanted)
            assert figures.held_in_window == ComplianceShare(held, len(wanted) - ahead, ahead)
            asked = [one for one in mine if one.offered is not None]
            assert figures.declined == ComplianceShare(sum(one.outcome == "declined" for one in asked), len(asked))
            self.had_time += wait + ahead

    def seen(self) -> tuple[Reminder, ...]:
        return list_reminders(self.clinic.as_role(Role.MANAGER), everybody=True)

    @property
    def manager_id(self) -> UUID | None:
        return self.clinic.as_role(Role.MANAGER).actor.person_id


def hire(clinic: Clinic) -> list[UUID]:
    """People without a desk of their own, at work on every working day."""
    people = [a_person(0x1000 + n, f"Person {n}", HARBOUR) for n in range(STAFF)]
    with clinic.store.write() as unit:
        for one in people:
            unit.people.add(one)
            days = (Shift(clinic.new_id(), one.id, day, time(8), time(17)) for day in range(5))
            unit.calendars.set_shifts(one.id, tuple(days))
        keep(unit)
    return [one.id for one in people]


def working_hour(dice: Random, first: date) -> datetime:
    """A moment of a working day while the desk is open, in local time: clocks change twice in this year."""
    while True:
        day = first + timedelta(days=dice.randrange(DAYS))
        if day.weekday() < 5:
            return datetime.combine(day, time(dice.randrange(9, 16), dice.choice([0, 15, 30])), PLACE)


@pytest.mark.timeout(tries(240, 7_200))
def test_a_year_of_reminders_and_what_is_counted_of_it(clinic: Clinic) -> None:
    dice = chance("a year")
    year, staff = Year(clinic, dice), hire(clinic)
    first = clinic.clock().astimezone(PLACE).date()
    for _incident in range(INCIDENTS):
        year.at(working_hour(dice, first), lambda: year.happens(staff))
    for _leave in range(STAFF // 2):
        away = first + timedelta(days=dice.randrange(DAYS))
        draft = AbsenceDraft(dice.choice(staff), away, away + timedelta(days=dice.randrange(10)))
        with suppress(Refused):
            add_absence(clinic.as_role(Role.MANAGER), draft)
    for _leaver in range(STAFF // 10):
        year.at(working_hour(dice, first), lambda: year.leaves(staff))
    moment = clinic.clock()
    while moment < clinic.clock() + (DAYS + AFTERWARDS) * DAY:
        year.at(moment, year.look)
        moment += dice.choice([2, 5, 9, 26, 70]) * HOUR  # the longer ones: both computers slept
    year.live()
    year.count()
    assert len(year.incidents) == INCIDENTS
    assert year.had_time, "the figures were looked at while something still had time"
