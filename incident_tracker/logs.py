"""A log that can be shown to anyone: event names, ids and numbers pass, everything else is left out."""

import contextlib
import faulthandler
import logging
import re
import sys
import threading
import traceback
from enum import Enum
from pathlib import Path
from types import TracebackType
from uuid import UUID

LOG_FILE = "incident-tracker.log"
_LARGEST = 1_000_000  # bytes of one file
_KEPT_FILES = 4

_EVENT = re.compile(r"[a-z][a-z0-9_.]{0,59}")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,59}")

_logger = logging.getLogger("incident_tracker")
_logger.addHandler(logging.NullHandler())  # before a file is named nothing is noted, and nothing is printed


def log(event: str, **facts: object) -> None:
    """Note that something happened.

    `event` is a fixed word such as "window.locked". Facts may be numbers, truth values, UUIDs and members of an Enum;
    a fact of any other shape is noted as "…", so that no narrative, name or patient code can reach the file.
    """
    _logger.info("%s", event, extra={"facts": facts})


def log_bug(error: BaseException) -> str:
    """Note an unexpected error by its type and the places in the code it went through, and answer with its reference.

    Neither the error's own words nor any value of a variable is noted.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = ">".join(f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in frames[-12:])
    reference = f"{hash((type(error).__name__, places)) & 0xFFFFFF:06x}"
    _logger.error("bug", extra={"facts": {}, "kind": type(error).__name__, "places": places, "reference": reference})
    return reference


def start_logging(folder: Path) -> None:
    """Write to a file in `folder` from now on, and note what would otherwise end the program unseen.

    A file that has grown large is turned over at the start of the program; four earlier ones are kept. Where nothing
    can be written nothing is noted: the window opens all the same, and says what is wrong at the sign-in.
    """
    handler = _handler(folder)
    handler.setFormatter(_Line())
    root = logging.getLogger()
    root.addFilter(_only_ours)
    for old in list(_logger.handlers):
        _logger.removeHandler(old)
        old.close()
    _logger.addHandler(handler)
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    sys.excepthook = _note_uncaught
    threading.excepthook = _note_uncaught_in_thread
    if sys.stderr is not None and not faulthandler.is_enabled():
        faulthandler.enable(all_threads=False)


def _handler(folder: Path) -> logging.Handler:
    file = folder / LOG_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _turn_over(file)
        return logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return logging.NullHandler()


def _turn_over(file: Path) -> None:
    """Make room for a new file where the present one is large: .1 is the one before, .4 the oldest kept."""
    with contextlib.suppress(OSError):
        if file.stat().st_size > _LARGEST:
            for number in range(_KEPT_FILES, 0, -1):
                earlier = file if number == 1 else file.with_name(f"{file.name}.{number - 1}")
                if earlier.exists():
                    earlier.replace(file.with_name(f"{file.name}.{number}"))


class _Line(logging.Formatter):
    """One line an entry: moment in UTC, event, allowed facts."""

    def format(self, record: logging.LogRecord) -> str:
        event = record.msg if record.args is None else record.getMessage()
        parts = [self._moment(record), record.levelname.lower(), event if _EVENT.fullmatch(event) else "…"]
        facts: dict[str, object] = getattr(record, "facts", {})
        parts += [f"{name}={_allowed(value)}" for name, value in facts.items() if _CODE.fullmatch(name)]
        parts += [
            f"{name}={record.__dict__[name]}" for name in ("reference", "kind", "places") if name in record.__dict__
        ]
        return " ".join(parts)

    def _moment(self, record: logging.LogRecord) -> str:
        from datetime import UTC, datetime

        return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _allowed(value: object) -> str:
    if isinstance(value, bool | int | float | UUID):
        return str(value)
    if isinstance(value, Enum) and _CODE.fullmatch(value.name):
        return value.name.lower()
    return "…"


def _only_ours(record: logging.LogRecord) -> bool:
    """Other libraries' entries may quote values of ours, so they are left out altogether."""
    return record.name.startswith("incident_tracker")


def _note_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log_bug(error)


def _note_uncaught_in_thread(what: threading.ExceptHookArgs) -> None:
    if what.exc_value is not None:
        log_bug(what.exc_value)
