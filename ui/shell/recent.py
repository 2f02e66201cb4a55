"""What someone opened last: their ids only, in memory, until they sign out or someone else comes."""

from uuid import UUID

KEPT = 8
REMEMBERED = frozenset({"incident", "analysis", "debrief"})
"""The pages that show one record."""

Opened = tuple[str, UUID]


class LastOpened:
    """The newest first, each once. Nothing is written to a file; whether one may open them the gate decides again."""

    def __init__(self) -> None:
        self._whose: UUID | None = None
        self._opened: list[Opened] = []

    def begin(self, whose: UUID) -> None:
        """Someone signed in: what another person opened is forgotten."""
        if whose != self._whose:
            self.clear()
            self._whose = whose

    def clear(self) -> None:
        """Forget everything."""
        self._whose = None
        self._opened = []

    def note(self, page: str, argument: object) -> None:
        """A page came to the front, with what it was opened with."""
        record = argument[-1] if isinstance(argument, tuple) and argument else argument
        if page in REMEMBERED and isinstance(record, UUID):
            opened = (page, record)
            self._opened = [opened, *(one for one in self._opened if one != opened)][:KEPT]

    @property
    def opened(self) -> tuple[Opened, ...]:
        """Page and id, the newest first."""
        return tuple(self._opened)
