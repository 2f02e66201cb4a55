"""Table and repository of what was told of a year; written once, never changed."""

import json
from typing import Any

from sqlalchemy import Column, Integer, Row, Table, Text, select

from db.base import Repository, id_column, metadata
from db.types import UtcDateTime
from incident_tracker.domain.oversight.year_figures import YearFigures, YearRow, YearTable

year_figures_table = Table(
    "year_figures",
    metadata,
    id_column(),
    Column("year", Integer, nullable=False, unique=True),
    Column("told", Text, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
)


class SqlYearFiguresRepository(Repository):
    """What was told, year by year."""

    kind = "year_figures"
    table = year_figures_table

    def add(self, record: YearFigures) -> None:
        """Keep what is told of a year that has nothing kept yet."""
        told = [[row.table.value, row.code, list(row.counts)] for row in record.rows]
        self._insert(
            {"id": record.id, "year": record.year, "told": json.dumps(told, indent=None), "kept_at": record.kept_at}
        )

    def find(self, year: int) -> YearFigures | None:
        """What was told of a year, or None."""
        query = select(year_figures_table).where(year_figures_table.c.year == year)
        row = self._connection.execute(query).first()
        return None if row is None else _record(row)


def _record(row: Row[Any]) -> YearFigures:
    told = tuple(YearRow(YearTable(table), code, tuple(counts)) for table, code, counts in json.loads(row.told))
    return YearFigures(row.id, row.year, told, row.kept_at)
