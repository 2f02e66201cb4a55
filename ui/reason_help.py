"""The help text at every field for a written reason."""

from incident_tracker.domain.clinic.reasons import SHORTEST
from incident_tracker.wording import _


def reason_help() -> str:
    """What counts as a reason, and who reads it."""
    return _("A sentence of at least {least} characters. The privacy officer reads it in the audit trail.").format(
        least=SHORTEST
    )
