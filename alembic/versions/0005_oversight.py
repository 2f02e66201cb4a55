"""Denominators."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    op.create_table(
        "denominators",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("visits", sa.Integer()),
        sa.Column("calls", sa.Integer()),
        sa.Column("open_days", sa.Integer()),
        sa.Column("staff_hours", sa.Float()),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.UniqueConstraint("month", "site_id"),
    )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
