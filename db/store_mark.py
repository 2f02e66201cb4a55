"""A mark that changes when a restore puts other records in place of those of an open database.

Who opened it before sees that its mark is another one, and has to sign in again. It changes in the transaction that
replaces the records, so that nobody reads one without the other.
"""

from sqlalchemy import Connection, text

from incident_tracker.domain.errors import StoreReplaced

_NAME = "restored"


class StoreMark:
    """The mark as it was when this program first used its open database."""

    def __init__(self) -> None:
        self._seen: str | None = None

    def compare(self, connection: Connection) -> None:
        """Errors: StoreReplaced if a restore replaced the records meanwhile."""
        present = _present(connection)
        if self._seen is None:
            self._seen = present
        elif self._seen != present:
            raise StoreReplaced

    def change(self, connection: Connection) -> None:
        """Give the database another mark, within the caller's transaction. Here it counts as seen once that ends."""
        number = int(_present(connection) or 0) + 1
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA user_version={number}")
        else:
            connection.execute(_KEEP, {"name": _NAME, "body": str(number)})

    def adopt(self) -> None:
        """This program knows of the restore: what it sees next is right."""
        self._seen = None


def _present(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return str(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    return str(connection.execute(_READ, {"name": _NAME}).scalar() or "")


_READ = text("SELECT body FROM key_document WHERE name = :name")
_KEEP = text(
    "INSERT INTO key_document (name, body) VALUES (:name, :body) ON CONFLICT (name) DO UPDATE SET body = excluded.body"
)
