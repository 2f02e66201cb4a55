"""Sites, people, users, calendars, vocabulary, settings, requests, and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None


def upgrade() -> None:
    op.create_table(
        "clinic",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
    )
    op.create_table(
        "key_document",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text()),
    )
    _create_places_and_people()
    _create_calendars()
    op.create_table(
        "term",
        sa.Column("vocabulary", sa.String(60), primary_key=True),
        sa.Column("code", sa.String(60), primary_key=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("label_es", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("crosswalk", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _create_audit_trail()


def _create_places_and_people() -> None:
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False, unique=True),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("profile", sa.String(40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    for name in ("desk", "phone_line"):
        op.create_table(
            name,
            sa.Column("id", sa.Uuid(), primary_key=True),
            sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
            sa.Column("name", sa.String(120), nullable=False),
            sa.Column("active", sa.Boolean(), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
        )
        op.create_index(f"ix_{name}_site_id", name, ["site_id"])
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("job", sa.String(60), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("desk_id", sa.Uuid(), sa.ForeignKey("desk.id")),
        sa.Column("may_facilitate", sa.Boolean(), nullable=False),
        sa.Column("manager_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_person_site_id", "person", ["site_id"])
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False, unique=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "user_site",
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("user_account.id"), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
    )


def _create_calendars() -> None:
    op.create_table(
        "opening_hours",
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("weekday", sa.Integer(), primary_key=True),
        sa.Column("opens", sa.Time(), primary_key=True),
        sa.Column("closes", sa.Time(), nullable=False),
    )
    op.create_table(
        "closed_day",
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
    )
    op.create_table(
        "shift",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
    )
    op.create_index("ix_shift_person_id", "shift", ["person_id"])
    op.create_table(
        "shift_break",
        sa.Column("shift_id", sa.Uuid(), sa.ForeignKey("shift.id"), primary_key=True),
        sa.Column("starts", sa.Time(), primary_key=True),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
    )


def _create_audit_trail() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("sequence", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid()),
        sa.Column("device", sa.String(40), nullable=False),
        sa.Column("act", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("object_id", sa.Uuid()),
        sa.Column("seal", sa.String(64)),
        sa.Column("link", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_entry_object", "audit_entry", ["kind", "object_id"])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{act.lower()} BEFORE {act} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"
            )
    else:
        op.execute(
            "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is never changed'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()"
        )


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
