"""Talks with others after an incident: who saw it, and repair with the patient, with what the staff said to it."""

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"


def upgrade() -> None:
    op.create_table(
        "outreach",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey("incident.id"), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("noted_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("people", sa.Integer()),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_outreach_incident_id", "outreach", ["incident_id"])
    op.create_table(
        "outreach_consent",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey("incident.id"), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    for column in ("incident_id", "person_id", "said_at"):
        op.create_index(f"ix_outreach_consent_{column}", "outreach_consent", [column])


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
