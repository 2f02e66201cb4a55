"""Sums of what people say about debriefs without their name, and when a reminder was put off or away."""

import sqlalchemy as sa
from alembic import op

revision: str = "0035"
down_revision: str | None = "0034"

SUMS = (
    "answers",
    "helpful_yes",
    "helpful_partly",
    "safe_yes",
    "safe_partly",
    "pointed_yes",
    "pointed_partly",
)


def upgrade() -> None:
    op.create_table(
        "debrief_voice",
        sa.Column("step", sa.Integer(), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in SUMS),
    )
    op.add_column("reminder_mark", sa.Column("marked_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
