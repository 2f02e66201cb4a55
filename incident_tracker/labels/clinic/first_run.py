"""The steps of a new clinic in words."""

from incident_tracker.domain.clinic.first_run import FirstStep
from incident_tracker.wording import _


def first_step_text(step: FirstStep) -> str:
    """What there is to do."""
    match step:
        case FirstStep.PEOPLE:
            return _("Add the people who work here")
        case FirstStep.SHIFTS:
            return _("Enter their working hours")
        case FirstStep.ACCOUNTS:
            return _("Give accounts to those who report")
        case FirstStep.HOLIDAYS:
            return _("Close on the public holidays")
        case FirstStep.PRACTICE:
            return _("Practice logging an incident")


def first_step_reason(step: FirstStep) -> str:
    """Why, in a few words."""
    match step:
        case FirstStep.PEOPLE:
            return _("who can be named in a report and offered support")
        case FirstStep.SHIFTS:
            return _("a debrief is planned into paid hours")
        case FirstStep.ACCOUNTS:
            return _("an administrator reports nothing and leads no debrief")
        case FirstStep.HOLIDAYS:
            return _("what is due does not fall on a closed day then")
        case FirstStep.PRACTICE:
            return _("the real form; nothing of it is kept")
