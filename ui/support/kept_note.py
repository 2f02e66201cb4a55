"""What is typed on the page of one's own notes keeps itself as a draft that only its writer can open."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from incident_tracker.domain.support.wellbeing import NoteDraft, UnfinishedNote
from incident_tracker.usecases.support.wellbeing import find_note_draft, keep_note_draft
from incident_tracker.wording import _
from ui.kept_typing import KeptTyping
from ui.page import PageDesk
from ui.runner import Asked, asked

Typed = tuple[NoteDraft, UUID | None]
"""What is typed, and over which note."""


class KeptNote(KeptTyping[Typed, UnfinishedNote]):
    """`typed` gives what is in the fields. A person has one such draft, so their own id stands for the record."""

    def __init__(self, desk: PageDesk, typed: Callable[[], Typed], parent: QObject) -> None:
        super().__init__(desk, parent)
        self._what = typed

    def record_id(self) -> UUID:
        return self.desk.actor.user_id

    def what_is_typed(self) -> Typed:
        return self._what()

    def keeping(self, typed: Typed) -> Asked[UnfinishedNote | None]:
        return asked(keep_note_draft, *typed)

    def finding(self, record_id: UUID) -> Asked[UnfinishedNote | None]:
        return asked(find_note_draft)

    def id_of(self, draft: UnfinishedNote) -> UUID:
        return self.desk.actor.user_id

    def putting_away(self, record_id: UUID, draft: UnfinishedNote) -> Asked[UnfinishedNote | None]:
        """Nothing of it stays: what was typed comes back from the page, if it is taken back."""
        return asked(keep_note_draft, NoteDraft(), None)

    def kept_text(self) -> str:
        return _("What you typed is kept as a draft that only you can open.")

    def discarded_text(self) -> str:
        return _("Discarded. Your notes are unchanged.")
