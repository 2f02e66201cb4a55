"""A long list is sorted by desk along an index of its own."""

from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"


def upgrade() -> None:
    op.create_index("ix_incident_desk_newest", "incident", ["desk_id", "occurred_at", "number"])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
