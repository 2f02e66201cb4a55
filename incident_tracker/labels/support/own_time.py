"""The ledger of minutes in words."""

from incident_tracker.domain.support.own_time import TimeKind
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
