"""Tables and repositories for the steps done in a debrief and the learning items from it."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, Uuid

from db.base import id_column, metadata, version_column
from db.support.records import DebriefPartRepository
from db.types import UtcDateTime
from incident_tracker.domain.support.guided_steps import StepRecord
from incident_tracker.domain.support.learning_items import LearningItem

step_table = Table(
    "debrief_step",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False),
    Column("step", String(40), nullable=False),
    Column("done_at", UtcDateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("left_out", Boolean, nullable=False),
    version_column(),
    UniqueConstraint("debrief_id", "step"),
)
learning_item_table = Table(
    "learning_item",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False, index=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("factor", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Column("noted_at", UtcDateTime, nullable=False),
    Column("proposed_owner_id", Uuid, ForeignKey("person.id")),
    version_column(),
)


class SqlSteps(DebriefPartRepository[StepRecord]):
    """Steps done or left out."""

    kind = "debrief_step"
    table = step_table
    record = StepRecord


class SqlLearningItems(DebriefPartRepository[LearningItem]):
    """What should change, without names."""

    kind = "learning_item"
    table = learning_item_table
    record = LearningItem
