"""One transaction with every repository in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Transaction

from db.capture.repositories import SqlCaptureRepositories
from db.clinic.repositories import SqlClinicRepositories
from db.engine import WRITES, translated
from db.learning.repositories import SqlLearningRepositories
from db.oversight.audit import Anchor
from db.oversight.repositories import SqlOversightRepositories
from db.support.repositories import SqlSupportRepositories
from incident_tracker.security.keys import PurposeKeys


class SqlUnit(
    SqlClinicRepositories,
    SqlCaptureRepositories,
    SqlSupportRepositories,
    SqlLearningRepositories,
    SqlOversightRepositories,
):
    """One transaction; `commit()` makes it durable and remembers the new head of the audit chain outside."""

    def __init__(
        self, connection: Connection, transaction: Transaction, keys: PurposeKeys, device: str, anchor: Anchor | None
    ) -> None:
        self._connection = connection
        self._transaction = transaction
        self._keys = keys
        self._device = device
        self._anchor = anchor

    def commit(self) -> None:
        """Make all changes durable. Errors: the StoreProblem family; nothing is half-written."""
        with translated():
            self._transaction.commit()
        if self._anchor is not None and self.audit.appended:
            self._anchor.remember(self.audit.newest())


@contextmanager
def begin(engine: Engine, keys: PurposeKeys, device: str, anchor: Anchor | None, *, writes: bool) -> Iterator[SqlUnit]:
    """Open a unit; whatever is not committed when the block ends is rolled back."""
    with translated(), engine.connect() as connection:
        connection = connection.execution_options(**{WRITES: writes})
        transaction = connection.begin()
        try:
            yield SqlUnit(connection, transaction, keys, device, anchor)
        finally:
            if transaction.is_active:
                transaction.rollback()
