"""What the core asks of the repositories of the oversight chapter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from incident_tracker.domain.audit import Act, AuditEntry, AuditFilter, Facts
from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.oversight.closed_months import ClosedMonth
from incident_tracker.domain.oversight.denominators import Denominators
from incident_tracker.domain.oversight.year_figures import YearFigures


class AuditRepository(Protocol):
    """The audit trail: entries are appended and read, never changed."""

    def append(
        self,
        *,
        at: datetime,
        actor_id: UUID | None,
        act: Act,
        kind: str,
        object_id: UUID | None,
        after: object | None,
        reason: str = "",
        second: str = "",
        facts: Facts | None = None,
    ) -> None:
        """Chain one entry to the last; `after` (a frozen record) is kept as a keyed seal only, never as text.

        `reason`, `second` and `facts` as in AuditEntry.
        """

    def head(self) -> str:
        """The first 12 hexadecimal characters of the newest entry's chain value, for page footers; zeros if empty."""

    def of(self, kind: str, object_id: UUID) -> Sequence[AuditEntry]:
        """All acts on one record, oldest first."""

    def of_kind(self, kind: str) -> Sequence[AuditEntry]:
        """All entries about one kind of thing, oldest first; for kinds of which there are few."""

    def newest_of(self, kind: str, object_id: UUID, acts: Collection[str]) -> int:
        """The sequence number of the newest of these acts on one record; 0 if there is none."""

    def last_of(self, kind: str, act: Act) -> AuditEntry | None:
        """The newest entry of this act on this kind of thing."""

    def total(self, wanted: AuditFilter) -> int: ...
    def page(self, wanted: AuditFilter, skip: int, count: int) -> Sequence[AuditEntry]:
        """Newest first."""


class DenominatorRepository(Protocol):
    """Denominators by month ("YYYY-MM") and site. `save` raises ChangedMeanwhile."""

    def add(self, denominators: Denominators) -> None: ...
    def save(self, denominators: Denominators) -> Denominators: ...
    def find(self, site_id: UUID, month: str) -> Denominators | None: ...
    def between(self, first: str, last: str, sites: frozenset[UUID] | None = None) -> Sequence[Denominators]:
        """Both months included, oldest first; None means all sites."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The moments (UTC) of one report: happened, logged, taken up, that is, its status first changed (None: not known).

    `waiting` is True while its status is the one in which it was sent in.
    """

    occurred_at: datetime
    logged_at: datetime
    mode: CaptureMode
    taken_up_at: datetime | None
    waiting: bool


class ReportCounts(Protocol):
    """What a month's report counts beyond the summaries. `month` is "YYYY-MM" at the site; None means all sites."""

    def reported(self, month: str, sites: frozenset[UUID] | None) -> Iterable[Reported]: ...
    def with_code(self, aspect: Aspect, code: str, month: str, sites: frozenset[UUID] | None) -> tuple[UUID, ...]:
        """The counted incidents that carry a code, oldest first."""

    def carrying(self, aspect: Aspect, month: str, sites: frozenset[UUID] | None) -> int:
        """How many counted incidents carry any code of an aspect."""

    def without_support(self, first: str, last: str, sites: frozenset[UUID] | None) -> int:
        """How many counted incidents of the months `first` to `last` have no record of support: an old log's, or older
        than the program.
        """

    def serious_without_support(self, month: str, sites: frozenset[UUID] | None) -> Mapping[CaptureMode, int]:
        """How many counted incidents of level 3 or more have no record of support, by the way they came in."""

    def by_hour(self, first: str, last: str, sites: frozenset[UUID] | None) -> Iterable[tuple[datetime, UUID, int]]:
        """For each hour (UTC) and site with any, how many counted incidents of the months `first` to `last`."""


class YearFiguresRepository(Protocol):
    """What was told of a year; added once, and never changed."""

    def add(self, figures: YearFigures) -> None: ...
    def find(self, year: int) -> YearFigures | None: ...


class ClosedMonthRepository(Protocol):
    """Which months are closed, and what is told of them; added once, and never changed."""

    def add(self, closed: ClosedMonth) -> None: ...
    def months(self) -> frozenset[str]: ...
    def find(self, month: str, site_ids: frozenset[UUID] | None, language: str) -> ClosedMonth | None:
        """A closed month with its one report on these sites (None: all) in a language, or with none if none was kept;
        None while it is open.
        """


class OversightRepositories(Protocol):
    """The repositories of the oversight chapter, as attributes of a unit."""

    @property
    def audit(self) -> AuditRepository: ...
    @property
    def denominators(self) -> DenominatorRepository: ...
    @property
    def year_figures(self) -> YearFiguresRepository: ...
    @property
    def closed_months(self) -> ClosedMonthRepository: ...
    @property
    def report_counts(self) -> ReportCounts: ...
