"""Works out who is reminded of what, from open debriefs, checks and a moment; it has no clock and never says what
happened.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.clinic.calendars import OpeningHours, open_from
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.accountable import answering, present_first
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus
from incident_tracker.domain.support.first_minutes import FirstMinutes
from incident_tracker.domain.support.outreach import OutreachDue, OutreachKind
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_facts import DebriefFacts, Facts, ReminderMark
from incident_tracker.domain.support.reminder_kinds import ReminderKind, ReminderStage, needs_someone
from incident_tracker.domain.support.reminder_times import ahead_of, part_of
from incident_tracker.domain.support.striking_out import TOLD_FOR
from incident_tracker.domain.support.windows import Duty, SupportStep, duty_of

LEAD_BEFORE_SLOT = (timedelta(hours=48), timedelta(hours=24), timedelta(hours=2))
PARTICIPANT_BEFORE_SLOT = (timedelta(hours=24), timedelta(minutes=30))
COVER_ALARM = timedelta(hours=24)
ANSWER_WANTED_FOR = timedelta(days=14)
LATER_ANSWER_WANTED_FOR = timedelta(days=30)
LONGEST_SNOOZE = timedelta(hours=24)
PRESSES_WITHIN = timedelta(hours=1)
ONE_LEVEL = timedelta(days=1)
"""Past its limit, what no one has done is told to one more person up the chain each day."""
ONE_LEVEL_AT_ONCE = timedelta(minutes=15)
"""The same for the first minutes: a shift is over before a day has passed."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing for one person: shown since `at`, to be done by `by`.

    `key` names this very reminder, for snoozing; a later stage has another key and shows again. `escalated` is True if
    the person is told because no one else acted. A reminder about a window that is past cannot be dismissed. `ref` is
    the number of the incident behind it, which tells two alike apart; "" until it is looked up. `told`: the person was
    told of it before, on whatever computer.
    """

    key: str
    kind: ReminderKind
    stage: ReminderStage
    person_id: UUID
    subject_id: UUID
    site_id: UUID
    at: datetime
    by: datetime
    escalated: bool = False
    ref: str = ""
    told: bool = False

    @property
    def may_dismiss(self) -> bool:
        """Only a reminder that is not past its limit can be dismissed for good."""
        return self.stage is not ReminderStage.PAST

    def presses(self, now: datetime) -> bool:
        """Is its limit within the hour, or passed less than an hour ago? The rest can wait on its page."""
        return self.kind is not ReminderKind.CANCELED and abs(self.by - now) <= PRESSES_WITHIN


def stages(
    start: datetime, limit: datetime, hours: OpeningHours | None = None
) -> tuple[tuple[ReminderStage, datetime], ...]:
    """When the accountable manager is reminded: at once, at half, at three quarters of the open time, and past it."""
    return (
        (ReminderStage.OPEN, start),
        (ReminderStage.HALF, part_of(start, limit, 0.5, hours)),
        (ReminderStage.THREE_QUARTERS, part_of(start, limit, 0.75, hours)),
        (ReminderStage.PAST, limit),
    )


def due_items(facts: Facts, now: datetime) -> tuple[Reminder, ...]:
    """Who is reminded of what at `now`, soonest limit first; one reminder for each person and matter, at its latest
    stage.

    Who is away is not reminded, but of what no one else answers for.
    """
    raised: dict[tuple[UUID, ReminderKind, UUID], Reminder] = {}
    for reminder in _all(facts, now):
        raised[reminder.person_id, reminder.kind, reminder.subject_id] = reminder
    hidden = {(mark.person_id, mark.key) for mark in facts.marks if mark.until is None or mark.until > now}
    present = {(kind, subject) for person, kind, subject in raised if person not in facts.away}
    shown = [
        one
        for one in raised.values()
        if (one.person_id, one.key) not in hidden
        and one.person_id not in facts.left
        and (one.person_id not in facts.away or (needs_someone(one.kind) and (one.kind, one.subject_id) not in present))
    ]
    return tuple(sorted(shown, key=lambda one: (one.by, one.at, one.key)))


def marked(reminder: Reminder, *, id: UUID, now: datetime, until: datetime | None) -> ReminderMark:
    """A reminder put off until a moment (a day at most), or dismissed.

    Errors: Refused when it cannot wait that long.
    """
    if until is None and not reminder.may_dismiss:
        raise Refused(Reason.WRONG_STATUS, "until")
    if until is not None and not now < until <= now + LONGEST_SNOOZE:
        raise Refused(Reason.OUT_OF_RANGE, "until", least=now, most=now + LONGEST_SNOOZE)
    return ReminderMark(id, reminder.person_id, reminder.key, until, now)


def asked_afterwards(debrief: Debrief, person_id: UUID) -> Reminder | None:
    """The reminder of a person who came to a debrief to say how the time was; None before it has ended."""
    at = debrief.ended_at
    if at is None:
        return None
    kind, stage = ReminderKind.ANSWER_AFTERWARDS, ReminderStage.OPEN
    return _reminder(kind, stage, debrief, person_id, at, at + ANSWER_WANTED_FOR)


def asked_a_month_later(incident_id: UUID, site_id: UUID, person_id: UUID, at: datetime) -> Reminder:
    """The reminder of a person who spoke up, to say whether anything bad came of it, shown from `at` on."""
    kind, stage = ReminderKind.MONTH_LATER, ReminderStage.OPEN
    key = f"{kind}:{incident_id}:{stage}"
    return Reminder(key, kind, stage, person_id, incident_id, site_id, at, at + LATER_ANSWER_WANTED_FOR)


def _all(facts: Facts, now: datetime) -> Iterator[Reminder]:
    for waiting in facts.debriefs:
        yield from _of_debrief(waiting, facts, now)
    for follow_up in facts.follow_ups:
        if follow_up.open and not follow_up.if_wanted:
            window = (_within(follow_up.not_before, follow_up.by, facts.hours.get(follow_up.site_id)), follow_up.by)
            part = facts.had_a_part(follow_up.incident_id) | {follow_up.person_id}
            who = _manager if duty_of(follow_up.step) is Duty.MANAGER else _supervisor
            yield from _of_window(
                ReminderKind.FOLLOW_UP,
                follow_up.id,
                follow_up.site_id,
                window,
                facts,
                now,
                who(facts, follow_up.site_id, part),
                part,
            )
    for case in facts.cases:
        if case.leadership_by is not None and case.leadership_told_at is None:
            window, part = (case.occurred_at, case.leadership_by), facts.had_a_part(case.id)
            told = _supervisor(facts, case.site_id, part)
            yield from _of_window(ReminderKind.LEADERSHIP, case.id, case.site_id, window, facts, now, told, part)
    for first in facts.first_minutes:
        yield from _of_first_minutes(first, facts, now)
    for talk in facts.outreach:
        yield from _of_outreach(talk, facts, now)
    for incident_id, site_id, person, asked_at in facts.consents:
        if asked_at <= now <= asked_at + ANSWER_WANTED_FOR:
            key, until = f"{ReminderKind.CONSENT}:{incident_id}:{asked_at.isoformat()}", asked_at + ANSWER_WANTED_FOR
            kind, stage = ReminderKind.CONSENT, ReminderStage.OPEN
            yield Reminder(key, kind, stage, person, incident_id, site_id, asked_at, until)
    for debrief, person in facts.canceled:
        if debrief.ended_at is not None and debrief.ended_at <= now <= debrief.ended_at + TOLD_FOR:
            until = debrief.ended_at + TOLD_FOR
            yield _reminder(ReminderKind.CANCELED, ReminderStage.OPEN, debrief, person, debrief.ended_at, until)
    for incident_id, site_id, person, asked_at in facts.month_later:
        yield asked_a_month_later(incident_id, site_id, person, asked_at)
    for debrief, person in facts.unanswered:
        asked = asked_afterwards(debrief, person)
        if asked is not None and asked.at <= now <= asked.by:
            yield asked


def _of_first_minutes(first: FirstMinutes, facts: Facts, now: datetime) -> Iterator[Reminder]:
    """For the supervisor, and past the limit for one more person up the chain each quarter hour, as long as the shift
    lasts.
    """
    if not first.since <= now <= first.until:
        return
    part = facts.had_a_part(first.case_id)
    responsible = _supervisor(facts, first.site_id, part)
    kind = ReminderKind.RELIEF if first.what is SupportStep.RELIEF else ReminderKind.FIVE_MINUTES
    stage = ReminderStage.PAST if now > first.by else ReminderStage.OPEN
    told = {} if responsible is None else {responsible: False}
    levels = _levels(stage, now - first.by, ONE_LEVEL_AT_ONCE)
    for person in facts.chain(first.site_id).up_from(responsible, part)[:levels]:
        told.setdefault(person, True)
    for person, escalated in told.items():
        key = f"{kind}:{first.case_id}:{stage}"
        yield Reminder(key, kind, stage, person, first.case_id, first.site_id, first.since, first.by, escalated)


def _of_outreach(talk: OutreachDue, facts: Facts, now: datetime) -> Iterator[Reminder]:
    """For one person alone: the supervisor looks after those who saw it, the manager speaks with the patient. A talk
    that is late is no breach of a promise to staff, so no one up the chain is told.
    """
    repair = talk.kind is OutreachKind.REPAIR
    told = (_manager if repair else _supervisor)(facts, talk.site_id, facts.had_a_part(talk.case_id))
    if told is not None:
        kind = ReminderKind.REPAIR if repair else ReminderKind.OUTREACH
        stage = ReminderStage.PAST if now > talk.by else ReminderStage.OPEN
        key = f"{kind}:{talk.case_id}:{stage}"
        yield Reminder(key, kind, stage, told, talk.case_id, talk.site_id, talk.since, talk.by)


def _of_debrief(waiting: DebriefFacts, facts: Facts, now: datetime) -> Iterator[Reminder]:
    debrief = waiting.debrief
    part = facts.had_a_part(*debrief.incident_ids) | facts.left
    manager = answering(debrief, facts.chain(debrief.site_id), part, absent=facts.absent, away=facts.away)
    responsible = () if manager is None else (manager,)
    if debrief.status is DebriefStatus.TO_PLAN:
        asked = bool(waiting.participants) or debrief.offer_by is None
        kind, limit = (ReminderKind.PLAN, debrief.by) if asked else (ReminderKind.ASK, debrief.offer_by or debrief.by)
        second = debrief.kind is DebriefKind.SECOND
        window = (debrief.made_at if second else debrief.occurred_at, limit)
        yield from _of_window(kind, debrief.id, debrief.site_id, window, facts, now, manager, part)
        yield from _answers(waiting, now)
    elif debrief.status is DebriefStatus.PLANNED and debrief.starts_at and debrief.ends_at:
        yield from _of_slot(waiting, facts, now, debrief.starts_at, responsible)
        if now >= debrief.ends_at:
            window = (debrief.ends_at, max(debrief.ends_at, debrief.by))
            yield from _of_window(ReminderKind.RECORD, debrief.id, debrief.site_id, window, facts, now, manager, part)
    elif debrief.status is DebriefStatus.HELD and debrief.checked_at is None and debrief.ended_at:
        for person in responsible:
            yield _reminder(
                ReminderKind.AFTER_CHECK, ReminderStage.OPEN, debrief, person, debrief.ended_at, debrief.ended_at
            )
    elif debrief.waits_for_why and debrief.declined_at:
        at = debrief.declined_at
        yield from (_reminder(ReminderKind.WHY_LATE, ReminderStage.OPEN, debrief, one, at, at) for one in responsible)


def _of_window(
    kind: ReminderKind,
    subject: UUID,
    site: UUID,
    window: tuple[datetime, datetime],
    facts: Facts,
    now: datetime,
    responsible: UUID | None,
    involved: Collection[UUID],
) -> Iterator[Reminder]:
    passed = [(stage, at) for stage, at in stages(*window, facts.hours.get(site)) if at <= now]
    if not passed:
        return
    stage, at = passed[-1]
    told = {} if responsible is None else {responsible: False}
    for person in facts.chain(site).up_from(responsible, involved)[: _levels(stage, now - window[1])]:
        told.setdefault(person, True)
    for person, escalated in told.items():
        yield Reminder(f"{kind}:{subject}:{stage}", kind, stage, person, subject, site, at, window[1], escalated)


def _levels(stage: ReminderStage, past: timedelta, each: timedelta = ONE_LEVEL) -> int:
    """How many people up the chain are told, because no one has acted so far; one more after `each`."""
    match stage:
        case ReminderStage.OPEN | ReminderStage.HALF | ReminderStage.THREE_QUARTERS:
            return 0
        case ReminderStage.PAST:
            return 1 + past // each


def _of_slot(
    waiting: DebriefFacts, facts: Facts, now: datetime, starts_at: datetime, responsible: Iterable[UUID]
) -> Iterator[Reminder]:
    debrief = waiting.debrief
    if now >= starts_at:
        return
    hours = facts.hours.get(debrief.site_id)
    leads = [ahead_of(starts_at, before, hours) for before in LEAD_BEFORE_SLOT]
    if debrief.facilitator_id is not None:
        yield from _countdown(ReminderKind.PROTECTED_TIME, debrief, debrief.facilitator_id, leads, now, starts_at)
    for person in sorted(debrief.assisting):
        yield from _countdown(ReminderKind.PROTECTED_TIME, debrief, person, leads, now, starts_at)
    for cover in waiting.covers:
        if cover.cover_id is not None:
            kind = ReminderKind.CONFIRM_COVER if cover.waits_for_yes else ReminderKind.PROTECTED_TIME
            yield from _countdown(kind, debrief, cover.cover_id, leads, now, starts_at)
    for one in waiting.participants:
        if one.coming:
            moments = [ahead_of(starts_at, before, hours) for before in PARTICIPANT_BEFORE_SLOT]
            yield from _countdown(ReminderKind.PROTECTED_TIME, debrief, one.person_id, moments, now, starts_at)
    if (
        debrief.facilitator_outside
        or any(one.outside for one in debrief.assistants)
        or _parts(waiting) & facts.without_account
    ):
        for person in responsible:
            yield from _countdown(ReminderKind.TELL_OF_TIME, debrief, person, leads, now, starts_at)
    alarm = ahead_of(starts_at, COVER_ALARM, hours)
    if now >= alarm and any(cover.waits_for_yes for cover in waiting.covers):
        for person in responsible:
            yield _reminder(ReminderKind.COVER_MISSING, ReminderStage.THREE_QUARTERS, debrief, person, alarm, starts_at)
    yield from _answers(waiting, now)


def _parts(waiting: DebriefFacts) -> set[UUID]:
    """Who leads it, comes, or covers a desk."""
    covers = {one.cover_id for one in waiting.covers} | {waiting.debrief.facilitator_id}
    coming = {one.person_id for one in waiting.participants if one.coming}
    return coming | waiting.debrief.assisting | {one for one in covers if one is not None}


def _answers(waiting: DebriefFacts, now: datetime) -> Iterator[Reminder]:
    for one in waiting.participants:
        if one.response is Response.ASKED and one.asked_at <= now:
            debrief = waiting.debrief
            yield _reminder(ReminderKind.ANSWER, ReminderStage.OPEN, debrief, one.person_id, one.asked_at, debrief.by)


def _countdown(
    kind: ReminderKind, debrief: Debrief, person: UUID, moments: Iterable[datetime], now: datetime, starts_at: datetime
) -> Iterator[Reminder]:
    passed = [(n, at) for n, at in enumerate(sorted(moments)) if at <= now and at < starts_at]
    if passed:
        n, at = passed[-1]
        key = f"{kind}:{debrief.id}:{starts_at.isoformat()}:{n}"
        yield Reminder(key, kind, ReminderStage.OPEN, person, debrief.id, debrief.site_id, at, starts_at)


def _within(moment: datetime, limit: datetime, hours: OpeningHours | None) -> datetime:
    """The next opening from `moment` on, if there is one before the limit."""
    try:
        opens = open_from(hours, moment) if hours is not None else moment
    except Refused:  # no opening hours are on record for this site
        return moment
    return opens if opens < limit else moment


def _reminder(
    kind: ReminderKind, stage: ReminderStage, debrief: Debrief, person: UUID, at: datetime, by: datetime
) -> Reminder:
    return Reminder(f"{kind}:{debrief.id}:{stage}", kind, stage, person, debrief.id, debrief.site_id, at, by)


def _manager(facts: Facts, site_id: UUID, involved: Collection[UUID]) -> UUID | None:
    chain = facts.chain(site_id)
    order = (*chain.managers, *chain.supervisors)
    return present_first(order, chain, involved, absent=facts.absent, away=facts.away)


def _supervisor(facts: Facts, site_id: UUID, involved: Collection[UUID]) -> UUID | None:
    chain = facts.chain(site_id)
    order = (*chain.supervisors, *chain.managers)
    return present_first(order, chain, involved, absent=facts.absent, away=facts.away)
