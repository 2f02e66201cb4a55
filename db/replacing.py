"""Puts the rows of one database in place of those of another, within a transaction that the caller has begun."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, delete, select, text

from db.base import metadata
from db.capture.tables import incident_table
from db.row_copy import copy_rows


def replace_rows(source: Connection, target: Connection, *, left_out: Collection[str]) -> None:
    """All rows of `target` go, and those of `source` come, of every table that is not `left_out`; both have the same
    schema. The caller seals nothing of it: what comes is sealed as it was.
    """
    if target.dialect.name == "sqlite":
        target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    with _trail_open(target):
        for table in reversed(metadata.sorted_tables):
            if table.name not in left_out:
                target.execute(delete(table))
        copy_rows(source, target, left_out=left_out)


def hold_still(connection: Connection) -> None:
    """Let nobody else save until the transaction ends; reading goes on. Errors: the StoreProblem family, StoreBusy."""
    if connection.dialect.name == "postgresql":  # a file has one writer at a time
        names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))


def lost_incidents(present: Connection, backup: Connection) -> int:
    """How many incidents the present database has that the backup has not."""
    ids = select(incident_table.c.id)
    return len(set(present.execute(ids).scalars()) - set(backup.execute(ids).scalars()))


@contextmanager
def _trail_open(connection: Connection) -> Iterator[None]:
    """Within it the entries of the audit trail can go: triggers keep them from everyone else."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_unchanged"))
        yield
        connection.execute(text("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_unchanged"))
        return
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
    triggers = connection.execute(query).all()
    for name, _sql in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)
