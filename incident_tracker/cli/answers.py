"""How a command answers: one JSON document, or lines for a person."""

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TextIO
from uuid import UUID

SCHEMA = 1


def answer(options: Namespace, out: TextIO, document: Mapping[str, object], lines: Iterable[str]) -> None:
    """Write `document` as one flushed JSON line if `--json` was given, else `lines`.

    The flush is the acknowledgment that scripts wait for: it comes after the commit, never before.
    """
    if options.json:
        out.write(json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, allow_nan=False, default=plain))
        out.write("\n")
    else:
        for line in lines:
            out.write(line + "\n")
    out.flush()


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
