"""Table and repository of actions, each with the measure that will tell whether it helped."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Index,
    Row,
    String,
    Table,
    Text,
    Uuid,
    case,
    func,
    or_,
    select,
)

from db.base import Repository, id_column, metadata, version_column
from db.types import Coded, UtcDateTime
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.learning.actions import Action, ActionEffect, ActionStatus, Measure, Tier

action = Table(
    "action",
    metadata,
    id_column(),
    version_column(),
    Column("ref", String(20), nullable=False, unique=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("analysis_id", Uuid, ForeignKey("analysis.id"), index=True),
    Column("incident_id", Uuid, ForeignKey("incident.id"), index=True),
    Column("text", Text, nullable=False),
    Column("owner_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("tier", Coded(Tier), nullable=False),
    Column("category", String(60), nullable=False),
    Column("factor", String(40)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", Uuid, nullable=False),
    Column("status", Coded(ActionStatus), nullable=False),
    Column("ended_at", UtcDateTime),
    Column("outcome", Text, nullable=False),
    Column("measure_numerator", String(200)),
    Column("measure_denominator", String(200)),
    Column("measure_threshold", Float),
    Column("measure_check_on", Date),
    Column("measure_effect", Coded(ActionEffect)),
    Index("ix_action_due", "status", "due_on", "site_id"),
)


class SqlActionRepository(Repository):
    """Actions, one row each."""

    kind = "action"
    table = action

    def add(self, record: Action) -> None:
        """Keep a new action."""
        self._insert({"id": record.id, "version": record.version, **_values(record)})

    def get(self, id: UUID) -> Action:
        """The action with this id. Errors: NotFound."""
        row = self._connection.execute(select(action).where(action.c.id == id)).first()
        if row is None:
            raise NotFound(self.kind)
        return _record(row)

    def save(self, record: Action) -> Action:
        """Save the action over the version that it has; returns the action with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        self._update(record.id, record.version, _values(record))
        return self.get(record.id)

    def list(
        self,
        *,
        sites: frozenset[UUID] | None,
        status: ActionStatus | None = None,
        owner_id: UUID | None = None,
        due_before: date | None = None,
        limit: int = 200,
    ) -> Sequence[Action]:
        """At most `limit` actions: open ones by due day, then ended ones, newest first; None means any.

        Those at these sites, and those that `owner_id` has at any.
        """
        ended_last = case((action.c.status == ActionStatus.OPEN, 0), else_=1)
        query = select(action).order_by(ended_last, action.c.ended_at.desc(), action.c.due_on).limit(limit)
        wanted: list[ColumnElement[bool]] = [] if sites is None else [action.c.site_id.in_(sites)]
        if owner_id is not None:
            wanted.append(action.c.owner_id == owner_id)
        if wanted:
            query = query.where(or_(*wanted))
        if status is not None:
            query = query.where(action.c.status == status)
        if due_before is not None:
            query = query.where(action.c.due_on < due_before)
        return [_record(row) for row in self._connection.execute(query)]

    def of_analysis(self, analysis_id: UUID) -> Sequence[Action]:
        """The actions that follow from an analysis, by due day."""
        return self._where(action.c.analysis_id == analysis_id)

    def of_incident(self, incident_id: UUID) -> Sequence[Action]:
        """The actions that follow from an incident itself, by due day."""
        return self._where(action.c.incident_id == incident_id)

    def tiers(self, sites: frozenset[UUID] | None) -> dict[tuple[Tier, ActionStatus], int]:
        """How many actions there are of each tier and status; None means all sites."""
        query = select(action.c.tier, action.c.status, func.count()).group_by(action.c.tier, action.c.status)
        if sites is not None:
            query = query.where(action.c.site_id.in_(sites))
        return {(tier, status): count for tier, status, count in self._connection.execute(query)}

    def _where(self, condition: Any) -> Sequence[Action]:
        query = select(action).where(condition).order_by(action.c.due_on, action.c.created_at)
        return [_record(row) for row in self._connection.execute(query)]


_FIELDS = tuple(
    column.name
    for column in action.columns
    if column.name not in {"id", "version"} and not column.name.startswith("measure_")
)


def _values(record: Action) -> dict[str, Any]:
    measure = record.measure
    return {name: getattr(record, name) for name in _FIELDS} | {
        f"measure_{name}": getattr(measure, name) if measure else None for name in Measure.__slots__
    }


def _record(row: Row[Any]) -> Action:
    measure = (
        Measure(
            row.measure_numerator,
            row.measure_denominator,
            row.measure_threshold,
            row.measure_check_on,
            row.measure_effect,
        )
        if row.measure_check_on
        else None
    )
    return Action(id=row.id, version=row.version, measure=measure, **{name: getattr(row, name) for name in _FIELDS})
