"""What a person writes down about how they are, for themselves and the one supporter they chose; no one else reads it.

Notes are stored sealed for the keys of these two, see `security.wellbeing`. Here they are either open (`WellbeingNote`)
or as they are stored (`SealedNote`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused, refuse_all

LONGEST = 8_000
MOST_DISTRESS = 10
_STEP = 512
"""Notes are filled up to a multiple of this many bytes, so that their length says little."""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What is typed: `text`, and how heavy it is from 0 (light) to 10, if the person says so."""

    text: str = ""
    distress: int | None = None

    @property
    def is_empty(self) -> bool:
        """Is there nothing to keep?"""
        return not self.text.strip() and self.distress is None


@dataclass(frozen=True, slots=True)
class WellbeingNote:
    """An open note of the user `owner_id`. `written_at` (UTC) is when it was first written."""

    id: UUID
    owner_id: UUID
    written_at: datetime
    text: str
    distress: int | None
    version: int


@dataclass(frozen=True, slots=True)
class UnfinishedNote:
    """What its owner typed and did not save. `over` is the note that it would change; None for a new one."""

    draft: NoteDraft
    over: UUID | None


@dataclass(frozen=True, slots=True)
class NoteKey:
    """The key of one note, `sealed` for the user `reader_id`, who opens it with the private key of `public`."""

    reader_id: UUID
    public: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class SealedNote:
    """A note as it is stored. `unfinished`: a draft, which has a key for its owner alone."""

    id: UUID
    owner_id: UUID
    unfinished: bool
    content: bytes
    keys: tuple[NoteKey, ...]
    version: int = 1

    def key_of(self, reader_id: UUID) -> NoteKey | None:
        """The key of this reader, if they have one."""
        return next((key for key in self.keys if key.reader_id == reader_id), None)


@dataclass(frozen=True, slots=True)
class SupporterChoice:
    """The user `owner_id` lets the user `supporter_id` read their notes. `pinned` holds the supporter's public key of
    that day, so that another one is noticed; only the owner can open or make it.
    """

    id: UUID
    owner_id: UUID
    supporter_id: UUID
    pinned: bytes
    version: int = 1


class Standing(StrEnum):
    """Whether notes are sealed for the supporter as well."""

    READS = "reads"
    OTHER_KEY = "other_key"
    """The supporter, or the owner, has another key than on the day of the choice: someone else set a pass phrase."""
    NO_KEY = "no_key"
    """The supporter's account is closed, or has no pass phrase of its own yet."""


def standing_of(pinned: bytes | None, present: bytes | None) -> Standing:
    """By the supporter's public key as it was pinned (None: it cannot be opened) and as it is now."""
    if present is None:
        return Standing.NO_KEY
    return Standing.READS if pinned == present else Standing.OTHER_KEY


def accept_note(draft: NoteDraft) -> NoteDraft:
    """The note as it is kept. Errors: Refused at `text` or `distress`."""
    refusals = []
    if draft.is_empty:
        refusals.append(Refused(Reason.MISSING, "text"))
    if len(draft.text) > LONGEST:
        refusals.append(Refused(Reason.TOO_LONG, "text", most=LONGEST))
    if draft.distress is not None and not 0 <= draft.distress <= MOST_DISTRESS:
        refusals.append(Refused(Reason.OUT_OF_RANGE, "distress", least=0, most=MOST_DISTRESS))
    refuse_all(refusals)
    return NoteDraft(draft.text.strip(), draft.distress)


def over_time(notes: Sequence[WellbeingNote]) -> tuple[tuple[datetime, int], ...]:
    """How heavy it was each time that it was said, oldest first."""
    in_order = sorted(notes, key=lambda note: (note.written_at, note.id))
    return tuple((note.written_at, note.distress) for note in in_order if note.distress is not None)


def written_note(draft: NoteDraft, written_at: datetime, over: UUID | None = None) -> bytes:
    """What is sealed of a note, filled up with blanks."""
    told = {
        "text": draft.text,
        "distress": draft.distress,
        "at": written_at.isoformat(),
        "over": None if over is None else over.hex,
    }
    content = json.dumps(told).encode()
    return content.ljust(-(-len(content) // _STEP) * _STEP)


def read_note(sealed: SealedNote, content: bytes) -> WellbeingNote:
    """The note that `written_note` made. Errors: ValueError, KeyError for anything else."""
    told = json.loads(content)
    moment = datetime.fromisoformat(told["at"])
    return WellbeingNote(sealed.id, sealed.owner_id, moment, told["text"], told["distress"], sealed.version)


def read_unfinished(content: bytes) -> UnfinishedNote:
    """The draft that `written_note` made. Errors: ValueError, KeyError for anything else."""
    told = json.loads(content)
    over = told["over"]
    return UnfinishedNote(NoteDraft(told["text"], told["distress"]), None if over is None else UUID(hex=over))
