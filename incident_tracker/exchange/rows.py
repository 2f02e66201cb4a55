"""The rows of a table turned into entries: when, what, how serious, in whose words; or refused with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from statistics import median

from incident_tracker.domain.capture.incidents import LONGEST_NARRATIVE
from incident_tracker.domain.capture.moments import Precision
from incident_tracker.exchange import meanings
from incident_tracker.exchange.cells import SUPPRESSED, Cell, is_missing, number_of, text_of
from incident_tracker.exchange.clock_times import UNKNOWN_TIME, TimeOfDay, read_time
from incident_tracker.exchange.date_order import ProvenOrder, prove_order
from incident_tracker.exchange.dates import DateForm, DateOrder, Stamp, read_stamp, read_weekday
from incident_tracker.exchange.delimited import Record
from incident_tracker.exchange.guessing import holds_forms_only, weekday_column
from incident_tracker.exchange.log_codes import WordReader
from incident_tracker.exchange.mapping import IGNORE
from incident_tracker.exchange.readings import Certainty, Duplicate, LogEntry, Note, Obstacle, ReadingNotice, Refusal
from incident_tracker.exchange.tables import RawTable

MOST_COUNTED = 100_000  # incidents that one row may stand for
_NOTE_FILLS = 0.35  # a line without a date that fills less of the columns than this is a note, not a row
_DAY_STARTS = time()
_NOT_SPOKEN = frozenset((IGNORE, "narrative", "external_id", "occurred_at", "occurred_date", "occurred_time", "count"))
# The words of these fields stay with the incident as "Header: words", even if they became a code.
_QUOTED = (
    "external_id",
    "kind",
    "severity",
    "outcome",
    "affected_role",
    "harm",
    "desk",
    "channel",
    "reported_at",
    "police_called",
)


class RowReader:
    """Reads the rows of one table whose columns are known; collects refusals, duplicates and notes."""

    def __init__(self, table: RawTable, fields: Sequence[str], words: WordReader, group_by: Sequence[int] = ()) -> None:
        self.table, self._words, self._group_by = table, words, tuple(group_by)
        self._columns: dict[str, list[int]] = {}
        for place, name in enumerate(fields):
            self._columns.setdefault(name, []).append(place)
        self._spoken = [name for name in self._columns if name not in _NOT_SPOKEN]
        self._when = (self._columns.get("occurred_at") or self._columns.get("occurred_date") or [0])[0]
        self._about_the_form = bool(table.header_rows) and holds_forms_only(table, self._when)
        self._dummy_times = False
        self.refused: list[Refusal] = []
        self.duplicates: list[Duplicate] = []
        self.notes: list[Note] = []
        self.rows_read = 0
        self._tally: dict[ReadingNotice, int] = {}

    def read(self, given: DateOrder | None) -> tuple[ProvenOrder, tuple[LogEntry, ...]]:
        """The proven order of the dates, and the entries. Errors: FileRefused("date_order")."""
        stamps = [read_stamp(row.cells[self._when]) for row in self.table.rows]
        rows = self._rows_of_data(stamps)
        proven = self._prove(rows, given)
        times = {stamp.at for _, stamp in rows if stamp is not None} - {None}
        self._dummy_times = times <= {_DAY_STARTS}
        entries = []
        for row, stamp in self._grouped(rows):
            entry = self._entry(row, stamp, proven.order)
            if entry is not None:
                entries.append(entry)
        kept = self._without_duplicates(entries)
        self._note_the_rest()
        return proven, tuple(kept)

    def _rows_of_data(self, stamps: Sequence[Stamp | None]) -> list[tuple[Record, Stamp | None]]:
        """The rows without the notes and stray words between and below them."""
        pairs = list(zip(self.table.rows, stamps, strict=True))
        usual = median([_filled(row) for row, stamp in pairs if stamp is not None] or [1])
        rows, skipped = [], []
        for row, stamp in pairs:
            note = _filled(row) <= max(1, _NOTE_FILLS * usual) and not row.stray
            if stamp is None and note:
                skipped.append(row.row)
            else:
                rows.append((row, stamp))
        if skipped:
            self._note(ReadingNotice.NOTES_SKIPPED, n=len(skipped), rows=tuple(skipped))
        self.rows_read = len(rows)
        return rows

    def _prove(self, rows: Sequence[tuple[Record, Stamp | None]], given: DateOrder | None) -> ProvenOrder:
        days = weekday_column(self.table)
        dated = [(row, stamp) for row, stamp in rows if stamp is not None]
        noted = [read_weekday(row.cells[days]) if days is not None else None for row, _ in dated]
        counts = "count" in self._columns
        proven = prove_order([stamp for _, stamp in dated], noted, counts=counts, given=given)
        wrong = sum(
            weekday is not None and (day := stamp.on(proven.order)) is not None and day.weekday() != weekday
            for (_, stamp), weekday in zip(dated, noted, strict=True)
        )
        self._count(ReadingNotice.WEEKDAYS_DISAGREE, wrong)
        return proven

    def _grouped(self, rows: Sequence[tuple[Record, Stamp | None]]) -> list[tuple[Record, Stamp | None]]:
        """One row for each group: the first date, and in every other column all that its rows say."""
        if not self._group_by:
            return list(rows)
        groups: dict[tuple[str, ...], list[tuple[Record, Stamp | None]]] = {}
        for row, stamp in rows:
            groups.setdefault(tuple(text_of(row.cells[place]) for place in self._group_by), []).append((row, stamp))
        return [(_merged([row for row, _ in group], keep=self._when), group[0][1]) for group in groups.values()]

    def _entry(self, row: Record, stamp: Stamp | None, order: DateOrder) -> LogEntry | None:
        if row.row in self.table.too_wide or row.row in self.table.slipped:
            self._refuse(row, None, Obstacle.TOO_WIDE if row.row in self.table.too_wide else Obstacle.STRAY_QUOTE)
            return None
        day = stamp.on(order) if stamp is not None else None
        if stamp is None or day is None:
            missing = is_missing(text_of(row.cells[self._when]))
            self._refuse(row, self._when, Obstacle.NO_DATE if missing else Obstacle.NOT_A_DATE)
            return None
        count = self._counted(row)
        if isinstance(count, Obstacle):
            self._refuse(row, self._columns["count"][0], count)
            return None
        said = {name: self._text(row, name) for name in self._spoken}
        kind_words = said.get("kind", "")
        kind = self._words.kind(kind_words)
        narrative = self._narrative(row)
        if len(narrative) > LONGEST_NARRATIVE:
            self._refuse(row, self._columns.get("narrative", [0])[0], Obstacle.TOO_LONG)
            return None
        when, outcome = self._time(row, stamp), said.get("outcome", "")
        police, security = (
            self._words.truth(name, said.get(name, "")) for name in ("police_called", "security_called")
        )
        return LogEntry(
            row=row.row,
            key=self._key(row, day),
            wall=datetime.combine(day, when.at or _DAY_STARTS),
            precision=when.precision,
            offset=stamp.offset,
            site=said.get("site", ""),
            desk=said.get("desk", ""),
            channel=self._words.code("channel", said.get("channel", ""), meanings.channel_of)
            or meanings.DEFAULT_CHANNEL,
            kind=kind,
            kind_words=kind_words,
            severity=self._words.severity(kind, said.get("severity", ""), kind_words),
            narrative=narrative,
            outcome=self._words.code("outcome", outcome),
            reporter=said.get("reporter", ""),
            jobs=self._words.jobs(said.get("affected_role", "")),
            harm=self._words.harm(said.get("harm", "")),
            police=True if police is None and meanings.says_police(outcome) else police,
            security=True if security is None and meanings.says_security(outcome) else security,
            count=count,
        )

    def _counted(self, row: Record) -> int | Obstacle:
        if "count" not in self._columns:
            return 1
        cell = row.cells[self._columns["count"][0]]
        number = number_of(cell)
        if number is not None:
            return number if number <= MOST_COUNTED else Obstacle.TOO_MANY
        return Obstacle.SUPPRESSED if text_of(cell).casefold() in SUPPRESSED else Obstacle.NOT_A_NUMBER

    def _time(self, row: Record, stamp: Stamp) -> TimeOfDay:
        if stamp.form is DateForm.MONTH:
            self._count(ReadingNotice.MONTHS_ONLY)
            return UNKNOWN_TIME
        if "occurred_time" in self._columns:
            found = read_time(row.cells[self._columns["occurred_time"][0]])
            if found is not None:
                return found
            self._count(ReadingNotice.TIMES_UNCLEAR)
            return UNKNOWN_TIME
        if stamp.at is None or self._dummy_times:
            return UNKNOWN_TIME
        return TimeOfDay(stamp.at, Precision.DAY if self._about_the_form else Precision.MINUTE)

    def _narrative(self, row: Record) -> str:
        """The description as written, and below it, under their headers, the words that became codes."""
        stories = [
            (place, text) for place in self._columns.get("narrative", ()) if not is_missing(text := _at(row, place))
        ]
        quoted = [place for name in _QUOTED for place in self._columns.get(name, ())]
        if "occurred_time" in self._columns and read_time(row.cells[self._columns["occurred_time"][0]]) is None:
            quoted += self._columns["occurred_time"]
        lines = []
        if stories and len(self._columns["narrative"]) == 1:
            lines.append(stories[0][1])
        else:
            quoted = [place for place, _ in stories] + quoted
        for place in quoted:
            text, header = _at(row, place), self.table.headers[place].rstrip(" :")
            if not is_missing(text):
                lines.append(f"{header}: {text}" if header and self.table.header_rows else text)
        return "\n".join(lines)

    def _key(self, row: Record, day: date) -> str:
        numbers = self._columns.get("external_id")
        if numbers and not is_missing(number := _at(row, numbers[0])):
            return f"number\x1f{number}\x1f{day.isoformat()}"
        return "\x1f".join(["row", *filter(None, map(_said, row.cells))])

    def _without_duplicates(self, entries: Sequence[LogEntry]) -> list[LogEntry]:
        seen: dict[str, int] = {}
        kept = []
        for entry in entries:
            of = seen.setdefault(entry.key, entry.row)
            if of == entry.row:
                kept.append(entry)
            else:
                self.duplicates.append(Duplicate(entry.row, of))
        if "external_id" in self._columns and not self._group_by:
            self._compare_contents(kept)
        return kept

    def _compare_contents(self, kept: Sequence[LogEntry]) -> None:
        """Rows that differ in nothing but their number, and rows that share a number but say different things."""
        numbers = set(self._columns["external_id"])
        contents = {
            row.row: tuple(_said(cell) for place, cell in enumerate(row.cells) if place not in numbers)
            for row in self.table.rows
        }
        taken = [contents[entry.row] for entry in kept]
        self._count(ReadingNotice.SAME_BUT_NUMBER, len(taken) - len(set(taken)))
        different = sum(contents[one.row] != contents[int(one.of)] for one in self.duplicates)
        self._count(ReadingNotice.SAME_NUMBER, different)

    def _note_the_rest(self) -> None:
        header = self.table.headers[self._when]
        if self._about_the_form:
            self._note(ReadingNotice.FORM_DATE, column=header)
        for notice, n in self._tally.items():
            self._note(notice, n=n)
        unknown = self._words.unknown.get("kind", set())
        if "kind" not in self._columns:
            self._note(ReadingNotice.KIND_DEFAULT)
        elif unknown:
            self._note(ReadingNotice.KIND_UNKNOWN, n=len(unknown))
        if doubted := sum(certainty is Certainty.DOUBTED for certainty in self._words.certainties.values()):
            self._note(ReadingNotice.KIND_DOUBTED, n=doubted)
        if "severity" not in self._columns:
            self._note(ReadingNotice.SEVERITY_DEFAULT)
        if "channel" not in self._columns:
            self._note(ReadingNotice.CHANNEL_DEFAULT)

    def _text(self, row: Record, name: str) -> str:
        said = [text for place in self._columns[name] if not is_missing(text := _at(row, place))]
        return (" - " if name == "kind" else "; ").join(said)  # a second column for the kind tells more of the first

    def _refuse(self, row: Record, place: int | None, reason: Obstacle) -> None:
        column = "" if place is None else self.table.headers[place] or str(place + 1)
        value = "" if place is None else _at(row, place)
        self.refused.append(Refusal(row.row, column, value, reason))

    def _note(self, notice: ReadingNotice, **values: object) -> None:
        self.notes.append(Note(notice, values))

    def _count(self, notice: ReadingNotice, n: int = 1) -> None:
        if n:
            self._tally[notice] = self._tally.get(notice, 0) + n


def _merged(rows: Sequence[Record], keep: int) -> Record:
    """One row that says in each cell all the different things its rows say; the cell `keep` is the first row's."""
    first = rows[0]
    if len(rows) == 1:
        return first
    cells = [
        cell if place == keep else "; ".join(dict.fromkeys(filter(None, (_at(row, place) for row in rows))))
        for place, cell in enumerate(first.cells)
    ]
    return replace(first, cells=tuple(cells))


def _filled(row: Record) -> int:
    return sum(bool(_said(cell)) for cell in row.cells)


def _at(row: Record, place: int) -> str:
    return _said(row.cells[place])


def _said(cell: Cell) -> str:
    return cell if isinstance(cell, str) else text_of(cell)
