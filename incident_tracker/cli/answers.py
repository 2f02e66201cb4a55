"""How a command answers: one JSON document, or lines for a person."""

import json
import unicodedata
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TextIO
from uuid import UUID

SCHEMA = 1
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def answer(options: Namespace, out: TextIO, document: Mapping[str, object], lines: Iterable[str]) -> None:
    """Write `document` as one flushed JSON line if `--json` was given, else `lines`.

    The flush is the acknowledgment that scripts wait for: it comes after the commit, never before.
    """
    if options.json:
        text = json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, allow_nan=False, default=plain)
        out.write(escaped(text) + "\n")
    else:
        for line in lines:
            out.write(harmless(line) + "\n")
    out.flush()


def escaped(text: str) -> str:
    """A JSON text with what a terminal would obey or turn around as escapes: it means the same to every reader."""
    return "".join(f"\\u{ord(sign):04x}" if _is_obeyed(sign) else sign for sign in text)


def harmless(text: str) -> str:
    """The text without what a terminal would obey or turn around: control characters but line ends and tabs, and marks
    of direction. A report may hold whatever someone pasted into it.
    """
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_obeyed(character) else character for character in text)


def _is_obeyed(character: str) -> bool:
    kind = unicodedata.category(character)
    return (kind == "Cc" and character not in "\n\t") or unicodedata.bidirectional(character) in _TURNING


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """One line for each row, its cells one below the other."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def plain(value: object) -> object:
    """A value that JSON does not know, as other programs read it. Errors: TypeError."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Path):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(type(value).__name__)
