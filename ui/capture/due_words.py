"""What is due after an incident, in words: the step, who sees to it, and by when."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from incident_tracker.domain.support.windows import Due, Duty, Step
from incident_tracker.wording import _
from ui.words import near_day_text, near_text

_HOURS_MATTER = timedelta(days=2)


def step_text(step: Step) -> str:
    """What the clinic owes, as people say it."""
    return {
        Step.RELIEF: _("Relief at the desk"),
        Step.LEADERSHIP: _("Tell leadership"),
        Step.HOT: _("Five minutes together"),
        Step.CHECK_IN: _("A check-in, one to one"),
        Step.OFFER: _("Offer a debrief"),
        Step.FORMAL: _("Debrief in paid, protected time"),
        Step.THEMATIC: _("Part of the next shared debrief"),
        Step.FOLLOW_UP_72H: _("Ask again after three days"),
        Step.FOLLOW_UP_7D: _("Ask again after a week"),
        Step.FOLLOW_UP_30D: _("Ask again after a month"),
        Step.FOLLOW_UP_90D: _("Ask again after three months"),
        Step.SCREENING: _("Decide whether causes are looked into"),
        Step.ANALYSIS: _("Look into the causes"),
    }[step]


def duty_text(duty: Duty) -> str:
    """Who sees to it."""
    return {Duty.SUPERVISOR: _("Supervisor"), Duty.MANAGER: _("Manager")}[duty]


def window_text(due: Due, now: datetime, zone: ZoneInfo) -> str:
    """From when to when, or only by when where it may begin at once; far days without the hour."""
    by = _far(due.by, now, zone)
    if due.not_before > now:
        return _("from {start} to {end}").format(start=_far(due.not_before, now, zone), end=by)
    return _("by {moment}").format(moment=by)


def _far(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    if moment - now <= _HOURS_MATTER:
        return near_text(moment, now, zone)
    return near_day_text(moment.astimezone(zone).date(), now.astimezone(zone).date())
