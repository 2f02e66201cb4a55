"""Why someone did something, who agreed to it, and what else the audit trail tells of it."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    op.add_column("audit_entry", sa.Column("reason", sa.Text()))
    op.add_column("audit_entry", sa.Column("second", sa.String(40)))
    op.add_column("audit_entry", sa.Column("facts", sa.Text()))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
