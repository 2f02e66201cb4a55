"""A desk says how what happens there usually reaches the clinic, so that the quick log can begin with it."""

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"


def upgrade() -> None:
    op.add_column("desk", sa.Column("channel", sa.String(60), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
