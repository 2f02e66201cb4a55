"""Descriptions are searched without accents and in any Unicode form; a server gets an index of words as well."""

import sqlalchemy as sa
from alembic import op

from db.capture.text_index import TextIndex

revision: str = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.create_table(
            "incident_text",
            sa.Column("rowid", sa.BigInteger(), primary_key=True, autoincrement=False),
            sa.Column("words", sa.Text(), nullable=False),
        )
    TextIndex(connection).rebuild()


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
