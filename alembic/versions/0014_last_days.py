"""Sites, desks and lines have a last day; a site says what kind of place it is; a closed day has a name."""

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"


def upgrade() -> None:
    op.add_column("site", sa.Column("facility", sa.String(40), nullable=True))
    for table in ("site", "desk", "phone_line"):
        op.add_column(table, sa.Column("last_day", sa.Date(), nullable=True))
    op.add_column("closed_day", sa.Column("name", sa.String(120), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
