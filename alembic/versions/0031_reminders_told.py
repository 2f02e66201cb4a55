"""Who was told of which reminder, so that no lock and no second computer tells it twice.

What is due when this comes is told again.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"


def upgrade() -> None:
    op.create_table(
        "reminder_told",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("person_id", "key"),
    )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
