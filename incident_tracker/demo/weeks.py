"""The last weeks of the invented clinic, lived through step by step in the order of time, through the gate."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.demo.analyses import ANALYSES, InventedAction, InventedAnalysis
from incident_tracker.demo.clinic import InventedClinic
from incident_tracker.demo.outreach import speak_with_others
from incident_tracker.demo.seeded import SetClock
from incident_tracker.demo.written_minutes import Step
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.errors import NotFound, Refused
from incident_tracker.domain.learning.actions import ActionDraft, ActionEffect, ActionStatus, Measure
from incident_tracker.domain.learning.factors import Evidence, Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.learning.whys import Why
from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.lateness import Lateness, LateReason
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.outside_help import helps_with
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import Paid, Protected, SlotRequest
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.drafts import save_draft
from incident_tracker.usecases.capture.incidents import list_incidents, record_relief, show_incident
from incident_tracker.usecases.capture.review import close_incident, start_review
from incident_tracker.usecases.learning.actions import assign_action, end_action, note_effect
from incident_tracker.usecases.learning.analyses import close_analysis, open_analysis, save_analysis, show_analysis
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    list_facilitators,
    record_not_held,
    show_debrief,
)
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.holding import finish_debrief, record_learning_item, record_step, start_debrief
from incident_tracker.usecases.support.offers import Offering, record_offer_answer, record_offers
from incident_tracker.usecases.support.outside_help import list_outside_help, refer_outside
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import (
    CheckWords,
    book_slot,
    check_afterwards,
    record_cover_confirmed,
    record_cover_there,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FOLLOWED_UP = 0.97  # of follow-ups take place
OFFERED_AFTER = (2, 4, 4, 4, 30)  # hours; the last is too late
OFFERED = (OfferKind.BREAK, OfferKind.PEER_SUPPORTER)
LATE = Lateness(LateReason.TOO_BUSY)  # where it is
TRIES = 12  # half days to search for time that fits everyone before giving up


@dataclass(frozen=True, slots=True)
class Staff:
    """The users who act: at the desk, supervising, managing, and keeping the clinic."""

    reception: Context
    supervisor: Context
    manager: Context
    administrator: Context


@dataclass(slots=True)
class _Weeks:
    """What still has to happen, in the order of time, and what it needs."""

    random: Random
    clock: SetClock
    staff: Staff
    clinic: InventedClinic
    until: datetime
    waiting: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def at(self, moment: datetime, step: Callable[[], object]) -> None:
        """Let `step` happen at `moment`, if that is still in the past."""
        if moment < self.until:
            heapq.heappush(self.waiting, (moment, next(self._order), step))

    def live(self) -> None:
        """Let everything happen, and what follows from it."""
        while self.waiting:
            moment, _order, step = heapq.heappop(self.waiting)
            self.clock.at = max(self.clock.at, moment)
            try:
                step()
            except Refused:
                # A rule said no (nobody free, a break, too early): in a real clinic that step stays undone as well.
                continue


def live_through(
    random: Random,
    clock: SetClock,
    staff: Staff,
    clinic: InventedClinic,
    incidents: Sequence[Incident],
    until: datetime,
    meanwhile: Sequence[Step] = (),
) -> None:
    """Log these incidents at their moments, with everything that a clinic would do about them; `meanwhile` the rest."""
    weeks = _Weeks(random, clock, staff, clinic, until)
    clock.at = min([until - 80 * DAY, *(one.logged_at for one in incidents), *(at for at, _step in meanwhile)])
    for moment, step in meanwhile:
        weeks.at(moment, step)
    for incident in incidents:
        weeks.at(incident.logged_at, _Story(weeks, incident).log)
    for analysis in ANALYSES:
        weeks.at(until - analysis.days_ago * DAY, _Inquiry(weeks, analysis).open)
    weeks.live()
    _leave_drafts(weeks)


@dataclass(slots=True)
class _Story:
    """One incident from the desk to its last check."""

    weeks: _Weeks
    incident: Incident
    id: UUID | None = None
    debrief_id: UUID | None = None
    tries: int = 0

    @property
    def manager(self) -> Context:
        return self.weeks.staff.manager

    def log(self) -> None:
        told, weeks = self.incident, self.weeks
        at_first_site = told.site_id == weeks.clinic.sites[0].id
        draft = IncidentDraft(
            occurred_at=told.occurred.at,
            precision=told.occurred.precision,
            site_id=told.site_id,
            desk_id=told.desk_id,
            place=told.place,
            channel=told.channel,
            kind=told.kind,
            severity=told.severity,
            mode=told.mode,
            told_by_id=told.told_by_id if told.mode is CaptureMode.PROXY else None,
            phone=told.details.phone,
            affected=told.details.affected,
        )
        logged = log_incident_with_support(weeks.staff.supervisor if at_first_site else self.manager, draft)
        self.id = logged.incident.id
        now = weeks.clock.at
        weeks.at(now + timedelta(minutes=12), self.relieve)
        weeks.at(now + 3 * HOUR, self.complete)
        weeks.at(now + weeks.random.uniform(4, 40) * HOUR, self.review)
        weeks.at(now + weeks.random.choice(OFFERED_AFTER) * HOUR, self.support)
        weeks.at(now + 5 * HOUR, lambda: speak_with_others(self.manager, self._id))

    def relieve(self) -> None:
        record_relief(
            self.manager,
            self._id,
            nobody_hurt=True,
            safe=True,
            off_the_desk=True,
            desk_covered=True,
            others_seen_to=None,
        )

    def complete(self) -> None:
        present = show_incident(self.manager, self._id).incident
        completion = Completion(replace(self.incident.details, affected=present.affected), self.incident.narrative)
        complete_incident(self.manager, self._id, completion, present.version)

    def review(self) -> None:
        start_review(self.manager, self._id, show_incident(self.manager, self._id).incident.version)
        if self.weeks.random.random() < 0.8:
            self.weeks.at(self.weeks.clock.at + 9 * DAY, self.close)

    def close(self) -> None:
        close_incident(self.manager, self._id, show_incident(self.manager, self._id).incident.version)

    def support(self) -> None:
        """What the record owes once it is complete."""
        try:
            debriefs = show_support(self.manager, self._id).debriefs
        except NotFound:
            return
        self.offer()
        if debriefs:
            self.debrief_id = debriefs[0].id
            self.weeks.at(self.weeks.clock.at + HOUR, self.ask)

    def offer(self) -> None:
        helps = list_outside_help(self.manager)
        for person_id in show_support(self.manager, self._id).case.persons:
            for offer in record_offers(self.manager, self._id, person_id, OFFERED, Offering(late=LATE)):
                answer = self.weeks.random.choice((Answer.ACCEPTED, Answer.DECLINED, Answer.LATER))
                record_offer_answer(self.manager, offer.id, answer)
                if answer is Answer.ACCEPTED and (fitting := helps_with(offer.kind, helps, offer.site_id)):
                    refer_outside(self.manager, offer.id, fitting[0].id)
        for follow_up in show_support(self.manager, self._id).follow_ups:
            self.weeks.at(follow_up.not_before + self.weeks.random.uniform(2, 20) * HOUR, self._follow_up(follow_up.id))

    def _follow_up(self, follow_up_id: UUID) -> Callable[[], None]:
        def look_after() -> None:
            present = {one.id: one for one in show_support(self.manager, self._id).follow_ups}[follow_up_id]
            if present.open and self.weeks.random.random() < FOLLOWED_UP:
                outcome = self.weeks.random.choice((FollowUpOutcome.OFFERED, FollowUpOutcome.DECLINED))
                record_follow_up(self.manager, follow_up_id, present.version, outcome)

        return look_after

    def ask(self) -> None:
        file = show_debrief(self.manager, self._debrief)
        free = [one for one in list_facilitators(self.manager, self._debrief) if one.eligibility.free]
        if free:
            choose_facilitator(self.manager, self._debrief, file.debrief.version, free[0].person.id)
        persons = [person for case in file.cases for person in case.persons]
        ask_participants(self.manager, self._debrief, persons, LATE)
        self.weeks.at(self.weeks.clock.at + self.weeks.random.uniform(3, 18) * HOUR, self.answer)

    def answer(self) -> None:
        for participant in show_debrief(self.manager, self._debrief).participants:
            response = Response.YES if self.weeks.random.random() < 0.8 else Response.NO
            record_debrief_answer(self.manager, self._debrief, participant.person_id, response, late=LATE)
        self.weeks.at(self.weeks.clock.at + HOUR, self.book)

    def book(self) -> None:
        """Try one half day after another until there is time in everyone's paid hours."""
        debrief = show_debrief(self.manager, self._debrief).debrief
        if not debrief.has_facilitator:
            record_not_held(self.manager, self._debrief, debrief.version, NotHeldReason.NO_FACILITATOR)
            return
        zone = self.weeks.clinic.sites[0].time_zone
        start = self._half_day(max(debrief.not_before, self.weeks.clock.at), zone)
        self.tries += 1
        try:
            self._book(start)
        except Refused:
            if self.tries < TRIES:
                self.book()
            else:
                record_not_held(self.manager, self._debrief, debrief.version, NotHeldReason.NO_COVER)

    def _half_day(self, earliest: datetime, zone: ZoneInfo) -> datetime:
        day = earliest.astimezone(zone).date() + DAY * (1 + self.tries // 2)
        return datetime.combine(day, time(10 if self.tries % 2 == 0 else 14, 30), zone).astimezone(UTC)

    def _book(self, start: datetime) -> None:
        file = show_debrief(self.manager, self._debrief)
        coming = [one.person_id for one in file.participants if one.coming]
        staff = [person for person in self.weeks.clinic.people if person.site_id == file.debrief.site_id]
        cover = [person.id for person in staff if person.desk_id and person.id not in coming]
        covers = dict(zip(coming, self.weeks.random.sample(cover, min(len(cover), len(coming))), strict=False))
        request = SlotRequest(start, start + file.debrief.least_minutes * timedelta(minutes=1), covers, "Quiet room")
        book_slot(self.manager, self._debrief, file.debrief.version, request)
        for person_id in covers:
            if self.weeks.random.random() < 0.9:
                record_cover_confirmed(self.manager, self._debrief, person_id)
        self.weeks.at(start, self.hold)

    def hold(self) -> None:
        file = show_debrief(self.manager, self._debrief)
        for cover in file.covers:
            if cover.confirmed_at is None:
                record_cover_there(self.manager, self._debrief, cover.person_id)
        begun = start_debrief(self.manager, self._debrief, file.debrief.version)
        record_step(self.manager, self._debrief, "welcome", 5)
        factor = (*self.incident.details.factors, "COM2")[0]
        record_learning_item(self.manager, self._debrief, factor, "Say at the door how long it takes today")
        self.weeks.clock.at += begun.least_minutes * timedelta(minutes=1)
        coming = [one.person_id for one in file.participants if one.coming]
        late = NotHeldReason.CLINIC_SURGE if self.weeks.clock.at > begun.by else None
        present = show_debrief(self.manager, self._debrief).debrief
        finish_debrief(self.manager, self._debrief, present.version, coming, late_reason=late)
        self.weeks.at(self.weeks.clock.at + DAY, self.check)

    def check(self) -> None:
        debrief = show_debrief(self.manager, self._debrief).debrief
        kept = Protected.YES if self.weeks.random.random() < 0.85 else Protected.PARTLY
        words = CheckWords(kept, Paid.YES, debrief.least_minutes, 0 if kept is Protected.YES else 2)
        check_afterwards(self.manager, self._debrief, debrief.version, words)

    @property
    def _id(self) -> UUID:
        assert self.id is not None
        return self.id

    @property
    def _debrief(self) -> UUID:
        assert self.debrief_id is not None
        return self.debrief_id


@dataclass(slots=True)
class _Inquiry:
    """One root cause analysis from its question to the check of its actions."""

    weeks: _Weeks
    plan: InventedAnalysis
    id: UUID | None = None

    def open(self) -> None:
        manager, site = self.weeks.staff.manager, self.weeks.clinic.sites[0]
        wanted = IncidentFilter(
            last_day=self.weeks.clock.at.date() - DAY,
            site_ids=frozenset({site.id}),
            statuses=frozenset({Status.CLOSED, Status.IN_REVIEW, Status.SUBMITTED}),
        )
        rows = list_incidents(manager, wanted, limit=40).items
        alike = [row.id for row in rows if self._is_alike(row.id)][:5] or [row.id for row in rows[:1]]
        opened = open_analysis(manager, tuple(alike), self.plan.question)
        self.id = opened.id
        written = replace(
            opened,
            whys=self._whys(),
            factors=tuple(Factor(code, Evidence.SEEN) for code in self.plan.factors),
            statements=(CausalStatement(manager.new_id(), *self.plan.statement),) if all(self.plan.statement) else (),
            equity_view=self.plan.equity_view,
        )
        save_analysis(manager, written, opened.version)
        for action in self.plan.actions:
            self.weeks.at(self.weeks.clock.at + 5 * DAY, self._assign(action))
        if self.plan.closed_after is not None:
            self.weeks.at(self.weeks.clock.at + self.plan.closed_after * DAY, self.close)

    def close(self) -> None:
        assert self.id is not None
        manager = self.weeks.staff.manager
        close_analysis(manager, self.id, show_analysis(manager, self.id).analysis.version)

    def _is_alike(self, incident_id: UUID) -> bool:
        details = show_incident(self.weeks.staff.manager, incident_id).incident.details
        return self.plan.trigger in details.deescalation.triggers

    def _whys(self) -> tuple[Why, ...]:
        tree: list[Why] = []
        for branch in self.plan.whys:
            parent: UUID | None = None
            for answer in branch:
                why = Why(self.weeks.staff.manager.new_id(), parent, answer)
                tree.append(why)
                parent = why.id
        return tuple(tree)

    def _assign(self, plan: InventedAction) -> Callable[[], None]:
        def assign() -> None:
            manager, site = self.weeks.staff.manager, self.weeks.clinic.sites[0]
            assert manager.actor.person_id is not None
            due_on = self.weeks.clock.at.date() + plan.due_in * DAY
            measure = Measure("reports with this trigger", "visits", None, due_on + 30 * DAY)
            draft = ActionDraft(
                plan.text,
                manager.actor.person_id,
                due_on,
                plan.tier,
                plan.category,
                analysis_id=self.id,
                factor=plan.factor,
                measure=measure,
            )
            action = assign_action(manager, draft, site.id)
            if plan.done_after is not None:
                self.weeks.at(self.weeks.clock.at + plan.done_after * DAY, done(action.id, action.version))

        def done(action_id: UUID, version: int) -> Callable[[], None]:
            def finish() -> None:
                manager = self.weeks.staff.manager
                ended = end_action(manager, action_id, ActionStatus.DONE, "In place at all desks", version)
                if plan.done_after and plan.done_after < 30:
                    note_effect(manager, action_id, ActionEffect.CANNOT_TELL, ended.version)

            return finish

        return assign


def _leave_drafts(weeks: _Weeks) -> None:
    """Two captures that someone started today before being called away."""
    site = weeks.clinic.sites[0]
    for ctx, hours, words in (
        (weeks.staff.reception, 3, "Caller very upset about the hold time"),
        (weeks.staff.supervisor, 1, ""),
    ):
        weeks.clock.at = weeks.until - hours * HOUR
        draft = IncidentDraft(occurred_at=weeks.clock.at, site_id=site.id, channel="phone_in", narrative=words)
        save_draft(ctx, draft)
