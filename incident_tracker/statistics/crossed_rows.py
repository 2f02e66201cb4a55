"""Which rows of a table of two dimensions may be told to people who know the totals of both, place by place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incident_tracker.domain.clinic.release import FEWEST_SHOWN, LEAST_VALUES

Grid = Sequence[Sequence[int]]
"""Rows of counts, all of the same length."""


@dataclass(frozen=True, slots=True)
class CrossedTable:
    """The counts of each place in each month, all with the same rows and columns; the last column is not told.

    The totals of each row and each column there are known to everyone, because one dimension is told whole.
    """

    places: tuple[Grid, ...]

    @property
    def total(self) -> tuple[tuple[int, ...], ...]:
        """The counts of all places together."""
        first, *others = self.places
        return tuple(
            tuple(count + sum(grid[row][column] for grid in others) for column, count in enumerate(counts))
            for row, counts in enumerate(first)
        )

    def hidden_rows(self, fewest: int = FEWEST_SHOWN) -> frozenset[int]:
        """The numbers of the rows of `total` that are not told.

        First every row with a count from 1 to `fewest` − 1 in a told column. Then, the smallest first, as many others
        as it takes until each hidden count could still have `LEAST_VALUES` values, or as many as with no row told:
        more than that the totals do not leave. A row without any count hides nothing and is told.
        """
        rows = self.total
        hidden = {at for at, row in enumerate(rows) if any(1 <= count < fewest for count in row[:-1])}
        others = sorted((sum(row), at) for at, row in enumerate(rows) if at not in hidden and any(row))
        while hidden and others and not self._is_safe(frozenset(hidden)):
            hidden.add(others.pop(0)[1])
        return frozenset(hidden)

    def _is_safe(self, hidden: frozenset[int]) -> bool:
        with_none = frozenset(range(len(self.total)))
        told, at_least = self.ranges(hidden), dict(self.ranges(with_none))
        return all(
            most - least + 1 >= LEAST_VALUES or most - least >= at_least[cell][1] - at_least[cell][0]
            for cell, (least, most) in told
        )

    def ranges(self, hidden: frozenset[int]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """For each told column of each hidden row, values between which every one is possible, with the others told.

        The hidden rows of one place, beside what is left of its totals, are a table of which Fréchet's bounds are
        exact, and places do not depend on each other (Willenborg & de Waal 2001, chapter 4). A reader who does not know
        how the told rows spread over the places may hold more possible, never less.
        """
        numbers = sorted(hidden)
        at_places = [_Totals.of([grid[at] for at in numbers]) for grid in self.places]
        for place, row in enumerate(numbers):
            for column in range(len(self.places[0][row]) - 1):
                by_place = [one.range_of(place, column) for one in at_places]
                yield (row, column), (sum(low for low, _ in by_place), sum(high for _, high in by_place))


@dataclass(frozen=True, slots=True)
class _Totals:
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @classmethod
    def of(cls, grid: Grid) -> "_Totals":
        return cls(tuple(sum(row) for row in grid), tuple(sum(cells) for cells in zip(*grid, strict=True)))

    def range_of(self, row: int, column: int) -> tuple[int, int]:
        """The least and the most that a cell may be, by its totals."""
        of_row, of_column = self.rows[row], self.columns[column]
        return max(0, of_row + of_column - sum(self.rows)), min(of_row, of_column)
