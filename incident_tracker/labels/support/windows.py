"""What the clinic owes after an incident, in words: the step, and who is responsible."""

from incident_tracker.domain.support.windows import Duty, SupportStep
from incident_tracker.wording import _


def support_step_text(step: SupportStep) -> str:
    """What the clinic owes, as people say it."""
    match step:
        case SupportStep.RELIEF:
            return _("Relief at the desk")
        case SupportStep.LEADERSHIP:
            return _("Tell leadership")
        case SupportStep.HOT:
            return _("Five minutes together")
        case SupportStep.CHECK_IN:
            return _("A check-in, one to one")
        case SupportStep.OFFER:
            return _("Offer a debrief")
        case SupportStep.FORMAL:
            return _("Debrief in paid, protected time")
        case SupportStep.SECOND:
            return _("A second talk, some weeks later")
        case SupportStep.THEMATIC:
            return _("Part of the next shared debrief")
        case SupportStep.FOLLOW_UP_72H:
            return _("Ask again after three days")
        case SupportStep.FOLLOW_UP_7D:
            return _("Ask again after a week")
        case SupportStep.FOLLOW_UP_30D:
            return _("Ask again after a month")
        case SupportStep.FOLLOW_UP_90D:
            return _("Ask again after three months")
        case SupportStep.SCREENING:
            return _("Decide whether to look for causes")
        case SupportStep.ANALYSIS:
            return _("Look for causes")


def duty_text(duty: Duty) -> str:
    """Who is responsible for it."""
    match duty:
        case Duty.SUPERVISOR:
            return _("Supervisor")
        case Duty.MANAGER:
            return _("Manager")
