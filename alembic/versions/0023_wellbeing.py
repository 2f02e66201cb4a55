"""Sealed notes about one's own wellbeing, the keys of their readers, and who was chosen to read them."""

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"


def upgrade() -> None:
    op.create_table(
        "wellbeing_note",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("unfinished", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_wellbeing_note_owner_id", "wellbeing_note", ["owner_id"])
    op.create_table(
        "wellbeing_key",
        sa.Column("note_id", sa.Uuid(), sa.ForeignKey("wellbeing_note.id"), primary_key=True),
        sa.Column("reader_id", sa.Uuid(), sa.ForeignKey("user_account.id"), primary_key=True),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_wellbeing_key_reader_id", "wellbeing_key", ["reader_id"])
    op.create_table(
        "wellbeing_supporter",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False, unique=True),
        sa.Column("supporter_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("pinned", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_wellbeing_supporter_supporter_id", "wellbeing_supporter", ["supporter_id"])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
