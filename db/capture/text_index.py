"""Words of descriptions and addenda, folded: a trigram index without content on the file, a plain table on a server."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    column,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
)

from db.capture.filters import ORDER, before
from db.capture.tables import account_table, addendum_table, incident_table
from incident_tracker.domain.capture.listing import RowKey
from incident_tracker.domain.searching import folded, wanted_words

LENGTH = 3
CHUNK = 64
# If no word is long enough for the index, this many of the latest incidents are read.
READ_THROUGH = 600
# Fewer hits than this are sorted by looking each up; with more, the latest ranges of the list are searched one by one.
FEW = 3_000
STRETCHES = (1_024, 2_048, 4_096, 8_192)
# Incidents entered this close together are searched at once.
CLOSE = 4_096
# A longer search is found by a part of it and then compared in full.
PARTS = 24
INDEXED_AT_ONCE = 500

_number, _id = incident_table.c.number, incident_table.c.id
# Not in the metadata: an index, which the migrations make as each kind of database needs it.
_index = table("incident_text", column("rowid"), column("words"))

_PUT = "INSERT INTO incident_text(rowid, words) VALUES (?, ?)"
_BETWEEN = "SELECT rowid FROM incident_text WHERE incident_text MATCH ? AND rowid BETWEEN ? AND ?"
_COUNT = "SELECT count(*) FROM (SELECT rowid FROM incident_text WHERE incident_text MATCH ? LIMIT ?)"


class TextIndex:
    """The words of incidents by their number, as `domain.searching` folds them.

    On the file the index keeps trigrams without positions, which keeps it at two thirds of the text; so what it finds
    is compared with the text itself.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._trigrams = connection.dialect.name == "sqlite"
        # `coalesce` keeps the file from walking along the list and asking the index about each row of it.
        rowid = _index.c.rowid
        self._hit: ColumnElement[Any] = func.coalesce(rowid, rowid) if self._trigrams else rowid

    def put_new(self, number: int, narrative: str) -> None:
        """Index the description of an incident that is not in the index and has no addenda yet."""
        if narrative:
            self._put([(number, folded(narrative))])

    def put(self, number: int) -> None:
        """Index the present text of one incident again."""
        self._connection.execute(delete(_index).where(_index.c.rowid == number))
        self._fill(_number == number)

    def put_above(self, number: int) -> None:
        """Index all incidents entered after `number`, none of which is in the index yet."""
        self._fill(_number > number)

    def missing(self) -> int:
        """How many incidents have words that are not in the index, or are in it without words or with others.

        What words the file's index holds of each incident it cannot say; there only the numbers are compared.
        """
        told = select(_number).join(account_table, account_table.c.incident_id == _id)
        told = told.where(or_(account_table.c.narrative != "", func.coalesce(_added(), "") != ""))
        kept = select(_index.c.rowid)
        differing = (told.except_(kept), kept.except_(told))
        counts = (select(func.count()).select_from(numbers.subquery()) for numbers in differing)
        absent = sum(int(self._connection.execute(count).scalar_one()) for count in counts)
        return absent if self._trigrams else absent + self._with_other_words()

    def _with_other_words(self) -> int:
        last = found = 0
        indexed = _told(_number, _index.c.words).join(_index, _index.c.rowid == _number)
        while True:
            some = indexed.where(_number > last).order_by(_number).limit(INDEXED_AT_ONCE)
            rows = self._connection.execute(some).all()
            if not rows:
                return found
            last = rows[-1].number
            found += sum(row.words != folded(_all_of(row)) for row in rows)

    def rebuild(self) -> None:
        """Index everything again."""
        if self._trigrams:
            self._connection.exec_driver_sql("INSERT INTO incident_text(incident_text) VALUES ('delete-all')")
        else:
            self._connection.execute(delete(_index))
        self._fill(_number > 0)

    def search(
        self, wanted: str, columns: Sequence[ColumnElement[Any]], where: Sequence[ColumnElement[bool]]
    ) -> Iterator[Row[Any]]:
        """The `columns` of incidents that have all words of `wanted` and match `where`, in the order of the list."""
        words = wanted_words(wanted)
        if not words:
            return
        numbers = self._candidates(words, where)
        while some := list(islice(numbers, CHUNK)):
            rows = self._connection.execute(_newest_first(_told(*columns).where(_number.in_(some))))
            yield from (row for row in rows if _holds(row, words))

    def hits(self, wanted: str, where: Sequence[ColumnElement[bool]], most: int) -> int:
        """How many incidents `search` would give, counted up to `most`.

        Beyond what a page shows only the index is used: an incident that has the parts of a word in other places may be
        counted too.
        """
        words = wanted_words(wanted)
        if not words:
            return 0
        if self._trigrams and not _parts_of(words):
            return min(most, sum(1 for _ in self._read_through(words, where)))
        found: Select[Any] = select(_index.c.rowid).where(self._matching(words))
        if where:
            found = found.join(incident_table, _number == self._hit).where(*where)
        query = found.limit(most)
        return int(self._connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())

    def _candidates(self, words: Sequence[str], where: Sequence[ColumnElement[bool]]) -> Iterator[int]:
        """The numbers of incidents that may hold all words, in the order of the list."""
        if not self._trigrams:
            yield from self._in_order(words, where)
        elif not _parts_of(words):
            yield from self._read_through(words, where)
        else:
            yield from self._along_the_list(words, where)

    def _in_order(
        self, words: Sequence[str], where: Sequence[ColumnElement[bool]], after: RowKey | None = None
    ) -> Iterator[int]:
        """All hits of the index, each looked up and then put in order; a chunk at a time, since few are asked for."""
        while True:
            query = select(*ORDER).select_from(_index.join(incident_table, _number == self._hit))
            query = _newest_first(query.where(self._matching(words), *where), after).limit(CHUNK)
            rows = self._connection.execute(query).all()
            yield from (row.number for row in rows)
            if len(rows) < CHUNK:
                return
            after = RowKey(*rows[-1])

    def _along_the_list(self, words: Sequence[str], where: Sequence[ColumnElement[bool]]) -> Iterator[int]:
        """Hits of the index in one range of the list after another, which is fast enough for a frequent word; then the
        rest.

        The index is searched by ranges of numbers, because what happened at about the same time was entered at about
        the same time; looking up each number would cost a hundred times as much.
        """
        after: RowKey | None = None
        for length in STRETCHES:
            if length == STRETCHES[1] and self._has_few(words):
                break
            query = _newest_first(select(_number).where(*where), after).limit(length)
            numbers = self._connection.execute(query).scalars().all()
            found = self._found_among(words, sorted(numbers))
            yield from (number for number in numbers if number in found)
            if len(numbers) < length:
                return
            after = RowKey(*self._connection.execute(select(*ORDER).where(_number == numbers[-1])).one())
        yield from self._in_order(words, where, after)

    def _has_few(self, words: Sequence[str]) -> bool:
        return int(self._connection.exec_driver_sql(_COUNT, (_asked(words), FEW)).scalar_one()) < FEW

    def _found_among(self, words: Sequence[str], numbers: Sequence[int]) -> set[int]:
        """Which of the `numbers`, from low to high, may hold all words; and others between them."""
        asked, found = _asked(words), set[int]()
        apart = [at for at, (one, then) in enumerate(pairwise(numbers), 1) if then - one > CLOSE]
        for start, end in pairwise([0, *apart, len(numbers)]):
            if start < end:
                between = (asked, numbers[start], numbers[end - 1])
                found.update(self._connection.exec_driver_sql(_BETWEEN, between).scalars())
        return found

    def _read_through(self, words: Sequence[str], where: Sequence[ColumnElement[bool]]) -> Iterator[int]:
        """The numbers of those of the latest incidents that hold all words."""
        latest = _newest_first(_told(_number).where(*where)).limit(READ_THROUGH)
        yield from (row.number for row in self._connection.execute(latest).all() if _holds(row, words))

    def _fill(self, which: ColumnElement[bool]) -> None:
        last = 0
        while True:
            some = _told(_number).where(which, _number > last).order_by(_number).limit(INDEXED_AT_ONCE)
            rows = self._connection.execute(some).all()
            if not rows:
                return
            last = rows[-1].number
            self._put([(row.number, folded(_all_of(row))) for row in rows if row.narrative or row.added])

    def _put(self, rows: Sequence[tuple[int, str]]) -> None:
        if self._trigrams and rows:
            self._connection.exec_driver_sql(_PUT, list(rows))
        elif rows:
            self._connection.execute(insert(_index), [{"rowid": number, "words": words} for number, words in rows])

    def _matching(self, words: Sequence[str]) -> ColumnElement[bool]:
        if self._trigrams:
            return literal_column("incident_text").op("MATCH", is_comparison=True)(_asked(words))
        return and_(*(_index.c.words.contains(word, autoescape=True) for word in words))


def _newest_first(query: Select[Any], after: RowKey | None = None) -> Select[Any]:
    query = query.order_by(*(one.desc() for one in ORDER))
    return query if after is None else query.where(before(after))


def _told(*columns: ColumnElement[Any]) -> Select[Any]:
    """The `columns` of incidents with everything written about them."""
    query: Select[Any] = select(*columns, account_table.c.narrative, _added().label("added"))
    return query.join(account_table, account_table.c.incident_id == _id)


def _parts_of(words: Iterable[str]) -> set[str]:
    return {word[start : start + LENGTH] for word in words for start in range(len(word) - LENGTH + 1)}


def _asked(words: Iterable[str]) -> str:
    # Folded words hold no quotation marks.
    return " AND ".join(f'"{part}"' for part in islice(sorted(_parts_of(words)), PARTS))


def _added() -> Any:
    """The addenda of an incident as one text."""
    joined = func.aggregate_strings(addendum_table.c.text, "\n")
    return select(joined).where(addendum_table.c.incident_id == _id).correlate(incident_table).scalar_subquery()


def _all_of(row: Row[Any]) -> str:
    return f"{row.narrative}\n{row.added or ''}"


def _holds(row: Row[Any], words: Iterable[str]) -> bool:
    told = folded(_all_of(row))
    return all(word in told for word in words)
