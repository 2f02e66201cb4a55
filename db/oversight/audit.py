"""The audit trail: entries are chained, appended and read, never changed."""

import contextlib
import json
import os
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Index,
    Row,
    String,
    Table,
    Text,
    Uuid,
    func,
    insert,
    select,
    text,
)

from db.base import metadata
from db.types import UtcDateTime
from incident_tracker.domain.audit import (
    UNCHANGING,
    Act,
    ActGroup,
    AuditEntry,
    AuditFilter,
    ChainBreak,
    Facts,
    Head,
    acts_of,
    canonical,
    first_break,
    link,
    seal,
)
from incident_tracker.domain.left_behind import KIND, RESTORED, Restores, told_by
from incident_tracker.security.keys import PurposeKeys

# One writer at a time may extend the chain of a server; the number only has to be ours.
CHAIN_LOCK = 7_301_001
_BATCH = 1000

audit_table = Table(
    "audit_entry",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor_id", Uuid),
    Column("device", String(40), nullable=False),
    Column("act", String(60), nullable=False),
    Column("kind", String(60), nullable=False),
    Column("object_id", Uuid),
    Column("seal", String(64)),
    Column("link", String(64), nullable=False),
    Column("reason", Text),
    Column("second", String(40)),
    Column("facts", Text),
    Column("seals", String(64)),
    Index("ix_audit_entry_object", "kind", "object_id"),
)


class SqlAudit:
    """The trail within one transaction.

    The last entry waits until the next one comes, someone reads, or the transaction ends: only then is it known what
    was written with it. `seal_rows` seals that under the entry's number and returns the sum of the seals.
    """

    def __init__(
        self,
        connection: Connection,
        keys: PurposeKeys,
        device: str,
        seal_rows: Callable[[int], str] | None = None,
        columns: Collection[str] | None = None,
    ) -> None:
        """`columns` are those that an older shape of the database has; None means all."""
        self._connection = connection
        self._columns = [column for column in audit_table.c if columns is None or column.name in columns]
        self._keys = keys
        self._device = device
        self._seal_rows = seal_rows
        self._end: Head | None = None
        self._waiting: AuditEntry | None = None
        self._last: AuditEntry | None = None
        self.appended = False

    def append(
        self,
        *,
        at: datetime,
        actor_id: UUID | None,
        act: Act,
        kind: str,
        object_id: UUID | None,
        after: object | None,
        reason: str = "",
        second: str = "",
        facts: Facts | None = None,
    ) -> None:
        """Chain one entry to the last; only the seal of `after` is stored."""
        if not self.appended and self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CHAIN_LOCK})
            self._end = None
        sequence = self.newest().sequence + 1
        mark = None if after is None else seal(self._keys.seal, after)
        self._waiting = self._last = AuditEntry(
            sequence, at, actor_id, self._device, act, kind, object_id, mark, "", reason, second, facts or {}
        )
        self.appended = True

    def start_over(self) -> None:
        """Other entries took the place of all: ask the database where they end."""
        self._end = self._waiting = self._last = None

    def append_beside(self) -> bool:
        """Chain an entry for what was written after the last one had been read; False if this transaction has none."""
        if self._last is None:
            return False
        self.append(
            at=self._last.at,
            actor_id=self._last.actor_id,
            act="sealed",
            kind=self._last.kind,
            object_id=None,
            after=None,
        )
        return True

    def settle(self) -> None:
        """Write the entry that waits, with the seals of what has been written up to now."""
        if self._waiting is None:
            return
        entry, self._waiting = self._waiting, None
        if self._seal_rows is not None:
            entry = replace(entry, seals=self._seal_rows(entry.sequence))
        chained = link(self._keys.audit, self.newest().link, entry)
        self._connection.execute(
            insert(audit_table),
            {
                "sequence": entry.sequence,
                "at": entry.at,
                "actor_id": entry.actor_id,
                "device": entry.device,
                "act": entry.act,
                "kind": entry.kind,
                "object_id": entry.object_id,
                "seal": entry.seal,
                "link": chained,
                "reason": entry.reason or None,
                "second": entry.second or None,
                "facts": canonical(entry.facts).decode() if entry.facts else None,
                "seals": entry.seals or None,
            },
        )
        self._end = Head(entry.sequence, chained)

    def newest(self) -> Head:
        """The end of the chain as this transaction sees it."""
        self.settle()
        if self._end is None:
            query = select(audit_table.c.sequence, audit_table.c.link).order_by(audit_table.c.sequence.desc()).limit(1)
            row = self._connection.execute(query).first()
            self._end = Head(row.sequence, row.link) if row else Head()
        return self._end

    def head(self) -> str:
        """The first 12 hexadecimal characters of the newest link, for page footers; zeros if empty."""
        return self.newest().shown

    def entries(self, after: int = 0) -> Iterator[AuditEntry]:
        """All entries with a sequence number above `after`, in order, read in batches."""
        self.settle()
        last = after
        while True:
            query = (
                select(*self._columns)
                .where(audit_table.c.sequence > last)
                .order_by(audit_table.c.sequence)
                .limit(_BATCH)
            )
            rows = self._connection.execute(query).all()
            yield from map(_entry, rows)
            if len(rows) < _BATCH:
                return
            last = rows[-1].sequence

    def first_break(self, remembered: Head | None, *, whole: bool) -> ChainBreak | None:
        """The first fault of the chain: of all of it, or only of what came after the remembered head."""
        start = Head()
        if remembered is not None and not whole:
            entry = self.entry(remembered.sequence)
            if entry is not None and entry.link != remembered.link:
                return ChainBreak(entry.sequence, "other history")
            if entry is not None:
                start = remembered
        return first_break(self._keys.audit, self.entries(start.sequence), start, remembered)

    def sums(self) -> Iterator[tuple[int, str]]:
        """For every entry with which something was written, in order, the sum of its seals."""
        columns = audit_table.c
        last = min(0, self._read(select(func.min(columns.sequence))).scalar_one() or 0) - 1
        while True:
            query = select(columns.sequence, columns.seals).where(columns.sequence > last, columns.seals.is_not(None))
            rows = self._read(query.order_by(columns.sequence).limit(_BATCH)).all()
            yield from ((row.sequence, row.seals) for row in rows)
            if len(rows) < _BATCH:
                return
            last = rows[-1].sequence

    def entry(self, sequence: int) -> AuditEntry | None:
        """One entry, or None."""
        row = self._read(select(audit_table).where(audit_table.c.sequence == sequence)).first()
        return None if row is None else _entry(row)

    def of(self, kind: str, object_id: UUID) -> tuple[AuditEntry, ...]:
        """All acts on one record, oldest first."""
        query = (
            select(audit_table)
            .where(audit_table.c.kind == kind, audit_table.c.object_id == object_id)
            .order_by(audit_table.c.sequence)
        )
        return tuple(_entry(row) for row in self._read(query))

    def of_kind(self, kind: str) -> tuple[AuditEntry, ...]:
        """All entries about one kind of thing, oldest first; for kinds of which there are few."""
        query = select(audit_table).where(audit_table.c.kind == kind).order_by(audit_table.c.sequence)
        return tuple(_entry(row) for row in self._read(query))

    def newest_of(self, kind: str, object_id: UUID, acts: Collection[str]) -> int:
        """The sequence number of the newest of these acts on one record; 0 if there is none."""
        columns = audit_table.c
        query = select(func.max(columns.sequence)).where(
            columns.kind == kind, columns.object_id == object_id, columns.act.in_(acts)
        )
        return int(self._read(query).scalar_one() or 0)

    def last_of(self, kind: str, act: Act) -> AuditEntry | None:
        """The newest entry of this act on this kind of thing."""
        query = select(audit_table).where(audit_table.c.kind == kind, audit_table.c.act == act)
        row = self._read(query.order_by(audit_table.c.sequence.desc()).limit(1)).first()
        return None if row is None else _entry(row)

    def restores(self) -> Restores:
        """What the newest entry of a restore tells."""
        return told_by(self.last_of(KIND, RESTORED))

    def last_time(self, acts: Collection[str]) -> datetime | None:
        """When one of these acts was last noted."""
        query = select(audit_table.c.at).where(audit_table.c.act.in_(acts)).order_by(audit_table.c.sequence.desc())
        return self._read(query.limit(1)).scalar()

    def total(self, wanted: AuditFilter) -> int:
        """How many entries match the filter."""
        query = select(func.count()).select_from(audit_table).where(*_conditions(wanted))
        return int(self._read(query).scalar_one())

    def page(self, wanted: AuditFilter, skip: int, count: int) -> tuple[AuditEntry, ...]:
        """The entries that match the filter, newest first."""
        query = select(audit_table).where(*_conditions(wanted)).order_by(audit_table.c.sequence.desc())
        return tuple(_entry(row) for row in self._read(query.offset(skip).limit(count)))

    def _read(self, query: Executable) -> CursorResult[Any]:
        self.settle()
        return self._connection.execute(query)


class Anchor:
    """The head of the chain as this computer last saw it, in a small file outside the database.

    It is written after the commit: a process killed in between leaves an older head, which is still an ancestor of the
    chain and so no cause for alarm. While an alarm is on, the remembered head is `held`: it is the evidence, until
    someone accepts the current chain. Behind the head is how many restores this computer knows of, once there was one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held = False

    def remembered(self) -> Head | None:
        """The remembered head; None if there is no readable one."""
        try:
            lines = self.path.read_bytes().splitlines()
        except OSError:
            return None
        return max(filter(None, map(_head, lines)), key=lambda head: head.sequence, default=None)

    def remember(self, head: Head) -> None:
        """Save `head`; if the place cannot be written to, the older one stays, which the next check still accepts.

        Two lines of the same length are written in turn, in place, so that one of them is always complete; renaming a
        new file for every save would cost as much as the save itself.
        """
        if not self.held:
            with contextlib.suppress(OSError), self._opened() as file:
                file.seek(head.sequence % 2 * _LINE_LENGTH)
                file.write(_line(head))

    def accept(self, head: Head, restores: int) -> None:
        """End an alarm: the present chain is the one to remember, and the earlier head is forgotten. The chain tells of
        so many `restores`.

        It is one write, so that a process killed here leaves one note or the other.
        """
        self.held = False
        content = _line(head) * 2 + (_restores_line(restores) if restores else b"")
        with contextlib.suppress(OSError), self._opened() as file:
            file.write(content)
            file.truncate(len(content))

    def restores(self) -> int:
        """How many restores this computer knew of when it remembered the head."""
        try:
            line = self.path.read_bytes()[2 * _LINE_LENGTH :]
        except OSError:
            return 0
        number = line[: len("restores ") + 10].removeprefix(b"restores ").decode("ascii", "replace")
        return int(number) if number.isdigit() and line == _restores_line(int(number)) else 0

    def _opened(self) -> IO[bytes]:
        return os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)


def _line(head: Head) -> bytes:
    body = f"{head.sequence:019d} {head.link} "
    return f"{body}{zlib.crc32(body.encode()):08x}\n".encode()


_LINE_LENGTH = len(_line(Head()))


def _restores_line(number: int) -> bytes:
    body = f"restores {number:010d} "
    return f"{body}{zlib.crc32(body.encode()):08x}\n".encode()


def _head(line: bytes) -> Head | None:
    """The head in one line; None for a torn or foreign one."""
    words = line.strip(b"\x00").split()
    if len(words) != 3 or not words[0].isdigit():
        return None
    head = Head(int(words[0]), words[1].decode("ascii", "replace"))
    return head if _line(head).split() == words else None


def _entry(row: Row[Any]) -> AuditEntry:
    told = row._mapping  # an older shape has no columns for the last four
    return AuditEntry(
        row.sequence,
        row.at,
        row.actor_id,
        row.device,
        row.act,
        row.kind,
        row.object_id,
        row.seal,
        row.link,
        told.get("reason") or "",
        told.get("second") or "",
        json.loads(told.get("facts") or "{}"),
        told.get("seals") or "",
    )


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    columns = audit_table.c
    found = []
    if wanted.first is not None:
        found.append(columns.at >= wanted.first)
    if wanted.last is not None:
        found.append(columns.at < wanted.last)
    if wanted.actor_id is not None:
        found.append(columns.actor_id == wanted.actor_id)
    if wanted.object_id is not None:
        found.append(columns.object_id == wanted.object_id)
    if wanted.group is ActGroup.CHANGED:
        found.append(columns.act.not_in(UNCHANGING))
    elif wanted.group is not None:
        found.append(columns.act.in_(acts_of(wanted.group)))
    return found
