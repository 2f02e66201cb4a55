"""Which row of a log is which incident: the key under which it is found again when the same log is read again."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import blake2b

from incident_tracker.exchange.cells import is_missing, text_of
from incident_tracker.exchange.delimited import Record
from incident_tracker.exchange.readings import Duplicate, LogEntry, ReadingNotice

_PART = "\x1f"


class Identities:
    """Gives the entries of one log their keys; collects the rows that repeat another one.

    A row with a number is known by it, its site and its year, so that a row that was corrected since is known again.
    Where a number comes twice in a year, each is known by its day. A row without a number is known by its moment, site
    and words, and by how many like it came before.
    """

    def __init__(self, numbered: bool, *, counts: bool, source: str = "") -> None:
        self._numbered, self._counts, self._source = numbered, counts, source
        self.duplicates: list[Duplicate] = []
        self.told: dict[ReadingNotice, int] = {}

    def kept(self, entries: Sequence[tuple[Record, LogEntry]], numbers: Collection[int]) -> list[LogEntry]:
        """The entries that repeat no other, with their keys. `numbers` are the columns of the number."""
        contents = [_content(record) for record, _ in entries]
        without_number = [_content(record, numbers) for record, _ in entries] if numbers else contents
        fresh: list[int] = []
        first: dict[object, int] = {}
        different = 0
        for place, (_, entry) in enumerate(entries):
            site = entry.site.casefold()
            same = (site, entry.key, entry.wall.date()) if self._has_number(entry) else (site, contents[place])
            of = first.setdefault(same, place)
            if of == place:
                fresh.append(place)
                continue
            self.duplicates.append(_duplicate(entry, entries[of][1]))
            different += without_number[place] != without_number[of]
        if numbers:
            taken = [without_number[place] for place in fresh]
            self._tell(ReadingNotice.SAME_BUT_NUMBER, len(taken) - len(set(taken)))
            self._tell(ReadingNotice.SAME_NUMBER, different)
        return self._keyed([(contents[place], entries[place][1]) for place in fresh])

    def _keyed(self, entries: Sequence[tuple[bytes, LogEntry]]) -> list[LogEntry]:
        years = Counter((entry.site, _of_year(entry)) for _, entry in entries if self._has_number(entry))
        alike = Counter[tuple[str, str]]()
        keyed = []
        for content, entry in entries:
            if self._has_number(entry):
                year, day = _of_year(entry), _of_day(entry)
                keys = tuple(map(self._sourced, (year, day) if years[entry.site, year] == 1 else (day,)))
                keyed.append(replace(entry, key=keys[0], further_keys=keys[1:]))
                continue
            said = _PART.join(("row", content.hex())) if self._counts else _of_words(entry)
            alike[entry.site, said] += 1
            before = alike[entry.site, said]
            keyed.append(replace(entry, key=said if before == 1 else f"{said}{_PART}{before}"))
        return keyed

    def _sourced(self, key: str) -> str:
        """The key of a number, told from the same number of another log where a person named the log."""
        return _PART.join(("source", self._source, key)) if self._source else key

    def _has_number(self, entry: LogEntry) -> bool:
        return self._numbered and not is_missing(entry.key)

    def _tell(self, notice: ReadingNotice, n: int) -> None:
        if n:
            self.told[notice] = n


def _of_year(entry: LogEntry) -> str:
    return _PART.join(("number", entry.key, str(entry.wall.year)))


def _of_day(entry: LogEntry) -> str:
    return _PART.join(("number", entry.key, entry.wall.date().isoformat()))


def _of_words(entry: LogEntry) -> str:
    words = entry.words or "\n".join(filter(None, (entry.kind_words, entry.desk, entry.narrative)))
    return _PART.join(("said", entry.wall.isoformat(), _digest(" ".join(words.split()).casefold()).hex()))


def _content(record: Record, without: Collection[int] = ()) -> bytes:
    """What a record says, in few bytes: two hundred thousand of them are compared."""
    return _digest(_PART.join(text_of(cell) for place, cell in enumerate(record.cells) if place not in without))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _duplicate(entry: LogEntry, of: LogEntry) -> Duplicate:
    return Duplicate(entry.row, of.row if of.sheet == entry.sheet else f"{of.sheet}, {of.row}", entry.sheet)
