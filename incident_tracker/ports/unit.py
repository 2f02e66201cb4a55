"""One transaction over all repositories, and the store that opens it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from incident_tracker.domain.audit import Head
from incident_tracker.ports.capture import CaptureRepositories
from incident_tracker.ports.clinic import ClinicRepositories
from incident_tracker.ports.learning import LearningRepositories
from incident_tracker.ports.oversight import OversightRepositories
from incident_tracker.ports.support import SupportRepositories


class Unit(
    ClinicRepositories,
    CaptureRepositories,
    SupportRepositories,
    LearningRepositories,
    OversightRepositories,
    Protocol,
):
    """One transaction; leaving its context without `commit()` rolls everything back."""

    def commit(self) -> None:
        """Make all changes durable. Errors: the StoreProblem family; nothing is half-written."""

    def disguised(self, id: UUID) -> UUID:
        """The id that stands for this one where no names are seen: always the same, and no moment in it."""

    def meant(self, id: UUID) -> UUID:
        """The id for which a disguised one stands."""


class Store(Protocol):
    """Where the clinic's records are kept."""

    def read(self) -> AbstractContextManager[Unit]:
        """A consistent view; writing through it is a bug."""

    def write(self) -> AbstractContextManager[Unit]:
        """A transaction that has the writer's lock from the start."""

    def close(self) -> None:
        """Release connections and keys."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup's clinic, proved complete and open, but not restored yet.

    `head` is the end of its audit trail, `before` the one that this computer remembers at that place.
    """

    store: Store
    before: Head | None
    head: Head
