"""Small numbers stay unknown to a reader who adds up everything that was ever published."""

import random
from itertools import product

import pytest

from incident_tracker.domain.errors import Refused
from incident_tracker.statistics.interval_sentences import suppressed_count_text, suppression_note
from incident_tracker.statistics.suppression import CountTable, Earlier, Relation, Visibility, suppress
from tests.tries import chance, tries

FAR = 10_000


def table_of(counts):
    return CountTable.of(
        tuple(f"row {i}" for i in range(len(counts))),
        tuple(f"column {j}" for j in range(len(counts[0]))),
        tuple(map(tuple, counts)),
    )


class Attacker:
    """Knows all that is shown now and was shown before, that tables add up, that small ones are 1–10, and the method.

    Independent of the program's own reasoning: narrows ranges over all sums, solves the linear equations, and searches
    whole tables for one that fits and differs.
    """

    def __init__(self, now, earlier=None, relation=None):
        self.truth, self.domain, self.sums, self.pairs = {}, {}, [], []
        self._add("now", now)
        if earlier is not None:
            self._add("before", earlier)
            for cell in [cell[1:] for cell in self.truth if cell[0] == "now"]:
                self.pairs.append((("before", *cell), ("now", *cell), relation))

    def _add(self, name, result):
        counts = result.table.with_totals()
        rows, columns = len(counts), len(counts[0])
        for i, j in product(range(rows), range(columns)):
            count, mark = counts[i][j], result.marks[i][j]
            self.truth[name, i, j] = count
            if mark is Visibility.SHOWN:
                span = (count, count)
            elif mark is Visibility.HIDDEN and 1 <= count <= 10:
                span = (1, 10)
            else:
                span = (0, FAR)
            self.domain[name, i, j] = span
        for i in range(rows):
            self.sums.append(((name, i, columns - 1), [(name, i, j) for j in range(columns - 1)]))
        for j in range(columns):
            self.sums.append(((name, rows - 1, j), [(name, i, j) for i in range(rows - 1)]))

    def hidden(self):
        return [cell for cell, (low, high) in self.domain.items() if low != high]

    def narrow(self, domain):
        """The ranges that remain, or None if nothing fits."""
        changed = True
        while changed:
            changed = False
            for total, parts in self.sums:
                low, high = sum(domain[p][0] for p in parts), sum(domain[p][1] for p in parts)
                cells = [(total, low, high)]
                for part in parts:
                    cells.append(
                        (
                            part,
                            domain[total][0] - (high - domain[part][1]),
                            domain[total][1] - (low - domain[part][0]),
                        )
                    )
                for cell, least, most in cells:
                    span = max(domain[cell][0], least), min(domain[cell][1], most)
                    if span[0] > span[1]:
                        return None
                    if span != domain[cell]:
                        domain[cell] = span
                        changed = True
            for before, now, relation in self.pairs:
                (a, b), (c, d) = domain[before], domain[now]
                spans = ((max(a, c), min(b, d)),) * 2 if relation is Relation.SAME else ((a, min(b, d)), (max(a, c), d))
                for cell, span in zip((before, now), spans, strict=True):
                    if span[0] > span[1]:
                        return None
                    if span != domain[cell]:
                        domain[cell] = span
                        changed = True
        return domain

    def another(self, domain, budget):
        """Whether a whole table fits, looking near the true one first."""
        domain = self.narrow(dict(domain))
        if domain is None or budget[0] <= 0:
            return False
        budget[0] -= 1
        open_cells = [cell for cell, (low, high) in domain.items() if low < high]
        if not open_cells:
            return True
        cell = min(open_cells, key=lambda each: domain[each][1] - domain[each][0])
        low, high = domain[cell]
        return any(
            self.another({**domain, cell: (value, value)}, budget)
            for value in sorted(range(low, high + 1), key=lambda value: abs(value - self.truth[cell]))[:7]
        )

    def recovers(self, cell):
        """True if no other value is found for this figure."""
        near = {
            each: (max(low, self.truth[each] - 3), min(high, self.truth[each] + 3))
            for each, (low, high) in self.domain.items()
        }
        for value in sorted(range(near[cell][0], near[cell][1] + 1), key=lambda v: abs(v - self.truth[cell])):
            if value != self.truth[cell] and self.another({**near, cell: (value, value)}, [400]):
                return False
        return True

    def solved_by_equations(self):
        """The hidden figures that linear algebra alone determines."""
        unknown = self.hidden()
        place = {cell: number for number, cell in enumerate(unknown)}
        rows = []
        for total, parts in self.sums:
            row = [0.0] * len(unknown)
            for cell, sign in [(total, -1), *((part, 1) for part in parts)]:
                if cell in place:
                    row[place[cell]] += sign
            rows.append(row)
        pivots, rank = [], 0
        for column in range(len(unknown)):
            pivot = next((r for r in range(rank, len(rows)) if abs(rows[r][column]) > 1e-9), None)
            if pivot is None:
                continue
            rows[rank], rows[pivot] = rows[pivot], rows[rank]
            scale = rows[rank][column]
            rows[rank] = [value / scale for value in rows[rank]]
            for r in range(len(rows)):
                if r != rank and abs(rows[r][column]) > 1e-9:
                    factor = rows[r][column]
                    rows[r] = [a - factor * b for a, b in zip(rows[r], rows[rank], strict=True)]
            pivots.append(column)
            rank += 1
        return [
            unknown[column]
            for r, column in enumerate(pivots)
            if all(abs(value) < 1e-9 for other, value in enumerate(rows[r]) if other != column)
        ]


def random_table(chance, rows=None, columns=None):
    rows, columns = rows or chance.randint(1, 5), columns or chance.randint(1, 4)
    sizes = [0, 0, chance.randint(1, 10), chance.randint(1, 15), chance.randint(11, 40), chance.randint(11, 400)]
    return [
        [chance.choice(sizes) if chance.random() < 0.6 else chance.randint(0, 30) for _ in range(columns)]
        for _ in range(rows)
    ]


def test_reader_of_one_table_recovers_nothing():
    dice = chance("reader of one table")
    recovered = []
    for number in range(tries(150, 5000)):
        result = suppress(table_of(random_table(dice)))
        attacker = Attacker(result)
        recovered += [(number, cell) for cell in attacker.solved_by_equations()]
        recovered += [(number, cell) for cell in attacker.hidden() if attacker.recovers(cell)]
    assert recovered == []


@pytest.mark.parametrize("relation", list(Relation))
def test_reader_who_kept_last_months_table_recovers_nothing(relation):
    dice = chance("reader of two tables")
    recovered = []
    for number in range(tries(80, 2500)):
        old = random_table(dice, dice.randint(1, 4), dice.randint(1, 3))
        before = suppress(table_of(old))
        new = old
        if relation is Relation.PART:
            new = [[count + dice.choice((0, 0, 1, 3, 8, 15)) for count in row] for row in old]
        result = suppress(table_of(new), earlier=Earlier(before, relation))
        attacker = Attacker(result, before, relation)
        small = [cell for cell in attacker.hidden() if 1 <= attacker.truth[cell] <= 10]
        recovered += [(number, cell, attacker.truth[cell]) for cell in small if attacker.recovers(cell)]
        if relation is Relation.PART:
            for i, row in enumerate(result.marks):
                for j, mark in enumerate(row):
                    if mark is Visibility.SHOWN is before.marks[i][j]:
                        grown = attacker.truth["now", i, j] - attacker.truth["before", i, j]
                        assert not 1 <= grown <= 10
    assert recovered == []


def test_attacker_does_recover_when_only_the_small_numbers_are_hidden():
    """The attack itself works: without protection most single small numbers are found."""
    result = suppress(table_of([[3, 20], [40, 50]]))
    bare = type(result)(
        result.table,
        result.threshold,
        tuple(
            tuple(Visibility.HIDDEN if mark is Visibility.HIDDEN else Visibility.SHOWN for mark in row)
            for row in result.marks
        ),
    )
    assert Attacker(bare).recovers(("now", 0, 0))
    assert not Attacker(result).recovers(("now", 0, 0))
    assert ("now", 0, 0) in Attacker(bare).solved_by_equations()


def test_zero_is_shown_and_a_lonely_small_number_takes_others_with_it():
    result = suppress(table_of([[0, 4, 30], [25, 60, 70], [12, 80, 90]]))
    assert result.count(0, 0) == 0
    assert result.count(0, 1) is None
    assert result.marks[0][1] is Visibility.HIDDEN
    hidden = [mark for row in result.marks for mark in row if mark is Visibility.COMPLEMENTARY]
    assert 2 <= len(hidden) <= 3
    assert result.hides_something


def test_list_of_groups_keeps_its_total_if_it_can():
    result = suppress(table_of([[5], [12], [200]]))
    assert [result.count(row, 0) for row in range(3)] == [None, None, 200]
    assert result.grand_total == 217


def test_share_is_hidden_with_either_of_its_figures():
    result = suppress(table_of([[5, 300], [120, 200], [160, 700]]))
    for row, column in product(range(3), range(2)):
        for of in ({}, {"of_row": row}, {"of_column": column}):
            share = result.share(row, column, **of)
            whole = result.count(of.get("of_row", -1), of.get("of_column", -1))
            assert (share is None) == (result.count(row, column) is None or whole is None)


def test_figures_large_enough_are_all_shown():
    result = suppress(table_of([[11, 12], [0, 400]]))
    assert not result.hides_something
    assert result.row_total(0) == 23
    assert result.column_total(1) == 412
    assert result.share(0, 0, of_row=0) == pytest.approx(11 / 23)


def test_lower_threshold_serves_supervisors():
    assert suppress(table_of([[6, 7], [8, 9]]), threshold=5).count(0, 0) == 6
    assert suppress(table_of([[6, 7], [8, 9]])).count(0, 0) is None


@pytest.mark.parametrize("counts", [[[-1]], [[float("nan")]], [[1.5]], [[1, 2], [3]], [[float("inf")]]])
def test_broken_tables_are_refused(counts):
    with pytest.raises(Refused):
        table_of(counts)


def test_week_by_hour_is_protected_quickly():
    chance = random.Random(7)
    heat = [[chance.choice((0, 0, 1, 2, 14, 22)) for _ in range(24)] for _ in range(7)]
    result = suppress(table_of(heat))
    assert all(result.count(i, j) in (None, heat[i][j]) for i in range(7) for j in range(24))
    assert result.hides_something


def test_hidden_counts_are_all_called_the_same():
    """The person who reads the table must not see which figures are small and which only protect them."""
    result = suppress(table_of([[5], [12], [200]]))
    assert [suppressed_count_text(result, row, 0) for row in range(3)] == ["hidden", "hidden", "200"]
    assert "1 to 10" in suppression_note(result)
    assert suppression_note(suppress(table_of([[50]]))) == ""
