"""What people's calendars hold of debriefs, so that a moved or canceled time reaches them as such."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"

_DEBRIEF = sa.table(
    "debrief",
    sa.column("id", sa.Uuid()),
    sa.column("status", sa.String()),
    sa.column("starts_at", sa.DateTime(timezone=True)),
    sa.column("ends_at", sa.DateTime(timezone=True)),
    sa.column("facilitator_id", sa.Uuid()),
    sa.column("made_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer()),
)
_PARTICIPANT = sa.table(
    "participant",
    sa.column("debrief_id", sa.Uuid()),
    sa.column("person_id", sa.Uuid()),
    sa.column("response", sa.String()),
)
_COVER = sa.table(
    "cover", sa.column("debrief_id", sa.Uuid()), sa.column("person_id", sa.Uuid()), sa.column("cover_id", sa.Uuid())
)
_ENTRY = sa.table(
    "calendar_entry",
    sa.column("id", sa.Uuid()),
    sa.column("debrief_id", sa.Uuid()),
    sa.column("person_id", sa.Uuid()),
    sa.column("starts_at", sa.DateTime(timezone=True)),
    sa.column("ends_at", sa.DateTime(timezone=True)),
    sa.column("sequence", sa.Integer()),
    sa.column("changed_at", sa.DateTime(timezone=True)),
    sa.column("canceled", sa.Boolean()),
    sa.column("version", sa.Integer()),
)


def upgrade() -> None:
    op.create_table(
        "calendar_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("debrief_id", sa.Uuid(), sa.ForeignKey("debrief.id"), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("canceled", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("debrief_id", "person_id", name="uq_calendar_entry_debrief_id_person_id"),
    )
    op.create_index("ix_calendar_entry_person_id", "calendar_entry", ["person_id"])
    # A time that is booked now may be in someone's calendar already, with the version of its debrief as SEQUENCE.
    connection = op.get_bind()
    booked = sa.select(_DEBRIEF).where(_DEBRIEF.c.status == "planned", _DEBRIEF.c.starts_at.is_not(None))
    rows = [row for debrief in connection.execute(booked).all() for row in _entries_of(connection, debrief)]
    if rows:
        connection.execute(sa.insert(_ENTRY), rows)


def _entries_of(connection: sa.Connection, debrief: sa.Row) -> list[dict[str, object]]:
    said_yes = sa.select(_PARTICIPANT.c.person_id).where(
        _PARTICIPANT.c.debrief_id == debrief.id, _PARTICIPANT.c.response == "yes"
    )
    coming = set(connection.execute(said_yes).scalars())
    covers = connection.execute(sa.select(_COVER).where(_COVER.c.debrief_id == debrief.id))
    expected = coming | {one.cover_id for one in covers if one.person_id in coming} | {debrief.facilitator_id}
    return [
        {
            "id": uuid4(),
            "debrief_id": debrief.id,
            "person_id": person_id,
            "starts_at": debrief.starts_at,
            "ends_at": debrief.ends_at,
            "sequence": debrief.version,
            "changed_at": debrief.made_at,
            "canceled": False,
            "version": 1,
        }
        for person_id in sorted(expected - {None}, key=str)
    ]


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
