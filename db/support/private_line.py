"""Tables and repository for the sealed answers on the private line, and the keys of their readers."""

from sqlalchemy import Boolean, Column, ForeignKey, LargeBinary, Table, Uuid

from db.base import id_column, metadata, version_column
from db.support.wellbeing import SqlWellbeingNotes

answer_table = Table(
    "private_answer",
    metadata,
    id_column(),
    Column("owner_id", Uuid, ForeignKey("user_account.id"), nullable=False, index=True),
    Column("unfinished", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
    version_column(),
)
key_table = Table(
    "private_answer_key",
    metadata,
    Column("note_id", Uuid, ForeignKey("private_answer.id"), primary_key=True),
    Column("reader_id", Uuid, ForeignKey("user_account.id"), primary_key=True, index=True),
    Column("public", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)


class SqlPrivateAnswers(SqlWellbeingNotes):
    """Sealed answers, each with the keys of those who can open it; stored as sealed notes are, apart from them."""

    kind = "private_answer"
    table = answer_table
    keys = key_table
