"""The sealed answers on the private line, and the keys of their readers."""

import sqlalchemy as sa
from alembic import op

revision: str = "0038"
down_revision: str | None = "0037"


def upgrade() -> None:
    op.create_table(
        "private_answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("unfinished", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_private_answer_owner_id", "private_answer", ["owner_id"])
    op.create_table(
        "private_answer_key",
        sa.Column("note_id", sa.Uuid(), sa.ForeignKey("private_answer.id"), primary_key=True),
        sa.Column("reader_id", sa.Uuid(), sa.ForeignKey("user_account.id"), primary_key=True),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_private_answer_key_reader_id", "private_answer_key", ["reader_id"])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
