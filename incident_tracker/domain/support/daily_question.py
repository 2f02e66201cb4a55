"""Which one question a person is asked today about how support went: few cards, and never two in a day."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from incident_tracker.domain.support.debriefs import Debrief


def question_of_today(
    unanswered: Iterable[Debrief], asked_at: Iterable[datetime], now: datetime, zone: ZoneInfo
) -> Debrief | None:
    """The debrief about which a person is asked the two questions today; the one that ended first, None for today.

    `unanswered` are those that they came to and said nothing about; `asked_at` is when they answered about others, and
    when someone asked them how they are: a check comes first, and who was asked today is asked nothing more until
    tomorrow. Days are those of `zone`.
    """
    today = now.astimezone(zone).date()
    if any(at.astimezone(zone).date() == today for at in asked_at):
        return None
    return min(unanswered, key=lambda one: (one.ended_at or one.occurred_at, one.id), default=None)
