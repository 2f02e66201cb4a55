"""Reading workbooks (XLSX, XLSM, ODS, XLS) in a child process with limits, so that a hostile file cannot hurt."""

import json
import multiprocessing
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import Cell
from incident_tracker.exchange.delimited import Record
from incident_tracker.exchange.other_files import kind_of_archive
from incident_tracker.exchange.web_tables import is_web_table
from incident_tracker.exchange.workbook_process import serve

LARGEST_FILE = 50_000_000  # bytes
LARGEST_UNPACKED = 400_000_000
HIGHEST_RATIO = 100  # unpacked to packed; real sheets reach 30
_RATIO_COUNTS_FROM = 1_000_000  # bytes; a small part may be all blanks
LONGEST_SECONDS = 90
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream in which an encrypted workbook is wrapped
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; hidden rows are data like any other."""

    name: str
    records: tuple[Record, ...]


def is_workbook(content: bytes) -> bool:
    """Does a file begin like a workbook, or like a web page that was saved as one, whatever its extension?"""
    return content.startswith((_ZIP, _OLE)) or is_web_table(content)


def read_sheets(content: bytes, wanted: str | None = None, seconds: int = LONGEST_SECONDS) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook, or the one called `wanted`, hidden or not.

    Errors: FileRefused: encrypted, too_large, unreadable, no_sheet.
    """
    _check_size(content)
    deadline = monotonic() + seconds
    sheets: list[tuple[str, list[Record]]] = []
    names: list[str] = []
    with _child(seconds) as connection:
        try:
            connection.send_bytes(content)
            connection.send_bytes(json.dumps(wanted).encode())
        except OSError:
            raise FileRefused("unreadable") from None
        while "end" not in (message := _next(connection, deadline)):
            if "problem" in message:
                raise FileRefused(message["problem"])
            names = message.get("sheets", names)
            if "sheet" in message:
                sheets.append((message["sheet"], []))
            for number, cells in message.get("rows", ()):
                sheets[-1][1].append(Record(number, tuple(map(_untagged, cells)), sheet=sheets[-1][0]))
    if wanted is not None and not sheets:
        raise FileRefused("no_sheet", sheet=wanted, sheets=", ".join(names))
    if not names and is_web_table(content):
        raise FileRefused("no_table")
    return tuple(Sheet(name, tuple(records)) for name, records in sheets)


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise FileRefused("too_large")
    if not content.startswith(_ZIP):
        if _ENCRYPTED in content:
            raise FileRefused("encrypted")
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise FileRefused("unreadable") from None
    if (kind := kind_of_archive([part.filename for part in parts])) is not None:
        raise FileRefused(kind)
    bombs = (
        part.file_size > _RATIO_COUNTS_FROM and part.file_size > HIGHEST_RATIO * max(1, part.compress_size)
        for part in parts
    )
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or any(bombs):
        raise FileRefused("too_large")
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused("encrypted")


@contextmanager
def _child(seconds: int) -> Iterator[Connection]:
    """A fresh process that reads the workbook; it does not outlive the block."""
    processes = multiprocessing.get_context("spawn")  # a fork would copy the keys that are in our memory
    ours, theirs = processes.Pipe()
    child = processes.Process(target=serve, args=(theirs, seconds), daemon=True, name="workbook")
    child.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        child.join(0.2)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()


def _next(connection: Connection, deadline: float) -> dict[str, Any]:
    try:
        if not connection.poll(max(0.0, deadline - monotonic())):
            raise FileRefused("too_large")
        message: dict[str, Any] = json.loads(connection.recv_bytes())
    except (EOFError, OSError):  # the child hit one of its limits
        raise FileRefused("too_large") from None
    return message


def _untagged(value: object) -> Cell:
    if isinstance(value, dict):
        (tag, told), *_ = value.items()
        if tag == "at":
            return datetime.fromisoformat(told)
        if tag == "day":
            return date.fromisoformat(told)
        if tag == "time":
            return time.fromisoformat(told)
        return timedelta(seconds=told)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
