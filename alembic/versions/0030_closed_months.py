"""Months are closed by a person on a day that the clinic sets, and told the same ever after."""

import sqlalchemy as sa
from alembic import op

revision: str = "0030"
down_revision: str | None = "0029"


def upgrade() -> None:
    op.add_column("clinic", sa.Column("closing_day", sa.Integer, nullable=True))
    op.create_table(
        "closed_month",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("month", sa.String(7), nullable=False, unique=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
    )
    op.create_table(
        "kept_report",
        sa.Column("month_id", sa.Uuid(), sa.ForeignKey("closed_month.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("site_ids", sa.Text(), nullable=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
