"""What the clinic's words mean is said in Spanish, too; the shipped words bring theirs when the clinic is opened."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"


def upgrade() -> None:
    op.add_column("term", sa.Column("definition_es", sa.Text()))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
