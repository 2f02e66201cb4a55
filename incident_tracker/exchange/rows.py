"""The rows of a table turned into entries: when, what, how serious, in whose words; or refused with a reason."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from incident_tracker.domain.capture.incidents import LONGEST_NARRATIVE
from incident_tracker.exchange import meanings
from incident_tracker.exchange.cells import SUPPRESSED, Cell, is_missing, number_of, text_of
from incident_tracker.exchange.clock_times import read_time
from incident_tracker.exchange.date_order import ProvenOrder
from incident_tracker.exchange.dates import Stamp
from incident_tracker.exchange.delimited import Record
from incident_tracker.exchange.guessing import is_ticked
from incident_tracker.exchange.identities import Identities
from incident_tracker.exchange.log_codes import WordReader
from incident_tracker.exchange.mapping import IGNORE, column_called
from incident_tracker.exchange.mapping import Mapping as ColumnMapping
from incident_tracker.exchange.readings import Certainty, Duplicate, LogEntry, Note, Obstacle, ReadingNotice, Refusal
from incident_tracker.exchange.row_dates import Occurrence, RowDates
from incident_tracker.exchange.sections import SectionHeading, heading_in, heading_of
from incident_tracker.exchange.tables import Place, RawTable

MOST_COUNTED = 100_000  # incidents that one row may stand for
_NOTE_FILLS = 0.35  # a line without a date that fills less of the columns than this is a note, not a row
_NARROW = 2  # columns
_NOT_SPOKEN = frozenset(
    (
        *(IGNORE, "narrative", "occurred_at", "occurred_date", "occurred_time", "count", "kind_ticked"),
        *("occurred_day", "occurred_month", "occurred_year", "occurred_half"),
    )
)
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

    def __init__(
        self,
        table: RawTable,
        fields: Sequence[str],
        words: WordReader,
        mapping: ColumnMapping,
        sites: Collection[str] = (),
    ) -> None:
        self.table, self._words, self._mapping = table, words, mapping
        self._sites = frozenset(name.casefold() for name in sites)
        self._group_by = tuple(column_called(header, table) for header in mapping.group_by)
        self._columns: dict[str, list[int]] = {}
        for place, name in enumerate(fields):
            self._columns.setdefault(name, []).append(place)
        self._spoken = [name for name in self._columns if name not in _NOT_SPOKEN]
        self._tally: dict[ReadingNotice, int] = {}
        self._dates = RowDates(table, self._columns, mapping, self._count)
        self._headings: dict[Place, dict[str, SectionHeading]] = {}
        self.refused: list[Refusal] = []
        self.duplicates: list[Duplicate] = []
        self.notes: list[Note] = []
        self.rows_read = 0

    def read(self) -> tuple[ProvenOrder, tuple[LogEntry, ...]]:
        """The proven order of the dates, and the entries. Errors: FileRefused("date_order"), ("dates_swapped")."""
        rows = self._rows_of_data()
        proven = self._dates.prove(rows)
        grouped = self._grouped(rows)
        days = {
            row.place: day
            for row, stamp in grouped
            if stamp is not None and (day := self._dates.day(stamp, proven.order)) is not None
        }
        far_off = self._dates.far_off(days)
        entries = [
            (row, entry)
            for row, stamp in grouped
            if (entry := self._entry(row, stamp, days.get(row.place), far_off)) is not None
        ]
        self._note_the_rest()
        identified = Identities(
            "external_id" in self._columns, counts="count" in self._columns, source=self._mapping.source or ""
        )
        numbers = frozenset() if self._group_by else frozenset(self._columns.get("external_id", ()))
        kept = identified.kept(entries, numbers)
        self.duplicates += identified.duplicates
        for notice, n in identified.told.items():
            self._note(notice, n=n)
        return proven, tuple(kept)

    def _rows_of_data(self) -> list[tuple[Record, Stamp | None]]:
        """The rows without the notes and stray words between and below them; what headings say is remembered."""
        pairs = [(row, self._dates.stamp(row)) for row in self.table.rows]
        usual = median([_filled(row) for row, stamp in pairs if stamp is not None] or [1])
        rows, skipped, used = [], [], 0
        headings: dict[str, SectionHeading] = {}
        sheet: str | None = None
        for row, stamp in pairs:
            if row.sheet != sheet:
                sheet, headings = row.sheet, self._headings_above(row.sheet)
            if stamp is None and self._is_note(row, usual):
                if (heading := heading_of(row, self._sites)) is not None and heading.field not in self._columns:
                    headings = {**headings, heading.field: heading}
                skipped.append(row.row)
                continue
            if headings:
                self._headings[row.place] = headings
                used += 1
            rows.append((row, stamp))
        if skipped:
            self._note(ReadingNotice.NOTES_SKIPPED, n=len(skipped), rows=tuple(skipped))
        if used:
            told = {text: None for found in self._headings.values() for text in (one.words for one in found.values())}
            self._note(ReadingNotice.HEADINGS, n=used, words=", ".join(told))
        self.rows_read = len(rows)
        return rows

    def _is_note(self, row: Record, usual: float) -> bool:
        """Does a line without a date fill so little that it is a note or a heading?

        In a table of two columns only if it is in the first, or where the date would be.
        """
        if row.stray or _filled(row) > max(1, _NOTE_FILLS * usual):
            return False
        first = next((place for place, cell in enumerate(row.cells) if _said(cell)), 0)
        return usual > _NARROW or first in (0, self._dates.column)

    def _headings_above(self, sheet: str) -> dict[str, SectionHeading]:
        """What the name of the sheet and labeled lines above the header say."""
        above = [heading_in(sheet, self._sites)] if sheet else []
        above += [heading_of(record, self._sites) for record in self.table.above if record.sheet == sheet]
        return {
            one.field: one
            for one in above
            if one is not None and one.field not in self._columns and (one.label or one.field == "site")
        }

    def _grouped(self, rows: Sequence[tuple[Record, Stamp | None]]) -> list[tuple[Record, Stamp | None]]:
        """One row for each group: the first date, and in every other column all that its rows say."""
        if not self._group_by:
            return list(rows)
        groups: dict[tuple[str, ...], list[tuple[Record, Stamp | None]]] = {}
        for row, stamp in rows:
            groups.setdefault(tuple(text_of(row.cells[place]) for place in self._group_by), []).append((row, stamp))
        return [(_merged([row for row, _ in group], keep=self._dates.column), group[0][1]) for group in groups.values()]

    def _entry(self, row: Record, stamp: Stamp | None, day: date | None, far_off: Collection[Place]) -> LogEntry | None:
        if row.place in self.table.too_wide or row.place in self.table.slipped:
            beyond = self.table.too_wide.get(row.place)
            self._refuse(row, beyond, Obstacle.STRAY_QUOTE if beyond is None else Obstacle.TOO_WIDE)
            return None
        when = self._dates.column
        if stamp is None or day is None:
            self._refuse(row, when, Obstacle.NO_DATE if self._dates.is_empty(row) else Obstacle.NOT_A_DATE)
            return None
        if row.place in far_off:
            self._refuse(row, when, Obstacle.YEAR_FAR_OFF)
            return None
        occurrence = self._dates.occurrence(row, stamp, day)
        if not isinstance(occurrence, Occurrence):
            self._refuse(row, *occurrence)
            return None
        count = self._counted(row)
        if isinstance(count, Obstacle):
            self._refuse(row, self._columns["count"][0], count)
            return None
        said = self._said(row)
        if self._words.is_no_level(said.get("severity", "")):
            self._refuse(row, self._columns["severity"][0], Obstacle.NOT_A_LEVEL)
            return None
        kind_words = said.get("kind", "")
        kind = self._words.kind(kind_words)
        narrative = self._narrative(row)
        if len(narrative) > LONGEST_NARRATIVE:
            self._refuse(row, self._columns.get("narrative", [0])[0], Obstacle.TOO_LONG)
            return None
        outcome = said.get("outcome", "")
        police, security = (
            self._words.truth(name, said.get(name, "")) for name in ("police_called", "security_called")
        )
        return LogEntry(
            row=row.row,
            sheet=row.sheet,
            key=said.get("external_id", ""),
            wall=occurrence.wall,
            precision=occurrence.precision,
            offset=occurrence.offset,
            site=said.get("site", ""),
            desk=said.get("desk", ""),
            channel=self._words.code("channel", said.get("channel", ""), meanings.channel_of)
            or meanings.DEFAULT_CHANNEL,
            kind=kind,
            kind_words=kind_words,
            severity=self._words.severity(kind, said.get("severity", ""), kind_words),
            narrative=narrative,
            words=self._described(row),
            outcome=self._words.code("outcome", outcome),
            reporter=said.get("reporter", ""),
            jobs=self._words.jobs(said.get("affected_role", "")),
            harm=self._words.harm(said.get("harm", "")),
            police=True if police is None and meanings.says_police(outcome) else police,
            security=True if security is None and meanings.says_security(outcome) else security,
            count=count,
        )

    def _said(self, row: Record) -> dict[str, str]:
        """The words of each field: those of its columns, or of the heading above; ticked kinds by their headers."""
        said = {name: heading.words for name, heading in self._headings.get(row.place, {}).items()}
        said |= {name: self._text(row, name) for name in self._spoken}
        ticked = [
            self.table.headers[place] for place in self._columns.get("kind_ticked", ()) if is_ticked(_at(row, place))
        ]
        if ticked:
            said["kind"] = "; ".join(filter(None, (said.get("kind", ""), *ticked)))
        return said

    def _counted(self, row: Record) -> int | Obstacle:
        if "count" not in self._columns:
            return 1
        cell = row.cells[self._columns["count"][0]]
        number = number_of(cell)
        if number is not None:
            return number if number <= MOST_COUNTED else Obstacle.TOO_MANY
        return Obstacle.SUPPRESSED if text_of(cell).casefold() in SUPPRESSED else Obstacle.NOT_A_NUMBER

    def _described(self, row: Record) -> str:
        """The description as written."""
        return "\n".join(
            text for place in self._columns.get("narrative", ()) if not is_missing(text := _at(row, place))
        )

    def _narrative(self, row: Record) -> str:
        """The description as written, and below it, under their headers, the words that became codes."""
        stories = [
            (place, text) for place in self._columns.get("narrative", ()) if not is_missing(text := _at(row, place))
        ]
        quoted = [place for name in _QUOTED for place in self._columns.get(name, ())]
        if (time := self._dates.time_column) is not None and read_time(row.cells[time]) is None:
            quoted.append(time)
        quoted += [place for place in self._columns.get("kind_ticked", ()) if is_ticked(_at(row, place)) is not False]
        lines = []
        if stories and len(self._columns["narrative"]) == 1:
            lines.append(stories[0][1])
        else:
            quoted = [place for place, _ in stories] + quoted
        for place in quoted:
            text, header = _at(row, place), self.table.headers[place].rstrip(" :")
            if not is_missing(text):
                lines.append(f"{header}: {text}" if header and self.table.header_rows else text)
        headings = self._headings.get(row.place, {}).values()
        lines += [f"{one.label}: {one.words}" if one.label else one.words for one in headings if one.field != "site"]
        return "\n".join(lines)

    def _note_the_rest(self) -> None:
        if self._dates.about_the_form:
            self._note(ReadingNotice.FORM_DATE, column=self.table.headers[self._dates.column])
        for notice, n in self._tally.items():
            self._note(notice, n=n)
        unknown = self._words.unknown.get("kind", set())
        if not {"kind", "kind_ticked"} & set(self._columns) and not any(
            "kind" in one for one in self._headings.values()
        ):
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
        header = self.table.headers[place] if place is not None and place < len(self.table.headers) else ""
        column = "" if place is None else header or str(place + 1)
        value = _at(row, place) if place is not None and place < len(row.cells) else self._beyond(row, place)
        self.refused.append(Refusal(row.row, column, value, reason, row.sheet))

    def _beyond(self, row: Record, place: int | None) -> str:
        """What the file has in a column behind the last one of the table."""
        if place is None:
            return ""
        whole = (record for source in self.table.sources for record in source.records if record.place == row.place)
        return next((text_of(record.cells[place]) for record in whole if place < len(record.cells)), "")

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
