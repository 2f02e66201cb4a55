"""What the rows of a year's figures are called."""

from typing import assert_never

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
