"""A whole log of another program: bytes in; entries, refusals and notes out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import is_missing, text_of
from incident_tracker.exchange.delimited import Record, delimiter_of, records_of
from incident_tracker.exchange.encodings import decode
from incident_tracker.exchange.guessing import guess_fields, names_people
from incident_tracker.exchange.log_codes import Terms, WordReader
from incident_tracker.exchange.mapping import IGNORE, Mapping, column_called, fields_of, unique_names
from incident_tracker.exchange.readings import LineCount, LogReading, Note, ReadingNotice
from incident_tracker.exchange.rows import RowReader
from incident_tracker.exchange.tables import RawTable, SourceLines, find_table
from incident_tracker.exchange.workbooks import is_workbook, read_sheets

LARGEST_TEXT = 200_000_000  # bytes
MOST_LINES = 1_000_000


def read_log(
    content: bytes, mapping: Mapping | None = None, *, terms: Terms | None = None, site_names: Collection[str] = ()
) -> LogReading:
    """Read a log in delimited text or a workbook.

    `mapping` says how; what it leaves open is worked out, and columns are guessed only if it names none. `terms` gives
    the clinic's codes and labels for each vocabulary, `site_names` its sites.
    Errors: FileRefused if the file as a whole cannot be read in; single rows are refused in the answer.
    """
    mapping = mapping or Mapping()
    if not content:
        raise FileRefused("empty")
    tables = _tables(_sources(content, mapping), mapping)
    table, fields = _choose(tables, mapping, site_names)
    words = WordReader(mapping.values, terms or {})
    group_by = [column_called(header, table) for header in mapping.group_by]
    reader = RowReader(table, fields, words, group_by)
    proven, entries = reader.read(mapping.date_order)
    if not reader.rows_read:
        raise FileRefused("no_rows")
    return LogReading(
        encoding=table.source.encoding,
        delimiter=table.source.delimiter,
        header_rows=table.header_rows,
        date_order=proven,
        rows_read=reader.rows_read,
        lines=_lines(table.source, reader.rows_read),
        entries=entries,
        refused=tuple(reader.refused),
        duplicates=tuple(reader.duplicates),
        notes=(*_notes(table, fields, tables, guessed=not mapping.columns), *reader.notes),
        mapping=replace(
            mapping,
            sheet=table.source.sheet,
            header_row=table.header_rows[0] if table.header_rows else 0,
            date_order=proven.order,
            encoding=table.source.encoding,
            delimiter=table.source.delimiter,
            columns=dict(zip(unique_names(table), fields, strict=True)),
            values={name: found for name, found in sorted((words.understood | _given(mapping)).items()) if found},
        ),
        certainties=words.certainties,
    )


def read_source(content: bytes, mapping: Mapping | None = None) -> SourceLines:
    """The lines of delimited text with its encoding and delimiter. Errors: FileRefused."""
    mapping = mapping or Mapping()
    if len(content) > LARGEST_TEXT:
        raise FileRefused("too_large")
    text, encoding = decode(content, mapping.encoding)
    if "\x00" in text[:4096] and not any(map(str.isalnum, text[:4096].replace("\x00", ""))):
        raise FileRefused("unreadable")
    delimiter = mapping.delimiter or delimiter_of(text)
    records: list[Record] = []
    for record in records_of(text, delimiter):
        records.append(record)
        if len(records) > MOST_LINES:
            raise FileRefused("too_large")
    return SourceLines(tuple(records), encoding, delimiter)


def _sources(content: bytes, mapping: Mapping) -> list[SourceLines]:
    if is_workbook(content):
        return [SourceLines(sheet.records, sheet=sheet.name) for sheet in read_sheets(content, mapping.sheet)]
    return [read_source(content, mapping)]


def _tables(sources: Sequence[SourceLines], mapping: Mapping) -> list[RawTable]:
    tables = []
    for source in sources:
        try:
            tables.append(find_table(source, mapping.header_row))
        except FileRefused:
            if len(sources) == 1:
                raise
    if not tables:
        raise FileRefused("no_rows")
    return tables


def _choose(tables: Sequence[RawTable], mapping: Mapping, sites: Collection[str]) -> tuple[RawTable, tuple[str, ...]]:
    """The table with the most dated rows, and what its columns mean."""
    if mapping.columns:
        problem: FileRefused | None = None
        for table in tables:
            try:
                fields = fields_of(mapping, table)
            except FileRefused as found:
                problem = problem or found
                continue
            if not {"occurred_at", "occurred_date"} & set(fields):
                raise FileRefused("mapping", detail="[columns] occurred_at")
            return table, fields
        raise problem or FileRefused("no_rows")
    guesses = [(table, guess) for table in tables if (guess := guess_fields(table, sites)) is not None]
    if not guesses:
        raise FileRefused("no_header" if any(table.rows for table in tables) else "no_rows")
    return max(guesses, key=lambda found: len(found[0].rows))


def _lines(source: SourceLines, rows: int) -> LineCount:
    """What became of the lines of a file or a sheet."""
    filled = source.filled
    last = source.records[-1]
    in_file = last.row + last.lines - 1
    in_texts = sum(record.lines - 1 for record in filled)
    return LineCount(
        in_file=in_file,
        rows=rows,
        in_texts=in_texts,
        around=len(filled) - rows,
        blank=in_file - in_texts - len(filled),
    )


def _notes(table: RawTable, fields: Sequence[str], tables: Sequence[RawTable], *, guessed: bool) -> Iterator[Note]:
    if table.before:
        yield Note(ReadingNotice.LINES_BEFORE, {"n": table.before})
    if not table.header_rows:
        yield Note(ReadingNotice.NO_HEADER)
    yield from _notes_on_sheets(table, tables)
    yield from _notes_on_quotes(table)
    if guessed:
        yield from _notes_on_columns(table, fields)


def _notes_on_sheets(table: RawTable, tables: Sequence[RawTable]) -> Iterator[Note]:
    others = [other.source.sheet or "" for other in tables if other is not table]
    if others:
        yield Note(ReadingNotice.OTHER_SHEETS, {"sheets": ", ".join(others), "sheet": table.source.sheet or ""})


def _notes_on_quotes(table: RawTable) -> Iterator[Note]:
    """Lines that had to be read one by one, and rows that end early: it is not certain where their cells end."""
    stray = tuple(record.row for record in table.source.records if record.stray)
    if stray:
        yield Note(ReadingNotice.STRAY_QUOTES, {"n": len(stray), "rows": stray})
    loose = tuple(record.row for record in table.source.records if record.loose and record.lines > 1)
    if loose:
        yield Note(ReadingNotice.LOOSE_TEXTS, {"n": len(loose), "rows": loose})
    if table.short and table.source.sheet is None:
        yield Note(ReadingNotice.SHORT_ROWS, {"n": len(table.short), "rows": tuple(sorted(table.short))})


def _notes_on_columns(table: RawTable, fields: Sequence[str]) -> Iterator[Note]:
    """The columns that a guess leaves out: those that may name people, and others that are not empty."""
    left_out = [(place, name) for place, name in enumerate(table.headers) if fields[place] == IGNORE and name]
    people = [name for _, name in left_out if names_people(name)]
    other = [name for place, name in left_out if not names_people(name) and _holds_anything(table, place)]
    if people:
        yield Note(ReadingNotice.NAMES_LEFT_OUT, {"columns": ", ".join(people)})
    if other:
        yield Note(ReadingNotice.NOT_READ_IN, {"columns": ", ".join(other)})


def _holds_anything(table: RawTable, place: int) -> bool:
    return any(not is_missing(text_of(row.cells[place])) for row in table.rows)


def _given(mapping: Mapping) -> dict[str, dict[str, str]]:
    return {name: dict(found) for name, found in mapping.values.items()}
