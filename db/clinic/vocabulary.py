"""Table and repository for coded terms."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import JSON, Column, Date, Integer, Row, String, Table, Text, insert, select, tuple_, update

from db.base import Repository, metadata, note_written, version_column
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.domain.errors import ChangedMeanwhile, NotFound

term_table = Table(
    "term",
    metadata,
    Column("vocabulary", String(60), primary_key=True),
    Column("code", String(60), primary_key=True),
    Column("label", Text, nullable=False),
    Column("label_es", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("definition_es", Text),
    Column("source", Text, nullable=False),
    Column("crosswalk", JSON, nullable=False),
    Column("position", Integer, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    version_column(),
)


class SqlTerms(Repository):
    """Coded terms; never deleted."""

    kind = "term"
    table = term_table

    def add(self, term: Term) -> None:
        """Keep a new term."""
        values = _values(term) | {"vocabulary": term.vocabulary, "code": term.code, "version": term.version}
        self._connection.execute(insert(term_table), values)
        note_written(self._connection, term_table, (term.vocabulary, term.code))

    def save(self, term: Term) -> Term:
        """Save the term over the version that it has; returns the term with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        mine = (term_table.c.vocabulary == term.vocabulary) & (term_table.c.code == term.code)
        done = self._connection.execute(
            update(term_table)
            .where(mine, term_table.c.version == term.version)
            .values(**_values(term), version=term.version + 1)
        )
        if done.rowcount != 1:
            present = self.get(term.vocabulary, term.code).version
            raise ChangedMeanwhile(self.kind, term.version, present)
        note_written(self._connection, term_table, (term.vocabulary, term.code))
        return replace(term, version=term.version + 1)

    def get(self, vocabulary: str, code: str) -> Term:
        """The term with this code. Errors: NotFound."""
        query = select(term_table).where(term_table.c.vocabulary == vocabulary, term_table.c.code == code)
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(self.kind)
        return _term(row)

    def all(self, vocabulary: str | None = None) -> tuple[Term, ...]:
        """Every term, retired ones too, in the order in which they are offered; of one vocabulary if it is given."""
        query = select(term_table).order_by(term_table.c.vocabulary, term_table.c.position, term_table.c.code)
        if vocabulary is not None:
            query = query.where(term_table.c.vocabulary == vocabulary)
        return tuple(_term(row) for row in self._connection.execute(query))

    def among(self, codes: Collection[tuple[str, str]]) -> tuple[Term, ...]:
        """The terms for these (vocabulary, code) pairs that exist, in no order."""
        asked = tuple_(term_table.c.vocabulary, term_table.c.code).in_(list(codes))
        return tuple(_term(row) for row in self._connection.execute(select(term_table).where(asked)))


def _values(term: Term) -> dict[str, Any]:
    return {
        "label": term.label,
        "label_es": term.label_es,
        "definition": term.definition,
        "definition_es": term.definition_es or None,
        "source": term.source,
        "crosswalk": dict(term.crosswalk),
        "position": term.position,
        "valid_from": term.valid_from,
        "valid_to": term.valid_to,
    }


def _term(row: Row[Any]) -> Term:
    return Term(
        row.vocabulary,
        row.code,
        row.label,
        row.label_es,
        row.definition,
        row.definition_es or "",
        row.source,
        row.crosswalk,
        row.position,
        row.valid_from,
        row.valid_to,
        row.version,
    )
