"""Repository for incidents: one lean row, the account, codes, people, addenda, revisions, changes of status."""

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Select,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    type_coerce,
    union,
    update,
)

from db.base import Repository, note_written
from db.capture.filters import ORDER, before, branches, fulfilling, in_summaries, own_elsewhere
from db.capture.numbers import rows_with_numbers, taken_numbers
from db.capture.prepared import insert_rows
from db.capture.revisions import past_revision, rows_of
from db.capture.rows import LISTED, WHOLE, account_of, changeable, identity_of, read_incident, read_row, row_of
from db.capture.sorting import sorted_page, sorted_places
from db.capture.tables import (
    account_table,
    addendum_table,
    code_table,
    identity_table,
    incident_table,
    person_table,
    revision_table,
    status_change_table,
    status_table,
)
from db.capture.tallies import SqlTallies
from db.capture.text_index import TextIndex
from incident_tracker.domain.capture.incidents import Addendum, Incident, Revision
from incident_tracker.domain.capture.listing import (
    IncidentFilter,
    IncidentOrder,
    IncidentRow,
    PastRevision,
    RowKey,
    SortedPlace,
    StatusChange,
)
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.capture.tallies import Aspect, coded, count_all, difference
from incident_tracker.domain.errors import NotFound, StoreDamaged

_incident = incident_table.c
_WHOLE = (
    select(*WHOLE)
    .join(account_table, account_table.c.incident_id == _incident.id)
    .outerjoin(identity_table, identity_table.c.incident_id == _incident.id)
)
# Made once, because every save needs them.
_ADDED = insert(incident_table).returning(_incident.number)
ASKED_AT_ONCE = 100
_UNREADABLE = (ValueError, LookupError, TypeError, StoreDamaged)


class SqlIncidents(Repository):
    """Incidents with everything that belongs to them."""

    kind = "incident"
    table = incident_table

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._tallies = SqlTallies(connection)
        self._texts = TextIndex(connection)

    def add(self, incident: Incident) -> None:
        """Keep a new incident with its codes and people, and count it."""
        row = row_of(incident)
        number = self._connection.execute(_ADDED, row).scalar_one()
        self._note(incident.id)
        insert_rows(self._connection, account_table, [account_of(incident)])
        self._add_identities([incident])
        insert_rows(self._connection, code_table, _code_rows([(incident, coded(incident))]))
        insert_rows(self._connection, person_table, _person_rows([incident]))
        self._tallies.apply(difference(None, incident))
        self._texts.put_new(number, incident.narrative)

    def add_many(self, incidents: Sequence[Incident]) -> None:
        """Keep a batch of new incidents; index of words and summaries are filled once for all of it."""
        if not incidents:
            return
        newest = self._connection.execute(select(func.coalesce(func.max(_incident.number), 0))).scalar_one()
        codes = [coded(incident) for incident in incidents]
        rows = [row_of(incident) for incident in incidents]
        insert_rows(self._connection, incident_table, rows)
        self._note(*(incident.id for incident in incidents))
        insert_rows(self._connection, account_table, [account_of(incident) for incident in incidents])
        self._add_identities(incidents)
        insert_rows(self._connection, code_table, _code_rows(zip(incidents, codes, strict=True)))
        insert_rows(self._connection, person_table, _person_rows(incidents))
        self._tallies.apply(count_all(zip(incidents, codes, strict=True)))
        self._texts.put_above(newest)

    def save(self, incident: Incident) -> Incident:
        """Save the incident over the version that it has; returns the incident with its next version.

        Codes, people, summaries and index follow. Errors: ChangedMeanwhile if that version is no longer the present
        one, NotFound.
        """
        present = self.get(incident.id)
        saved = replace(incident, version=self._update(incident.id, incident.version, changeable(incident)))
        account = account_of(saved)
        mine = account_table.c.incident_id == incident.id
        self._connection.execute(update(account_table).where(mine).values(account))
        if identity_of(present) != identity_of(saved):
            self._connection.execute(delete(identity_table).where(identity_table.c.incident_id == incident.id))
            self._add_identities([saved])
        if coded(present) != coded(saved) or present.involved_person_ids != saved.involved_person_ids:
            self._index_again(saved)
        self._tallies.apply(difference(present, saved))
        if present.narrative != saved.narrative:
            self._texts.put(self._number(incident.id))
        return saved

    def get(self, id: UUID) -> Incident:
        """The incident with this id. Errors: NotFound."""
        return self._one(_WHOLE.where(_incident.id == id))

    def by_ref(self, ref: str) -> Incident:
        """The incident with this reference number, in any case and with blanks around it. Errors: NotFound."""
        return self._one(_WHOLE.where(_incident.ref == ref.strip().upper()))

    def many(self, ids: Sequence[UUID]) -> tuple[Incident, ...]:
        """The incidents with these ids in this order; unknown ids are left out."""
        found: dict[UUID, Incident] = {}
        for start in range(0, len(ids), ASKED_AT_ONCE):
            asked = _WHOLE.where(_incident.id.in_(ids[start : start + ASKED_AT_ONCE]))
            found |= {row.id: read_incident(row) for row in self._connection.execute(asked)}
        return tuple(found[id] for id in ids if id in found)

    def involved(self, ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
        """The members of staff who had a part in each of these incidents, where anyone had."""
        found: dict[UUID, set[UUID]] = {}
        asked = list(dict.fromkeys(ids))
        for start in range(0, len(asked), ASKED_AT_ONCE):
            some = person_table.c.incident_id.in_(asked[start : start + ASKED_AT_ONCE])
            for incident_id, person_id in self._connection.execute(select(*person_table.c).where(some)):
                found.setdefault(incident_id, set()).add(person_id)
        return {id: frozenset(people) for id, people in found.items()}

    def stream(self, wanted: IncidentFilter, batch: int = ASKED_AT_ONCE) -> Iterator[Incident]:
        """All incidents of a filter, newest first, read `batch` at a time while they are consumed."""
        after: RowKey | None = None
        while True:
            query = _newest_first(_WHOLE.where(*fulfilling(wanted)), after).limit(batch)
            rows = self._connection.execute(query).all()
            yield from (read_incident(row) for row in rows)
            if len(rows) < batch:
                return
            after = RowKey(*(getattr(rows[-1], column.name) for column in ORDER))

    def taken_refs(self, refs: Iterable[str]) -> frozenset[str]:
        """Which of these reference numbers are in use."""
        return taken_numbers(self._connection, list(refs))

    def total(self, wanted: IncidentFilter) -> int:
        """How many incidents match a filter; for whole months from the summaries, else counted."""
        if in_summaries(wanted):
            return self._total_of_months(wanted) + (self.total(own_elsewhere(wanted)) if wanted.own_site_ids else 0)
        found = union(*(select(_incident.number).where(*branch) for branch in branches(wanted)))
        return int(self._connection.execute(select(func.count()).select_from(found.subquery())).scalar_one())

    def page(
        self, wanted: IncidentFilter, after: RowKey | None = None, skip: int = 0, limit: int = 200
    ) -> tuple[IncidentRow, ...]:
        """At most `limit` rows, newest first, that follow the key `after`, the first `skip` of them left out."""
        query = _newest_first(_window(select(*LISTED), wanted, after, skip + limit), after).limit(limit)
        return tuple(read_row(row) for row in self._connection.execute(query.offset(skip) if skip else query).all())

    def sorted_page(
        self, wanted: IncidentFilter, order: IncidentOrder, skip: int, limit: int, after: SortedPlace | None = None
    ) -> tuple[IncidentRow, ...]:
        """At most `limit` rows in this order, the first `skip` of the list left out; quicker from a place `after`."""
        return sorted_page(self._connection, self.total, wanted, order, skip, limit, after)

    def sorted_places(
        self, wanted: IncidentFilter, order: IncidentOrder, after: SortedPlace | None, step: int, count: int
    ) -> tuple[SortedPlace, ...]:
        """At most `count` places after `after` to go on from, none further than `step` rows from the next."""
        return sorted_places(self._connection, self.total, wanted, order, after, step, count)

    def anchors(self, wanted: IncidentFilter, after: RowKey | None, step: int, count: int) -> tuple[RowKey, ...]:
        """The keys of the rows `step`, 2 × `step`, … places after `after`, at most `count` of them."""
        keys: list[RowKey] = []
        while len(keys) < count:
            query = _newest_first(_window(select(*ORDER), wanted, after, step), after)
            row = self._connection.execute(query.limit(1).offset(step - 1)).first()
            if row is None:
                break
            after = RowKey(*row)
            keys.append(after)
        return tuple(keys)

    def with_numbers(self, beginnings: Sequence[str], wanted: IncidentFilter, limit: int) -> tuple[IncidentRow, ...]:
        """At most `limit` rows whose reference begins with one of these, in the order of the beginnings."""
        return rows_with_numbers(self._connection, beginnings, wanted, limit)

    def awaiting_confirmation(self, told_by_id: UUID) -> tuple[IncidentRow, ...]:
        """What a member of staff told and has not confirmed yet, newest first."""
        query = select(*LISTED).where(_incident.told_by_id == told_by_id, _incident.confirmation == "awaited")
        return tuple(read_row(row) for row in self._connection.execute(_newest_first(query, None)))

    def search(self, text: str, wanted: IncidentFilter, limit: int = 50) -> tuple[IncidentRow, ...]:
        """At most `limit` incidents whose description or addenda hold all words of `text`, newest first."""
        found: list[IncidentRow] = []
        for row in self._texts.search(text, LISTED, fulfilling(wanted)):
            found.append(read_row(row))
            if len(found) == limit:
                break
        return tuple(found)

    def hits(self, text: str, wanted: IncidentFilter, most: int) -> int:
        """How many incidents `search` would find, counted up to `most`."""
        return self._texts.hits(text, fulfilling(wanted), most)

    def misindexed(self, *, repair: bool) -> Iterator[tuple[UUID, str]]:
        """Id and number of every incident whose codes or people are not those of its details; repaired if `repair`.

        An incident that cannot be read is left out: its seal reports it.
        """
        last = 0
        while True:
            query = select(_incident.number, _incident.id).where(_incident.number > last).order_by(_incident.number)
            some = self._connection.execute(query.limit(ASKED_AT_ONCE)).all()
            if not some:
                return
            last = some[-1].number
            ids = [row.id for row in some]
            codes, people = self._indexed(code_table, ids), self._indexed(person_table, ids)
            for incident in self._readable(ids):
                wanted = {(aspect.value, code) for aspect, code in coded(incident)}
                if codes.get(incident.id, set()) == wanted and people.get(incident.id, set()) == {
                    (id,) for id in incident.involved_person_ids
                }:
                    continue
                if repair:
                    self._index_again(incident)
                yield incident.id, incident.ref

    def _indexed(self, table: Table, ids: Sequence[UUID]) -> dict[UUID, set[tuple[object, ...]]]:
        """What the rows of each incident in an index say, as it is stored."""
        said = [type_coerce(column, String) if column.name == "aspect" else column for column in table.c]
        found: dict[UUID, set[tuple[object, ...]]] = {}
        for incident_id, *rest in self._connection.execute(select(*said).where(table.c.incident_id.in_(ids))):
            found.setdefault(incident_id, set()).add(tuple(rest))
        return found

    def _readable(self, ids: Sequence[UUID]) -> Iterator[Incident]:
        try:
            yield from self.many(ids)
        except _UNREADABLE:
            for id in ids:
                with contextlib.suppress(*_UNREADABLE):
                    yield from self.many([id])

    def _index_again(self, incident: Incident) -> None:
        for table in (code_table, person_table):
            self._connection.execute(delete(table).where(table.c.incident_id == incident.id))
        insert_rows(self._connection, code_table, _code_rows([(incident, coded(incident))]))
        insert_rows(self._connection, person_table, _person_rows([incident]))

    def words_missing(self) -> int:
        """How many incidents do not match the index of words; 0 if all is well."""
        return self._texts.missing()

    def rebuild_words(self) -> None:
        """Index all words again."""
        self._texts.rebuild()

    def add_addendum(self, addendum: Addendum) -> None:
        """Keep an addition to a description, and index its words."""
        values = {name: getattr(addendum, name) for name in ("id", "incident_id", "at", "by", "text")}
        self._connection.execute(insert(addendum_table), values)
        note_written(self._connection, addendum_table, (addendum.id,))
        self._texts.put(self._number(addendum.incident_id))

    def addenda(self, incident_id: UUID) -> tuple[Addendum, ...]:
        """The additions to a description, oldest first."""
        addendum = addendum_table.c
        query = select(addendum_table).where(addendum.incident_id == incident_id).order_by(addendum.at, addendum.id)
        return tuple(
            Addendum(row.id, row.incident_id, row.at, row.by, row.text) for row in self._connection.execute(query)
        )

    def add_revisions(self, incident: Incident, revisions: Sequence[Revision], *, at: datetime, by: UUID) -> None:
        """Save what fields were before `incident` was saved as it is now; `at` is UTC, `by` a user id."""
        if revisions:
            self._connection.execute(insert(revision_table), list(rows_of(incident, revisions, at, by)))
            note_written(self._connection, revision_table, (incident.id, incident.version))

    def revisions(self, incident_id: UUID) -> tuple[PastRevision, ...]:
        """Every change of a field, by version and name of the field."""
        revision = revision_table.c
        query = select(revision_table).where(revision.incident_id == incident_id)
        return tuple(map(past_revision, self._connection.execute(query.order_by(revision.version, revision.field))))

    def add_status_change(self, change: StatusChange) -> None:
        """Keep the next step in the life of an incident."""
        mine = status_change_table.c.incident_id == change.incident_id
        position = self._connection.execute(select(func.count()).select_from(status_change_table).where(mine))
        values = {name: getattr(change, name) for name in ("incident_id", "at", "by", "status", "reason")}
        self._connection.execute(insert(status_change_table), values | {"position": position.scalar_one() + 1})
        note_written(self._connection, status_change_table, (change.incident_id,))

    def status_changes(self, incident_id: UUID) -> tuple[StatusChange, ...]:
        """The steps in the life of an incident, in their order."""
        changes = status_change_table.c
        query = select(status_change_table).where(changes.incident_id == incident_id).order_by(changes.position)
        return tuple(
            StatusChange(row.incident_id, row.at, row.by, row.status, row.reason)
            for row in self._connection.execute(query)
        )

    def _add_identities(self, incidents: Sequence[Incident]) -> None:
        # Not by `insert_rows`, which encrypts a text once for all rows that have it: equal codes would look equal.
        if rows := [row for row in map(identity_of, incidents) if row is not None]:
            self._connection.execute(insert(identity_table), rows)

    def _one(self, query: Select[Any]) -> Incident:
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(self.kind)
        return read_incident(row)

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


def _window(query: Select[Any], wanted: IncidentFilter, after: RowKey | None, most: int) -> Select[Any]:
    """The query narrowed to the filter; with several branches only the `most` newest of each are read."""
    alternatives = branches(wanted)
    if len(alternatives) == 1:
        return query.where(*alternatives[0])
    newest = (
        _newest_first(select(_incident.number).where(*conditions), after).limit(most).subquery()
        for conditions in alternatives
    )
    return query.where(_incident.number.in_(union(*(select(page.c.number) for page in newest))))


def _newest_first(query: Select[Any], after: RowKey | None) -> Select[Any]:
    query = query.order_by(*(column.desc() for column in ORDER))
    return query if after is None else query.where(before(after))


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
