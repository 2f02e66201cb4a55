"""A whole log of another program: bytes in; entries, refusals and notes out."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import Cell, is_missing, text_of
from incident_tracker.exchange.date_formats import stamp_reader
from incident_tracker.exchange.dates import Stamp
from incident_tracker.exchange.delimited import Record, delimiter_of, named_delimiter, records_of
from incident_tracker.exchange.encodings import EIGHT_BIT, decode
from incident_tracker.exchange.guessing import NotALog, guess_fields, has_dates, names_people
from incident_tracker.exchange.log_codes import Terms, WordReader
from incident_tracker.exchange.mapping import DATE_PARTS, IGNORE, Mapping, column_called, fields_of, unique_names
from incident_tracker.exchange.other_files import kind_of_file
from incident_tracker.exchange.readings import LineCount, LogReading, Note, ReadingNotice
from incident_tracker.exchange.rows import RowReader
from incident_tracker.exchange.tables import RawTable, SourceLines, find_table, is_alike, joined_table
from incident_tracker.exchange.workbooks import is_workbook, read_sheets

LARGEST_TEXT = 50_000_000  # bytes
MOST_LINES = 200_000
_SHOWN = 60  # characters of an example


def read_log(
    content: bytes, mapping: Mapping | None = None, *, terms: Terms | None = None, site_names: Collection[str] = ()
) -> LogReading:
    """Read a log in delimited text, a workbook or a web page.

    `mapping` says how; what it leaves open is worked out, and columns are guessed only if it names none. `terms` gives
    the clinic's codes and labels for each vocabulary, `site_names` its sites. Sheets with the same columns are read as
    one log. Errors: FileRefused if the file as a whole cannot be read in; single rows are refused in the answer.
    """
    mapping = mapping or Mapping()
    if not content:
        raise FileRefused("empty")
    tables = _tables(_sources(content, mapping), mapping)
    table, fields, read = _choose(tables, mapping, site_names)
    table = _carried_down(table, mapping)
    words = WordReader(mapping.values, terms or {})
    reader = RowReader(table, fields, words, mapping, site_names)
    proven, entries = reader.read()
    if not reader.rows_read:
        raise FileRefused("no_rows")
    several = len(table.sources) > 1
    return LogReading(
        encoding=table.source.encoding,
        delimiter=table.source.delimiter,
        header_rows=table.header_rows,
        date_order=proven,
        rows_read=reader.rows_read,
        lines=_lines(table.sources, reader.rows_read),
        entries=entries,
        refused=tuple(reader.refused),
        duplicates=tuple(reader.duplicates),
        notes=(*_notes(table, fields, tables, read, mapping), *reader.notes),
        mapping=replace(
            mapping,
            sheet=None if several else table.source.sheet,
            header_row=mapping.header_row if several else table.header_rows[0] if table.header_rows else 0,
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
    if (kind := kind_of_file(content)) is not None:
        raise FileRefused(kind)
    text, encoding = decode(content, mapping.encoding)
    if "\x00" in text[:4096] and not any(map(str.isalnum, text[:4096].replace("\x00", ""))):
        raise FileRefused("unreadable")
    named = named_delimiter(text)
    delimiter = mapping.delimiter or named or delimiter_of(text)
    records: list[Record] = []
    for record in records_of(text, delimiter):
        if named and record.row == 1:
            record = replace(record, cells=())  # "sep=;" is for the spreadsheet
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


def _choose(
    tables: Sequence[RawTable], mapping: Mapping, sites: Collection[str]
) -> tuple[RawTable, tuple[str, ...], tuple[RawTable, ...]]:
    """The table with the most dated rows, joined with those of other sheets that have its columns; what its columns
    mean; and all the tables that are in it.
    """
    if mapping.columns:
        best, fields = _mapped(tables, mapping)
    else:
        best, fields = _guessed(tables, sites, mapping)
    others = [other for other in tables if other is not best and is_alike(best, other) and has_dates(other)]
    if not others:
        return best, fields, (best,)
    among = [table for table in tables if table is best or table in others]
    whole = joined_table(among[0], among[1:])
    if mapping.columns:
        return whole, fields_of(mapping, whole), tuple(among)
    guess = guess_fields(whole, sites, _named_format(mapping))
    return (whole, guess, tuple(among)) if guess is not None else (best, fields, (best,))


def _mapped(tables: Sequence[RawTable], mapping: Mapping) -> tuple[RawTable, tuple[str, ...]]:
    problem: FileRefused | None = None
    for table in tables:
        try:
            fields = fields_of(mapping, table)
        except FileRefused as found:
            problem = problem or found
            continue
        if not {"occurred_at", "occurred_date"} & set(fields) and not set(DATE_PARTS) <= set(fields):
            raise FileRefused("mapping", detail="[columns] occurred_at")
        return table, fields
    raise problem or FileRefused("no_rows")


def _named_format(mapping: Mapping) -> Callable[[Cell], Stamp | None] | None:
    return stamp_reader(mapping.date_format) if mapping.date_format else None


def _guessed(tables: Sequence[RawTable], sites: Collection[str], mapping: Mapping) -> tuple[RawTable, tuple[str, ...]]:
    guesses, other = [], None
    for table in tables:
        try:
            guess = guess_fields(table, sites, _named_format(mapping))
        except NotALog as found:
            other = found
            continue
        if guess is not None:
            guesses.append((table, guess))
    if guesses:
        return max(guesses, key=lambda found: len(found[0].rows))
    if other is not None:
        raise FileRefused("not_incidents", column=other.column[:_SHOWN])
    if not any(table.rows for table in tables):
        raise FileRefused("no_rows")
    raise FileRefused("no_log" if any(map(has_dates, tables)) else "no_header")


def _carried_down(table: RawTable, mapping: Mapping) -> RawTable:
    """The table, with the cell above in every empty cell of the columns that a person named for that."""
    places = {column_called(header, table) for header in mapping.carry_down}
    if not places:
        return table
    above: dict[int, Cell] = {}
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        for place in places:
            if text_of(cells[place]):
                above[place] = cells[place]
            elif any(text_of(cell) for cell in cells):
                cells[place] = above.get(place, "")
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, rows=tuple(rows))


def _lines(sources: Sequence[SourceLines], rows: int) -> LineCount:
    """What became of the lines of a file, or of the rows of its sheets."""
    in_file = in_texts = filled = 0
    for source in sources:
        records = source.filled
        last = source.records[-1]
        in_file += last.row + last.lines - 1
        in_texts += sum(record.lines - 1 for record in records)
        filled += len(records)
    return LineCount(
        in_file=in_file, rows=rows, in_texts=in_texts, around=filled - rows, blank=in_file - in_texts - filled
    )


def _notes(
    table: RawTable, fields: Sequence[str], tables: Sequence[RawTable], read: Sequence[RawTable], mapping: Mapping
) -> Iterator[Note]:
    if table.above:
        yield Note(ReadingNotice.LINES_BEFORE, {"n": len(table.above)})
    if not table.header_rows:
        yield Note(ReadingNotice.NO_HEADER)
    yield from _notes_on_sheets(tables, read)
    yield from _notes_on_letters(table, mapping)
    yield from _notes_on_quotes(table)
    if not mapping.columns:
        yield from _notes_on_columns(table, fields)


def _notes_on_sheets(tables: Sequence[RawTable], read: Sequence[RawTable]) -> Iterator[Note]:
    names = ", ".join(one.source.sheet or "" for one in read)
    if len(read) > 1:
        yield Note(ReadingNotice.SHEETS_JOINED, {"n": len(read), "sheets": names})
    if others := [other.source.sheet or "" for other in tables if not any(other is one for one in read)]:
        yield Note(ReadingNotice.OTHER_SHEETS, {"sheets": ", ".join(others), "sheet": names})


def _notes_on_letters(table: RawTable, mapping: Mapping) -> Iterator[Note]:
    """Letters that were guessed, and characters that no log has."""
    texts = (cell for row in table.rows for cell in row.cells if isinstance(cell, str))
    if table.source.encoding in EIGHT_BIT[1:] and not mapping.encoding:
        example = next((text for text in texts if not text.isascii()), "")
        yield Note(
            ReadingNotice.LETTERS_GUESSED,
            {"encoding": table.source.encoding, "example": " ".join(example.split())[:_SHOWN]},
        )
    if odd := tuple(
        row.row for row in table.rows if any(isinstance(cell, str) and _is_odd(cell) for cell in row.cells)
    ):
        yield Note(ReadingNotice.ODD_CHARACTERS, {"n": len(odd), "rows": odd})


def _is_odd(text: str) -> bool:
    return not text.isprintable() and ("\x00" in text or "\ufffd" in text or any("\x00" < sign < "\t" for sign in text))


def _notes_on_quotes(table: RawTable) -> Iterator[Note]:
    """Lines that had to be read one by one, and rows that end early: it is not certain where their cells end."""
    stray = tuple(record.row for record in table.source.records if record.stray)
    if stray:
        yield Note(ReadingNotice.STRAY_QUOTES, {"n": len(stray), "rows": stray})
    loose = tuple(record.row for record in table.source.records if record.loose and record.lines > 1)
    if loose:
        yield Note(ReadingNotice.LOOSE_TEXTS, {"n": len(loose), "rows": loose})
    if table.short and table.source.sheet is None:
        rows = tuple(sorted(row for _sheet, row in table.short))
        yield Note(ReadingNotice.SHORT_ROWS, {"n": len(rows), "rows": rows})


def _notes_on_columns(table: RawTable, fields: Sequence[str]) -> Iterator[Note]:
    """The columns that a guess leaves out: those that may name people, and others that are not empty."""
    left_out = [(place, name or str(place + 1)) for place, name in enumerate(table.headers) if fields[place] == IGNORE]
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
