"""A workbook of tables for other programs: one sheet for each, real dates, no formulas, written row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from incident_tracker.exports.tables import text_cell

LONGEST_CELL = 32_000  # characters; a spreadsheet takes 32,767
_WIDEST, _NARROWEST = 60, 8  # letters
_LOOKED_AT = 200  # rows by which a column's width is chosen


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table of a file: its name, and its rows, each with the same keys in the same order."""

    name: str
    rows: Sequence[Mapping[str, object]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of its rows."""
        return tuple(self.rows[0]) if self.rows else ("ref",)


def xlsx_file(tables: Sequence[ExportTable]) -> bytes:
    """The tables as an XLSX workbook with frozen headers.

    Moments with a zone are ISO texts, because a spreadsheet has no zones; days and wall clocks are real dates. A text
    that is too long for one cell goes on in the next column, called "name (2)". The same tables give the same bytes.
    """
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "in_memory": False,
        },
    )
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  # the same bytes whenever it is written
    bold = book.add_format({"bold": True})
    formats = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for table in tables:
        sheet = book.add_worksheet(table.name[:31])
        parts = _parts(table)
        headers = [name if part == 1 else f"{name} ({part})" for name, most in parts for part in range(1, most + 1)]
        for place, name in enumerate(headers):
            sheet.set_column(place, place, _width(table, name))
        sheet.freeze_panes(1, 1)
        for place, name in enumerate(headers):
            sheet.write_string(0, place, name, bold)
        for number, row in enumerate(table.rows, start=1):
            place = 0
            for name, most in parts:
                _write(sheet, number, place, row[name], formats)
                place += most
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(headers) - 1)
    book.close()
    return content.getvalue()


def _write(sheet: Any, number: int, place: int, value: object, formats: Mapping[type[date], Any]) -> None:
    if isinstance(value, datetime) and value.tzinfo is None:
        sheet.write_datetime(number, place, value, formats[datetime])
        return
    if isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(number, place, value, formats[date])
        return
    told = text_cell(value)
    if not isinstance(told, str):
        sheet.write_number(number, place, told)
        return
    for part in range(0, len(told), LONGEST_CELL):
        sheet.write_string(number, place + part // LONGEST_CELL, told[part : part + LONGEST_CELL])


def _parts(table: ExportTable) -> list[tuple[str, int]]:
    """Each column, and how many cells its longest text needs."""
    return [(name, max((_cells(row[name]) for row in table.rows), default=1)) for name in table.columns]


def _cells(value: object) -> int:
    if not isinstance(value, str | tuple | list):
        return 1
    told = text_cell(value)
    return max(1, -(-len(told) // LONGEST_CELL)) if isinstance(told, str) else 1


def _width(table: ExportTable, name: str) -> int:
    texts = [str(text_cell(row[name])) for row in table.rows[:_LOOKED_AT] if name in row]
    return min(_WIDEST, max(_NARROWEST, len(name), *map(len, texts), 0) + 2)
