"""Tables and repositories for protected slots, cover, and what was said about them afterwards."""

from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, UniqueConstraint, Uuid, select

from db.base import id_column, metadata, version_column
from db.support.records import DebriefPartRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.protected_time import (
    AfterCheck,
    Cover,
    MoveReason,
    Paid,
    ParticipantCheck,
    Protected,
    ProtectedSlot,
)

slot_table = Table(
    "protected_slot",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False, index=True),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("booked_at", UtcDateTime, nullable=False),
    Column("booked_by", Uuid, ForeignKey("user_account.id"), nullable=False),
    Column("paid_extra_time", Boolean, nullable=False),
    Column("moved_at", UtcDateTime),
    Column("moved_because", Coded(MoveReason)),
    version_column(),
)
cover_table = Table(
    "cover",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("cover_id", Uuid, ForeignKey("person.id"), index=True),
    Column("confirmed_at", UtcDateTime),
    version_column(),
    UniqueConstraint("debrief_id", "person_id"),
)
after_check_table = Table(
    "after_check",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False, unique=True),
    Column("protected", Coded(Protected), nullable=False),
    Column("paid", Coded(Paid), nullable=False),
    Column("paid_minutes", Integer, nullable=False),
    Column("interruptions", Integer, nullable=False),
    Column("cover_came", Boolean, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    Column("said_by", Uuid, ForeignKey("user_account.id"), nullable=False),
    version_column(),
)
participant_check_table = Table(
    "participant_check",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("protected", Coded(Protected), nullable=False),
    Column("paid", Coded(Paid), nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    version_column(),
    UniqueConstraint("debrief_id", "person_id"),
)


class SqlSlots(DebriefPartRepository[ProtectedSlot]):
    """Booked times, including those given up."""

    kind = "protected_slot"
    table = slot_table
    record = ProtectedSlot


class SqlCovers(DebriefPartRepository[Cover]):
    """Who covers whose desk."""

    kind = "cover"
    table = cover_table
    record = Cover

    def find(self, debrief_id: UUID, person_id: UUID) -> Cover | None:
        """Who covers this person's desk during a debrief, or None."""
        c = cover_table.c
        found = self._found(select(cover_table).where(c.debrief_id == debrief_id, c.person_id == person_id))
        return found[0] if found else None


class SqlAfterChecks(DebriefPartRepository[AfterCheck]):
    """The managers' own claims."""

    kind = "after_check"
    table = after_check_table
    record = AfterCheck


class SqlParticipantChecks(DebriefPartRepository[ParticipantCheck]):
    """The participants' private answers."""

    kind = "participant_check"
    table = participant_check_table
    record = ParticipantCheck
