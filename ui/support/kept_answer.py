"""What someone chooses or types on a card for them alone and has not sent yet keeps itself as their own draft."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLabel

from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.usecases.support.drafts import find_answer_draft, keep_answer_draft
from incident_tracker.wording import _
from ui.icons import Icon
from ui.kept_typing import KeptTyping
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.screen_text import near_text
from ui.support.kept_debrief import as_draft, typed_in
from ui.support.panel import Typed
from ui.widgets.buttons import Button
from ui.widgets.text import note


class KeptAnswer(KeptTyping[tuple[UUID, str], SavedDraft]):
    """Of one debrief: `typed` gives what is not sent, `take` puts it back, `drop` shows the answer on record again.

    `told` and `discard` belong on the card: what became of the draft, and the button that puts it away.
    """

    def __init__(
        self,
        desk: PageDesk,
        debrief_id: UUID,
        typed: Callable[[], Typed],
        take: Callable[[Typed], None],
        drop: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(desk, parent)
        self._id, self._what, self._take, self._drop = debrief_id, typed, take, drop
        self.told: QLabel = note("")
        self.discard = Button(_("Discard what I typed"), "quiet", Icon.REMOVE, self._discard)
        self._say("")
        self.said.connect(self._say)
        self.brought_back.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Bring back what this person has not sent."""
        self.look_for(self._id, self._resume)

    def typed(self) -> None:
        super().typed()
        self.discard.show()

    def forget(self) -> None:
        super().forget()
        self._say("")

    def record_id(self) -> UUID | None:
        return self._id

    def what_is_typed(self) -> tuple[UUID, str] | None:
        return self._id, as_draft(self._what())

    def keeping(self, typed: tuple[UUID, str]) -> Asked[SavedDraft | None]:
        return asked(keep_answer_draft, *typed)

    def finding(self, record_id: UUID) -> Asked[SavedDraft | None]:
        return asked(find_answer_draft, record_id)

    def id_of(self, draft: SavedDraft) -> UUID:
        return draft.id

    def putting_away(self, record_id: UUID, draft: SavedDraft) -> Asked[SavedDraft | None]:
        """Nothing of it stays: what was typed comes back from the card, if it is taken back."""
        return asked(keep_answer_draft, record_id, "")

    def kept_text(self) -> str:
        return _("What you typed is kept as your draft, for you alone.")

    def discarded_text(self) -> str:
        return _("Discarded. Your answer is unchanged.")

    @Slot()
    def _discard(self) -> None:
        self.throw_away()
        self._drop()

    @Slot(str)
    def _say(self, text: str) -> None:
        shown = bool(text) and self.is_there
        self.told.setText(text if shown else "")
        self.told.setVisible(shown)
        self.discard.setVisible(self.is_there)

    def _resume(self, draft: SavedDraft) -> None:
        assert draft.later is not None
        self._take(typed_in(draft.later.text))
        moment = near_text(draft.saved_at, self.desk.now(), self.desk.zone)
        told = _("Here is what you typed {moment}. It is for you alone until you save it.")
        self._say(told.format(moment=moment))
