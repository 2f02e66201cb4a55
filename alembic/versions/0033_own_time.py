"""The minutes that people write down: reporting, committee and training."""

import sqlalchemy as sa
from alembic import op

revision: str = "0033"
down_revision: str | None = "0032"


def upgrade() -> None:
    op.create_table(
        "time_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("paid", sa.String(40), nullable=False),
        sa.Column("voluntary", sa.Boolean(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_time_entry_person_id", "time_entry", ["person_id"])
    op.create_index("ix_time_entry_site_id_day", "time_entry", ["site_id", "day"])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
