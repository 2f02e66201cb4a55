"""Rows that are told give away nothing of those that are not: every table that a reader holds possible is listed."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracker.statistics.crossed_rows import CrossedTable
from tests.tries import examples

FEWEST = 3
"""With small counts every possible table can be listed; the rule is the same."""


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in splits(total - first, parts - 1))


def grids(grid: tuple[tuple[int, ...], ...]) -> list[tuple[tuple[int, ...], ...]]:
    """Every table with the totals of rows and columns of `grid`."""
    columns = tuple(map(sum, zip(*grid, strict=True)))
    possible = product(*(list(splits(sum(row), len(row))) for row in grid))
    return [one for one in possible if tuple(map(sum, zip(*one, strict=True))) == columns]


def possible_totals(table: CrossedTable, told: frozenset[int]) -> set[tuple[tuple[int, ...], ...]]:
    """All tables of all places together that fit the totals of each place and the rows that are told."""
    found = set()
    for places in product(*(grids(tuple(map(tuple, grid))) for grid in table.places)):
        total = CrossedTable(places).total
        if all(total[row][:-1] == table.total[row][:-1] for row in told):
            found.add(total)
    return found


def ranges(table: CrossedTable, told: frozenset[int]) -> dict[tuple[int, int], set[int]]:
    rows = range(len(table.total))
    found: dict[tuple[int, int], set[int]] = {}
    for total in possible_totals(table, told):
        for row in rows:
            for column, count in enumerate(total[row][:-1]):
                found.setdefault((row, column), set()).add(count)
    return found


small_tables = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 1)), min_size=3, max_size=3),
    min_size=1,
    max_size=2,
).map(lambda places: CrossedTable(tuple(map(tuple, places))))


@settings(max_examples=examples(12), deadline=None)
@given(small_tables)
def test_what_is_hidden_stays_as_open_as_if_no_row_were_told(table: CrossedTable) -> None:
    hidden = table.hidden_rows(FEWEST)
    told = frozenset(range(len(table.total))) - hidden
    for row in told:
        assert not any(1 <= count < FEWEST for count in table.total[row][:-1])
    with_them, without = ranges(table, told), ranges(table, frozenset())
    for row in hidden:
        for column in range(2):
            open_values = with_them[row, column]
            assert len(open_values) >= 3 or open_values == without[row, column]


@settings(max_examples=examples(12), deadline=None)
@given(small_tables)
def test_the_ranges_are_those_of_every_possible_table(table: CrossedTable) -> None:
    """For one place they are exact, for several they are never wider than what a reader holds possible."""
    hidden = table.hidden_rows(FEWEST)
    told = frozenset(range(len(table.total))) - hidden
    listed = ranges(table, told)
    for cell, (least, most) in table.ranges(hidden):
        assert min(listed[cell]) <= least
        assert most <= max(listed[cell])
        if len(table.places) == 1:
            assert (least, most) == (min(listed[cell]), max(listed[cell]))


def test_one_hidden_row_alone_would_be_worked_out_so_another_is_hidden_too() -> None:
    """The same attack finds the leak where only the small row is hidden."""
    table = CrossedTable((((20, 15, 0), (30, 20, 0), (9, 4, 0)),))
    assert dict(table.ranges(frozenset({2}))) == {(2, 0): (9, 9), (2, 1): (4, 4)}
    assert table.hidden_rows() == frozenset({0, 2})


def test_a_row_without_any_use_and_large_rows_are_told() -> None:
    table = CrossedTable((((20, 15, 3), (30, 20, 0), (0, 0, 0)),))
    assert table.hidden_rows() == frozenset()
