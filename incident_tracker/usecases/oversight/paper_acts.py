"""What a person does with a finished printout, for the audit trail."""

from enum import StrEnum

from incident_tracker.domain.audit import Act


class PaperAct(StrEnum):
    """Looked at on the screen, saved as a file, or printed."""

    SHOWN = "shown"
    SAVED = "saved"
    PRINTED = "printed"


def act_of(paper: PaperAct) -> Act:
    """The act of the audit trail."""
    match paper:
        case PaperAct.SHOWN:
            return "shown"
        case PaperAct.SAVED:
            return "saved"
        case PaperAct.PRINTED:
            return "printed"
