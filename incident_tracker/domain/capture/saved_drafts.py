"""What someone has typed and not saved yet: a quick capture, or what was written over a record."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Details


@dataclass(frozen=True, slots=True)
class UnreadText:
    """What is typed in a field and cannot be read yet, such as half a date. `field` is the record's word for it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class UnsavedCompletion:
    """What was typed over the details `base` of an incident, as they were read in its version `read_version`.

    `reason` is why a closed one is corrected, as far as it was typed; `unread` is what cannot be saved as it is.
    """

    incident_id: UUID
    read_version: int
    base: Details
    completion: Completion
    reason: str = ""
    unread: tuple[UnreadText, ...] = ()


@dataclass(frozen=True, slots=True)
class LaterWork:
    """What was typed over a record of a later chapter, such as a root cause analysis.

    `kind` says of what, `subject_id` of which one; `text` is read by that chapter alone.
    """

    kind: str
    subject_id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft in the list "to finish". `saved_at` is UTC and gives its age; a discarded one can be taken back.

    It is a quick capture, unless `completing` or `later` says which record it was typed over. `unread` is what cannot
    be read yet of a quick capture.
    """

    id: UUID
    owner_id: UUID
    saved_at: datetime
    draft: IncidentDraft = field(default_factory=IncidentDraft)
    discarded: bool = False
    version: int = 1
    completing: UnsavedCompletion | None = None
    later: LaterWork | None = None
    unread: tuple[UnreadText, ...] = ()

    @property
    def is_capture(self) -> bool:
        """True for the draft of an incident that is no record yet."""
        return self.completing is None and self.later is None
