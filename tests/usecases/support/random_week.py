"""A week of a clinic in which people do one thing after another, through the use cases, and what must hold then."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Permission, Role, grant
from incident_tracker.domain.clinic.calendars import Break, ClosedDay, Shift, Span
from incident_tracker.domain.errors import NotFound, Refused
from incident_tracker.domain.support.assistants import Assistant, Assisting, with_help
from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefMode, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.lateness import Lateness, LateReason
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.domain.support.protected_time import MoveReason, SlotRequest
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.windows import SupportStep, due_windows, window_of
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.clinic.absences import add_absence, remove_absence
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.assistants import set_assistants
from incident_tracker.usecases.support.booking import give_up_time
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.circumstances import become_impossible
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    choose_outside_facilitator,
    combine_debriefs,
    plan_debrief,
    record_not_held,
)
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.participants import Choices, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, move_slot, name_cover, record_cover_confirmed
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.slots import find_slots
from incident_tracker.usecases.support.staff import change_person
from tests.storage_fixtures import ALEX, HARBOUR, MARIA, ROSA, SAM, Clinic, keep
from tests.support_people import a_threat
from tests.usecases.support.debrief_oracle import PLACE, Stored
from tests.usecases.support.rules_of_calendars import calendars_are_right

LATE = Lateness(LateReason.TOO_BUSY)
STAFF = (ROSA, SAM, MARIA, ALEX)
MONDAY = date(2026, 3, 2)
Step = tuple[str, int, int, int]
KINDS = (
    *("agree", "agree", "agree", "ask", "answer", "answer", "lead", "book", "book", "book", "book", "move", "move"),
    *("log", "correct", "people", "cover", "confirm", "combine", "go on", "start", "finish", "give up", "request"),
    *("help", "help"),
    *("shifts", "close", "away", "leave", "retire", "desks", "not held", "wait"),
)
"""What can happen next; what happens often is there more than once."""
OF_BOOKED = ("move", "go on", "start", "finish", "confirm", "cover", "give up", "combine")
OF_THE_CLINIC = ("shifts", "close", "away", "leave", "retire", "desks", "wait")


class Week:
    """A clinic in which one thing after another happens; what the rules refuse does not happen."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.manager = clinic.as_role(Role.MANAGER)
        self.incidents: list[UUID] = []
        self.held: dict[UUID, Debrief] = {}
        self.entries: dict[UUID, CalendarEntry] = {}
        self.hours_changed = False  # a window keeps the opening hours of the day on which it was made
        self.stored = self._stored()

    def _stored(self) -> Stored:
        with self.clinic.store.read() as unit:
            debriefs = unit.debriefs.about(self.incidents)
            ids = [one.id for one in debriefs]
            return Stored(
                debriefs,
                unit.participants.of(ids),
                unit.covers.of(ids),
                {one.id: one for one in unit.incidents.many(self.incidents)},
                {one.id: one for one in unit.support_cases.many(self.incidents)},
                unit.calendars.shifts_of([one.id for one in STAFF]),
                unit.calendars.opening_hours(HARBOUR),
                unit.protected_slots.of(ids),
                unit.absences.between(MONDAY - timedelta(days=7), MONDAY + timedelta(days=60)),
                frozenset(one.id for one in unit.people.all() if not one.active),
                unit.sites.get(HARBOUR.id).last_day,
                unit.settings.get().desks_may_close,
            )

    def do(self, step: Step) -> None:
        """One step, and then everything that must hold."""
        kind, a, b, c = step
        with suppress(Refused, NotFound):
            if kind == "log":
                self._log(a, b)
            elif kind in ("correct", "people", "request"):
                self._correct(kind, a, b, c)
            elif kind in OF_THE_CLINIC:
                self._change_clinic(kind, a, b, c)
            else:
                self._plan(kind, a, b, c)
        before, self.stored = self.stored, self._stored()
        if kind in ("wait", "go on") or before != self.stored:  # what was refused changed nothing
            self._check(before)

    def _log(self, a: int, b: int) -> None:
        targeted = {STAFF[a % 4].id, STAFF[b % 4].id} if b % 3 == 0 else {STAFF[a % 4].id}
        draft = a_threat(self.clinic, Severity(2 + a % 5), *sorted(targeted))
        logged = log_incident_with_support(self.clinic.as_role(Role.RECEPTION), draft)
        self.incidents.append(logged.incident.id)

    def _correct(self, kind: str, a: int, b: int, c: int) -> None:
        if not self.incidents:
            return
        incident_id = self.incidents[a % len(self.incidents)]
        if kind == "request":
            plan_debrief(self.manager, incident_id)
            return
        present = show_incident(self.manager, incident_id).incident
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
        match kind:
            case "wait":
                self.clinic.clock.advance(timedelta(minutes=15 * (1 + a * (1 + b % 3))))
            case "away":
                self._away(STAFF[a % 4].id, b, c)
            case "leave":
                with self.clinic.store.read() as unit:
                    person = unit.people.get((SAM.id, ALEX.id)[a % 2])
                change_person(self.manager, replace(person, active=not person.active))
            case _:
                self._change_calendar(kind, a, b, c)

    def _away(self, person: UUID, b: int, c: int) -> None:
        present = [one for one in self.stored.absences if one.person_id == person]
        if present:
            remove_absence(self.manager, present[0].id, present[0].version)
            return
        first = self.clinic.clock().astimezone(PLACE).date() + timedelta(days=b % 3)
        hours = Span(time(9 + c % 4), time(14)) if c % 2 else None
        last = first if hours else first + timedelta(days=c % 3)
        add_absence(self.manager, AbsenceDraft(person, first, last, hours))

    def _change_calendar(self, kind: str, a: int, b: int, c: int) -> None:
        with self.clinic.store.write() as unit:
            if kind == "close":
                self.hours_changed = True
                days = (ClosedDay(MONDAY + timedelta(days=1 + a % 5)),) if b % 2 else ()
                unit.calendars.set_closed_days(HARBOUR.id, days)
            elif kind == "desks":
                unit.settings.save(replace(unit.settings.get(), desks_may_close=b % 3 > 0))
            elif kind == "retire":
                last = MONDAY + timedelta(days=1 + a % 5) if b % 3 == 0 else None
                unit.sites.save(replace(unit.sites.get(HARBOUR.id), last_day=last))
            else:
                first, noon, end_of_day = time(8 + b % 3), time(12), time(17 - c % 3)
                spans = [(first, noon), (noon, end_of_day)] if a % 2 else [(first, end_of_day)]
                pause = (Break(time(12), time(12, 30)),) if c % 2 else ()
                shifts = tuple(
                    Shift(self.clinic.new_id(), STAFF[a % 4].id, day, start, end, pause if end == end_of_day else ())
                    for day in range(5)
                    for start, end in spans
                )
                unit.calendars.set_shifts(STAFF[a % 4].id, shifts)
            keep(unit)

    def _plan(self, kind: str, a: int, b: int, c: int) -> None:  # noqa: C901  # one match over what people do
        stored, manager = self.stored, self.manager
        wanted = (DebriefStatus.TO_PLAN, DebriefStatus.PLANNED, DebriefStatus.DECLINED_BY_ALL)
        debriefs = sorted((one for one in stored.debriefs if one.status in wanted), key=lambda one: one.id)
        if not debriefs:
            return
        booked = [one for one in debriefs if one.status is DebriefStatus.PLANNED and a % 5]
        if kind in OF_BOOKED and not booked and a % 5:
            kind = "book"
        choice = booked if kind in OF_BOOKED and booked else debriefs
        debrief = choice[a % len(choice)]
        if kind == "book" and a % 4 and debrief.status is not DebriefStatus.PLANNED and not stored.coming(debrief):
            self._agree(debrief, b, c)
            self.stored = stored = self._stored()
            debrief = next(one for one in stored.debriefs if one.id == debrief.id)
        id, version, person = debrief.id, debrief.version, STAFF[b % 4].id
        match kind:
            case "agree":
                self._agree(debrief, b, c)
            case "ask":
                ask_participants(manager, id, [person], LATE)
            case "answer":
                asked = [one.person_id for one in stored.participants if one.debrief_id == id]
                who = asked[b % len(asked)] if asked else person
                response = (Response.YES, Response.YES, Response.YES, Response.NO, Response.LATER)[c % 5]
                choices = Choices(asks_earlier=c % 3 == 0, talk_form=(None, *TalkForm)[c % 4])
                record_debrief_answer(manager, id, who, response, choices, LATE)
            case "lead" if c % 4 == 0:
                choose_outside_facilitator(manager, id, version, "Peer team, Hill Road")
            case "lead":
                choose_facilitator(manager, id, version, person, "There is no one else here this week")
            case "help":
                helper = Assistant((Assisting.CO_FACILITATOR, Assisting.SCRIBE)[c % 2], person)
                set_assistants(manager, id, version, with_help(debrief.assistants, helper) if c else ())
            case "book" if c % 2 and debrief.has_facilitator and debrief.status is DebriefStatus.TO_PLAN:
                self._book_what_is_found(debrief, b)
            case "book":
                book_slot(manager, id, version, self._time(debrief, b, c))
            case "move":
                move_slot(manager, id, version, self._time(debrief, b, c), MoveReason.PARTICIPANT)
            case "give up":
                give_up_time(manager, id, version, MoveReason.MANAGEMENT)
            case "cover":
                coming = [one.person_id for one in stored.coming(debrief)]
                name_cover(manager, id, coming[c % len(coming)] if coming else person, person if c % 4 else None)
            case "confirm":
                for cover in stored.covers:
                    if cover.debrief_id == id and cover.waits_for_yes:
                        record_cover_confirmed(manager, id, cover.person_id)
            case "combine":
                other, agreed = debriefs[b % len(debriefs)], [one.id for one in STAFF][: 2 + c % 3]
                combine_debriefs(manager, id, version, other.id, agreed)
                both = stored.persons(debrief), stored.persons(other)
                assert both[0] & both[1], "it is about other people"
                assert both[0] | both[1] <= set(agreed), "not everyone agreed"
            case "go on":
                self._go_on(debrief)
            case "start":
                self._check_begun(start_debrief(manager, id, version))
            case "finish":
                came = [one.person_id for one in stored.coming(debrief)]
                reason = (None, NotHeldReason.CLINIC_SURGE)[c % 2]
                self.held[id] = finish_debrief(manager, id, version, came, late_reason=reason)
            case "not held" if c % 4 == 0:
                record_not_held(manager, id, version, (None, NotHeldReason.NO_COVER)[b % 2])

    def _agree(self, debrief: Debrief, b: int, c: int) -> None:
        """All whom it is for are asked and say yes, and someone leads it, who is mostly one of us."""
        people = sorted(self.stored.persons(debrief))
        ask_participants(self.manager, debrief.id, people, LATE)
        for person in people:
            choices = Choices(asks_earlier=b % 4 == 0, talk_form=tuple(TalkForm)[c % 3])
            record_debrief_answer(self.manager, debrief.id, person, Response.YES, choices, LATE)
        with self.clinic.store.read() as unit:
            present = unit.debriefs.get(debrief.id)
        if b % 3 == 0:
            choose_outside_facilitator(self.manager, present.id, present.version, "Peer team, Hill Road")
        else:
            why, about = (
                "There is no one else here this week",
                [self.stored.incidents[id] for id in debrief.incident_ids],
            )
            there = {*people, *(one for incident in about for one in incident.involved_person_ids)}
            others = [one.id for one in STAFF if one.id not in there | self.stored.left]
            leader = others[b % len(others)] if others and c % 5 else STAFF[b % 4].id
            choose_facilitator(self.manager, present.id, present.version, leader, why)

    def _book_what_is_found(self, debrief: Debrief, b: int) -> None:
        """A time that is told to suit everyone can be booked."""
        times = find_slots(self.manager, debrief.id, 12).found.times
        if not times or not self.stored.coming(debrief):
            return
        found = times[b % len(times)]
        place = f"Room {b}"
        request = SlotRequest(found.starts_at, found.ends_at, found.covers, place, debrief.mode)
        try:
            book_slot(self.manager, debrief.id, debrief.version, request)
        except Refused as refused:
            raise AssertionError(f"a time that suits everyone is refused: {refused.reason}") from refused

    def _go_on(self, debrief: Debrief) -> None:
        """The time comes that is booked, and each cover is asked."""
        for cover in self.stored.covers:
            if cover.debrief_id == debrief.id and cover.waits_for_yes:
                record_cover_confirmed(self.manager, debrief.id, cover.person_id)
        if debrief.starts_at is not None and debrief.starts_at > self.clinic.clock():
            self.clinic.clock.moment = debrief.starts_at

    def _time(self, debrief: Debrief, b: int, c: int) -> SlotRequest:
        """Some time of the week, with some people at the desks; often one that is good."""
        day = max(debrief.not_before, self.clinic.clock()).astimezone(PLACE).date() + timedelta(
            days=b % 3 + 7 * (c == 9)
        )
        hour, minute = ((8 + (b + c) % 9, 15 * (c % 4)), (10, 0))[c % 3 == 0]
        start = datetime.combine(day, time(hour, minute), PLACE).astimezone(UTC)
        coming = [one.person_id for one in self.stored.coming(debrief)]
        free = [one.id for one in STAFF if one.id not in coming and one.id != debrief.facilitator_id]
        covers: dict[UUID, UUID | None] = {}
        if free:
            covers = {one: free[(n + c * (b % 2)) % len(free)] for n, one in enumerate(coming)}
        if c % 5 == 0:
            covers = dict.fromkeys(coming)
        mode = DebriefMode.GROUP if b % 5 == 0 else DebriefMode.ONE_TO_ONE
        place = ("Quiet room", "Room 2", "")[b % 3]
        return SlotRequest(start, start + timedelta(minutes=(60, 30, 45, 75)[c % 4]), covers, place, mode, b % 7 == 0)

    def _check_begun(self, begun: Debrief) -> None:
        """What began is led by someone who was not there, with each desk covered, and not before the first night."""
        assert begun.started_at is not None
        assert begun.starts_at is not None
        assert begun.ends_at is not None
        stored, coming = self.stored, self.stored.coming(begun)
        why = stored.broken(replace(begun, started_at=None), begun.starts_at)
        assert why not in ("leads what they were in", "no one leads", "group", "group too early", "left", "cover")
        assert begun.started_at >= begun.starts_at - timedelta(minutes=30), "it began long before its time"
        assert begun.started_at >= begun.not_before or all(one.asks_earlier for one in coming), "the first night"
        covers = [one for one in stored.covers if one.debrief_id == begun.id]
        for one in coming:
            if one.person_id in (ROSA.id, ALEX.id):
                at_work = stored.hours(one.person_id, begun.starts_at, begun.ends_at) == "paid"
                mine = [cover for cover in covers if cover.person_id == one.person_id]
                settled = [cover for cover in mine if cover.confirmed_at or cover.cover_id is None]
                assert settled or not at_work, "no one took the desk"

    def _check(self, before: Stored) -> None:
        """Nothing is broken unseen, what was booked just now breaks nothing, and what is owed is what is reported."""
        now, after = self.clinic.clock(), self.stored
        broken = {one.id: after.broken(one, now) for one in after.debriefs if one.open and one.started_at is None}
        assert "answers for what they were in" not in broken.values()
        assert self._told() == {id for id, why in broken.items() if why}, broken
        earlier = {one.id: one for one in before.debriefs}
        for one in after.debriefs:
            was = earlier.get(one.id)
            booked_now = one.starts_at is not None and (
                was is None or (was.starts_at, was.ends_at) != (one.starts_at, one.ends_at)
            )
            if booked_now and one.open and one.started_at is None:  # it may be booked before someone is found to answer
                why = after.broken(replace(one, manager_outside=one.manager_outside or "someone"), now)
                assert not why, why
            led_now = one.facilitator_id is not None and (was is None or was.facilitator_id != one.facilitator_id)
            assert not (led_now and broken.get(one.id) in ("left", "leads what they were in", "in two")), broken
            if one.id in self.held:
                assert replace(one, version=0) == replace(self.held[one.id], version=0)
            assert not after.unkept(one), after.unkept(one)
        assert not before.lost_in(after), before.lost_in(after)
        self._check_owed(after)
        self.entries = calendars_are_right(self.clinic, after, self.entries)

    def _told(self) -> set[UUID]:
        """The debriefs of which the manager is told that they cannot be as they are."""
        ctx, permission = self.manager, Permission.PLAN_DEBRIEF
        with ctx.store.read() as unit:
            work = Work(unit, ctx.actor, ctx.now(), ctx.new_id, permission, grant(ctx.actor.role, permission))
            return {debrief.id for debrief, _why in become_impossible(work)}

    def check_lists(self) -> None:
        """The list of today says the same, and no one is reminded of what they declined."""
        today = list_today(self.manager, HARBOUR.zone)
        assert {one.subject_id for one in today if one.matter is Matter.IMPOSSIBLE} == self._told()
        asked = (ReminderKind.ANSWER, ReminderKind.PROTECTED_TIME)
        reminded = list_reminders(self.manager, everybody=True)
        for one in self.stored.participants:
            debrief = next(other for other in self.stored.debriefs if other.id == one.debrief_id)
            parts = {debrief.facilitator_id, *(cover.cover_id for cover in self.stored.covers)}
            if one.response is Response.NO and one.person_id not in parts:
                mine = [it for it in reminded if (it.person_id, it.subject_id) == (one.person_id, one.debrief_id)]
                assert not [it for it in mine if it.kind in asked]

    def _check_owed(self, after: Stored) -> None:
        for id, case in after.cases.items():
            incident = after.incidents[id]
            assert (case.tier, case.occurred_at) == (incident.support_tier, incident.occurred_at)
        for debrief in after.debriefs:
            waits = debrief.open and debrief.started_at is None and debrief.kind is DebriefKind.FORMAL
            if not waits or self.hours_changed:
                continue
            cases = [after.cases[id] for id in debrief.incident_ids]
            dues = [due_windows(case.tier, case.occurred_at, after.opening) for case in cases]
            formal = [due for due in (window_of(SupportStep.FORMAL, one) for one in dues) if due is not None]
            if formal:
                assert debrief.tier == max(after.cases[id].tier for id in debrief.incident_ids)
                assert debrief.not_before == max(due.not_before for due in formal)
                assert debrief.by == min(due.by for due in formal)
