"""Table and repository for help for staff from outside the clinic."""

from sqlalchemy import Column, ForeignKey, String, Table, Uuid, select

from db.base import id_column, metadata, version_column
from db.support.records import CodeList, RecordRepository
from db.types import UtcDateTime
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.outside_help import OutsideHelp

outside_help_table = Table(
    "outside_help",
    metadata,
    id_column(),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("contact", String(300), nullable=False),
    Column("kinds", CodeList(OfferKind), nullable=False),
    Column("retired_at", UtcDateTime),
    version_column(),
)


class SqlOutsideHelp(RecordRepository[OutsideHelp]):
    """Help for staff from outside the clinic."""

    kind = "outside_help"
    table = outside_help_table
    record = OutsideHelp

    def all(self) -> tuple[OutsideHelp, ...]:
        """All of it, by name, what is no longer named included."""
        return self._found(select(outside_help_table).order_by(outside_help_table.c.name, outside_help_table.c.id))
