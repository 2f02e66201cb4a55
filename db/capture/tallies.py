"""The summaries: kept with every save, rebuilt and compared by plain counting."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Insert, Select, Table, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from db.base import Repository
from db.capture.prepared import insert_rows
from db.capture.tables import code_table, incident_table, month_table, status_table, tally_code_table
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect, CodeKey, MonthKey, StatusKey, TallyKey

_TABLES: dict[type[Any], Table] = {MonthKey: month_table, StatusKey: status_table, CodeKey: tally_code_table}


class SqlTallies(Repository):
    """Counts by month, site and code."""

    kind = "tally"
    table = month_table

    def apply(self, change: Counter[TallyKey]) -> None:
        """Add a difference to the summaries; rows that come to zero stay as zero until the next rebuild."""
        dialect = self._connection.dialect.name
        for kind, table in _TABLES.items():
            rows = [_row(key) | {"n": number} for key, number in change.items() if type(key) is kind]
            # One order for everyone, so that two savers never wait for each other.
            rows.sort(key=lambda row: [str(value) for value in row.values()])
            insert_rows(self._connection, table, rows, _adding(table, dialect))

    def by_month(
        self,
        first: str,
        last: str,
        *,
        site_ids: frozenset[UUID] | None = None,
        severities: frozenset[Severity] | None = None,
        channels: frozenset[str] | None = None,
        kinds: frozenset[str] | None = None,
    ) -> dict[str, int]:
        """Counted incidents for each month that has any; months "YYYY-MM", both included; None means all."""
        month = month_table.c
        query = _period(select(month.month, func.sum(month.n)), month_table, first, last, site_ids)
        for column, wanted in ((month.severity, severities), (month.channel, channels), (month.kind, kinds)):
            if wanted is not None:
                query = query.where(column.in_(wanted))
        return dict(self._rows(query.group_by(month.month).order_by(month.month)))

    def by_severity(self, first: str, last: str, site_ids: frozenset[UUID] | None = None) -> dict[Severity, int]:
        """Counted incidents for each level that has any, lowest first; None means all sites."""
        column = month_table.c.severity
        query = _period(select(column, func.sum(month_table.c.n)), month_table, first, last, site_ids)
        return {Severity(level): n for level, n in self._rows(query.group_by(column).order_by(column))}

    def by_channel(self, first: str, last: str, site_ids: frozenset[UUID] | None = None) -> dict[str, int]:
        """Counted incidents for each channel that has any, most frequent first; None means all sites."""
        column = month_table.c.channel
        query = _period(select(column, func.sum(month_table.c.n)), month_table, first, last, site_ids)
        return dict(self._rows(query.group_by(column).order_by(func.sum(month_table.c.n).desc(), column)))

    def by_level_and_channel(
        self, first: str, last: str, site_ids: frozenset[UUID] | None
    ) -> dict[tuple[Severity, str], int]:
        """Counted incidents for each level and channel that have any together; None means all sites."""
        month = month_table.c
        query = _period(select(month.severity, month.channel, func.sum(month.n)), month_table, first, last, site_ids)
        rows = self._connection.execute(query.group_by(month.severity, month.channel))
        return {(Severity(level), channel): int(n) for level, channel, n in rows if n}

    def by_site(self, first: str, last: str) -> dict[UUID, int]:
        """Counted incidents for each site that has any."""
        column = month_table.c.site_id
        query = _period(select(column, func.sum(month_table.c.n)), month_table, first, last, None)
        return dict(self._rows(query.group_by(column)))

    def by_code(self, aspect: Aspect, first: str, last: str, site_ids: frozenset[UUID] | None = None) -> dict[str, int]:
        """Counted incidents that carry each code of an aspect, most frequent first; None means all sites."""
        tally = tally_code_table.c
        query = _period(select(tally.code, func.sum(tally.n)), tally_code_table, first, last, site_ids)
        query = query.where(tally.aspect == aspect).group_by(tally.code).order_by(func.sum(tally.n).desc(), tally.code)
        return dict(self._rows(query))

    def by_status(self, site_ids: frozenset[UUID] | None = None) -> dict[Status, int]:
        """All incidents, struck out ones too, for each status that has any; None means all sites."""
        tally = status_table.c
        query = select(tally.status, func.sum(tally.n)).group_by(tally.status)
        if site_ids is not None:
            query = query.where(tally.site_id.in_(site_ids))
        return dict(self._rows(query))

    def months(self) -> tuple[str, ...]:
        """The months that have incidents, oldest first."""
        query = select(status_table.c.month).where(status_table.c.n > 0).distinct().order_by(status_table.c.month)
        return tuple(self._connection.execute(query).scalars())

    def rebuild(self) -> None:
        """Count everything again from the incidents."""
        for table, counted in _recount().items():
            self._connection.execute(delete(table))
            self._connection.execute(insert(table).from_select([*table.primary_key.columns.keys(), "n"], counted))

    def differences(self) -> int:
        """How many summary rows do not agree with the incidents; 0 if all is well."""
        return sum(self._differing(table, counted) for table, counted in _recount().items())

    def _differing(self, table: Table, counted: Select[Any]) -> int:
        kept = select(*table.primary_key.columns, table.c.n).where(table.c.n != 0)
        missing = select(func.count()).select_from(counted.except_(kept).subquery())
        surplus = select(func.count()).select_from(kept.except_(counted).subquery())
        return int(self._connection.execute(missing).scalar_one() + self._connection.execute(surplus).scalar_one())

    def _rows(self, query: Select[Any]) -> Iterable[tuple[Any, int]]:
        return ((row[0], int(row[1])) for row in self._connection.execute(query) if row[1])


@cache
def _adding(table: Table, dialect: str) -> Insert:
    """The statement that adds `n` to a summary row or makes it; built once, because every save needs it."""
    adding: Any = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    total = table.c.n + adding.excluded.n
    return cast("Insert", adding.on_conflict_do_update(index_elements=list(table.primary_key), set_={"n": total}))


def _row(key: TallyKey) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(key, name) for name in key.__slots__}
    if "severity" in row:
        row["severity"] = int(row["severity"])
    return row


def _period(query: Select[Any], table: Table, first: str, last: str, site_ids: frozenset[UUID] | None) -> Select[Any]:
    query = query.where(table.c.month.between(first, last))
    return query if site_ids is None else query.where(table.c.site_id.in_(site_ids))


def _recount() -> dict[Table, Select[Any]]:
    """For each summary the query that counts it from the incidents themselves."""
    incident = incident_table.c
    counted = incident.status.in_(COUNTED)
    by_month = (incident.month, incident.site_id, incident.severity, incident.channel, incident.kind)
    by_status = (incident.month, incident.site_id, incident.severity, incident.status)
    by_code = (code_table.c.aspect, incident.month, incident.site_id, code_table.c.code)
    carrying = incident_table.join(code_table, code_table.c.incident_id == incident.id)
    return {
        month_table: select(*by_month, func.count().label("n")).where(counted).group_by(*by_month),
        status_table: select(*by_status, func.count().label("n")).group_by(*by_status),
        tally_code_table: select(*by_code, func.count().label("n"))
        .select_from(carrying)
        .where(counted)
        .group_by(*by_code),
    }
