"""One transaction with every repository in it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from sqlalchemy import Connection, Engine, Transaction

from db.base import TOUCHED, Key, Services
from db.capture.repositories import SqlCaptureRepositories
from db.clinic.repositories import SqlClinicRepositories
from db.engine import WRITES, without_values
from db.learning.repositories import SqlLearningRepositories
from db.oversight.audit import Anchor
from db.oversight.repositories import SqlOversightRepositories
from db.seals import Seals
from db.store_mark import StoreMark
from db.support.repositories import SqlSupportRepositories
from incident_tracker.security.disguise import Disguise
from incident_tracker.security.keys import PurposeKeys


class WrittenUnnoted(RuntimeError):
    """Records were written without an audit entry to seal them under: a bug, nothing is saved."""


@dataclass(frozen=True, slots=True)
class Source:
    """What every transaction on one open database shares; `within` makes each a step of a larger one."""

    engine: Engine
    keys: PurposeKeys
    device: str
    anchor: Anchor
    services: Services
    within: Connection | None = None
    mark: StoreMark = field(default_factory=StoreMark)


class SqlUnit(
    SqlClinicRepositories,
    SqlCaptureRepositories,
    SqlSupportRepositories,
    SqlLearningRepositories,
    SqlOversightRepositories,
):
    """One transaction; `commit()` makes it durable and remembers the new head of the audit chain outside."""

    def __init__(self, source: Source, connection: Connection, transaction: Transaction) -> None:
        self._connection = connection
        self._transaction = transaction
        self._keys = source.keys
        self._device = source.device
        self._services = source.services
        self._anchor = source.anchor
        self._touched: dict[str, dict[Key, None]] = connection.get_execution_options()[TOUCHED]
        self._mark = source.mark
        self._replaced = False
        self._seal_rows = Seals(connection, source.keys.seal, self._touched).write

    def disguised(self, id: UUID) -> UUID:
        """The id that stands for this one where no names are seen."""
        return self._disguise.of(id)

    def meant(self, id: UUID) -> UUID:
        """The id for which a disguised one stands."""
        return self._disguise.meant(id)

    @cached_property
    def _disguise(self) -> Disguise:
        return Disguise(self._keys.seal)

    @property
    def for_seals(self) -> tuple[Connection, bytes]:
        """Compares every record with its seal."""
        return self._connection, self._keys.seal

    def touch(self, records: Mapping[str, Iterable[Key]]) -> None:
        """Have these records sealed as they are now, though they were not written."""
        for table, keys in records.items():
            self._touched.setdefault(table, {}).update(dict.fromkeys(keys))

    def replaced(self) -> None:
        """Other rows took the place of all: the trail goes on from its new end, which is remembered at the commit."""
        self._touched.clear()
        self.audit.start_over()
        self._replaced = True

    def commit(self) -> None:
        """Seal what was written and make all changes durable.

        Errors: WrittenUnnoted, the StoreProblem family; nothing is half-written.
        """
        with without_values():
            self.audit.settle()
            if self._touched:
                if not self.audit.append_beside():
                    raise WrittenUnnoted(", ".join(sorted(self._touched)))
                self.audit.settle()
            self._transaction.commit()
        if self._replaced:
            self._anchor.accept(self.audit.newest(), self.audit.restores().times)
            self._mark.adopt()  # who restored it goes on; every other program has to sign in again
        elif self.audit.appended:
            self._anchor.remember(self.audit.newest())
        self.stubs.settle()


@contextmanager
def begin(source: Source, *, writes: bool) -> Iterator[SqlUnit]:
    """Open a unit; whatever is not committed when the block ends is rolled back. Errors: StoreReplaced, see there."""
    with (
        without_values(),
        source.engine.connect() if source.within is None else nullcontext(source.within) as connection,
    ):
        connection = connection.execution_options(**{WRITES: writes, TOUCHED: {}})
        transaction = connection.begin() if source.within is None else connection.begin_nested()
        try:
            if source.within is None:
                source.mark.compare(connection)
            yield SqlUnit(source, connection, transaction)
        finally:
            if transaction.is_active:
                transaction.rollback()
