"""People from elsewhere who answer for a debrief where no one here may, and how to reach them."""

import sqlalchemy as sa
from alembic import op

revision: str = "0034"
down_revision: str | None = "0033"


def upgrade() -> None:
    op.create_table(
        "outsider",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("contact", sa.String(300), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    # in one statement: SQLite adds no constraint to a table that exists
    kind = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    op.execute(f"ALTER TABLE debrief ADD COLUMN outsider_id {kind} REFERENCES outsider (id)")


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
