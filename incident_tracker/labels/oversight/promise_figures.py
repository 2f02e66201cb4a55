"""What each figure of the report on promises of support counts."""

from incident_tracker.domain.oversight.promise_figures import PromiseFigure
from incident_tracker.domain.oversight.year_figures import YearShare
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.labels.oversight.year_figures import year_share_text
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.wording import _


def promise_text(figure: PromiseFigure) -> str:  # noqa: C901  # one match over an enumeration
    """What the figure counts."""
    match figure:
        case PromiseFigure.OFFERED:
            return _("Offered within 24 hours")
        case PromiseFigure.CONTACT:
            return _("To the first human contact")
        case PromiseFigure.KEPT:
            return _("Debrief held within the window, or declined")
        case PromiseFigure.HELD:
            return _("Held at all, of those that were wanted")
        case PromiseFigure.HELD_IN_WINDOW:
            return _("Held within the window, of those that were wanted")
        case PromiseFigure.DECLINED:
            return year_share_text(YearShare.DECLINED)
        case PromiseFigure.MOVED:
            return _("Moved by the clinic more than once")
        case PromiseFigure.PROTECTED:
            return year_share_text(YearShare.PROTECTED)
        case PromiseFigure.PROTECTED_BY_STAFF:
            return year_share_text(YearShare.PROTECTED_BY_STAFF)
        case PromiseFigure.PAID:
            return year_share_text(YearShare.PAID)
        case PromiseFigure.PAID_BY_STAFF:
            return year_share_text(YearShare.PAID_BY_STAFF)
        case PromiseFigure.COVER_CONFIRMED:
            return year_share_text(YearShare.COVER_CONFIRMED)
        case PromiseFigure.COVER_CAME:
            return year_share_text(YearShare.COVER_CAME)
        case PromiseFigure.DESKS_CLOSED:
            return year_share_text(YearShare.DESKS_CLOSED)
        case PromiseFigure.CHECK_72H:
            return support_step_text(SupportStep.FOLLOW_UP_72H)
        case PromiseFigure.CHECK_7D:
            return support_step_text(SupportStep.FOLLOW_UP_7D)
        case PromiseFigure.CHECK_30D:
            return support_step_text(SupportStep.FOLLOW_UP_30D)
        case PromiseFigure.CHECK_90D:
            return support_step_text(SupportStep.FOLLOW_UP_90D)
