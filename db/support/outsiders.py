"""Table and repository for people from elsewhere who may answer for debriefs."""

from sqlalchemy import Column, ForeignKey, String, Table, Uuid, select

from db.base import id_column, metadata, version_column
from db.support.records import RecordRepository
from db.types import UtcDateTime
from incident_tracker.domain.support.outsiders import Outsider

outsider_table = Table(
    "outsider",
    metadata,
    id_column(),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("contact", String(300), nullable=False),
    Column("retired_at", UtcDateTime),
    version_column(),
)


class SqlOutsiders(RecordRepository[Outsider]):
    """People from elsewhere who may answer for debriefs."""

    kind = "outsider"
    table = outsider_table
    record = Outsider

    def all(self) -> tuple[Outsider, ...]:
        """All of them, by name, those who are chosen no longer included."""
        return self._found(select(outsider_table).order_by(outsider_table.c.name, outsider_table.c.id))
