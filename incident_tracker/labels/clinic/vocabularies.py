"""What the vocabularies of the clinic are called."""

from incident_tracker.domain.capture.parties import NEED_TERMS
from incident_tracker.wording import _, by_language


def vocabulary_text(vocabulary: str) -> str:
    """The name of a vocabulary; its code where it is one of the clinic's own."""
    return _names().get(vocabulary, vocabulary)


@by_language
def _names() -> dict[str, str]:
    return {
        "action_category": _("Kind of action"),
        "agency": _("Who was called"),
        "attack_type": _("Form of the attack"),
        "channel": _("How it reached us"),
        "circumstance": _("Circumstances"),
        "context": _("What was going on"),
        "factor": _("What made it likely"),
        "factor_rib": _("Branch of the cause diagram"),
        "identity_abuse": _("Abuse about who someone is"),
        "information_disclosed": _("What was told to the police"),
        "job": _("Job"),
        "kind": _("Kind"),
        "location_class": _("Kind of place"),
        "location_detail": _("Place"),
        "not_held_reason": _("Why a debrief was not held"),
        "outcome": _("How it ended"),
        "perpetrator": _("Who did it"),
        "physical_impact": _("Harm to the body"),
        "police_criterion": _("When the police are called"),
        "police_outcome": _("What the police did"),
        "severity": _("Level"),
        "support_offer": _("Offer of support"),
        "technique": _("What was tried"),
        "trigger": _("Trigger"),
        "violence_type": _("Type of violence in the log"),
        "warning_sign": _("Warning sign"),
        NEED_TERMS: _("What the person asked for"),
    }
