"""What is typed on the page of a debrief keeps itself as the person's own draft, sealed like every other one."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.usecases.support.drafts import find_debrief_draft, keep_debrief_draft
from incident_tracker.wording import _
from ui.kept_typing import KeptTyping
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.support.panel import Typed

_TIME, _ID, _PAIRS = "time", "id", "pairs"


class KeptDebrief(KeptTyping[tuple[UUID, str], SavedDraft]):
    """`shown` gives the id of the debrief on the page, `typed` what is typed about it and not saved."""

    def __init__(
        self, desk: PageDesk, shown: Callable[[], UUID | None], typed: Callable[[], Typed], parent: QObject
    ) -> None:
        super().__init__(desk, parent)
        self._shown, self._what = shown, typed

    def record_id(self) -> UUID | None:
        return self._shown()

    def what_is_typed(self) -> tuple[UUID, str] | None:
        id = self._shown()
        return None if id is None else (id, as_draft(self._what()))

    def keeping(self, typed: tuple[UUID, str]) -> Asked[SavedDraft | None]:
        return asked(keep_debrief_draft, *typed)

    def finding(self, record_id: UUID) -> Asked[SavedDraft | None]:
        return asked(find_debrief_draft, record_id)

    def id_of(self, draft: SavedDraft) -> UUID:
        return draft.id

    def putting_away(self, record_id: UUID, draft: SavedDraft) -> Asked[SavedDraft | None]:
        """Nothing of it stays: what was typed comes back from the page, if it is taken back."""
        return asked(keep_debrief_draft, record_id, "")

    def kept_text(self) -> str:
        return _("What you typed is kept as your draft, for you alone.")

    def discarded_text(self) -> str:
        return _("Discarded. The debrief is unchanged.")


def as_draft(typed: Typed) -> str:
    """What was typed, as the text of a draft; empty if there is nothing."""
    return json.dumps(_plain(typed)) if typed else ""


def typed_in(text: str) -> Typed:
    """What `as_draft` wrote."""
    read: Typed = json.loads(text, object_hook=_whole)
    return read


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {_TIME: value.isoformat()}
    if isinstance(value, UUID):
        return {_ID: value.hex}
    if isinstance(value, dict) and any(isinstance(key, UUID) for key in value):
        return {_PAIRS: [[_plain(key), _plain(one)] for key, one in value.items()]}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _whole(read: dict[str, Any]) -> Any:
    match read:
        case {"time": str(moment)} if len(read) == 1:
            return datetime.fromisoformat(moment)
        case {"id": str(id)} if len(read) == 1:
            return UUID(hex=id)
        case {"pairs": list(pairs)} if len(read) == 1:
            return dict(pairs)
        case _:
            return read
