"""An invented report on promises of support, with a line of every kind."""

from datetime import date

from incident_tracker.domain.oversight.promise_figures import PromiseLine, PromisePart, PromiseReport
from incident_tracker.wording import speaking
from tests.reports.sample import MADE_AT, MONTH, SEAL


def promises(language: str = "en") -> PromiseReport:
    """The invented month's promises of support, for those who lead."""
    with speaking(language):
        return PromiseReport(
            place="Riverside Community Clinic (invented)",
            period="2026-10",
            first=MONTH,
            last=date(2026, 10, 31),
            closed=False,
            closed_on=None,
            whole=True,
            made_at=MADE_AT,
            audit_head=SEAL,
            lines=promise_lines(),
            without_support=2,
            year=2025,
        )


def promise_lines() -> tuple[PromiseLine, ...]:
    """Lines of every kind: a share, a median, a count, what is hidden, what has time and what no one recorded."""
    month, debriefs, time = "2026-10", PromisePart.DEBRIEFS, PromisePart.TIME
    return (
        PromiseLine("debriefs_offered_24h", PromisePart.OFFERS, "Offered within 24 hours", month, 13, 14, not_due=1),
        PromiseLine("hours_to_contact", PromisePart.OFFERS, "To the first human contact", month, None, 9, 2.5),
        PromiseLine("debriefs_in_window", debriefs, "Debrief held within the window, or declined", month, 8, 10),
        PromiseLine("debriefs_moved", debriefs, "Moved by the clinic more than once", month, 1, 9),
        PromiseLine("time_paid", time, "Paid, says the manager", month, 6, 7, not_recorded=2),
        PromiseLine("follow_up_90d", PromisePart.CHECKS, "Ask again after three months", month, 0, 0, not_due=4),
        PromiseLine("became_late", PromisePart.OUTCOMES, "Held late", month, 1, None),
        PromiseLine("reason_no_cover", PromisePart.REASONS, "no cover for the desk", month, 3, None),
        PromiseLine("time_paid_by_staff", time, "Paid, say the participants", "2025", None, 48, hidden=True),
        PromiseLine("became_not_held", PromisePart.OUTCOMES, "Not held", "2025", None, None, hidden=True),
    )
