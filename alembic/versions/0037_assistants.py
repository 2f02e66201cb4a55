"""Who helps to hold a debrief beside the one who leads it."""

import sqlalchemy as sa
from alembic import op

revision: str = "0037"
down_revision: str | None = "0036"


def upgrade() -> None:
    op.add_column("debrief", sa.Column("assistants", sa.Text(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
