"""A desk may be closed for the time of a debrief, where the clinic says so, instead of being taken by someone."""

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"


def upgrade() -> None:
    op.add_column("clinic", sa.Column("desks_may_close", sa.Boolean, nullable=True))
    with op.batch_alter_table("cover") as cover:
        cover.alter_column("cover_id", existing_type=sa.Uuid, nullable=True)


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
