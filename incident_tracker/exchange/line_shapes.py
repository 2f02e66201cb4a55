"""What a line of one log usually looks like: how many cells, which of them are dates, spaces after the delimiters."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from incident_tracker.exchange.dates import read_stamp

LOOKED_AT = 2_000  # lines of a file by which its shape is judged
_LONGEST_DATE = 40  # characters
_MOST_LOOKED_AT = 60  # cells of one line


@dataclass(frozen=True, slots=True)
class LineShape:
    """The shape that most lines with a date have: `width` cells, dates in the cells `dated`.

    `width` is 0 if every record goes on in a further line, so that no line shows it. `spaced` tells whether there is a
    space before the second cell, which tells a sentence from a record.
    """

    width: int
    dated: tuple[int, ...]
    spaced: bool

    def is_record(self, cells: Sequence[str]) -> bool:
        """Is this a whole record?"""
        return shape_of(cells) == self

    def begins_record(self, cells: Sequence[str]) -> bool:
        """Are these the cells of a record before the one whose text goes on in the next line?"""
        dated = tuple(place for place in self.dated if place < len(cells))
        narrow = not self.width or len(cells) < self.width
        spaced = len(cells) < 2 or _spaced(cells) is self.spaced
        return narrow and spaced and bool(dated) and all(_is_date(cells[place]) for place in dated)

    def has_dates(self, cells: Sequence[str]) -> bool:
        """Are dates where they usually are?"""
        return all(place < len(cells) and _is_date(cells[place]) for place in self.dated)


def usual_shape(lines: Iterable[Sequence[str]], begun: Iterable[Sequence[str]]) -> LineShape | None:
    """The shape that most of the first lines with a date share; None if there are none.

    `lines` are the cells of lines that leave no text open; `begun`, for the others, the cells before that text.
    """
    shapes = Counter(shape for cells in lines if (shape := shape_of(cells)) is not None)
    if not shapes:
        shapes = Counter(LineShape(0, dated, spaced=False) for cells in begun if (dated := _dated(cells)))
    return max(shapes, key=lambda shape: (shapes[shape], shape.width), default=None)


def shape_of(cells: Sequence[str]) -> LineShape | None:
    """The shape of one line; None if it has no date or only one cell."""
    if len(cells) < 2:
        return None
    dated = _dated(cells)
    return LineShape(len(cells), dated, _spaced(cells)) if dated else None


def _dated(cells: Sequence[str]) -> tuple[int, ...]:
    return tuple(place for place, cell in enumerate(cells[:_MOST_LOOKED_AT]) if _is_date(cell))


def _is_date(cell: str) -> bool:
    """Is this a date, whatever quotes got into it?"""
    return len(cell) <= _LONGEST_DATE and read_stamp(cell.replace('"', "").strip()) is not None


def _spaced(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and cells[1].startswith(" ")
