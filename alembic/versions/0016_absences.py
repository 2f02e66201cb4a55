"""Days on which a member of staff is away, so that nothing is planned with them then."""

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time()),
        sa.Column("ends", sa.Time()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_absence_person_id", "absence", ["person_id"])
    op.create_index("ix_absence_last_day", "absence", ["last_day"])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
