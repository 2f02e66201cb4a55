"""Root cause analyses with their parts, and actions."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    op.create_table(
        "analysis",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(20), nullable=False, unique=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("question", sa.String(200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("begin_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finish_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("equity_view", sa.Text(), nullable=False),
        sa.Column("staff_view", sa.Text(), nullable=False),
        sa.Column("patient_view", sa.Text(), nullable=False),
        sa.Column("weaker_reason", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_analysis_open", "analysis", ["site_id", "status", "finish_by"])
    _create_part(
        "analysis_incident",
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey("incident.id"), primary_key=True),
    )
    op.create_index("ix_analysis_incident_incident_id", "analysis_incident", ["incident_id"])
    _create_part(
        "timeline_event",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
    )
    _create_part(
        "why",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("parent_id", sa.Uuid()),
        sa.Column("text", sa.Text(), nullable=False),
    )
    _create_part(
        "analysis_factor",
        sa.Column("code", sa.String(40), primary_key=True),
        sa.Column("evidence", sa.String(40), nullable=False),
    )
    op.create_index("ix_analysis_factor_code", "analysis_factor", ["code"])
    _create_part(
        "causal_statement",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
    )
    _create_action()


def _create_part(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("analysis_id", sa.Uuid(), sa.ForeignKey("analysis.id"), primary_key=True),
        sa.Column("place", sa.Integer(), nullable=False),
        *columns,
    )


def _create_action() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(20), nullable=False, unique=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), sa.ForeignKey("analysis.id")),
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey("incident.id")),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("tier", sa.String(40), nullable=False),
        sa.Column("category", sa.String(60), nullable=False),
        sa.Column("factor", sa.String(40)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("measure_numerator", sa.String(200)),
        sa.Column("measure_denominator", sa.String(200)),
        sa.Column("measure_threshold", sa.Float()),
        sa.Column("measure_check_on", sa.Date()),
        sa.Column("measure_effect", sa.String(40)),
    )
    op.create_index("ix_action_analysis_id", "action", ["analysis_id"])
    op.create_index("ix_action_incident_id", "action", ["incident_id"])
    op.create_index("ix_action_due", "action", ["status", "due_on", "site_id"])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
