"""What is owed after a report was corrected: time, level and people move it both ways; what was held stays as it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.support.cases import BETWEEN_TALKS, SHORTEST_ON_REQUEST, SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus, NotHeldReason, not_held
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.windows import Due, SupportStep, due_windows, rule_for, window_of, with_open_time

_MOVABLE = frozenset({DebriefStatus.TO_PLAN, DebriefStatus.PLANNED, DebriefStatus.DECLINED_BY_ALL})


def case_in_step(case: SupportCase, incident: Incident, persons: Iterable[UUID], dues: Iterable[Due]) -> SupportCase:
    """The case as the report says it now; people who were owed an offer keep it, others are added."""
    owed = tuple(dues)
    leadership, offer = window_of(SupportStep.LEADERSHIP, owed), window_of(SupportStep.OFFER, owed)
    return replace(
        case,
        tier=incident.support_tier,
        occurred_at=incident.occurred_at,
        persons=tuple(dict.fromkeys((*case.persons, *persons))),
        leadership_by=leadership.by if leadership else None,
        offer_by=offer.by if offer else None,
    )


def check_in_step(follow_up: FollowUp, dues: Iterable[Due], by: UUID, now: datetime) -> FollowUp:
    """A check within the window that is owed now; canceled by this user where it is no longer owed, and planned again
    where it is. One that was done stays as it is.
    """
    due = window_of(follow_up.step, dues)
    match follow_up.outcome:
        case FollowUpOutcome.PLANNED | FollowUpOutcome.CANCELED:
            if due is None:
                if not follow_up.open:
                    return follow_up
                return replace(follow_up, outcome=FollowUpOutcome.CANCELED, done_at=now, done_by=by)
            return replace(
                follow_up,
                not_before=due.not_before,
                by=due.by,
                if_wanted=due.if_wanted,
                outcome=FollowUpOutcome.PLANNED,
                done_at=None,
                done_by=None,
            )
        case FollowUpOutcome.OFFERED | FollowUpOutcome.ACCEPTED | FollowUpOutcome.DECLINED | FollowUpOutcome.REFERRED:
            return follow_up


def debrief_in_step(
    debrief: Debrief, cases: Collection[SupportCase], hours: OpeningHours, now: datetime, *, asked: bool
) -> Debrief:
    """A formal debrief within the strictest window of its incidents as they are on record now; where a correction took
    their windows apart, within that of the highest tier, whose clock counts.

    Where none of them owes one any longer it ends, unless someone was `asked` already or asked for it: then it stays,
    as one that is held on request. One that was begun, held or ended stays as it is.
    """
    if debrief.status not in _MOVABLE or debrief.started_at is not None or not cases:
        return debrief
    if debrief.kind is DebriefKind.SECOND:
        return _second_in_step(debrief, cases, hours, now, asked=asked)
    owed = [_Window.of(case, hours, SupportStep.FORMAL) for case in cases]
    windows = [one for one in owed if one is not None]
    if not windows:
        on_request = rule_for(debrief.tier).formal_by is None
        if debrief.status is DebriefStatus.TO_PLAN and not asked and not on_request:
            return replace(not_held(debrief, NotHeldReason.NO_LONGER_OWED), ended_at=now)
        monthly = [_Window.of(case, hours, SupportStep.THEMATIC) for case in cases]
        windows = [one for one in monthly if one is not None]
    if not windows:
        return debrief
    leading = min(windows, key=lambda one: (-one.case.tier, one.due.by))
    offers = [one.case.offer_by for one in windows if one.case.offer_by is not None]
    not_before, by = max(one.due.not_before for one in windows), min(one.due.by for one in windows)
    if not_before > by:
        not_before, by = leading.due.not_before, leading.due.by
    return replace(
        debrief,
        tier=leading.case.tier,
        occurred_at=leading.case.occurred_at,
        not_before=not_before,
        by=by,
        offer_by=min(offers, default=None),
        least_minutes=max(SHORTEST_ON_REQUEST, *(rule_for(one.case.tier).least_minutes for one in windows)),
    )


def _second_in_step(
    debrief: Debrief, cases: Collection[SupportCase], hours: OpeningHours, now: datetime, *, asked: bool
) -> Debrief:
    """A second talk within the window that is owed now; where none is any longer it ends, unless someone was asked."""
    owed = [one for one in (_Window.of(case, hours, SupportStep.SECOND) for case in cases) if one is not None]
    if not owed:
        ends = debrief.status is DebriefStatus.TO_PLAN and not asked
        return replace(not_held(debrief, NotHeldReason.NO_LONGER_OWED), ended_at=now) if ends else debrief
    leading = min(owed, key=lambda one: (-one.case.tier, one.due.by))
    not_before = max(leading.due.not_before, min(debrief.not_before, debrief.made_at + BETWEEN_TALKS))
    by = max(leading.due.by, with_open_time(not_before, not_before + BETWEEN_TALKS, hours))
    return replace(debrief, tier=leading.case.tier, occurred_at=leading.case.occurred_at, not_before=not_before, by=by)


@dataclass(frozen=True, slots=True)
class _Window:
    """The window that one of the incidents asks for."""

    case: SupportCase
    due: Due

    @classmethod
    def of(cls, case: SupportCase, hours: OpeningHours, step: SupportStep) -> "_Window | None":
        due = window_of(step, due_windows(case.tier, case.occurred_at, hours))
        return cls(case, due) if due is not None else None
