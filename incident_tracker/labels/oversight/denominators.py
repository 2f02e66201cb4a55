"""The units of rates, in words."""

from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.wording import _


def rate_unit_text(base: Base) -> str:
    """The unit of a rate."""
    match base:
        case Base.VISITS:
            return _("per 1,000 visits")
        case Base.CALLS:
            return _("per 1,000 calls")
        case Base.STAFF_HOURS:
            return _("per 10,000 staff hours")


def rate_choice_text(base: Base) -> str:
    """A rate by its unit, as a choice; calls are set against what happened on the phone."""
    match base:
        case Base.VISITS:
            return _("Per 1,000 visits")
        case Base.CALLS:
            return _("Phone, per 1,000 calls")
        case Base.STAFF_HOURS:
            return _("Per 10,000 staff hours")


def base_text(base: Base) -> str:
    """The figure itself, in a sentence."""
    match base:
        case Base.VISITS:
            return _("the number of visits")
        case Base.CALLS:
            return _("the number of calls")
        case Base.STAFF_HOURS:
            return _("the staff hours")
