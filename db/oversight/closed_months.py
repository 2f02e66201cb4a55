"""Tables and repository of the months that were closed, with their reports; written once, never changed."""

from uuid import UUID

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, Uuid, insert, select

from db.base import Repository, id_column, metadata
from db.types import UtcDateTime
from incident_tracker.domain.oversight.closed_months import ClosedMonth, KeptReport

closed_month_table = Table(
    "closed_month",
    metadata,
    id_column(),
    Column("month", String(7), nullable=False, unique=True),
    Column("closed_at", UtcDateTime, nullable=False),
    Column("closed_by", Uuid, ForeignKey("user_account.id"), nullable=False),
)
kept_report_table = Table(
    "kept_report",
    metadata,
    Column("month_id", Uuid, ForeignKey("closed_month.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("site_ids", Text, nullable=True),
    Column("language", String(8), nullable=False),
    Column("figures", Text, nullable=False),
)


class SqlClosedMonths(Repository):
    """Which months are closed, and what is told of them."""

    kind = "closed_month"
    table = closed_month_table

    def add(self, closed: ClosedMonth) -> None:
        """Keep a month that is not closed yet."""
        self._insert(
            {"id": closed.id, "month": closed.month, "closed_at": closed.closed_at, "closed_by": closed.closed_by}
        )
        rows = [
            {
                "month_id": closed.id,
                "position": position,
                "site_ids": _as_text(one.site_ids),
                "language": one.language,
                "figures": one.figures,
            }
            for position, one in enumerate(closed.reports)
        ]
        self._connection.execute(insert(kept_report_table), rows)

    def months(self) -> frozenset[str]:
        """All months ("YYYY-MM") that are closed."""
        return frozenset(self._connection.execute(select(closed_month_table.c.month)).scalars())

    def find(self, month: str, site_ids: frozenset[UUID] | None, language: str) -> ClosedMonth | None:
        """A closed month with its one report on these sites (None: all) in a language, or with none if none was kept;
        None while it is open.
        """
        row = self._connection.execute(select(closed_month_table).where(closed_month_table.c.month == month)).first()
        if row is None:
            return None
        c = kept_report_table.c
        query = select(c.figures).where(
            c.month_id == row.id, c.language == language, c.site_ids.is_not_distinct_from(_as_text(site_ids))
        )
        reports = tuple(KeptReport(site_ids, language, one) for one in self._connection.execute(query).scalars())
        return ClosedMonth(row.id, row.month, row.closed_at, row.closed_by, reports)


def _as_text(site_ids: frozenset[UUID] | None) -> str | None:
    return None if site_ids is None else " ".join(sorted(one.hex for one in site_ids))
