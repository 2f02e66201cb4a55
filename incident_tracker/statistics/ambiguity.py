"""Whether a hidden figure of a table with totals could have another value, given everything that was published."""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

Cell = tuple[int, int]
"""Row and column, counted from 0; the last of each are the totals."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows of a figure: from `least` to `most`, None without bound; the two are equal if it is shown."""

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        """Whether the figure is shown."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Published:
    """The true counts of a table with its totals (last row and column), and what a reader knows of each."""

    counts: tuple[tuple[int, ...], ...]
    known: tuple[tuple[Known, ...], ...]

    def may_move(self, cell: Cell, step: int) -> bool:
        """Whether the figure, `step` higher (or lower, if negative), would still fit what is known of it."""
        row, column = cell
        known, moved = self.known[row][column], self.counts[row][column] + step
        return known.least <= moved and (known.most is None or moved <= known.most)


@dataclass(frozen=True, slots=True)
class Publication:
    """A table, and maybe another export of the same shape that a reader holds too.

    With `same_period` both are of the same events; else the one of the shorter period never has more than the other,
    and `other_is_longer` says which is which.
    """

    table: Published
    other: Published | None = None
    same_period: bool = False
    other_is_longer: bool = False

    def cheapest_circle(self, cell: Cell, cost: Callable[[Cell], float]) -> tuple[Cell, ...] | None:
        """The cheapest circle of figures, through `cell`, along which one unit can be moved; None if there is none.

        Such a circle gives another table that fits all that is known and has another figure in `cell`; in a table of
        two dimensions, which is a network of flow, there is one whenever the figure is not determined (Cox 1995,
        "Network models for complementary cell suppression", JASA 90:1453). With another export the unit is moved in
        this table alone or in both at once; what is found is proven, though there may be other ways.
        """
        found = [
            circle
            for together in ([True] if self.same_period else [False] if self.other is None else [False, True])
            for step in (1, -1)
            if (circle := self._circle(cell, step, together, cost)) is not None
        ]
        return min(found, default=(0.0, None), key=lambda circle: circle[0])[1]

    def is_ambiguous(self, cell: Cell) -> bool:
        """Whether the figure could have another value."""
        return self.cheapest_circle(cell, lambda _cell: 0.0) is not None

    def _circle(
        self, cell: Cell, step: int, together: bool, cost: Callable[[Cell], float]
    ) -> tuple[float, tuple[Cell, ...]] | None:
        """The cheapest circle that begins by moving `cell` by `step`, with its cost (Dijkstra).

        Rows and columns are places; a figure is an edge from row to column, a total the other way round, so that
        what flows into a place flows out again. A figure moved up is flow along its edge, moved down against it.
        """
        if not self._may_move(cell, step, together):
            return None
        rows, columns = len(self.table.counts), len(self.table.counts[0])
        tail, head = _ends(cell, rows, columns)
        start, goal = (head, tail) if step > 0 else (tail, head)
        waiting: list[tuple[float, int]] = [(0.0, start)]
        reached = {start: 0.0}
        through: dict[int, tuple[int, Cell]] = {}
        while waiting:
            spent, place = heappop(waiting)
            if place == goal:
                return spent, (cell, *_walk_back(through, start, goal))
            if spent > reached[place]:
                continue
            for edge in _edges_at(place, rows, columns):
                tail, head = _ends(edge, rows, columns)
                there, move = (head, 1) if tail == place else (tail, -1)
                price = spent + cost(edge)
                if edge != cell and price < reached.get(there, float("inf")) and self._may_move(edge, move, together):
                    reached[there] = price
                    through[there] = (place, edge)
                    heappush(waiting, (price, there))
        return None

    def _may_move(self, cell: Cell, step: int, together: bool) -> bool:
        if not self.table.may_move(cell, step):
            return False
        if self.other is None:
            return True
        if together:
            return self.other.may_move(cell, step)
        row, column = cell
        moved, beside = self.table.counts[row][column] + step, self.other.counts[row][column]
        return moved <= beside if self.other_is_longer else moved >= beside


def _ends(cell: Cell, rows: int, columns: int) -> tuple[int, int]:
    """Where a figure flows from and to: places 0.. are rows, then columns; totals flow the other way."""
    row, column = cell
    forwards = (row == rows - 1) == (column == columns - 1)
    return (row, rows + column) if forwards else (rows + column, row)


def _edges_at(place: int, rows: int, columns: int) -> list[Cell]:
    if place < rows:
        return [(place, column) for column in range(columns)]
    return [(row, place - rows) for row in range(rows)]


def _walk_back(through: dict[int, tuple[int, Cell]], start: int, goal: int) -> list[Cell]:
    cells = []
    while goal != start:
        goal, cell = through[goal]
        cells.append(cell)
    return cells
