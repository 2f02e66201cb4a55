"""The guided steps of a debrief in words: the principle that each one serves."""

from incident_tracker.domain.support.guided_steps import Principle
from incident_tracker.wording import _


def principle_text(principle: Principle) -> str:
    """What a step is for."""
    match principle:
        case Principle.SAFETY:
            return _("Safety")
        case Principle.TRUST:
            return _("Trust")
        case Principle.PEERS:
            return _("Among peers")
        case Principle.COLLABORATION:
            return _("Together")
        case Principle.CHOICE:
            return _("Voice and choice")
        case Principle.CULTURE:
            return _("Culture and fairness")
