"""What is typed in the long form keeps itself as a draft: the record changes only when someone saves."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.saved_drafts import SavedDraft, UnsavedCompletion
from incident_tracker.domain.errors import NotFound, Problem, Refused
from incident_tracker.usecases.capture.drafts import discard_draft, find_completion, keep_completion, restore_draft
from incident_tracker.wording import _
from ui.capture.complete_form import CompleteForm
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.screen_text import near_text, problem_text

PAUSE = 800  # milliseconds without a key before the draft is kept
TRY_AGAIN = 10_000  # milliseconds until a draft that could not be kept is tried again


class KeptCompletion(QObject):
    """Keeps the form as a draft after a pause, and brings the draft back.

    Signals: `said(text)` what became of the draft; `resumed()` when what was typed before is in the form again;
    `brought_back(id)` when what was discarded is a draft of that record again.
    """

    said = Signal(str)
    resumed = Signal()
    brought_back = Signal(object)

    def __init__(self, desk: PageDesk, form: CompleteForm, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._visit = 0  # of a record: an answer about one that is left by now is not about this one
        self._draft: SavedDraft | None = None
        self._typed = self._keeping = self._keep_again = False
        self.reason = ""  # why a closed record is corrected, as far as it was typed
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep)

    @property
    def is_there(self) -> bool:
        """Something is typed that is not saved."""
        return self._typed or self._draft is not None

    def typed(self) -> None:
        """Someone changed something: keep it after a pause."""
        self._typed = True
        self._pause.start(PAUSE)

    def forget(self) -> None:
        """Another record is shown, or this one is saved: nothing is typed over it."""
        self._pause.stop()
        self._visit += 1
        self._draft = None
        self._typed = self._keep_again = False
        self.reason = ""

    def give_reason(self, text: str) -> None:
        """Someone types why a closed record is corrected."""
        self.reason = text
        self.typed()

    def hold(self) -> None:
        """The record is being saved: wait with the draft."""
        self._pause.stop()

    @Slot()
    def keep(self) -> None:
        """Keep what is typed now; what cannot be, such as a time that is none, waits in the form."""
        self._pause.stop()
        if not self._typed or self._form.base is None or not self._form.is_settled:
            return
        if self._keeping:
            self._keep_again = True
            return
        typed = self._what_is_typed()
        if typed is None:
            return
        self._keeping = True
        self._typed = False
        self._desk.runner.run(
            asked(keep_completion, typed),
            owner=self,
            then=partial(self._kept, self._visit),
            otherwise=partial(self._not_kept, self._visit),
        )

    def look_for(self, file: IncidentFile) -> None:
        """Bring back what this user typed over the record and did not save."""
        self._desk.runner.run(
            asked(find_completion, file.incident.id), owner=self, then=partial(self._found, self._visit, file)
        )

    @Slot()
    def throw_away(self) -> None:
        """Put the draft away; the record stays as it was. For ten seconds it can be taken back."""
        base, typed = self._form.base, self._what_is_typed()
        self.forget()
        if base is not None:  # looked up again: it may be kept only now
            self._desk.runner.run(
                asked(find_completion, base.id), owner=self, then=partial(self._put_away, base.id, typed)
            )

    def _put_away(self, incident_id: UUID, typed: UnsavedCompletion | None, draft: SavedDraft | None) -> None:
        if draft is not None:
            then = partial(self._thrown_away, incident_id, typed)
            self._desk.runner.run(asked(discard_draft, draft.id), owner=self, then=then)
        else:
            self._thrown_away(incident_id, typed, None)

    def _what_is_typed(self) -> UnsavedCompletion | None:
        """What would be saved; None where a field has what cannot be, such as a time that is none."""
        base = self._form.base
        if base is None or not self._form.is_settled:
            return None
        try:
            return UnsavedCompletion(base.id, base.version, base.details, self._form.completion(), self.reason)
        except Refused:
            return None

    def _kept(self, visit: int, draft: SavedDraft) -> None:
        self._keeping = False
        if visit == self._visit:
            self._draft = draft
            self.said.emit(_("Draft kept: the record changes when you save."))
        self._go_on()

    def _not_kept(self, visit: int, problem: Problem) -> None:
        self._keeping = False
        self.said.emit(problem_text(problem))
        if visit == self._visit:
            self._typed = True
            if not isinstance(problem, NotFound):
                self._pause.start(TRY_AGAIN)
        self._go_on()

    def _go_on(self) -> None:
        if self._keep_again:
            self._keep_again = False
            self.keep()

    def _found(self, visit: int, file: IncidentFile, draft: SavedDraft | None) -> None:
        if draft is None or draft.completing is None or self.is_there or visit != self._visit:
            return
        self._draft = draft
        self.reason = draft.completing.reason
        self._form.resume(file, draft.completing)
        moment = near_text(draft.saved_at, self._desk.now(), self._desk.zone)
        self.said.emit(_("Here is what you typed {moment}. The record changes when you save.").format(moment=moment))
        self.resumed.emit()

    def _thrown_away(self, incident_id: UUID, typed: UnsavedCompletion | None, draft: SavedDraft | None) -> None:
        undo = None
        if typed is not None:
            undo = partial(self._bring_back, incident_id, asked(keep_completion, typed))
        elif draft is not None:
            undo = partial(self._bring_back, incident_id, asked(restore_draft, draft.id))
        self._desk.messages.tell(_("Discarded. The record is unchanged."), undo)

    def _bring_back(self, incident_id: UUID, question: Asked[SavedDraft]) -> None:
        self._desk.runner.run(question, owner=self, then=partial(self._back_again, incident_id))

    def _back_again(self, incident_id: UUID, _draft: SavedDraft) -> None:
        self.brought_back.emit(incident_id)
