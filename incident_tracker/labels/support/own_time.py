"""The ledger of minutes in words."""

from incident_tracker.domain.support.own_time import TimeKind
from incident_tracker.domain.support.protected_time import Paid
from incident_tracker.wording import _


def time_kind_text(kind: TimeKind) -> str:
    """What the time was for."""
    match kind:
        case TimeKind.DEBRIEF:
            return _("A debrief")
        case TimeKind.LEADING:
            return _("Leading a debrief")
        case TimeKind.COVER:
            return _("Covering a desk")
        case TimeKind.REPORTING:
            return _("Writing a report")
        case TimeKind.COMMITTEE:
            return _("Committee work")
        case TimeKind.TRAINING:
            return _("Training")


def time_paid_text(paid: Paid) -> str:
    """Whether it was paid, beside the minutes."""
    match paid:
        case Paid.YES:
            return _("paid")
        case Paid.NO:
            return _("not paid")
        case Paid.UNKNOWN:
            return _("paid: not recorded")


def minutes_paid_text(paid: Paid) -> str:
    """Whether minutes were paid, as a line of a sum."""
    match paid:
        case Paid.YES:
            return _("Paid minutes")
        case Paid.NO:
            return _("Minutes that were not paid")
        case Paid.UNKNOWN:
            return _("Minutes of which no one said whether they were paid")
