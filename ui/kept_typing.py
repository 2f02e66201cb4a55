"""What is typed over a record keeps itself as a draft, comes back, and can be discarded until it is saved."""

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from incident_tracker.domain.errors import NotFound, Problem
from incident_tracker.usecases.capture.drafts import discard_draft, restore_draft
from incident_tracker.wording import problem_text
from ui.page import PageDesk
from ui.runner import Asked, asked

PAUSE = 800  # milliseconds without a key before the draft is kept
TRY_AGAIN = 10_000  # milliseconds until a draft that could not be kept is tried again

T = TypeVar("T")
D = TypeVar("D")


class KeptTyping(QObject, Generic[T, D]):
    """Keeps what is typed (`T`) as a draft (`D`) after a pause, and brings the draft back.

    A subclass says what is typed over which record, how it is kept and found, and in what words. Signals: `said(text)`
    what became of the draft; `resumed()` when what was typed before is on the page again; `brought_back(id)` when what
    was discarded is a draft of that record again.
    """

    said = Signal(str)
    resumed = Signal()
    brought_back = Signal(object)

    def __init__(self, desk: PageDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._visit = 0  # of a record: an answer about one that is left by now is not about this one
        self._draft: D | None = None
        self._typed = False
        self._keeping = 0  # drafts on their way
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep)

    def record_id(self) -> UUID | None:
        """The record that is typed over, if one is shown."""
        raise NotImplementedError

    def what_is_typed(self) -> T | None:
        """What would be saved; None where a field has what cannot be, such as a time that is none."""
        raise NotImplementedError

    def keeping(self, typed: T) -> Asked[D | None]:
        """The use case that keeps it; it answers None if there is nothing left to keep."""
        raise NotImplementedError

    def finding(self, record_id: UUID) -> Asked[D | None]:
        """The use case that finds the draft of this record."""
        raise NotImplementedError

    def id_of(self, draft: D) -> UUID:
        """The id by which a draft is discarded."""
        raise NotImplementedError

    def putting_away(self, record_id: UUID, draft: D) -> Asked[Any]:
        """The use case that discards it."""
        return asked(discard_draft, self.id_of(draft))

    def kept_text(self) -> str:
        """What is said when the draft is kept."""
        raise NotImplementedError

    def discarded_text(self) -> str:
        """What is said when it is discarded."""
        raise NotImplementedError

    @property
    def is_there(self) -> bool:
        """Something is typed that is not saved."""
        return self._typed or self._draft is not None

    @property
    def is_kept(self) -> bool:
        """All that is typed is kept as a draft by now."""
        return self._draft is not None and not self._typed and not self._keeping

    def typed(self) -> None:
        """Someone changed something: keep it after a pause."""
        self._typed = True
        self._pause.start(PAUSE)

    def forget(self) -> None:
        """Another record is shown, or this one is saved: nothing is typed over it."""
        self._pause.stop()
        self._visit += 1
        self._draft = None
        self._typed = False

    def hold(self) -> None:
        """The record is being saved: wait with the draft."""
        self._pause.stop()

    @Slot()
    def keep(self) -> None:
        """Keep what is typed now; what cannot be waits on the page."""
        self._pause.stop()
        if not self._typed:
            return
        typed = self.what_is_typed()
        if typed is None:
            return
        self._keeping += 1
        self._typed = False
        self.desk.runner.run(
            self.keeping(typed),
            owner=self,
            then=partial(self._kept, self._visit),
            otherwise=partial(self._not_kept, self._visit),
        )

    def look_for(self, record_id: UUID, resume: Callable[[D], object]) -> None:
        """Bring back what this user typed over the record and did not save."""
        self.desk.runner.run(self.finding(record_id), owner=self, then=partial(self._found, self._visit, resume))

    @Slot()
    def throw_away(self) -> None:
        """Put the draft away; the record stays as it was. For ten seconds it can be taken back."""
        record_id, typed = self.record_id(), self.what_is_typed()
        self.forget()
        if record_id is not None:  # looked up again: it may be kept only now
            self.desk.runner.run(self.finding(record_id), owner=self, then=partial(self._put_away, record_id, typed))

    def _put_away(self, record_id: UUID, typed: T | None, draft: D | None) -> None:
        if draft is not None:
            then = partial(self._thrown_away, record_id, typed, draft)
            self.desk.runner.run(self.putting_away(record_id, draft), owner=self, then=then)
        else:
            self._thrown_away(record_id, typed, None)

    def _kept(self, visit: int, draft: D | None) -> None:
        self._keeping -= 1
        if visit == self._visit:
            self._draft = draft
            self.said.emit(self.kept_text())

    def _not_kept(self, visit: int, problem: Problem) -> None:
        self._keeping -= 1
        if visit == self._visit:
            self._typed = True
            if not isinstance(problem, NotFound):
                self._pause.start(TRY_AGAIN)
        self.said.emit(problem_text(problem))

    def _found(self, visit: int, resume: Callable[[D], object], draft: D | None) -> None:
        if draft is None or self.is_there or visit != self._visit:
            return
        self._draft = draft
        resume(draft)
        self.resumed.emit()

    def _thrown_away(self, record_id: UUID, typed: T | None, draft: D | None, _put_away: object = None) -> None:
        undo = None
        if typed is not None:
            undo = partial(self._bring_back, record_id, self.keeping(typed))
        elif draft is not None:
            undo = partial(self._restore, record_id, self.id_of(draft))
        self.desk.messages.tell(self.discarded_text(), undo)

    def _bring_back(self, record_id: UUID, question: Asked[D | None]) -> None:
        self.desk.runner.run(question, owner=self, then=partial(self._back_again, record_id))

    def _restore(self, record_id: UUID, draft_id: UUID) -> None:
        self.desk.runner.run(asked(restore_draft, draft_id), owner=self, then=partial(self._back_again, record_id))

    def _back_again(self, record_id: UUID, _draft: object) -> None:
        self.brought_back.emit(record_id)
