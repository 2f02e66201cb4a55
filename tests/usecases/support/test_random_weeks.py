"""Whatever people do in whatever order: no rule of a debrief is broken unseen, and what is owed follows the report.

Steps are chosen at random and go through the use cases; an oracle of its own says which debriefs cannot be as they are.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import open_store
from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Break, ClosedDay, Shift
from incident_tracker.domain.errors import NotFound, Refused
from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefMode, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.domain.support.protected_time import MoveReason, SlotRequest
from incident_tracker.domain.support.windows import SupportStep, due_windows, window_of
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.booking import give_up_time
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    choose_outside_facilitator,
    combine_debriefs,
)
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.participants import Choices, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, move_slot, name_cover, record_cover_confirmed
from tests.storage_fixtures import (
    ALEX,
    DEVICE,
    HARBOUR,
    MARIA,
    MONDAY_NINE,
    ROSA,
    SAM,
    Clinic,
    Clock,
    Ids,
    keep,
    open_keys,
)
from tests.support_people import a_threat
from tests.tries import tries
from tests.usecases.support.debrief_oracle import PLACE, Stored

STAFF = (ROSA, SAM, MARIA, ALEX)
MONDAY = date(2026, 3, 2)
Step = tuple[str, int, int, int]
KINDS = (
    *("log", "correct", "people", "ask", "answer", "answer", "lead", "book", "book", "book", "move", "give up"),
    *("cover", "confirm", "combine", "start", "finish", "shifts", "close", "wait", "wait"),
)
"""What can happen next; what happens often is there more than once."""


class Week:
    """A clinic in which one thing after another happens; what the rules refuse does not happen."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.manager = clinic.as_role(Role.MANAGER)
        self.incidents: list[UUID] = []
        self.held: dict[UUID, Debrief] = {}
        self.entries: dict[UUID, CalendarEntry] = {}
        self.hours_changed = False  # a window keeps the opening hours of the day on which it was made

    def stored(self) -> Stored:
        with self.clinic.store.read() as unit:
            debriefs = unit.debriefs.about(self.incidents)
            ids = [one.id for one in debriefs]
            return Stored(
                debriefs,
                unit.participants.of(ids),
                unit.covers.of(ids),
                {one.id: one for one in unit.incidents.many(self.incidents)},
                {one.id: one for one in unit.support_cases.many(self.incidents)},
                {one.id: unit.calendars.shifts(one.id) for one in STAFF},
                unit.calendars.opening_hours(HARBOUR).closed_days,
            )

    def do(self, step: Step) -> None:
        kind, a, b, c = step
        with suppress(Refused, NotFound):
            match kind:
                case "log":
                    self._log(a, b)
                case "correct" | "people":
                    self._correct(kind, a, b, c)
                case "shifts" | "close" | "wait":
                    self._change_clinic(kind, a, b, c)
                case _:
                    self._plan(kind, a, b, c)

    def _log(self, a: int, b: int) -> None:
        targeted = {STAFF[a % 4].id, STAFF[b % 4].id} if b % 3 == 0 else {STAFF[a % 4].id}
        draft = a_threat(self.clinic, Severity(2 + a % 5), *sorted(targeted))
        logged = log_incident_with_support(self.clinic.as_role(Role.RECEPTION), draft)
        self.incidents.append(logged.incident.id)

    def _correct(self, kind: str, a: int, b: int, c: int) -> None:
        if not self.incidents:
            return
        present = show_incident(self.manager, self.incidents[a % len(self.incidents)]).incident
        wanted = Completion(present.details)
        if kind == "people":
            role = (PartyRole.WITNESS, PartyRole.TARGETED)[c % 2]
            added = AffectedPerson(self.clinic.new_id(), person_id=STAFF[b % 4].id, role=role)
            wanted = Completion(replace(present.details, affected=(*present.affected, added)))
        elif c % 2:
            wanted = replace(wanted, severity=Severity(b % 7))
        else:
            wanted = replace(wanted, occurred=replace(present.occurred, at=self.clinic.clock() - timedelta(hours=b)))
        complete_incident(self.manager, present.id, wanted, present.version)

    def _change_clinic(self, kind: str, a: int, b: int, c: int) -> None:
        if kind == "wait":
            self.clinic.clock.advance(timedelta(minutes=15 * (1 + a * (1 + b % 3))))
            return
        with self.clinic.store.write() as unit:
            if kind == "close":
                self.hours_changed = True
                days = (ClosedDay(MONDAY + timedelta(days=1 + a % 5)),) if b % 2 else ()
                unit.calendars.set_closed_days(HARBOUR.id, days)
            else:
                first, noon, last = time(8 + b % 3), time(12), time(17 - c % 3)
                spans = [(first, noon), (noon, last)] if a % 2 else [(first, last)]
                pause = (Break(time(12), time(12, 30)),) if c % 2 else ()
                shifts = tuple(
                    Shift(self.clinic.new_id(), STAFF[a % 4].id, day, start, end, pause if end == last else ())
                    for day in range(5)
                    for start, end in spans
                )
                unit.calendars.set_shifts(STAFF[a % 4].id, shifts)
            keep(unit)

    def _plan(self, kind: str, a: int, b: int, c: int) -> None:  # noqa: C901  # one match over what people do
        stored, manager = self.stored(), self.manager
        wanted = (DebriefStatus.TO_PLAN, DebriefStatus.PLANNED, DebriefStatus.DECLINED_BY_ALL)
        debriefs = sorted((one for one in stored.debriefs if one.status in wanted), key=lambda one: one.id)
        if not debriefs:
            return
        debrief = debriefs[a % len(debriefs)]
        id, version, person = debrief.id, debrief.version, STAFF[b % 4].id
        match kind:
            case "ask":
                ask_participants(manager, id, [person])
            case "answer":
                asked = [one.person_id for one in stored.participants if one.debrief_id == id]
                who = asked[b % len(asked)] if asked else person
                response = (Response.YES, Response.YES, Response.YES, Response.NO, Response.LATER)[c % 5]
                choices = Choices(asks_earlier=c % 3 == 0, talk_form=(None, *TalkForm)[c % 4])
                record_debrief_answer(manager, id, who, response, choices)
            case "lead" if c % 4 == 0:
                choose_outside_facilitator(manager, id, version, "Peer team, Hill Road")
            case "lead":
                choose_facilitator(manager, id, version, person, "There is no one else here this week")
            case "book":
                book_slot(manager, id, version, self._time(stored, debrief, b, c))
            case "move":
                move_slot(manager, id, version, self._time(stored, debrief, b, c), MoveReason.PARTICIPANT)
            case "give up":
                give_up_time(manager, id, version, MoveReason.MANAGEMENT)
            case "cover":
                coming = [one.person_id for one in stored.coming(debrief)]
                name_cover(manager, id, coming[c % len(coming)] if coming else person, person)
            case "confirm":
                for cover in stored.covers:
                    if cover.debrief_id == id and cover.confirmed_at is None:
                        record_cover_confirmed(manager, id, cover.person_id)
            case "combine":
                other = debriefs[b % len(debriefs)]
                combine_debriefs(manager, id, version, other.id, [one.id for one in STAFF][: 2 + c % 3])
            case "start":
                begun = start_debrief(manager, id, version)
                self.check_begun(stored, begun)
            case "finish":
                came = [one.person_id for one in stored.coming(debrief)]
                late = NotHeldReason.CLINIC_SURGE
                self.held[id] = finish_debrief(manager, id, version, came, late_reason=late)

    def _time(self, stored: Stored, debrief: Debrief, b: int, c: int) -> SlotRequest:
        """Some time of the week, with some people at the desks; often one that is good."""
        day = max(debrief.not_before, self.clinic.clock()).astimezone(PLACE).date() + timedelta(days=b % 3)
        start = datetime.combine(day, time(8 + (b + c) % 9, 15 * (c % 4)), PLACE).astimezone(UTC)
        coming = [one.person_id for one in stored.coming(debrief)]
        free = [one.id for one in STAFF if one.id not in coming and one.id != debrief.facilitator_id]
        covers = {one: free[(n + c * (b % 2)) % len(free)] for n, one in enumerate(coming)} if free else {}
        mode = DebriefMode.GROUP if b % 5 == 0 else DebriefMode.ONE_TO_ONE
        place = ("Quiet room", "Room 2", "")[c % 3]
        return SlotRequest(start, start + timedelta(minutes=30 + 15 * (c % 4)), covers, place, mode, b % 7 == 0)

    def check_begun(self, stored: Stored, begun: Debrief) -> None:
        """What began is led by someone who was not there, with each desk covered, and not before the first night."""
        why = stored.broken(replace(begun, started_at=None), begun.starts_at or self.clinic.clock())
        assert why not in ("leads what they were in", "no one leads", "group", "cover", "cover away")
        coming = stored.coming(begun)
        assert begun.started_at is not None
        assert begun.started_at >= begun.not_before or all(one.asks_earlier for one in coming)
        covers = [one for one in stored.covers if one.debrief_id == begun.id]
        assert begun.starts_at is not None
        assert begun.ends_at is not None
        for one in coming:
            if one.person_id in (ROSA.id, ALEX.id):
                at_work = stored.hours(one.person_id, begun.starts_at, begun.ends_at) == "paid"
                said_yes = [cover for cover in covers if cover.person_id == one.person_id and cover.confirmed_at]
                assert said_yes or not at_work

    def check(self, before: Stored) -> None:
        """Nothing is broken unseen, what was booked just now breaks nothing, and what is owed is what is reported."""
        now, after = self.clinic.clock(), self.stored()
        broken = {one.id: after.broken(one, now) for one in after.debriefs if one.open and one.started_at is None}
        told = {one.subject_id for one in list_today(self.manager, HARBOUR.zone) if one.matter is Matter.IMPOSSIBLE}
        assert told == {id for id, why in broken.items() if why}, broken
        earlier = {one.id: (one.starts_at, one.ends_at) for one in before.debriefs}
        for one in after.debriefs:
            booked_now = one.starts_at is not None and earlier.get(one.id) != (one.starts_at, one.ends_at)
            assert not (booked_now and broken.get(one.id)), broken
            if one.id in self.held:
                assert replace(one, version=0) == replace(self.held[one.id], version=0)
        self._check_owed(after)
        self._check_calendars(after)

    def _check_calendars(self, after: Stored) -> None:
        """Everyone's calendar shows the booked time to who is expected, once, and every change of it as a later one."""
        now = self.clinic.clock()
        with self.clinic.store.read() as unit:
            entries = unit.calendar_entries.of([one.id for one in after.debriefs])
        shown = {(one.debrief_id, one.person_id) for one in entries if not one.canceled and one.ends_at > now}
        for debrief in after.debriefs:
            mine = [one for one in entries if one.debrief_id == debrief.id and not one.canceled]
            if debrief.status is DebriefStatus.PLANNED and debrief.ends_at is not None and debrief.ends_at > now:
                coming = {one.person_id for one in after.coming(debrief)}
                taking = {
                    one.cover_id for one in after.covers if one.debrief_id == debrief.id and one.person_id in coming
                }
                expected = coming | taking | ({debrief.facilitator_id} - {None})
                assert {one.person_id for one in mine} == expected
                assert {(one.starts_at, one.ends_at) for one in mine} <= {(debrief.starts_at, debrief.ends_at)}
            elif debrief.status is not DebriefStatus.HELD:
                assert not [one for one in mine if (debrief.id, one.person_id) in shown]
        for one in entries:
            earlier = self.entries.get(one.id, one)
            same = (one.starts_at, one.ends_at, one.canceled) == (earlier.starts_at, earlier.ends_at, earlier.canceled)
            assert one.sequence == earlier.sequence if same else one.sequence > earlier.sequence
        self.entries = {one.id: one for one in entries}

    def _check_owed(self, after: Stored) -> None:
        with self.clinic.store.read() as unit:
            hours = unit.calendars.opening_hours(HARBOUR)
        for id, case in after.cases.items():
            incident = after.incidents[id]
            assert (case.tier, case.occurred_at) == (incident.support_tier, incident.occurred_at)
        for debrief in after.debriefs:
            cases = [after.cases[id] for id in debrief.incident_ids]
            dues = [due_windows(case.tier, case.occurred_at, hours) for case in cases]
            formal = [due for due in (window_of(SupportStep.FORMAL, one) for one in dues) if due is not None]
            waits = debrief.open and debrief.started_at is None and debrief.kind is DebriefKind.FORMAL
            if waits and formal and not self.hours_changed:
                assert debrief.tier == max(after.cases[id].tier for id in debrief.incident_ids)
                assert debrief.not_before == max(due.not_before for due in formal)
                assert debrief.by == min(due.by for due in formal)


@pytest.fixture(scope="session")
def weeks_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the weeks are tried."""
    return tmp_path_factory.mktemp("weeks")


NUMBERS = st.integers(0, 12)
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), NUMBERS, NUMBERS, NUMBERS), min_size=30, max_size=30)


@pytest.mark.timeout(tries(120, 14_400))
@settings(max_examples=tries(4, 1000), deadline=None)
@given(steps=STEPS)
def test_no_rule_is_broken_unseen_in_any_order_of_steps(
    file_template: Path, weeks_folder: Path, steps: Sequence[Step]
) -> None:
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(file_template.with_name(name), weeks_folder / name)
    store = open_store(weeks_folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    try:
        week = Week(Clinic(store, Clock(), Ids()))
        week.do(("log", 0, 1, 0))
        for step in steps:
            before = week.stored()
            week.do(step)
            week.check(before)
    finally:
        store.close()
