"""What the core asks of the repositories of the oversight chapter."""

from datetime import datetime
from typing import Protocol
from uuid import UUID


class AuditRepository(Protocol):
    """The audit trail: entries are appended and read, never changed."""

    def append(
        self, *, at: datetime, actor_id: UUID | None, act: str, kind: str, object_id: UUID | None, after: object | None
    ) -> None:
        """Chain one entry to the last; `after` (a frozen record) is kept as a keyed seal only, never as text."""

    def head(self) -> str:
        """The first 12 hexadecimal characters of the newest entry's chain value, for page footers; zeros if empty."""


class OversightRepositories(Protocol):
    """The repositories of the oversight chapter, as attributes of a unit."""

    @property
    def audit(self) -> AuditRepository: ...
