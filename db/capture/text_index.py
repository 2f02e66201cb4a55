"""Words of descriptions and addenda: a trigram index without content on the file, plain comparison on a server."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
)

from db.capture.tables import account_table, addendum_table, incident_table

LENGTH = 3
CHUNK = 64
# Where no word is long enough for the index, so many of the latest incidents are read through.
READ_THROUGH = 600
_ANY_LANGUAGE = "und-x-icu"

_number, _id = incident_table.c.number, incident_table.c.id
# Not in the metadata: the migration makes it, on the file only.
_index = table("incident_text", column("rowid"), column("words"))

_PUT = "INSERT INTO incident_text(rowid, words) VALUES (?, ?)"


class TextIndex:
    """The words of incidents by their number.

    The index keeps trigrams without positions, which holds it at two thirds of the text; what it finds is
    therefore compared with the text itself.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._indexed = connection.dialect.name == "sqlite"

    def put_new(self, number: int, narrative: str) -> None:
        """Index the description of an incident that is not in the index and has no addenda yet."""
        if self._indexed and narrative:
            self._connection.exec_driver_sql(_PUT, (number, narrative))

    def put(self, number: int) -> None:
        """Index the present text of one incident anew."""
        if self._indexed:
            self._connection.execute(delete(_index).where(_index.c.rowid == number))
            self._fill(_number == number)

    def put_above(self, number: int) -> None:
        """Index all incidents entered after `number`, none of which is in the index or has addenda yet."""
        if self._indexed:
            narrative = account_table.c.narrative
            texts = select(_number, narrative).join(account_table, account_table.c.incident_id == _id)
            texts = texts.where(_number > number, narrative != "")
            self._connection.execute(insert(_index).from_select(["rowid", "words"], texts))

    def missing(self) -> int:
        """How many incidents have words that are not in the index, or are in it without words."""
        if not self._indexed:
            return 0
        told = select(_number).join(account_table, account_table.c.incident_id == _id)
        told = told.where(or_(account_table.c.narrative != "", func.coalesce(_added(), "") != ""))
        kept = select(_index.c.rowid)
        differing = (told.except_(kept), kept.except_(told))
        counts = (select(func.count()).select_from(numbers.subquery()) for numbers in differing)
        return sum(int(self._connection.execute(count).scalar_one()) for count in counts)

    def rebuild(self) -> None:
        """Index everything anew."""
        if self._indexed:
            self._connection.exec_driver_sql("INSERT INTO incident_text(incident_text) VALUES ('delete-all')")
            self._fill(_number > 0)

    def search(
        self, wanted: str, columns: Sequence[ColumnElement[Any]], where: Sequence[ColumnElement[bool]]
    ) -> Iterator[Row[Any]]:
        """The `columns` of incidents that hold all words of `wanted` and fulfil `where`, the latest entered first."""
        words = wanted.lower().split()
        if not words:
            return
        if self._indexed and not _trigrams(words):
            numbers = self._read_through(words, where)
            yield from self._connection.execute(select(*columns).where(_number.in_(numbers)).order_by(_number.desc()))
            return
        query = self._holding(_told(*columns), words)
        # The index itself is read backwards, not all hits sorted.
        order = _index.c.rowid if self._indexed else _number
        query = query.where(*where).order_by(order.desc()).limit(CHUNK)
        newest = None
        while True:
            rows = self._connection.execute(query if newest is None else query.where(order < newest)).all()
            yield from (row for row in rows if _holds(row, words))
            if len(rows) < CHUNK:
                return
            newest = rows[-1].entered

    def hits(self, wanted: str, where: Sequence[ColumnElement[bool]], most: int) -> int:
        """How many incidents `search` would give, counted up to `most`.

        Beyond what a page shows the index alone is asked: an incident that holds the parts of a word in
        other places may be counted too.
        """
        words = wanted.lower().split()
        if not words:
            return 0
        if not self._indexed:
            return sum(1 for _ in islice(self.search(wanted, [_number], where), most))
        if not _trigrams(words):
            return min(most, len(self._read_through(words, where)))
        found: Select[Any] = select(_index.c.rowid).where(_matching(words))
        if where:
            found = found.join(incident_table, _number == _index.c.rowid).where(*where)
        query = found.limit(most)
        return int(self._connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())

    def _read_through(self, words: Sequence[str], where: Sequence[ColumnElement[bool]]) -> list[int]:
        """The numbers of those of the latest incidents that hold all words."""
        latest = _told().where(*where).order_by(_number.desc()).limit(READ_THROUGH)
        return [row.entered for row in self._connection.execute(latest) if _holds(row, words)]

    def _fill(self, which: ColumnElement[bool]) -> None:
        words = account_table.c.narrative + func.coalesce("\n" + _added(), "")
        texts = select(_number, words).join(account_table, account_table.c.incident_id == _id).where(which, words != "")
        self._connection.execute(insert(_index).from_select(["rowid", "words"], texts))

    def _holding(self, query: Select[Any], words: Sequence[str]) -> Select[Any]:
        if not self._indexed:
            return query.where(*(_contains(word) for word in words))
        return query.join(_index, _index.c.rowid == _number).where(_matching(words))


def _told(*columns: ColumnElement[Any]) -> Select[Any]:
    """The `columns` of incidents with their number and all that was told."""
    query: Select[Any] = select(*columns, _number.label("entered"), account_table.c.narrative, _added().label("added"))
    return query.join(account_table, account_table.c.incident_id == _id)


def _trigrams(words: Iterable[str]) -> set[str]:
    return {word[start : start + LENGTH] for word in words for start in range(len(word) - LENGTH + 1)}


def _matching(words: Iterable[str]) -> ColumnElement[bool]:
    asked = " AND ".join('"' + part.replace('"', '""') + '"' for part in sorted(_trigrams(words)))
    return literal_column("incident_text").op("MATCH", is_comparison=True)(asked)


def _added() -> Any:
    """The addenda of an incident as one text."""
    joined = func.aggregate_strings(addendum_table.c.text, "\n")
    return select(joined).where(addendum_table.c.incident_id == _id).correlate(incident_table).scalar_subquery()


def _contains(word: str) -> ColumnElement[bool]:
    # The collation lowers letters beyond ASCII too, whatever locale the server was set up with.
    in_addendum = select(addendum_table.c.id).where(
        addendum_table.c.incident_id == _id,
        func.lower(addendum_table.c.text.collate(_ANY_LANGUAGE)).contains(word, autoescape=True),
    )
    in_narrative = func.lower(account_table.c.narrative.collate(_ANY_LANGUAGE)).contains(word, autoescape=True)
    return or_(in_narrative, in_addendum.correlate(incident_table).exists())


def _holds(row: Row[Any], words: Iterable[str]) -> bool:
    told = f"{row.narrative}\n{row.added or ''}".lower()
    return all(word in told for word in words)
