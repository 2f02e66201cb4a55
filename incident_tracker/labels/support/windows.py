"""What the clinic owes after an incident, in words: the step, and who sees to it."""

from incident_tracker.domain.support.windows import Duty, Step
from incident_tracker.wording import _


def step_text(step: Step) -> str:
    """What the clinic owes, as people say it."""
    match step:
        case Step.RELIEF:
            return _("Relief at the desk")
        case Step.LEADERSHIP:
            return _("Tell leadership")
        case Step.HOT:
            return _("Five minutes together")
        case Step.CHECK_IN:
            return _("A check-in, one to one")
        case Step.OFFER:
            return _("Offer a debrief")
        case Step.FORMAL:
            return _("Debrief in paid, protected time")
        case Step.THEMATIC:
            return _("Part of the next shared debrief")
        case Step.FOLLOW_UP_72H:
            return _("Ask again after three days")
        case Step.FOLLOW_UP_7D:
            return _("Ask again after a week")
        case Step.FOLLOW_UP_30D:
            return _("Ask again after a month")
        case Step.FOLLOW_UP_90D:
            return _("Ask again after three months")
        case Step.SCREENING:
            return _("Decide whether causes are looked into")
        case Step.ANALYSIS:
            return _("Look into the causes")


def duty_text(duty: Duty) -> str:
    """Who sees to it."""
    match duty:
        case Duty.SUPERVISOR:
            return _("Supervisor")
        case Duty.MANAGER:
            return _("Manager")
