"""What a changed calendar does to limits of support that are still to come; a limit that has passed stays as it was."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.correcting import debrief_in_step
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.windows import SupportStep, due_windows, window_of


def case_by_calendar(case: SupportCase, hours: OpeningHours, now: datetime) -> SupportCase:
    """The case with the limit of its offer by these hours, while it is still to come and nothing was offered."""
    offer = window_of(SupportStep.OFFER, due_windows(case.tier, case.occurred_at, hours))
    if case.ended_at is not None or case.first_offer_at is not None or offer is None:
        return case
    if not _may_move(case.offer_by, offer.by, now):
        return case
    return replace(case, offer_by=offer.by)


def check_by_calendar(check: FollowUp, case: SupportCase, hours: OpeningHours, now: datetime) -> FollowUp:
    """An open check of the case with its window by these hours."""
    due = window_of(check.step, due_windows(case.tier, case.occurred_at, hours))
    if not check.open or due is None or not _may_move(check.by, due.by, now):
        return check
    return replace(check, not_before=due.not_before, by=due.by)


def debrief_by_calendar(
    debrief: Debrief, cases: Collection[SupportCase], hours: OpeningHours, now: datetime
) -> Debrief:
    """A debrief that was not begun, within the window that its incidents have by these hours; `cases` are theirs."""
    if not debrief.open or debrief.started_at is not None:
        return debrief
    match debrief.kind:
        case DebriefKind.THEMATIC:
            windows = [window_of(SupportStep.THEMATIC, due_windows(0, one.occurred_at, hours)) for one in cases]
            by = min((one.by for one in windows if one is not None), default=debrief.by)
            moved = replace(debrief, by=by)
        case DebriefKind.FORMAL | DebriefKind.SECOND:
            moved = debrief_in_step(debrief, cases, hours, now, asked=True)
        case DebriefKind.RELIEF | DebriefKind.HOT | DebriefKind.CHECK_IN:
            return debrief
    if not _may_move(debrief.by, moved.by, now):
        return replace(debrief, offer_by=moved.offer_by)
    return replace(debrief, not_before=moved.not_before, by=moved.by, offer_by=moved.offer_by)


def _may_move(before: datetime | None, after: datetime, now: datetime) -> bool:
    """Neither a limit that has passed moves, nor one into the past: no one becomes late by a change of the calendar."""
    return before is not None and before > now and after > now
