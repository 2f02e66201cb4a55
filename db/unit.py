"""One transaction with every repository in it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Transaction

from db.base import Services
from db.capture.repositories import SqlCaptureRepositories
from db.clinic.repositories import SqlClinicRepositories
from db.engine import WRITES, translated
from db.learning.repositories import SqlLearningRepositories
from db.oversight.audit import Anchor
from db.oversight.repositories import SqlOversightRepositories
from db.support.repositories import SqlSupportRepositories
from incident_tracker.security.keys import PurposeKeys


@dataclass(frozen=True, slots=True)
class Source:
    """What every transaction on one open database shares; `within` makes each a step of a larger one."""

    engine: Engine
    keys: PurposeKeys
    device: str
    anchor: Anchor
    services: Services
    within: Connection | None = None


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

    def commit(self) -> None:
        """Make all changes durable. Errors: the StoreProblem family; nothing is half-written."""
        with translated():
            self._transaction.commit()
        if self.audit.appended:
            self._anchor.remember(self.audit.newest())


@contextmanager
def begin(source: Source, *, writes: bool) -> Iterator[SqlUnit]:
    """Open a unit; whatever is not committed when the block ends is rolled back."""
    with translated(), source.engine.connect() if source.within is None else nullcontext(source.within) as connection:
        connection = connection.execution_options(**{WRITES: writes})
        transaction = connection.begin() if source.within is None else connection.begin_nested()
        try:
            yield SqlUnit(source, connection, transaction)
        finally:
            if transaction.is_active:
                transaction.rollback()
