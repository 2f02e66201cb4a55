"""What the rows of a year's figures are called."""

from typing import assert_never

from incident_tracker.domain.capture.parties import WorstHarm
from incident_tracker.domain.oversight.year_figures import YearShare
from incident_tracker.domain.support.compliance import Became
from incident_tracker.wording import _


def became_text(became: Became) -> str:
    """What became of debriefs that were due."""
    match became:
        case Became.HELD:
            return _("Held within the window")
        case Became.DECLINED:
            return _("Declined, a choice")
        case Became.LATE:
            return _("Held late")
        case Became.NOT_HELD:
            return _("Not held")
    assert_never(became)


def worst_harm_text(harm: WorstHarm) -> str:
    """The worst that incidents did to anyone on the staff."""
    match harm:
        case WorstHarm.AWAY:
            return _("Days away from work, hospital or worse")
        case WorstHarm.TREATED:
            return _("First aid or medical treatment")
        case WorstHarm.FELT:
            return _("Felt threatened, or in pain")
        case WorstHarm.NONE:
            return _("No harm")
    assert_never(harm)


def year_share_text(share: YearShare) -> str:
    """What a share of a year counts."""
    match share:
        case YearShare.PROTECTED:
            return _("Protected from interruption, says the manager")
        case YearShare.PROTECTED_BY_STAFF:
            return _("Protected, say the participants")
        case YearShare.PAID:
            return _("Paid, says the manager")
        case YearShare.PAID_BY_STAFF:
            return _("Paid, say the participants")
        case YearShare.COVER_CONFIRMED:
            return _("Cover confirmed")
        case YearShare.COVER_CAME:
            return _("The person who was to cover came")
        case YearShare.DESKS_CLOSED:
            return _("Desks closed instead of covered")
        case YearShare.DECLINED:
            return _("Declined, of the people who were asked")
    assert_never(share)
