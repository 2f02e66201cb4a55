"""Tables and repositories for sealed notes, the keys of their readers, and who was chosen to read them."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, Select, Table, Uuid, delete, insert, select

from db.base import Repository, id_column, metadata, version_column
from db.support.records import RecordRepository, batches
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.wellbeing import NoteKey, SealedNote, SupporterChoice


def sealed_tables(name: str, keys: str) -> tuple[Table, Table]:
    """A table of sealed notes, and the one with the keys of their readers."""
    notes = Table(
        name,
        metadata,
        id_column(),
        Column("owner_id", Uuid, ForeignKey("user_account.id"), nullable=False, index=True),
        Column("unfinished", Boolean, nullable=False),
        Column("content", LargeBinary, nullable=False),
        version_column(),
    )
    readers = Table(
        keys,
        metadata,
        Column("note_id", Uuid, ForeignKey(f"{name}.id"), primary_key=True),
        Column("reader_id", Uuid, ForeignKey("user_account.id"), primary_key=True, index=True),
        Column("public", LargeBinary, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
    )
    return notes, readers


note_table, key_table = sealed_tables("wellbeing_note", "wellbeing_key")
choice_table = Table(
    "wellbeing_supporter",
    metadata,
    id_column(),
    Column("owner_id", Uuid, ForeignKey("user_account.id"), nullable=False, unique=True),
    Column("supporter_id", Uuid, ForeignKey("user_account.id"), nullable=False, index=True),
    Column("pinned", LargeBinary, nullable=False),
    version_column(),
)


class SqlWellbeingNotes(Repository):
    """Sealed notes, each with the keys of those who can open it."""

    kind = "wellbeing_note"
    table: ClassVar[Table] = note_table
    keys: ClassVar[Table] = key_table

    def add(self, note: SealedNote) -> None:
        """Keep a new note."""
        self._insert({"id": note.id, **_values(note), "version": 1})
        self._put_keys(note)

    def save(self, note: SealedNote) -> SealedNote:
        """Save it with exactly these keys. Errors: ChangedMeanwhile, NotFound."""
        version = self._update(note.id, note.version, _values(note))
        self._connection.execute(delete(self.keys).where(self.keys.c.note_id == note.id))
        self._put_keys(note)
        return SealedNote(note.id, note.owner_id, note.unfinished, note.content, note.keys, version)

    def remove(self, id: UUID) -> None:
        """Take the note and all its keys out for good."""
        self._connection.execute(delete(self.keys).where(self.keys.c.note_id == id))
        self._connection.execute(delete(self.table).where(self.table.c.id == id))
        self._note(id)

    def get(self, id: UUID) -> SealedNote:
        """The note with this id. Errors: NotFound."""
        found = self._found(select(self.table).where(self.table.c.id == id))
        if not found:
            raise NotFound(self.kind)
        return found[0]

    def of_owner(self, owner_id: UUID) -> tuple[SealedNote, ...]:
        """Everything that this user wrote, the unfinished included, oldest first."""
        return self._found(select(self.table).where(self.table.c.owner_id == owner_id).order_by(self.table.c.id))

    def for_reader(self, reader_id: UUID) -> tuple[SealedNote, ...]:
        """The notes of others that have a key for this user, by owner and oldest first."""
        mine = select(self.keys.c.note_id).where(self.keys.c.reader_id == reader_id)
        c = self.table.c
        query = select(self.table).where(c.id.in_(mine), c.owner_id != reader_id)
        return self._found(query.order_by(c.owner_id, c.id))

    def _found(self, query: Select[tuple[object, ...]]) -> tuple[SealedNote, ...]:
        rows = self._connection.execute(query).mappings().all()
        keys: dict[UUID, list[NoteKey]] = {row["id"]: [] for row in rows}
        for some in batches(list(keys)):
            of_these = select(self.keys).where(self.keys.c.note_id.in_(some)).order_by(self.keys.c.reader_id)
            for row in self._connection.execute(of_these).mappings():
                keys[row["note_id"]].append(NoteKey(row["reader_id"], bytes(row["public"]), bytes(row["sealed"])))
        return tuple(
            SealedNote(
                row["id"],
                row["owner_id"],
                row["unfinished"],
                bytes(row["content"]),
                tuple(keys[row["id"]]),
                row["version"],
            )
            for row in rows
        )

    def _put_keys(self, note: SealedNote) -> None:
        rows = [
            {"note_id": note.id, "reader_id": key.reader_id, "public": key.public, "sealed": key.sealed}
            for key in note.keys
        ]
        if rows:
            self._connection.execute(insert(self.keys), rows)


class SqlSupporterChoices(RecordRepository[SupporterChoice]):
    """Who was chosen to read someone's notes: one for each owner at most."""

    kind = "wellbeing_supporter"
    table = choice_table
    record = SupporterChoice

    def of_owner(self, owner_id: UUID) -> SupporterChoice | None:
        """Whom this user chose, if anyone."""
        found = self._found_by("owner_id", [owner_id])
        return found[0] if found else None

    def of_supporter(self, supporter_id: UUID) -> tuple[SupporterChoice, ...]:
        """By whom this user was chosen."""
        return self._found_by("supporter_id", [supporter_id])

    def remove(self, id: UUID) -> None:
        """No one is chosen anymore."""
        self._connection.execute(delete(choice_table).where(choice_table.c.id == id))
        self._note(id)


def _values(note: SealedNote) -> dict[str, object]:
    return {"owner_id": note.owner_id, "unfinished": note.unfinished, "content": note.content}
