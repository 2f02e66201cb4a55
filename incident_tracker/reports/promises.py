"""The promises of support, each with how often it was kept: the same on paper and on the screen."""

from incident_tracker.domain.clinic.release import FEWEST_STAFF_ANSWERS
from incident_tracker.reports.monthly import Debriefs
from incident_tracker.statistics.shares import Share
from incident_tracker.wording import _


def promises(part: Debriefs) -> tuple[tuple[str, Share], ...]:
    """Each promise and how often it was kept; without answers that are too few to be shown."""
    rows = (
        (_("Offered within 24 hours"), part.offered_in_24_hours),
        (_("Held within the window"), part.held_in_window),
        (_("Protected from interruption, says the manager"), part.protected),
        (_("Protected, say the participants"), part.protected_by_staff),
        (_("Paid, says the manager"), part.paid),
        (_("Paid, say the participants"), part.paid_by_staff),
        (_("Cover confirmed"), part.cover_confirmed),
    )
    return tuple((label, share) for label, share in rows if share is not None)


def too_few_text() -> str:
    """Why it is not shown how many declined."""
    return _("shown from {least} on").format(least=FEWEST_STAFF_ANSWERS)
