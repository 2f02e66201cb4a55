"""The tables of the capture chapter: drafts, incidents, their codes and people, addenda, revisions, summaries."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
)

from db.base import id_column, metadata, version_column
from db.encrypted_text import EncryptedText
from db.types import Coded, UtcDateTime, stored
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.columns import columns_of

draft_table = Table(
    "draft",
    metadata,
    id_column(),
    Column("owner_id", Uuid, ForeignKey("user_account.id"), nullable=False, index=True),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("body", EncryptedText("draft.body"), nullable=False),
    Column("discarded", Boolean, nullable=False),
    version_column(),
)

# What lists show and counts need; kept small, so that a page of rows is a few pages of the file.
incident_table = Table(
    "incident",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    *(stored(column) for column in columns_of(Incident) if column.in_row),
)
Index("ix_incident_newest", incident_table.c.occurred_at, incident_table.c.number)
Index("ix_incident_site_newest", incident_table.c.site_id, incident_table.c.occurred_at, incident_table.c.number)
Index("ix_incident_severity_newest", incident_table.c.severity, incident_table.c.occurred_at, incident_table.c.number)
Index("ix_incident_status_newest", incident_table.c.status, incident_table.c.occurred_at, incident_table.c.number)
Index("ix_incident_desk_newest", incident_table.c.desk_id, incident_table.c.occurred_at, incident_table.c.number)
Index("ix_incident_logged_by", incident_table.c.logged_by, incident_table.c.occurred_at, incident_table.c.number)
Index("ix_incident_told_by", incident_table.c.told_by_id, incident_table.c.occurred_at, incident_table.c.number)
Index(
    "ix_incident_open",
    incident_table.c.occurred_at,
    incident_table.c.number,
    sqlite_where=incident_table.c.status.in_(("submitted", "in_review", "needs_update", "reopened")),
    postgresql_where=incident_table.c.status.in_(("submitted", "in_review", "needs_update", "reopened")),
)
Index(
    "ix_incident_awaiting",
    incident_table.c.told_by_id,
    sqlite_where=incident_table.c.confirmation == "awaited",
    postgresql_where=incident_table.c.confirmation == "awaited",
)

# What only the reader of one incident needs.
account_table = Table(
    "incident_account",
    metadata,
    Column("incident_id", Uuid, ForeignKey("incident.id"), primary_key=True),
    Column("narrative", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("relief", Text),
)

# Who someone is, kept apart from what happened. There is a row only if there is something to store.
identity_table = Table(
    "incident_identity",
    metadata,
    Column("incident_id", Uuid, ForeignKey("incident.id"), primary_key=True),
    Column("local_code", EncryptedText("incident_identity.local_code"), nullable=False),
)

# Which codes an incident carries and whom it touched: an index over the details, for counting and finding.
code_table = Table(
    "incident_code",
    metadata,
    Column("incident_id", Uuid, ForeignKey("incident.id"), primary_key=True),
    Column("aspect", Coded(Aspect), primary_key=True),
    Column("code", String(60), primary_key=True),
    sqlite_with_rowid=False,
)
person_table = Table(
    "incident_person",
    metadata,
    Column("incident_id", Uuid, ForeignKey("incident.id"), primary_key=True),
    Column("person_id", Uuid, ForeignKey("person.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

addendum_table = Table(
    "addendum",
    metadata,
    id_column(),
    Column("incident_id", Uuid, ForeignKey("incident.id"), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Uuid, ForeignKey("user_account.id"), nullable=False),
    Column("text", Text, nullable=False),
)
revision_table = Table(
    "incident_revision",
    metadata,
    Column("incident_id", Uuid, ForeignKey("incident.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("field", String(60), primary_key=True),
    Column("before", EncryptedText("incident_revision.before"), nullable=False),
    Column("after", EncryptedText("incident_revision.after"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Uuid, ForeignKey("user_account.id"), nullable=False),
)
status_change_table = Table(
    "status_change",
    metadata,
    Column("incident_id", Uuid, ForeignKey("incident.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Uuid, ForeignKey("user_account.id"), nullable=False),
    Column("status", Coded(Status), nullable=False),
    Column("reason", Text, nullable=False),
)

month_table = Table(
    "tally_month",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
    Column("severity", SmallInteger, primary_key=True, autoincrement=False),
    Column("channel", String(60), primary_key=True),
    Column("kind", String(60), primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)
status_table = Table(
    "tally_status",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
    Column("severity", SmallInteger, primary_key=True, autoincrement=False),
    Column("status", Coded(Status), primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)
tally_code_table = Table(
    "tally_code",
    metadata,
    Column("aspect", Coded(Aspect), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
    Column("code", String(60), primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)
