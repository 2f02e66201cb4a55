"""Drafts, incidents with all that hangs on them, the index of their words, and the summaries."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"

OPEN = sa.text("status IN ('submitted', 'in_review', 'needs_update', 'reopened')")
AWAITED = sa.text("confirmation = 'awaited'")
INCIDENT_KEY = "incident.id"


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("discarded", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_draft_owner_id", "draft", ["owner_id"])
    _create_incidents()
    _create_parts()
    _create_history()
    _create_summaries()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE incident_text USING fts5"
            "(words, content='', contentless_delete=1, tokenize='trigram', detail='none')"
        )
        # Many texts at once are gathered in 16 MiB before they are written, not in one: a sixth less work.
        op.execute("INSERT INTO incident_text(incident_text, rank) VALUES ('hashsize', 16777216)")


def _create_incidents() -> None:
    op.create_table(
        "incident",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("ref", sa.String(24), nullable=False, unique=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("desk_id", sa.Uuid(), sa.ForeignKey("desk.id")),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("precision", sa.String(40), nullable=False),
        sa.Column("occurred_day", sa.Date(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("channel", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("place", sa.String(60)),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("confirmation", sa.String(40), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("told_by_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("duplicate_of", sa.Uuid(), sa.ForeignKey(INCIDENT_KEY)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_incident_newest", "incident", ["occurred_at", "number"])
    op.create_index("ix_incident_site_newest", "incident", ["site_id", "occurred_at", "number"])
    op.create_index("ix_incident_severity_newest", "incident", ["severity", "occurred_at", "number"])
    op.create_index("ix_incident_status_newest", "incident", ["status", "occurred_at", "number"])
    op.create_index("ix_incident_logged_by", "incident", ["logged_by", "occurred_at", "number"])
    op.create_index("ix_incident_told_by", "incident", ["told_by_id", "occurred_at", "number"])
    op.create_index("ix_incident_open", "incident", ["occurred_at", "number"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_incident_awaiting", "incident", ["told_by_id"], sqlite_where=AWAITED, postgresql_where=AWAITED)


def _create_parts() -> None:
    op.create_table(
        "incident_account",
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey(INCIDENT_KEY), primary_key=True),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("relief", sa.Text()),
    )
    op.create_table(
        "incident_code",
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey(INCIDENT_KEY), primary_key=True),
        sa.Column("aspect", sa.String(40), primary_key=True),
        sa.Column("code", sa.String(60), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_person",
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey(INCIDENT_KEY), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_person_person_id", "incident_person", ["person_id"])


def _create_history() -> None:
    op.create_table(
        "addendum",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey(INCIDENT_KEY), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_addendum_incident_id", "addendum", ["incident_id"])
    op.create_table(
        "incident_revision",
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey(INCIDENT_KEY), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("field", sa.String(60), primary_key=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
    )
    op.create_table(
        "status_change",
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey(INCIDENT_KEY), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )


def _create_summaries() -> None:
    op.create_table(
        "tally_month",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("severity", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("channel", sa.String(60), primary_key=True),
        sa.Column("kind", sa.String(60), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally_status",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("severity", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("status", sa.String(40), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally_code",
        sa.Column("aspect", sa.String(40), primary_key=True),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("code", sa.String(60), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
