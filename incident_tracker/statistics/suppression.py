"""Small numbers of a table hidden so that nobody can work them out from totals, percentages or an earlier export."""

from dataclasses import dataclass
from enum import StrEnum

from incident_tracker.domain.clinic.release import FEWEST_SHOWN
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics import intervals
from incident_tracker.statistics.ambiguity import Cell, Known, Publication, Published

THRESHOLD = FEWEST_SHOWN
"""Counts from 1 to 10 are hidden."""


class Visibility(StrEnum):
    """Why a figure is shown or hidden: SHOWN, HIDDEN because it is small, COMPLEMENTARY to protect another."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts in rows and columns, without totals; a list of groups is a table of one column. Make it with `of`."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, rows: tuple[str, ...], columns: tuple[str, ...], counts: tuple[tuple[int, ...], ...]) -> "CountTable":
        """A checked table. Raises `Refused` for a shape that does not fit, or counts that are not whole or negative."""
        if not rows or not columns:
            raise Refused(Reason.MISSING, "counts")
        if len(counts) != len(rows) or any(len(row) != len(columns) for row in counts):
            raise Refused(Reason.OUT_OF_RANGE, "counts", least=len(columns), most=len(columns))
        for row in counts:
            for count in row:
                intervals.events(count, "counts", whole=True)
        return cls(rows, columns, counts)

    def with_totals(self) -> tuple[tuple[int, ...], ...]:
        """The counts with a last column of row totals and a last row of column totals and the grand total."""
        body = [(*row, sum(row)) for row in self.counts]
        return (*body, tuple(sum(column) for column in zip(*body, strict=True)))


class Relation(StrEnum):
    """What an earlier export covered: the SAME period, or a PART of this one, such as the year up to last month."""

    SAME = "same"
    PART = "part"


@dataclass(frozen=True, slots=True)
class SuppressedTable:
    """A table and the parts of it that may be shown. `marks` include the totals: a last column and a last row.

    Everything that is shown, drawn, spoken, printed or exported must come from `count`, `row_total`, `column_total`,
    `grand_total` and `share`, which are None for what is hidden.
    """

    table: CountTable
    threshold: int
    marks: tuple[tuple[Visibility, ...], ...]

    def count(self, row: int, column: int) -> int | None:
        """The count in this cell, None where hidden. Row −1 and column −1 are the totals."""
        return self.table.with_totals()[row][column] if self.marks[row][column] is Visibility.SHOWN else None

    def row_total(self, row: int) -> int | None:
        """The total of a row, None where hidden."""
        return self.count(row, -1)

    def column_total(self, column: int) -> int | None:
        """The total of a column, None where hidden."""
        return self.count(-1, column)

    @property
    def grand_total(self) -> int | None:
        """The total of all, None where hidden."""
        return self.count(-1, -1)

    def share(self, row: int, column: int, *, of_row: int = -1, of_column: int = -1) -> float | None:
        """The cell's share of another: of the grand total, of its row's total (of_row=row), or of its column's.

        None where either of the two is hidden, because a share and one of its figures give away the other.
        """
        part, whole = self.count(row, column), self.count(of_row, of_column)
        return part / whole if part is not None and whole else None

    @property
    def hides_something(self) -> bool:
        """Whether a note on hidden figures belongs under the table."""
        return any(mark is not Visibility.SHOWN for row in self.marks for mark in row)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier export that others may have, and how its period relates to that of the current table."""

    export: SuppressedTable
    relation: Relation


def suppress(table: CountTable, *, threshold: int = THRESHOLD, earlier: Earlier | None = None) -> SuppressedTable:
    """Hide what must not be seen of `table`, totals included.

    First every count from 1 to `threshold` − 1 (zero may be shown), and every figure whose difference to the earlier
    export of a part of the period is that small. Then the smallest other figures, one after the other, until each
    hidden figure could have another value, given everything a reader knows: all that is shown, that rows and columns
    add up, the range of hidden figures, and the earlier export. What turns out not to be needed is shown again. If
    nothing else helps, everything is hidden. Source: CMS cell size policy (ResDAC); Willenborg & de Waal 2001, chapter
    4.

    Raises `Refused` OUT_OF_RANGE for a threshold outside 1..1000 or an earlier export of another shape.
    """
    if not 1 <= threshold <= 1000:
        raise Refused(Reason.OUT_OF_RANGE, "threshold", least=1, most=1000)
    counts = table.with_totals()
    before = _known_before(earlier, counts)
    search = _Search(counts, threshold, before, earlier.relation if earlier else None)
    search.hide_small()
    search.protect()
    return SuppressedTable(table, threshold, search.marks())


def _known_before(earlier: Earlier | None, counts: tuple[tuple[int, ...], ...]) -> Published | None:
    if earlier is None:
        return None
    old = earlier.export.table.with_totals()
    if len(old) != len(counts) or len(old[0]) != len(counts[0]):
        raise Refused(Reason.OUT_OF_RANGE, "counts", least=len(counts[0]) - 1, most=len(counts[0]) - 1)
    return Published(old, _known(old, earlier.export.marks, earlier.export.threshold))


def _known(
    counts: tuple[tuple[int, ...], ...], marks: tuple[tuple[Visibility, ...], ...], threshold: int
) -> tuple[tuple[Known, ...], ...]:
    return tuple(
        tuple(_range(count, mark, threshold) for count, mark in zip(row, row_marks, strict=True))
        for row, row_marks in zip(counts, marks, strict=True)
    )


def _range(count: int, mark: Visibility, threshold: int) -> Known:
    """What a reader knows about a figure; a complementary one is known not to be small."""
    if mark is Visibility.SHOWN:
        return Known(count, count)
    if 1 <= count < threshold:
        return Known(1, threshold - 1)
    return Known(min(count, threshold), None)


class _Search:
    """The marks while they are being found; one object for each call, never shared."""

    def __init__(
        self,
        counts: tuple[tuple[int, ...], ...],
        threshold: int,
        before: Published | None,
        relation: Relation | None,
    ) -> None:
        self.counts = counts
        self.threshold = threshold
        self.before = before
        self.same_period = relation is Relation.SAME
        self.found = [[Visibility.SHOWN] * len(row) for row in counts]
        self.cells = [(row, column) for row in range(len(counts)) for column in range(len(counts[0]))]
        self.most = max(1, max(map(max, counts)))

    def marks(self) -> tuple[tuple[Visibility, ...], ...]:
        return tuple(tuple(row) for row in self.found)

    def hide_small(self) -> None:
        for row, column in self.cells:
            count = self.counts[row][column]
            if self._is_small(count) or self._grew_little(row, column):
                self.found[row][column] = Visibility.HIDDEN

    def protect(self) -> None:
        """Hide the figures of one circle after another, then show again those that are no longer needed."""
        helpers: list[Cell] = []
        while (exposed := self._first_exposed()) is not None:
            circle = [cell for cell in self._circle_for(*exposed) if not self._is_hidden(cell)]
            if not circle:
                self._hide_everything()
                return
            self._mark(circle, Visibility.COMPLEMENTARY)
            helpers += circle
        for cell in sorted(helpers, key=self._cost_to_hide, reverse=True):
            self._mark([cell], Visibility.SHOWN)
            if self._first_exposed() is not None:
                self._mark([cell], Visibility.COMPLEMENTARY)

    def _mark(self, cells: list[Cell], mark: Visibility) -> None:
        for row, column in cells:
            self.found[row][column] = mark

    def _is_hidden(self, cell: Cell) -> bool:
        return self.found[cell[0]][cell[1]] is not Visibility.SHOWN

    def _is_small(self, count: int) -> bool:
        return 1 <= count < self.threshold

    def _grew_little(self, row: int, column: int) -> bool:
        """Whether this figure minus an earlier shown one would give away a small count."""
        if self.before is None or self.same_period:
            return False
        known = self.before.known[row][column]
        return known.is_exact and self._is_small(abs(self.counts[row][column] - self.before.counts[row][column]))

    def _published(self, *, all_hidden: bool = False) -> Published:
        """What a reader knows with the present marks, or would know if all figures that are shown were hidden too."""
        marks = self.marks()
        if all_hidden:
            marks = tuple(
                tuple(Visibility.COMPLEMENTARY if mark is Visibility.SHOWN else mark for mark in row) for row in marks
            )
        known = [list(row) for row in _known(self.counts, marks, self.threshold)]
        for row, column in self.cells:
            if self.before is not None and marks[row][column] is Visibility.HIDDEN and self._grew_little(row, column):
                earlier = self.before.counts[row][column]
                known[row][column] = Known(max(1, earlier + 1), earlier + self.threshold - 1)
        return Published(self.counts, tuple(tuple(row) for row in known))

    def _publications(self, now: Published) -> tuple[Publication, Publication | None]:
        """The present table as a reader of both exports sees it, and the earlier one."""
        if self.before is None:
            return Publication(now), None
        return (
            Publication(now, self.before, self.same_period),
            Publication(self.before, now, self.same_period, other_is_longer=True),
        )

    def _first_exposed(self) -> tuple[Cell, bool] | None:
        """The first hidden figure that a reader can work out, and whether it is one of the earlier export."""
        present, past = self._publications(self._published())
        for cell in self.cells:
            if self._is_hidden(cell) and not present.is_ambiguous(cell):
                return cell, False
        if past is not None and self.before is not None:
            alone = Publication(self.before)
            for cell in self.cells:
                was_hidden = not self.before.known[cell[0]][cell[1]].is_exact
                # Nothing in this export can protect what the earlier one gave away.
                if was_hidden and not past.is_ambiguous(cell) and alone.is_ambiguous(cell):
                    return cell, True
        return None

    def _circle_for(self, cell: Cell, in_earlier: bool) -> tuple[Cell, ...]:
        present, past = self._publications(self._published(all_hidden=True))
        publication = past if in_earlier and past is not None else present
        return publication.cheapest_circle(cell, self._cost_to_hide) or ()

    def _cost_to_hide(self, cell: Cell) -> float:
        """Few figures rather than many, small rather than large ones; totals are missed more, zeros most."""
        if self._is_hidden(cell):
            return 0.0
        row, column = cell
        count = self.counts[row][column]
        is_total = (row == len(self.counts) - 1) + (column == len(self.counts[0]) - 1)
        return 1 + 2 * is_total + count / self.most + (50 if count == 0 else 0)

    def _hide_everything(self) -> None:
        self._mark([cell for cell in self.cells if not self._is_hidden(cell)], Visibility.COMPLEMENTARY)
