"""Rows of a list as text: for the clipboard and for paper."""

from collections.abc import Iterable, Sequence
from typing import Any

from ui.widgets.record_model import ListColumn


def as_texts(columns: Sequence[ListColumn], records: Iterable[Any]) -> tuple[tuple[str, ...], ...]:
    """The words of each cell, each in one line."""
    return tuple(tuple(" ".join(one.text(record).split()) for one in columns) for record in records)


def as_lines(columns: Sequence[ListColumn], records: Iterable[Any]) -> str:
    """The rows below their headings, cells set apart by tabs."""
    headings = tuple(column.heading for column in columns)
    return "\n".join("\t".join(cells) for cells in (headings, *as_texts(columns, records)))
