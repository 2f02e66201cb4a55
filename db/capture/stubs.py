"""Notes of time and desk, for one transaction: a note leaves the box only when the draft is safe."""

from uuid import UUID

from incident_tracker.domain.capture.stubs import WaitingStub
from incident_tracker.domain.errors import NotFound
from incident_tracker.security.stub_box import OpenStubs, Waiting


class BoxedStubs:
    """The notes that wait on this computer."""

    def __init__(self, box: OpenStubs) -> None:
        self._box = box
        self._taken: list[UUID] = []
        self._seen: Waiting | None = None

    def waiting(self) -> tuple[WaitingStub, ...]:
        """The notes, oldest first."""
        return self._look().stubs

    def unreadable(self) -> int:
        """How many files are not notes of this clinic."""
        return self._look().unreadable

    def get(self, id: UUID) -> WaitingStub:
        """The note with this id. Errors: NotFound."""
        for one in self.waiting():
            if one.id == id:
                return one
        raise NotFound("stub")

    def take(self, id: UUID) -> None:
        """Take the note out of the box when the transaction is committed."""
        self._taken.append(id)

    def clear_away(self, id: UUID) -> None:
        """Take the note out of the box now: its draft was committed before."""
        self._box.remove(id)

    def set_aside_unreadable(self) -> int:
        """Set aside files that are not notes of this clinic; returns how many."""
        return self._box.set_aside()

    def settle(self) -> None:
        """The transaction is committed."""
        while self._taken:
            self._box.remove(self._taken.pop())

    def _look(self) -> Waiting:
        if self._seen is None:
            self._seen = self._box.waiting()
        return self._seen
