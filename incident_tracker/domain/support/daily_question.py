"""Which one card with questions a person gets today: few cards, and never two in a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.reminders import ANSWER_WANTED_FOR, LATER_ANSWER_WANTED_FOR
from incident_tracker.domain.support.windows import FOLLOW_UPS

ASKED_LATER_AFTER = timedelta(days=30)
"""So long after a report or a talk a person is asked whether anything bad came of it …"""
ASKED_LATER_UNTIL = ASKED_LATER_AFTER + LATER_ANSWER_WANTED_FOR
"""… and until then, if they did not answer or skip it."""


@dataclass(frozen=True, slots=True)
class SpokeUp:
    """That a person reported an incident, or came to a debrief about it, at a moment (UTC)."""

    incident_id: UUID
    site_id: UUID
    at: datetime


def card_of_today(
    attended: Iterable[Debrief],
    spoke_up: Iterable[SpokeUp],
    settled: Collection[UUID],
    asked_at: Iterable[datetime],
    checks: Iterable[FollowUp],
    now: datetime,
    zone: ZoneInfo,
) -> Debrief | SpokeUp | None:
    """What a person is asked about today; None for nothing.

    `attended` are the debriefs that they came to, `spoke_up` what they reported or came to, `settled` the ids of
    debriefs that they answered about or skipped; `asked_at` is when they did so with any card. `checks` are all checks
    with them: who is asked in person how they are today, or first or last can be today, gets no card beside it. Who was
    asked today is asked nothing more until tomorrow. Days are those of `zone`. The debrief that ended first comes
    first, and what came of it a month later after all debriefs. What is too long ago is asked about no longer, so that
    a card which no one answers keeps none of the later ones back.
    """
    if _is_asked_today(asked_at, checks, now, zone):
        return None
    held = [one for one in attended if one.id not in settled and is_asked_about(one, now)]
    if held:
        return min(held, key=lambda one: (one.ended_at or one.occurred_at, one.id))
    return min(asked_later(spoke_up, now), key=lambda one: (one.at, one.incident_id), default=None)


def is_asked_about(debrief: Debrief, now: datetime) -> bool:
    """Whether people who came to a debrief are asked about it at `now`: it was held, and not long ago."""
    ended = debrief.ended_at
    return debrief.status is DebriefStatus.HELD and ended is not None and ended <= now <= ended + ANSWER_WANTED_FOR


def asked_later(spoke_up: Iterable[SpokeUp], now: datetime) -> Sequence[SpokeUp]:
    """What a person is asked about a month later at `now`."""
    return [one for one in spoke_up if one.at + ASKED_LATER_AFTER <= now <= one.at + ASKED_LATER_UNTIL]


def _is_asked_today(asked_at: Iterable[datetime], checks: Iterable[FollowUp], now: datetime, zone: ZoneInfo) -> bool:
    moments = list(asked_at)
    for check in checks:
        if check.done_at is not None:
            moments.append(check.done_at)
        if check.step in FOLLOW_UPS and check.open and not check.if_wanted:
            moments += [check.not_before, check.by]
    today = now.astimezone(zone).date()
    return any(at.astimezone(zone).date() == today for at in moments)
