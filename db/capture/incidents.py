"""Repository for incidents: one lean row, the account, codes, people, addenda, revisions, changes of status."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, union, update

from db.base import Repository
from db.capture.filters import before, branches, fulfilling
from db.capture.frozen import from_json, plain, to_json
from db.capture.prepared import insert_rows
from db.capture.tables import (
    account_table,
    addendum_table,
    code_table,
    incident_table,
    person_table,
    revision_table,
    status_change_table,
    status_table,
)
from db.capture.tallies import SqlTallies
from db.capture.text_index import TextIndex
from incident_tracker.domain.capture.incidents import Addendum, Details, Incident, Revision
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow, PastRevision, RowKey, StatusChange
from incident_tracker.domain.capture.moments import Moment, month_of
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect, coded, count_all, difference
from incident_tracker.domain.errors import NotFound

_incident = incident_table.c
# In the order of the fields of IncidentRow.
_ROW = tuple(
    _incident[name]
    for name in (
        "number", "id", "ref", "version", "occurred_at", "precision", "site_id", "desk_id",
        "channel", "kind", "severity", "status", "confirmation",
    )
)  # fmt: skip
_SEVERITY = 10
_WHOLE = select(incident_table, account_table.c.narrative, account_table.c.details, account_table.c.relief).join(
    account_table, account_table.c.incident_id == _incident.id
)
# Made once, because every save needs them.
_ADDED = insert(incident_table).returning(_incident.number)
_TAKEN = select(_incident.ref).where(_incident.ref.in_(bindparam("refs", expanding=True)))
ASKED_AT_ONCE = 500


class SqlIncidents(Repository):
    """Incidents with all that hangs on them."""

    kind = "incident"
    table = incident_table

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._tallies = SqlTallies(connection)
        self._texts = TextIndex(connection)

    def add(self, incident: Incident) -> None:
        row = _whole_row(incident)
        number = self._connection.execute(_ADDED, row).scalar_one()
        insert_rows(self._connection, account_table, [_account(incident)])
        insert_rows(self._connection, code_table, _code_rows([(incident, coded(incident))]))
        insert_rows(self._connection, person_table, _person_rows([incident]))
        self._tallies.apply(difference(None, incident))
        self._texts.put_new(number, incident.narrative)

    def add_many(self, incidents: Sequence[Incident]) -> None:
        if not incidents:
            return
        newest = self._connection.execute(select(func.coalesce(func.max(_incident.number), 0))).scalar_one()
        codes = [coded(incident) for incident in incidents]
        rows = [_whole_row(incident) for incident in incidents]
        insert_rows(self._connection, incident_table, rows)
        insert_rows(self._connection, account_table, [_account(incident) for incident in incidents])
        insert_rows(self._connection, code_table, _code_rows(zip(incidents, codes, strict=True)))
        insert_rows(self._connection, person_table, _person_rows(incidents))
        self._tallies.apply(count_all(zip(incidents, codes, strict=True)))
        self._texts.put_above(newest)

    def save(self, incident: Incident) -> Incident:
        present = self.get(incident.id)
        saved = replace(incident, version=self._update(incident.id, incident.version, _own_values(incident)))
        account = _account(saved)
        mine = account_table.c.incident_id == incident.id
        self._connection.execute(update(account_table).where(mine).values(account))
        if coded(present) != coded(saved) or present.involved_person_ids != saved.involved_person_ids:
            for table in (code_table, person_table):
                self._connection.execute(delete(table).where(table.c.incident_id == incident.id))
            insert_rows(self._connection, code_table, _code_rows([(saved, coded(saved))]))
            insert_rows(self._connection, person_table, _person_rows([saved]))
        self._tallies.apply(difference(present, saved))
        if present.narrative != saved.narrative:
            self._texts.put(self._number(incident.id))
        return saved

    def get(self, id: UUID) -> Incident:
        return self._one(_WHOLE.where(_incident.id == id))

    def by_ref(self, ref: str) -> Incident:
        return self._one(_WHOLE.where(_incident.ref == ref.strip().upper()))

    def many(self, ids: Sequence[UUID]) -> tuple[Incident, ...]:
        found: dict[UUID, Incident] = {}
        for start in range(0, len(ids), ASKED_AT_ONCE):
            asked = _WHOLE.where(_incident.id.in_(ids[start : start + ASKED_AT_ONCE]))
            found |= {row.id: _read(row) for row in self._connection.execute(asked)}
        return tuple(found[id] for id in ids if id in found)

    def stream(self, wanted: IncidentFilter, batch: int = ASKED_AT_ONCE) -> Iterator[Incident]:
        after: RowKey | None = None
        while True:
            query = _newest_first(_WHOLE.where(*fulfilling(wanted)), after).limit(batch)
            rows = self._connection.execute(query).all()
            yield from (_read(row) for row in rows)
            if len(rows) < batch:
                return
            after = RowKey(rows[-1].occurred_at, rows[-1].number)

    def taken_refs(self, refs: Iterable[str]) -> frozenset[str]:
        asked, taken = list(refs), set[str]()
        for start in range(0, len(asked), ASKED_AT_ONCE):
            some = {"refs": asked[start : start + ASKED_AT_ONCE]}
            taken |= set(self._connection.execute(_TAKEN, some).scalars())
        return frozenset(taken)

    def total(self, wanted: IncidentFilter) -> int:
        if wanted.logged_by is None and _whole_months(wanted):
            return self._total_of_months(wanted)
        found = union(*(select(_incident.number).where(*branch) for branch in branches(wanted)))
        return int(self._connection.execute(select(func.count()).select_from(found.subquery())).scalar_one())

    def page(
        self, wanted: IncidentFilter, after: RowKey | None = None, skip: int = 0, limit: int = 200
    ) -> tuple[IncidentRow, ...]:
        query = _newest_first(_window(select(*_ROW), wanted, after, skip + limit), after).limit(limit)
        return tuple(_row(row) for row in self._connection.execute(query.offset(skip) if skip else query).all())

    def anchors(self, wanted: IncidentFilter, after: RowKey | None, step: int, count: int) -> tuple[RowKey, ...]:
        keys: list[RowKey] = []
        asked = select(_incident.occurred_at, _incident.number)
        while len(keys) < count:
            query = _newest_first(_window(asked, wanted, after, step), after)
            row = self._connection.execute(query.limit(1).offset(step - 1)).first()
            if row is None:
                break
            after = RowKey(row.occurred_at, row.number)
            keys.append(after)
        return tuple(keys)

    def awaiting_confirmation(self, told_by_id: UUID) -> tuple[IncidentRow, ...]:
        query = select(*_ROW).where(_incident.told_by_id == told_by_id, _incident.confirmation == "awaited")
        return tuple(_row(row) for row in self._connection.execute(_newest_first(query, None)))

    def search(self, text: str, wanted: IncidentFilter, limit: int = 50) -> tuple[IncidentRow, ...]:
        found: list[IncidentRow] = []
        for row in self._texts.search(text, _ROW, fulfilling(wanted)):
            found.append(_row(row))
            if len(found) == limit:
                break
        return tuple(found)

    def hits(self, text: str, wanted: IncidentFilter, most: int) -> int:
        return self._texts.hits(text, fulfilling(wanted), most)

    def words_missing(self) -> int:
        """How many incidents the index of words does not fit; 0 if all is well."""
        return self._texts.missing()

    def rebuild_words(self) -> None:
        """Index all words anew."""
        self._texts.rebuild()

    def add_addendum(self, addendum: Addendum) -> None:
        values = {name: getattr(addendum, name) for name in ("id", "incident_id", "at", "by", "text")}
        self._connection.execute(insert(addendum_table), values)
        self._texts.put(self._number(addendum.incident_id))

    def addenda(self, incident_id: UUID) -> tuple[Addendum, ...]:
        addendum = addendum_table.c
        query = select(addendum_table).where(addendum.incident_id == incident_id).order_by(addendum.at, addendum.id)
        return tuple(
            Addendum(row.id, row.incident_id, row.at, row.by, row.text) for row in self._connection.execute(query)
        )

    def add_revisions(self, incident: Incident, revisions: Sequence[Revision], *, at: datetime, by: UUID) -> None:
        if revisions:
            rows = [
                {
                    "incident_id": incident.id,
                    "version": incident.version,
                    "field": revision.field,
                    "before": _json(revision.before),
                    "after": _json(revision.after),
                    "at": at,
                    "by": by,
                }
                for revision in revisions
            ]
            self._connection.execute(insert(revision_table), rows)

    def revisions(self, incident_id: UUID) -> tuple[PastRevision, ...]:
        revision = revision_table.c
        query = select(revision_table).where(revision.incident_id == incident_id)
        return tuple(
            PastRevision(row.version, row.at, row.by, row.field, json.loads(row.before), json.loads(row.after))
            for row in self._connection.execute(query.order_by(revision.version, revision.field))
        )

    def add_status_change(self, change: StatusChange) -> None:
        mine = status_change_table.c.incident_id == change.incident_id
        position = self._connection.execute(select(func.count()).select_from(status_change_table).where(mine))
        values = {name: getattr(change, name) for name in ("incident_id", "at", "by", "status", "reason")}
        self._connection.execute(insert(status_change_table), values | {"position": position.scalar_one() + 1})

    def status_changes(self, incident_id: UUID) -> tuple[StatusChange, ...]:
        changes = status_change_table.c
        query = select(status_change_table).where(changes.incident_id == incident_id).order_by(changes.position)
        return tuple(
            StatusChange(row.incident_id, row.at, row.by, row.status, row.reason)
            for row in self._connection.execute(query)
        )

    def _one(self, query: Select[Any]) -> Incident:
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(self.kind)
        return _read(row)

    def _number(self, id: UUID) -> int:
        return int(self._connection.execute(select(_incident.number).where(_incident.id == id)).scalar_one())

    def _total_of_months(self, wanted: IncidentFilter) -> int:
        tally = status_table.c
        query = select(func.coalesce(func.sum(tally.n), 0))
        if wanted.first_day is not None:
            query = query.where(tally.month >= month_of(wanted.first_day))
        if wanted.last_day is not None:
            query = query.where(tally.month <= month_of(wanted.last_day))
        if wanted.site_ids is not None:
            query = query.where(tally.site_id.in_(wanted.site_ids))
        if wanted.statuses:
            query = query.where(tally.status.in_(wanted.statuses))
        if wanted.severities:
            query = query.where(tally.severity.in_([int(level) for level in wanted.severities]))
        return int(self._connection.execute(query).scalar_one())


def _whole_months(wanted: IncidentFilter) -> bool:
    starts = wanted.first_day is None or wanted.first_day.day == 1
    return starts and (wanted.last_day is None or (wanted.last_day + timedelta(days=1)).day == 1)


def _window(query: Select[Any], wanted: IncidentFilter, after: RowKey | None, most: int) -> Select[Any]:
    """The query narrowed to the filter; of several branches only the `most` newest of each are looked at."""
    ways = branches(wanted)
    if len(ways) == 1:
        return query.where(*ways[0])
    newest = (_newest_first(select(_incident.number).where(*way), after).limit(most).subquery() for way in ways)
    return query.where(_incident.number.in_(union(*(select(way.c.number) for way in newest))))


def _newest_first(query: Select[Any], after: RowKey | None) -> Select[Any]:
    query = query.order_by(_incident.occurred_at.desc(), _incident.number.desc())
    return query if after is None else query.where(before(after))


def _whole_row(incident: Incident) -> dict[str, Any]:
    return {"id": incident.id, **_own_values(incident), "version": incident.version}


def _own_values(incident: Incident) -> dict[str, Any]:
    # Without the id: at a change of it SQLite would look through all incidents for their `duplicate_of`.
    names = (
        "ref", "site_id", "desk_id", "occurred_day", "channel", "kind", "place", "status", "mode",
        "confirmation", "logged_at", "logged_by", "reporter_id", "told_by_id", "duplicate_of",
    )  # fmt: skip
    values = {name: getattr(incident, name) for name in names}
    return values | {
        "occurred_at": incident.occurred.at,
        "precision": incident.occurred.precision,
        "month": month_of(incident.occurred_day),
        "severity": int(incident.severity),
    }


def _code_rows(incidents: Iterable[tuple[Incident, frozenset[tuple[Aspect, str]]]]) -> list[dict[str, Any]]:
    return [
        {"incident_id": incident.id, "aspect": aspect, "code": code}
        for incident, codes in incidents
        for aspect, code in sorted(codes)
    ]


def _person_rows(incidents: Iterable[Incident]) -> list[dict[str, Any]]:
    return [
        {"incident_id": incident.id, "person_id": person_id}
        for incident in incidents
        for person_id in sorted(incident.involved_person_ids)
    ]


def _account(incident: Incident) -> dict[str, Any]:
    return {
        "incident_id": incident.id,
        "narrative": incident.narrative,
        "details": to_json(incident.details),
        "relief": None if incident.relief is None else to_json(incident.relief),
    }


def _read(row: Row[Any]) -> Incident:
    return Incident(
        id=row.id,
        ref=row.ref,
        site_id=row.site_id,
        occurred=Moment(row.occurred_at, row.precision),
        occurred_day=row.occurred_day,
        channel=row.channel,
        kind=row.kind,
        severity=Severity(row.severity),
        logged_at=row.logged_at,
        logged_by=row.logged_by,
        status=row.status,
        desk_id=row.desk_id,
        place=row.place,
        narrative=row.narrative,
        mode=row.mode,
        reporter_id=row.reporter_id,
        told_by_id=row.told_by_id,
        confirmation=row.confirmation,
        duplicate_of=row.duplicate_of,
        details=from_json(Details, row.details),
        relief=None if row.relief is None else from_json(Relief, row.relief),
        version=row.version,
    )


def _row(row: Row[Any]) -> IncidentRow:
    values = list(row[: len(_ROW)])
    values[_SEVERITY] = Severity(values[_SEVERITY])
    return IncidentRow(*values)


def _json(value: object) -> str:
    return json.dumps(plain(value), separators=(",", ":"))
