"""A late offer, and a late end because all declined, keep their reason.

What was there has none, and with a column that may be empty no seal changes.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0029"
down_revision: str | None = "0028"


def upgrade() -> None:
    op.add_column("support_case", sa.Column("late_offer", sa.String(40)))
    op.add_column("support_case", sa.Column("late_offer_words", sa.String(200)))
    op.add_column("debrief", sa.Column("declined_at", sa.DateTime(timezone=True)))
    op.add_column("debrief", sa.Column("late_decline", sa.String(40)))
    op.add_column("debrief", sa.Column("late_decline_words", sa.String(200)))


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
