"""No clinic locks sooner than its computers say because of a figure that it never chose.

Clinics were founded with 5 minutes before anything asked for that figure. Those that chose one have it in the trail.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"

FOUNDED_WITH, LONGEST = 5, 15


def upgrade() -> None:
    op.get_bind().execute(
        sa.text(
            "UPDATE clinic SET idle_minutes = :longest WHERE idle_minutes = :founded_with AND NOT EXISTS"
            " (SELECT 1 FROM audit_entry WHERE kind = 'clinic' AND facts LIKE '%idle_minutes%')"
        ),
        {"longest": LONGEST, "founded_with": FOUNDED_WITH},
    )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
