"""Which one card with questions a person gets today about how support went: few cards, and never two in a day."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.reminders import ANSWER_WANTED_FOR
from incident_tracker.domain.support.windows import FOLLOW_UPS


def question_of_today(
    attended: Iterable[Debrief],
    settled: Collection[UUID],
    asked_at: Iterable[datetime],
    checks: Iterable[FollowUp],
    now: datetime,
    zone: ZoneInfo,
) -> Debrief | None:
    """The debrief about which a person is asked today; the one that ended first, None for today.

    `attended` are those that they came to, `settled` the ids of those that they answered about or skipped; `asked_at`
    is when they did so. `checks` are all checks with them: who is asked in person how they are
    today, or first or last can be today, gets no card beside it. Who was asked today is asked nothing more until
    tomorrow. Days are those of `zone`. A debrief of more than two weeks ago is asked about no longer, so that a
    card which no one answers keeps none of the later ones back.
    """
    today = now.astimezone(zone).date()
    if any(at.astimezone(zone).date() == today for at in asked_at):
        return None
    for check in checks:
        moments = [check.done_at] if check.done_at is not None else []
        if check.step in FOLLOW_UPS and check.open and not check.if_wanted:
            moments += [check.not_before, check.by]
        if any(at.astimezone(zone).date() == today for at in moments):
            return None
    wanted = [one for one in attended if one.id not in settled and is_asked_about(one, now)]
    return min(wanted, key=lambda one: (one.ended_at or one.occurred_at, one.id), default=None)


def is_asked_about(debrief: Debrief, now: datetime) -> bool:
    """Whether people who came to a debrief are asked about it at `now`: it was held, and not long ago."""
    ended = debrief.ended_at
    return debrief.status is DebriefStatus.HELD and ended is not None and ended <= now <= ended + ANSWER_WANTED_FOR
