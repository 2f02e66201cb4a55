"""Counts and moments for the committee's report that the summaries do not have, each from an index of one month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from db.capture.tables import code_table, incident_table, status_change_table
from db.support.cases import case_table
from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.capture.serious import SERIOUS
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.oversight import months
from incident_tracker.ports.oversight import Reported

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SqlReportCounts:
    """Reads over the incidents of one month ("YYYY-MM" at the site)."""

    _connection: Connection

    def reported(self, month: str, sites: frozenset[UUID] | None) -> Iterator[Reported]:
        """For each counted incident: when it happened and was logged, and when its status first changed."""
        taken_up_at = (
            select(func.min(status_change_table.c.at))
            .where(status_change_table.c.incident_id == incident_table.c.id)
            .correlate(incident_table)
            .scalar_subquery()
        )
        query = self._of_month(
            select(
                incident_table.c.occurred_at,
                incident_table.c.logged_at,
                incident_table.c.mode,
                incident_table.c.status,
                taken_up_at.label("taken_up_at"),
            ),
            month,
            sites,
        )
        for row in self._connection.execute(query):
            yield Reported(
                row.occurred_at,
                row.logged_at,
                row.mode,
                row.taken_up_at,
                row.status is Status.SUBMITTED,
            )

    def with_code(self, aspect: Aspect, code: str, month: str, sites: frozenset[UUID] | None) -> tuple[UUID, ...]:
        """The ids of the counted incidents of a month that carry a code, oldest first."""
        query = self._of_month(
            select(incident_table.c.id)
            .join(code_table, code_table.c.incident_id == incident_table.c.id)
            .where(code_table.c.aspect == aspect, code_table.c.code == code)
            .order_by(incident_table.c.occurred_at),
            month,
            sites,
        )
        return tuple(self._connection.execute(query).scalars())

    def carrying(self, aspect: Aspect, month: str, sites: frozenset[UUID] | None) -> int:
        """How many counted incidents of a month carry any code of an aspect."""
        query = self._of_month(
            select(func.count(func.distinct(incident_table.c.id)))
            .join(code_table, code_table.c.incident_id == incident_table.c.id)
            .where(code_table.c.aspect == aspect),
            month,
            sites,
        )
        return int(self._connection.execute(query).scalar_one())

    def without_support(self, first: str, last: str, sites: frozenset[UUID] | None) -> int:
        """How many counted incidents of the months `first` to `last` have no record of support at all."""
        has_case = exists().where(case_table.c.id == incident_table.c.id)
        query = self._of_months(select(func.count()).where(~has_case), first, last, sites)
        return int(self._connection.execute(query).scalar_one())

    def serious_without_support(self, month: str, sites: frozenset[UUID] | None) -> dict[CaptureMode, int]:
        """How many counted incidents of level 3 or more have no record of support, by the way they came in."""
        has_case = exists().where(case_table.c.id == incident_table.c.id)
        came_in = incident_table.c.mode
        query = self._of_month(
            select(came_in, func.count()).where(~has_case, incident_table.c.severity.in_(SERIOUS)), month, sites
        )
        return {mode: int(count) for mode, count in self._connection.execute(query.group_by(came_in))}

    def by_hour(self, first: str, last: str, sites: frozenset[UUID] | None) -> Iterator[tuple[datetime, UUID, int]]:
        """For each hour (UTC) and site with any, how many counted incidents of the months `first` to `last`."""
        hour, site = self._hour(), incident_table.c.site_id
        query = self._of_months(select(hour, site, func.count()), first, last, sites).group_by(hour, site)
        for text, site_id, count in self._connection.execute(query):
            yield datetime.fromisoformat(f"{text}:00+00:00"), site_id, int(count)

    def _hour(self) -> ColumnElement[str]:
        """The hour in which an incident happened, as text and in UTC."""
        if self._connection.dialect.name == "sqlite":
            return func.strftime("%Y-%m-%d %H", incident_table.c.occurred_at)
        return func.to_char(func.timezone("UTC", incident_table.c.occurred_at), "YYYY-MM-DD HH24")

    def _of_month(self, query: Select[Any], month: str, sites: frozenset[UUID] | None) -> Select[Any]:
        return self._of_months(query, month, month, sites)

    def _of_months(self, query: Select[Any], first: str, last: str, sites: frozenset[UUID] | None) -> Select[Any]:
        # The month is the site's, the index is in UTC: one day more at either end, then the month itself.
        start = datetime.combine(months.first_day(first), time(), UTC) - _DAY
        end = datetime.combine(months.last_day(last), time(), UTC) + 2 * _DAY
        query = query.where(
            incident_table.c.occurred_at >= start,
            incident_table.c.occurred_at < end,
            incident_table.c.month.between(first, last),
            incident_table.c.status.in_(COUNTED),
        )
        return query if sites is None else query.where(incident_table.c.site_id.in_(sites))
