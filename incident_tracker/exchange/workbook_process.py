"""What the child process does that reads a workbook: limit itself, read the sheets, send them as JSON."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from multiprocessing.connection import Connection

MOST_ROWS = 50_000
MOST_CELLS = 5_000_000
MOST_MEMORY = 1 << 30  # bytes of address space
ROWS_A_MESSAGE = 500


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
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sheets]
    shown = [sheet.name for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible]
    yield {"sheets": names}
    rows = cells = 0
    for name in [name for name in names if name == wanted] if wanted is not None else shown:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.total_height > 2 * MOST_ROWS or sheet.total_height * sheet.total_width > 4 * MOST_CELLS:
            yield {"problem": "too_large"}
            return
        yield {"sheet": name}
        batch: list[object] = []
        for number, row in enumerate(sheet.iter_rows(), start=1):
            while row and row[-1] == "":
                row.pop()
            rows, cells = rows + bool(row), cells + len(row)
            if rows > MOST_ROWS or cells > MOST_CELLS:
                yield {"problem": "too_large"}
                return
            batch.append([number, row])
            if len(batch) == ROWS_A_MESSAGE:
                yield {"rows": batch}
                batch = []
        yield {"rows": batch}
    yield {"end": True}


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
