"""A clinic may let people complete the reports that they wrote themselves; until it says so, it does not."""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"


def upgrade() -> None:
    op.add_column("clinic", sa.Column("own_reports", sa.Boolean, nullable=True))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
