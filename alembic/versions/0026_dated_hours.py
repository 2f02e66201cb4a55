"""Other opening hours hold from a day on: what is over is counted by the hours of then.

What is there stays as it is, as the hours before the first change, and with it every seal.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"


def upgrade() -> None:
    op.create_table(
        "opening_week",
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("first_day", sa.Date(), primary_key=True),
    )
    op.create_table(
        "opening_week_span",
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("first_day", sa.Date(), primary_key=True),
        sa.Column("weekday", sa.Integer(), primary_key=True),
        sa.Column("opens", sa.Time(), primary_key=True),
        sa.Column("closes", sa.Time(), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
