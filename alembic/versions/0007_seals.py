"""A seal for every record, and for every audit entry what the seals of all that was written with it add up to."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    op.add_column("audit_entry", sa.Column("seals", sa.String(64)))
    op.create_table(
        "record_seal",
        sa.Column("table_name", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(120), primary_key=True),
        sa.Column("sequence", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("seal", sa.LargeBinary(32), nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
