"""Where patients find help: lines and teams that are called instead of the police."""

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"


def upgrade() -> None:
    op.create_table(
        "directory_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id")),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("phone", sa.String(60), nullable=False),
        sa.Column("hours", sa.String(200), nullable=False),
        sa.Column("by_video", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_directory_entry_site_id", "directory_entry", ["site_id"])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
