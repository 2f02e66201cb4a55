"""Support ends when its report is struck out; who was invited is told for some days."""

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"


def upgrade() -> None:
    op.add_column("support_case", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    canceled = sa.text("not_held_reason = 'struck_out'")
    op.create_index("ix_debrief_canceled", "debrief", ["ended_at"], sqlite_where=canceled, postgresql_where=canceled)


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
