"""What the child process does that reads a workbook: limit itself, read the sheets, send them as JSON."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from multiprocessing.connection import Connection
from typing import Any

from incident_tracker.exchange.encodings import decode
from incident_tracker.exchange.web_tables import WebTables, is_web_table

MOST_ROWS = 200_000
MOST_CELLS = 5_000_000
MOST_MEMORY = 1 << 30  # bytes of address space
ROWS_A_MESSAGE = 500
_Range = tuple[tuple[int, int], tuple[int, int]]  # the first and the last cell, each by row and column


def serve(connection: Connection, seconds: int) -> None:
    """Receive a workbook's bytes, send one message for each sheet and each batch of its rows, and a last one.

    Messages are JSON, so that nothing but plain values can come out of a process that read a hostile file.
    """
    _limit(seconds)
    _be_silent()
    content = connection.recv_bytes()
    wanted = json.loads(connection.recv_bytes())
    try:
        for message in _messages(content, wanted):
            connection.send_bytes(json.dumps(message, default=_tagged).encode())
    except MemoryError:
        connection.send_bytes(b'{"problem": "too_large"}')
    except BaseException as problem:  # a panic of the reader is no Exception
        word = "encrypted" if type(problem).__name__ == "PasswordError" else "unreadable"
        connection.send_bytes(json.dumps({"problem": word}).encode())
    finally:
        connection.close()


def _messages(content: bytes, wanted: str | None) -> Iterator[dict[str, object]]:
    sheets = _of_a_page(content) if is_web_table(content) else _of_a_workbook(content)
    names, shown = next(sheets)
    yield {"sheets": names}
    read = [name for name in names if _plain(name) == _plain(wanted)] if wanted is not None else shown
    rows = cells = 0
    for name, lines in sheets:
        if name not in read:
            continue
        yield {"sheet": name}
        batch: list[object] = []
        for number, row in enumerate(lines, start=1):
            while row and row[-1] == "":
                row.pop()
            rows, cells = rows + bool(row), cells + len(row)
            if rows > MOST_ROWS or cells > MOST_CELLS:
                raise MemoryError
            batch.append([number, row])
            if len(batch) == ROWS_A_MESSAGE:
                yield {"rows": batch}
                batch = []
        yield {"rows": batch}
    yield {"end": True}


def _of_a_workbook(content: bytes) -> Iterator[Any]:
    """First the names of all sheets and of those that are shown; then each sheet with its rows."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    shown = [sheet.name for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible]
    yield [sheet.name for sheet in sheets], shown
    for metadata in sheets:
        sheet = workbook.get_sheet_by_name(metadata.name)
        if sheet.total_height > 2 * MOST_ROWS or sheet.total_height * sheet.total_width > 4 * MOST_CELLS:
            raise MemoryError
        yield metadata.name, _spread(sheet.iter_rows(), sheet.merged_cell_ranges or ())


def _spread(
    rows: Iterable[list[Any]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> Iterator[list[Any]]:
    """The rows, with the value of a cell that is merged over several of them in each."""
    begins: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in merged:
        if bottom > top:
            begins.setdefault(top, []).append((left, bottom))
    held: dict[int, tuple[int, Any]] = {}
    for number, row in enumerate(rows):
        for place, (last, value) in list(held.items()):
            if number > last:
                del held[place]
            elif place < len(row) and row[place] in ("", None):
                row[place] = value
        for place, last in begins.get(number, ()):
            if place < len(row):
                held[place] = (last, row[place])
        yield row


def _of_a_page(content: bytes) -> Iterator[Any]:
    """The same of a web page or an XML workbook, whose tables have no names where a page gives none."""
    text, _encoding = decode(content)
    page = WebTables()
    page.feed(text)
    page.finish()
    names = [name for name, _rows in page.sheets]
    yield names, names
    yield from page.sheets


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _tagged(value: object) -> object:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    return str(value)


def _be_silent() -> None:
    """What the reader writes when it crashes is dropped: the parent says it in a sentence."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _limit(seconds: int) -> None:
    """Memory and processor time of this process, where the system can limit them; the parent watches the clock."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
