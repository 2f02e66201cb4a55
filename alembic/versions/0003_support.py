"""Offers, debriefs, protected time, follow-ups."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    _create_cases()
    _create_debriefs()
    _create_protected_time()
    _create_what_was_held()
    _create_offers_and_checks()


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")


def _create_cases() -> None:
    op.create_table(
        "support_case",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leadership_by", sa.DateTime(timezone=True)),
        sa.Column("leadership_told_at", sa.DateTime(timezone=True)),
        sa.Column("offer_by", sa.DateTime(timezone=True)),
        sa.Column("first_offer_at", sa.DateTime(timezone=True)),
        sa.Column("first_contact_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_support_case_site_id_occurred_at", "support_case", ["site_id", "occurred_at"])
    _partial_index(
        "ix_support_case_untold",
        "support_case",
        "leadership_by",
        "leadership_by IS NOT NULL AND leadership_told_at IS NULL",
    )
    op.create_table(
        "support_case_person",
        sa.Column("record_id", sa.Uuid(), sa.ForeignKey("support_case.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("linked_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
    )


def _create_debriefs() -> None:
    op.create_table(
        "debrief",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offer_by", sa.DateTime(timezone=True)),
        sa.Column("least_minutes", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("manager_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("deputy_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("facilitator_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("facilitator_outside", sa.String(200), nullable=False),
        sa.Column("concerns", sa.JSON(), nullable=False),
        sa.Column("facilitator_reason", sa.String(200), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True)),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.Column("paid_extra_time", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("not_held_reason", sa.String(40)),
        sa.Column("late_reason", sa.String(40)),
        sa.Column("next_check", sa.DateTime(timezone=True)),
        sa.Column("checked_at", sa.DateTime(timezone=True)),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _partial_index("ix_debrief_due", "debrief", "due_at", "due_at IS NOT NULL")
    op.create_index("ix_debrief_site_id_occurred_at", "debrief", ["site_id", "occurred_at"])
    op.create_table(
        "debrief_incident",
        sa.Column("record_id", sa.Uuid(), sa.ForeignKey("debrief.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("linked_id", sa.Uuid(), sa.ForeignKey("incident.id"), nullable=False),
    )
    op.create_index("ix_debrief_incident_linked_id", "debrief_incident", ["linked_id"])
    op.create_table(
        "participant",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("targeted", sa.Boolean(), nullable=False),
        sa.Column("response", sa.String(40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("asks_earlier", sa.Boolean(), nullable=False),
        sa.Column("wants_group", sa.Boolean()),
        sa.Column("interpreter", sa.String(200), nullable=False),
        sa.Column("companion", sa.String(200), nullable=False),
        sa.Column("wants_person_like_me", sa.Boolean(), nullable=False),
        sa.Column("attended", sa.Boolean()),
        sa.Column("left_early", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("debrief_id", "person_id"),
    )
    op.create_index("ix_participant_person_id", "participant", ["person_id"])


def _create_protected_time() -> None:
    op.create_table(
        "protected_slot",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("paid_extra_time", sa.Boolean(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True)),
        sa.Column("moved_because", sa.String(40)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_protected_slot_debrief_id", "protected_slot", ["debrief_id"])
    op.create_table(
        "cover",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("cover_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("debrief_id", "person_id"),
    )
    op.create_index("ix_cover_cover_id", "cover", ["cover_id"])
    op.create_table(
        "after_check",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False, unique=True),
        sa.Column("protected", sa.String(40), nullable=False),
        sa.Column("paid", sa.String(40), nullable=False),
        sa.Column("paid_minutes", sa.Integer(), nullable=False),
        sa.Column("interruptions", sa.Integer(), nullable=False),
        sa.Column("cover_came", sa.Boolean(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "participant_check",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("protected", sa.String(40), nullable=False),
        sa.Column("paid", sa.String(40), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("debrief_id", "person_id"),
    )


def _create_what_was_held() -> None:
    op.create_table(
        "debrief_step",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("debrief_id", "step"),
    )
    op.create_table(
        "learning_item",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("factor", sa.String(60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_owner_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_learning_item_debrief_id", "learning_item", ["debrief_id"])


def _create_offers_and_checks() -> None:
    op.create_table(
        "support_offer",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey("incident.id"), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_by", sa.Uuid(), sa.ForeignKey("user_account.id"), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_support_offer_incident_id", "support_offer", ["incident_id"])
    op.create_index("ix_support_offer_person_id", "support_offer", ["person_id"])
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey("incident.id"), nullable=False),
        sa.Column("site_id", sa.Uuid(), sa.ForeignKey("site.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("on_wish", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("done_by", sa.Uuid(), sa.ForeignKey("user_account.id")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("incident_id", "person_id", "step"),
    )
    _partial_index("ix_follow_up_due", "follow_up", "due_at", "due_at IS NOT NULL")
    op.create_index("ix_follow_up_person_id", "follow_up", ["person_id"])
    op.create_table(
        "reminder_mark",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("person_id", "key"),
    )


def _partial_index(name: str, table: str, column: str, where: str) -> None:
    """An index of the few rows that still wait."""
    condition = sa.text(where)
    op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)
