"""Tables and repositories for debriefs and their participants."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
    union,
)

from db.base import id_column, metadata, version_column
from db.support.cases import case_person_table
from db.support.frozen_list import FrozenList
from db.support.protected_time import cover_table
from db.support.records import CodeList, DebriefPartRepository, RecordRepository, batches
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.assistants import Assistant
from incident_tracker.domain.support.debriefs import (
    Concern,
    Debrief,
    DebriefKind,
    DebriefMode,
    DebriefStatus,
    NotHeldReason,
)
from incident_tracker.domain.support.lateness import LateReason
from incident_tracker.domain.support.participants import Participant, Response, TalkForm

debrief_table = Table(
    "debrief",
    metadata,
    id_column(),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("kind", Coded(DebriefKind), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("occurred_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("by", UtcDateTime, nullable=False),
    Column("offer_by", UtcDateTime),
    Column("least_minutes", Integer, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("manager_id", Uuid, ForeignKey("person.id")),
    Column("deputy_id", Uuid, ForeignKey("person.id")),
    Column("manager_outside", String(200)),
    Column("facilitator_id", Uuid, ForeignKey("person.id")),
    Column("facilitator_outside", String(200), nullable=False),
    Column("concerns", CodeList(Concern), nullable=False),
    Column("facilitator_reason", String(200), nullable=False),
    Column("place", Text, nullable=False),
    Column("mode", Coded(DebriefMode), nullable=False),
    Column("status", Coded(DebriefStatus), nullable=False),
    Column("starts_at", UtcDateTime),
    Column("ends_at", UtcDateTime),
    Column("paid_extra_time", Boolean, nullable=False),
    Column("started_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("not_held_reason", Coded(NotHeldReason)),
    Column("late_reason", Coded(NotHeldReason)),
    Column("next_check", UtcDateTime),
    Column("checked_at", UtcDateTime),
    Column("declined_at", UtcDateTime),
    Column("late_decline", Coded(LateReason)),
    Column("late_decline_words", String(200)),
    Column("due_at", UtcDateTime),
    version_column(),
    Column("outsider_id", Uuid, ForeignKey("outsider.id")),
    Column("assistants", FrozenList(Assistant)),
    Index(None, "site_id", "occurred_at"),
)
_INDIVIDUAL = (DebriefKind.FORMAL, DebriefKind.SECOND)
_waits = debrief_table.c.due_at.is_not(None)
# Only what still waits is in this index, so that asking what is due costs the same among a million debriefs.
Index("ix_debrief_due", debrief_table.c.due_at, sqlite_where=_waits, postgresql_where=_waits)
_canceled = debrief_table.c.not_held_reason == literal_column(f"'{NotHeldReason.STRUCK_OUT}'")
Index("ix_debrief_canceled", debrief_table.c.ended_at, sqlite_where=_canceled, postgresql_where=_canceled)

debrief_incident_table = Table(
    "debrief_incident",
    metadata,
    Column("record_id", Uuid, ForeignKey("debrief.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("linked_id", Uuid, ForeignKey("incident.id"), nullable=False, index=True),
)

participant_table = Table(
    "participant",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("asked_by", Uuid, ForeignKey("user_account.id"), nullable=False),
    Column("targeted", Boolean, nullable=False),
    Column("response", Coded(Response), nullable=False),
    Column("answered_at", UtcDateTime),
    Column("asks_earlier", Boolean, nullable=False),
    Column("talk_form", Coded(TalkForm)),
    Column("interpreter", String(200), nullable=False),
    Column("companion", String(200), nullable=False),
    Column("wants_person_like_me", Boolean, nullable=False),
    Column("attended", Boolean),
    Column("left_early", Boolean, nullable=False),
    version_column(),
    UniqueConstraint("debrief_id", "person_id"),
)


_OPEN = (DebriefStatus.TO_PLAN, DebriefStatus.PLANNED)


def _waiting(site_ids: frozenset[UUID] | None, person_id: UUID | None) -> list[ColumnElement[bool]]:
    """To plan, hold or check; if given, only at these sites, and what involves `person_id`, wherever it is."""
    c = debrief_table.c
    wanted: list[ColumnElement[bool]] = [] if site_ids is None else [c.site_id.in_(site_ids)]
    if person_id is not None:
        asked = select(participant_table.c.debrief_id).where(participant_table.c.person_id == person_id)
        covers = select(cover_table.c.debrief_id).where(cover_table.c.cover_id == person_id)
        leads = (c.manager_id, c.deputy_id, c.facilitator_id)
        helps = type_coerce(c.assistants, Text).contains(person_id.hex)
        wanted += [helps, *(column == person_id for column in leads), c.id.in_(union(asked, covers))]
    return [_waits, or_(*wanted)] if wanted else [_waits]


class SqlDebriefs(RecordRepository[Debrief]):
    """Debriefs with the incidents they are about."""

    kind = "debrief"
    table = debrief_table
    record = Debrief
    links: ClassVar[Mapping[str, Table]] = {"incident_ids": debrief_incident_table}

    def of_incident(self, incident_id: UUID) -> tuple[Debrief, ...]:
        """The debriefs about an incident, oldest first."""
        link = debrief_incident_table.c
        mine = select(link.record_id).where(link.linked_id == incident_id)
        c = debrief_table.c
        return self._found(select(debrief_table).where(c.id.in_(mine)).order_by(c.made_at, c.id))

    def about(self, incident_ids: Collection[UUID]) -> tuple[Debrief, ...]:
        """The debriefs about any of these incidents, each once."""
        link, found = debrief_incident_table.c, dict[UUID, Debrief]()
        for some in batches(list(dict.fromkeys(incident_ids))):
            mine = select(link.record_id).where(link.linked_id.in_(some))
            found |= {one.id: one for one in self._found(select(debrief_table).where(debrief_table.c.id.in_(mine)))}
        return tuple(found.values())

    def between(self, site_id: UUID, first: datetime, last: datetime) -> tuple[Debrief, ...]:
        """The first and second talks of a site whose leading incident was from `first` to before `last` (aware)."""
        c = debrief_table.c
        query = select(debrief_table).where(
            c.site_id == site_id, c.kind.in_(_INDIVIDUAL), c.occurred_at >= first, c.occurred_at < last
        )
        return self._found(query.order_by(c.occurred_at, c.id))

    def waiting(
        self, site_ids: frozenset[UUID] | None = None, person_id: UUID | None = None, limit: int = 500
    ) -> tuple[Debrief, ...]:
        """At most `limit` debriefs to plan, hold or check, soonest first.

        If given, only those at these sites, and those that involve `person_id`, wherever they are.
        """
        c = debrief_table.c
        query = select(debrief_table).where(*_waiting(site_ids, person_id)).order_by(c.due_at, c.id)
        return self._found(query.limit(limit))

    def count_waiting(self, site_ids: frozenset[UUID] | None = None, person_id: UUID | None = None) -> int:
        """How many there are of what `waiting` would give without a limit."""
        query = select(func.count()).select_from(debrief_table).where(*_waiting(site_ids, person_id))
        return int(self._connection.execute(query).scalar_one())

    def incidents_due(self, site_ids: frozenset[UUID] | None, person_id: UUID | None, limit: int) -> tuple[UUID, ...]:
        """The incidents whose formal debrief is to be planned or held, as `waiting`, at most `limit` of them."""
        c, link = debrief_table.c, debrief_incident_table.c
        due = (c.kind == DebriefKind.FORMAL, c.status.in_(_OPEN))
        query = select(link.linked_id).join(debrief_table, c.id == link.record_id)
        query = query.where(*_waiting(site_ids, person_id), *due).order_by(c.due_at, c.id, link.position)
        return tuple(dict.fromkeys(self._connection.execute(query.limit(limit)).scalars()))

    def open_for(self, person_ids: Collection[UUID], site_id: UUID) -> tuple[Debrief, ...]:
        """All debriefs of a site to be planned or held that any of these people is owed, soonest first."""
        c, link, owed = debrief_table.c, debrief_incident_table.c, case_person_table.c
        theirs = (
            select(link.record_id)
            .join(case_person_table, owed.record_id == link.linked_id)
            .where(link.record_id == c.id, owed.linked_id.in_(sorted(person_ids)))
        )
        query = select(debrief_table).where(_waits, c.site_id == site_id, c.status.in_(_OPEN), theirs.exists())
        return self._found(query.order_by(c.due_at, c.id))

    def canceled_since(self, moment: datetime) -> tuple[Debrief, ...]:
        """The debriefs that were canceled at `moment` (aware) or later because the report was struck out."""
        c = debrief_table.c
        return self._found(select(debrief_table).where(_canceled, c.ended_at >= moment).order_by(c.ended_at, c.id))

    def booked_between(self, first: datetime, last: datetime) -> tuple[Debrief, ...]:
        """The debriefs with a time from `first` to before `last` (aware) that were not looked back at yet."""
        c = debrief_table.c
        booked = and_(_waits, c.starts_at.is_not(None), c.due_at >= first, c.due_at < last)
        return self._found(select(debrief_table).where(booked).order_by(c.starts_at, c.id))

    def _values(self, record: Debrief) -> dict[str, Any]:
        return {**super()._values(record), "due_at": record.due_at}


class SqlParticipants(DebriefPartRepository[Participant]):
    """Who was invited to which debrief."""

    kind = "participant"
    table = participant_table
    record = Participant

    def find(self, debrief_id: UUID, person_id: UUID) -> Participant | None:
        """A person's invitation to a debrief with the answer, or None."""
        c = participant_table.c
        found = self._found(select(participant_table).where(c.debrief_id == debrief_id, c.person_id == person_id))
        return found[0] if found else None

    def of_person(self, person_id: UUID) -> tuple[Participant, ...]:
        """All debrief invitations of one person."""
        return self._found_by("person_id", [person_id])
