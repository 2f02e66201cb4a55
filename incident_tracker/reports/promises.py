"""The promises of support, each with how often it was kept: the same on paper and on the screen."""

from incident_tracker.reports.promises_of_month import Debriefs, PromiseKept
from incident_tracker.wording import _


def promises(part: Debriefs) -> tuple[tuple[str, PromiseKept], ...]:
    """Each promise to the people affected and how often the clinic kept it."""
    return (
        (_("Offered within 24 hours"), part.offered_in_24_hours),
        (_("Debrief held within the window, or declined"), part.in_window),
    )
