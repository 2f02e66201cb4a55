"""What is typed in the long form keeps itself as a draft: the record changes only when someone saves."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.saved_drafts import SavedDraft, UnsavedCompletion
from incident_tracker.domain.errors import Refused
from incident_tracker.usecases.capture.drafts import find_completion, keep_completion
from incident_tracker.wording import _
from ui.capture.complete_form import CompleteForm
from ui.kept_typing import KeptTyping
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.screen_text import near_text


class KeptCompletion(KeptTyping[UnsavedCompletion, SavedDraft]):
    """Keeps the form as a draft after a pause, and brings the draft back."""

    def __init__(self, desk: PageDesk, form: CompleteForm, parent: QObject) -> None:
        super().__init__(desk, parent)
        self._form = form
        self.reason = ""  # why a closed record is corrected, as far as it was typed

    def forget(self) -> None:
        super().forget()
        self.reason = ""

    def give_reason(self, text: str) -> None:
        """Someone types why a closed record is corrected."""
        self.reason = text
        self.typed()

    def look_for_draft(self, file: IncidentFile) -> None:
        """Bring back what this user typed over the record and did not save."""
        self.look_for(file.incident.id, partial(self._resume, file))

    def record_id(self) -> UUID | None:
        return None if self._form.base is None else self._form.base.id

    def what_is_typed(self) -> UnsavedCompletion | None:
        base = self._form.base
        if base is None or not self._form.is_settled:
            return None
        try:
            return self._form.unsaved(self.reason)
        except Refused:
            return None

    def keeping(self, typed: UnsavedCompletion) -> Asked[SavedDraft | None]:
        return asked(keep_completion, typed)

    def finding(self, record_id: UUID) -> Asked[SavedDraft | None]:
        return asked(find_completion, record_id)

    def id_of(self, draft: SavedDraft) -> UUID:
        return draft.id

    def kept_text(self) -> str:
        return _("Draft kept: the record changes when you save.")

    def discarded_text(self) -> str:
        return _("Discarded. The record is unchanged.")

    def _resume(self, file: IncidentFile, draft: SavedDraft) -> None:
        assert draft.completing is not None
        self.reason = draft.completing.reason
        self._form.resume(file, draft.completing)
        moment = near_text(draft.saved_at, self.desk.now(), self.desk.zone)
        self.said.emit(_("Here is what you typed {moment}. The record changes when you save.").format(moment=moment))
