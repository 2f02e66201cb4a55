"""Who offered support, every answer to an offer, and the help outside the clinic that was named."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"

_OFFER = sa.table(
    "support_offer",
    sa.column("id", sa.Uuid()),
    sa.column("answer", sa.String()),
    sa.column("answered_at", sa.DateTime(timezone=True)),
)
_ANSWER = sa.table(
    "support_offer_answer",
    sa.column("id", sa.Uuid()),
    sa.column("offer_id", sa.Uuid()),
    sa.column("answer", sa.String()),
    sa.column("said_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer()),
)


def upgrade() -> None:
    op.create_table(
        "outside_help",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("contact", sa.String(300), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "support_offer_answer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("offer_id", sa.Uuid(), sa.ForeignKey("support_offer.id"), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_support_offer_answer_offer_id", "support_offer_answer", ["offer_id"])
    _add_link("offerer_id", "person")
    _add_link("help_id", "outside_help")
    op.add_column("support_offer", sa.Column("referred_at", sa.DateTime(timezone=True)))
    connection = op.get_bind()
    answered = sa.select(_OFFER).where(_OFFER.c.answered_at.is_not(None))
    rows = [
        {"id": uuid4(), "offer_id": one.id, "answer": one.answer, "said_at": one.answered_at, "version": 1}
        for one in connection.execute(answered)
    ]
    if rows:
        connection.execute(sa.insert(_ANSWER), rows)


def _add_link(name: str, table: str) -> None:
    """A column that refers to another table, in one statement: SQLite adds no constraint to a table that exists."""
    kind = "UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"
    op.execute(f"ALTER TABLE support_offer ADD COLUMN {name} {kind} REFERENCES {table} (id)")


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
