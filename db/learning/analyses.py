"""Tables and repository of root cause analyses with their time lines, whys, factors and statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    Uuid,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
)

from db.base import Repository, id_column, metadata, version_column
from db.learning.actions import action
from db.types import Coded, UtcDateTime
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.learning.actions import ActionStatus
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus, TimelineEvent
from incident_tracker.domain.learning.factors import Evidence, Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.domain.learning.whys import Why
from incident_tracker.ports.learning import AnalysisRow

analysis = Table(
    "analysis",
    metadata,
    id_column(),
    version_column(),
    Column("ref", String(20), nullable=False, unique=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("question", String(200), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("opened_by", Uuid, nullable=False),
    Column("begin_by", UtcDateTime, nullable=False),
    Column("finish_by", UtcDateTime, nullable=False),
    Column("status", Coded(AnalysisStatus), nullable=False),
    Column("equity_view", Text, nullable=False),
    Column("staff_view", Text, nullable=False),
    Column("patient_view", Text, nullable=False),
    Column("weaker_reason", Text, nullable=False),
    Column("closed_at", UtcDateTime),
    Index("ix_analysis_open", "site_id", "status", "finish_by"),
)


def _part(name: str, *columns: Column[Any]) -> Table:
    """A table of one kind of part, each row with its place in the analysis."""
    return Table(
        name,
        metadata,
        Column("analysis_id", Uuid, ForeignKey("analysis.id"), primary_key=True),
        Column("place", Integer, nullable=False),
        *columns,
    )


analysis_incident = _part(
    "analysis_incident", Column("incident_id", Uuid, ForeignKey("incident.id"), primary_key=True, index=True)
)
timeline_event = _part(
    "timeline_event",
    Column("id", Uuid, primary_key=True),
    Column("at", UtcDateTime),
    Column("text", Text, nullable=False),
    Column("source", String(200), nullable=False),
)
why = _part(
    "why",
    Column("id", Uuid, primary_key=True),
    Column("parent_id", Uuid),
    Column("text", Text, nullable=False),
)
analysis_factor = _part(
    "analysis_factor",
    Column("code", String(40), primary_key=True, index=True),
    Column("evidence", Coded(Evidence), nullable=False),
)
causal_statement = _part(
    "causal_statement",
    Column("id", Uuid, primary_key=True),
    Column("cause", Text, nullable=False),
    Column("effect", Text, nullable=False),
    Column("event", Text, nullable=False),
)
_PARTS = (analysis_incident, timeline_event, why, analysis_factor, causal_statement)


class SqlAnalysisRepository(Repository):
    """Saves an analysis as one whole: its row under the version check, its parts replaced."""

    kind = "analysis"
    table = analysis

    def add(self, record: Analysis) -> None:
        """Keep a new analysis with its parts."""
        self._insert({"id": record.id, "version": record.version, **_values(record)})
        self._add_parts(record)

    def get(self, id: UUID) -> Analysis:
        """The analysis with this id. Errors: NotFound."""
        return self._one(analysis.c.id == id)

    def by_ref(self, ref: str) -> Analysis:
        """The analysis with this reference number. Errors: NotFound."""
        return self._one(analysis.c.ref == ref)

    def save(self, record: Analysis) -> Analysis:
        """Save analysis and parts over the version that it has; returns the analysis with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        self._update(record.id, record.version, _values(record))
        for part in _PARTS:
            self._connection.execute(delete(part).where(part.c.analysis_id == record.id))
        self._add_parts(record)
        return self.get(record.id)

    def list(
        self, *, sites: frozenset[UUID] | None, status: AnalysisStatus | None = None, limit: int = 200
    ) -> Sequence[AnalysisRow]:
        """At most `limit` lines: open ones by the day they should be finished, then closed ones, newest first."""
        closed_last = case((analysis.c.status == AnalysisStatus.OPEN, 0), else_=1)
        query = _rows().order_by(closed_last, analysis.c.closed_at.desc(), analysis.c.finish_by).limit(limit)
        if sites is not None:
            query = query.where(analysis.c.site_id.in_(sites))
        if status is not None:
            query = query.where(analysis.c.status == status)
        return [_row(row) for row in self._connection.execute(query)]

    def of_incident(self, incident_id: UUID) -> Sequence[AnalysisRow]:
        """The analyses of an incident, oldest first."""
        mine = select(analysis_incident.c.analysis_id).where(analysis_incident.c.incident_id == incident_id)
        query = _rows().where(analysis.c.id.in_(mine)).order_by(analysis.c.opened_at)
        return [_row(row) for row in self._connection.execute(query)]

    def between(self, start: datetime, end: datetime, sites: frozenset[UUID] | None) -> Sequence[Analysis]:
        """The analyses that were open at some moment of [start, end), oldest first; None means all sites."""
        query = (
            select(analysis)
            .where(analysis.c.opened_at < end, or_(analysis.c.closed_at.is_(None), analysis.c.closed_at >= start))
            .order_by(analysis.c.opened_at)
        )
        if sites is not None:
            query = query.where(analysis.c.site_id.in_(sites))
        return [self._whole(row) for row in self._connection.execute(query).all()]

    def _one(self, condition: Any) -> Analysis:
        row = self._connection.execute(select(analysis).where(condition)).first()
        if row is None:
            raise NotFound(self.kind)
        return self._whole(row)

    def _whole(self, row: Row[Any]) -> Analysis:
        id = row.id
        return Analysis(
            **row._mapping,  # the columns are the fields
            incident_ids=tuple(part.incident_id for part in self._parts(analysis_incident, id)),
            timeline=tuple(TimelineEvent(p.id, p.at, p.text, p.source) for p in self._parts(timeline_event, id)),
            whys=tuple(Why(p.id, p.parent_id, p.text) for p in self._parts(why, id)),
            factors=tuple(Factor(p.code, p.evidence) for p in self._parts(analysis_factor, id)),
            statements=tuple(
                CausalStatement(p.id, p.cause, p.effect, p.event) for p in self._parts(causal_statement, id)
            ),
        )

    def _parts(self, part: Table, id: UUID) -> Sequence[Row[Any]]:
        return self._connection.execute(select(part).where(part.c.analysis_id == id).order_by(part.c.place)).all()

    def _add_parts(self, record: Analysis) -> None:
        rows: dict[Table, list[dict[str, Any]]] = {
            analysis_incident: [{"incident_id": id} for id in record.incident_ids],
            timeline_event: [{"id": e.id, "at": e.at, "text": e.text, "source": e.source} for e in record.timeline],
            why: [{"id": w.id, "parent_id": w.parent_id, "text": w.text} for w in record.whys],
            analysis_factor: [{"code": f.code, "evidence": f.evidence} for f in record.factors],
            causal_statement: [
                {"id": s.id, "cause": s.cause, "effect": s.effect, "event": s.event} for s in record.statements
            ],
        }
        for part, values in rows.items():
            placed = [{"analysis_id": record.id, "place": place, **value} for place, value in enumerate(values)]
            if placed:
                self._connection.execute(insert(part), placed)


_FIELDS = tuple(column.name for column in analysis.columns if column.name not in {"id", "version"})


def _values(record: Analysis) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _FIELDS}


def _rows() -> Any:
    incidents = (
        select(func.count())
        .where(analysis_incident.c.analysis_id == analysis.c.id)
        .correlate(analysis)
        .scalar_subquery()
    )
    open_actions = (
        select(func.count())
        .where(and_(action.c.analysis_id == analysis.c.id, action.c.status == ActionStatus.OPEN))
        .correlate(analysis)
        .scalar_subquery()
    )
    return select(analysis, incidents.label("incidents"), open_actions.label("open_actions"))


def _row(row: Row[Any]) -> AnalysisRow:
    return AnalysisRow(
        id=row.id,
        ref=row.ref,
        version=row.version,
        site_id=row.site_id,
        question=row.question,
        status=row.status,
        opened_at=row.opened_at,
        begin_by=row.begin_by,
        finish_by=row.finish_by,
        closed_at=row.closed_at,
        incidents=row.incidents,
        open_actions=row.open_actions,
    )
