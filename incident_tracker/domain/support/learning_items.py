"""What leaves a debrief: learning items tied to a factor, without names."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused

LONGEST_ITEM = 500


@dataclass(frozen=True, slots=True)
class LearningItem:
    """One thing that should change, tied to a contributing `factor` (a vocabulary code), with a proposed owner."""

    id: UUID
    debrief_id: UUID
    site_id: UUID
    factor: str
    text: str
    noted_at: datetime
    proposed_owner_id: UUID | None = None
    version: int = 1


def accept_item(
    *,
    id: UUID,
    debrief_id: UUID,
    site_id: UUID,
    factor: str,
    text: str,
    noted_at: datetime,
    proposed_owner_id: UUID | None = None,
) -> LearningItem:
    """A learning item. Errors: Refused at `factor` or `text`."""
    text = text.strip()
    if not factor:
        raise Refused(Reason.MISSING, "factor")
    if not text:
        raise Refused(Reason.MISSING, "text")
    if len(text) > LONGEST_ITEM:
        raise Refused(Reason.TOO_LONG, "text", most=LONGEST_ITEM)
    return LearningItem(id, debrief_id, site_id, factor, text, noted_at, proposed_owner_id)
