"""The repositories of the oversight chapter, one for each transaction."""

from functools import cached_property

from db.base import Repositories
from db.oversight.audit import SqlAudit
from db.oversight.closed_months import SqlClosedMonths
from db.oversight.counts import SqlReportCounts
from db.oversight.denominators import SqlDenominatorRepository
from db.oversight.year_figures import SqlYearFiguresRepository


class SqlOversightRepositories(Repositories):
    """Mixed into the unit; each repository is made when it is first asked for."""

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self._connection, self._keys, self._device, self._seal_rows)

    @cached_property
    def denominators(self) -> SqlDenominatorRepository:
        return SqlDenominatorRepository(self._connection)

    @cached_property
    def year_figures(self) -> SqlYearFiguresRepository:
        return SqlYearFiguresRepository(self._connection)

    @cached_property
    def closed_months(self) -> SqlClosedMonths:
        return SqlClosedMonths(self._connection)

    @cached_property
    def report_counts(self) -> SqlReportCounts:
        return SqlReportCounts(self._connection)
