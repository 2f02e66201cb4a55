"""Repository for what was typed and not saved: captures, completions, and what later chapters keep."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from db.base import Repository
from db.capture.frozen import from_json, to_json
from db.capture.tables import draft_table
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.saved_drafts import LaterWork, SavedDraft, UnreadText, UnsavedCompletion
from incident_tracker.domain.errors import NotFound

_COMPLETING = '{"completing":'
_LATER = '{"later":'
_CAPTURE = '{"capture":'


@dataclass(frozen=True, slots=True)
class _Body:
    """What is kept of a draft that completes a record."""

    completing: UnsavedCompletion


@dataclass(frozen=True, slots=True)
class _LaterBody:
    """What is kept of a draft of a later chapter."""

    later: LaterWork


@dataclass(frozen=True, slots=True)
class _CaptureBody:
    """What is kept of a quick capture in which something cannot be read yet; else it is the capture itself."""

    capture: IncidentDraft
    unread: tuple[UnreadText, ...]


class SqlDrafts(Repository):
    """Drafts of all users; each user sees their own."""

    kind = "draft"
    table = draft_table

    def add(self, draft: SavedDraft) -> None:
        """Keep a new draft."""
        self._insert(_values(draft) | {"id": draft.id, "version": draft.version})

    def save(self, draft: SavedDraft) -> SavedDraft:
        """Save the draft over the version that it has; returns the draft with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        return replace(draft, version=self._update(draft.id, draft.version, _values(draft)))

    def get(self, id: UUID) -> SavedDraft:
        """The draft with this id, discarded or not. Errors: NotFound."""
        row = self._connection.execute(select(draft_table).where(draft_table.c.id == id)).first()
        if row is None:
            raise NotFound(self.kind)
        return _draft(row)

    def of_owner(self, owner_id: UUID) -> tuple[SavedDraft, ...]:
        """The drafts of a user that are not discarded, oldest first."""
        draft = draft_table.c
        query = select(draft_table).where(draft.owner_id == owner_id, draft.discarded.is_(False))
        return tuple(_draft(row) for row in self._connection.execute(query.order_by(draft.saved_at, draft.id)))


def _values(draft: SavedDraft) -> dict[str, Any]:
    return {
        "owner_id": draft.owner_id,
        "saved_at": draft.saved_at,
        "body": to_json(_body(draft)),
        "discarded": draft.discarded,
    }


def _body(draft: SavedDraft) -> IncidentDraft | _Body | _LaterBody | _CaptureBody:
    if draft.later is not None:
        return _LaterBody(draft.later)
    if draft.completing is not None:
        return _Body(draft.completing)
    return _CaptureBody(draft.draft, draft.unread) if draft.unread else draft.draft


def _draft(row: Row[Any]) -> SavedDraft:
    completing = from_json(_Body, row.body).completing if row.body.startswith(_COMPLETING) else None
    later = from_json(_LaterBody, row.body).later if row.body.startswith(_LATER) else None
    captured = _captured(row.body) if completing is None and later is None else _CaptureBody(IncidentDraft(), ())
    return SavedDraft(
        row.id,
        row.owner_id,
        row.saved_at,
        captured.capture,
        row.discarded,
        row.version,
        completing,
        later,
        captured.unread,
    )


def _captured(body: str) -> _CaptureBody:
    if body.startswith(_CAPTURE):
        return from_json(_CaptureBody, body)
    return _CaptureBody(from_json(IncidentDraft, body), ())
