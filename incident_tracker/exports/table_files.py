"""Tables as one file: CSV (several in a ZIP archive), a workbook, or JSON."""

import zipfile
from collections.abc import Mapping, Sequence
from enum import StrEnum
from io import BytesIO

from incident_tracker.exports.tables import csv_file, json_document, json_file
from incident_tracker.exports.workbook import ExportTable, xlsx_file

_WHENEVER = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is written


class TableFormat(StrEnum):
    """The format of a file of tables."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def table_file(form: TableFormat, tables: Sequence[ExportTable], about: Mapping[str, object]) -> bytes:
    """The bytes of a file with these tables. JSON says `about` the whole beside the rows."""
    match form:
        case TableFormat.XLSX:
            return xlsx_file(tables)
        case TableFormat.JSON if len(tables) == 1:
            return json_file(tables[0].rows, about)
        case TableFormat.JSON:
            return json_document({**about, **{table.name: {"rows": list(table.rows)} for table in tables}})
        case TableFormat.CSV if len(tables) == 1:
            return _csv(tables[0])
        case TableFormat.CSV:
            content = BytesIO()
            with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
                for table in tables:
                    archive.writestr(zipfile.ZipInfo(f"{table.name}.csv", _WHENEVER), _csv(table))
            return content.getvalue()


def _csv(table: ExportTable) -> bytes:
    return csv_file(table.columns, ([row[name] for name in table.columns] for row in table.rows))
