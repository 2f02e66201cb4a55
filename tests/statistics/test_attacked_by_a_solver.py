"""Twelve months of releases, for each site and for all, attacked by a solver that knows all of them together.

Every count that is hidden can still have three values, or as many as the sums leave that everyone is told anyway. The
same attack finds what is wrong as soon as one of the rules is planted out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

import pytest

from incident_tracker.domain.clinic.release import LEAST_VALUES, told_counts, told_share
from incident_tracker.domain.oversight import year_people
from incident_tracker.domain.oversight.year_figures import YearRow, YearShare, YearTable
from incident_tracker.domain.oversight.year_people import people_of_year
from incident_tracker.domain.support.compliance import Became, Compliance, ComplianceShare
from incident_tracker.statistics.crossed_rows import CrossedTable
from tests.statistics.solver import Reader
from tests.tries import chance, tries

SEQUENCES = tries(15, 2000)
MONTHS = 12
Hidden = Callable[[CrossedTable], frozenset[int]]


@dataclass(frozen=True)
class Year:
    """A year of a clinic: for each site and month how each technique went, and what became of the debriefs."""

    techniques: CrossedTable
    debriefs: tuple[tuple[int, int, int, int], ...]
    """Held in the window, declined by all, held late, not held: for each site and month."""
    support: Compliance


def a_year(dice: Random) -> Year:
    sites, busy = dice.choice((1, 1, 2, 3)), dice.choice((0.4, 1.0, 3.0))
    codes = dice.randint(2, 6)
    weights = [(dice.random(), dice.random() / 2, dice.random() / 4, dice.random() / 3) for _code in range(codes)]

    def grid() -> list[tuple[int, ...]]:
        return [tuple(round(dice.expovariate(1) * busy * weight * 3) for weight in row) for row in weights]

    places = sites * MONTHS
    debriefs = tuple(
        (few(dice, busy), few(dice, busy / 4), few(dice, busy / 5), few(dice, busy / 5)) for _place in range(places)
    )
    return Year(CrossedTable(tuple(grid() for _place in range(places))), debriefs, support_of(dice, debriefs))


def few(dice: Random, mean: float) -> int:
    return int(dice.expovariate(1 / mean)) if mean else 0


def support_of(dice: Random, debriefs: tuple[tuple[int, int, int, int], ...]) -> Compliance:
    """The figures of support that such debriefs can have; people and answers are drawn."""
    held_in, declined, late, not_held = (sum(column) for column in zip(*debriefs, strict=True))
    held, most = held_in + late, dice.choice((1, 1, 2, 3))
    came = sum(dice.randint(1, most) for _one in range(held))
    no = sum(dice.randint(1, most) for _one in range(declined)) + few(dice, 0.05 * came + 0.2)
    asked = came + no + few(dice, 0.5)
    desks = dice.randint(0, came)
    closed = min(desks, few(dice, 1.0))

    def share(whole: int, part: float = 0.8) -> ComplianceShare:
        return ComplianceShare(sum(dice.random() < part for _one in range(whole)), whole)

    def said(of: int) -> ComplianceShare:
        return share(max(0, of - few(dice, dice.choice((0.1, 1.0, 4.0)))))

    nothing = ComplianceShare(0, 0)
    became = dict(
        zip(
            (Became.HELD, Became.DECLINED, Became.LATE, Became.NOT_HELD),
            (held_in, declined, late, not_held),
            strict=True,
        )
    )
    return Compliance(
        offered_in_time=nothing,
        held_in_window=nothing,
        kept=nothing,
        held=nothing,
        became=became,
        declined=ComplianceShare(no, asked),
        protected=said(held),
        protected_by_staff=said(came),
        paid=said(held),
        paid_by_staff=said(came),
        cover_confirmed=share(desks - closed),
        cover_came=said(min(held, desks)),
        desks_closed=ComplianceShare(closed, desks),
        displaced=nothing,
        follow_ups=(),
        hours_to_contact=None,
        contacts=0,
        not_held=(),
        late=(),
        offered_late=(),
        declined_late=(),
    )


def leaks_of_techniques(year: Year, hide: Hidden) -> Iterator[str]:
    """Each site tells each month how often each technique was used and what followed all; the year some rows whole."""
    table, hidden = year.techniques, hide(year.techniques)
    rows, columns = range(len(table.total)), range(len(table.total[0]))
    told = frozenset(rows) - hidden
    if not hidden or not told:
        return
    reader, cells, alone = Reader(), dict[tuple[int, int], list[int]](), dict[tuple[int, int], int]()
    for grid in table.places:
        sums, followed = [sum(row) for row in grid], [sum(column) for column in zip(*grid, strict=True)]
        here = {}
        for row, column in product(rows, columns):
            most = min(sums[row], followed[column])
            if most:  # else it is 0 to everyone
                here[row, column] = reader.number(0, most)
                cells.setdefault((row, column), []).append(here[row, column])
                least = max(0, sums[row] + followed[column] - sum(sums))
                alone[row, column] = alone.get((row, column), 0) + most - least
        for row in rows:
            reader.is_known([here[row, column] for column in columns if (row, column) in here], sums[row])
        for column in columns:
            reader.is_known([here[row, column] for row in rows if (row, column) in here], followed[column])
    for row, column in product(sorted(told), columns[:-1]):
        reader.is_known(cells.get((row, column), []), table.total[row][column])
    for row, column in product(sorted(hidden), columns[:-1]):
        least, most = reader.values_of(cells.get((row, column), []))
        if most - least + 1 < min(LEAST_VALUES, alone.get((row, column), 0) + 1):
            yield f"technique {row}, {column}: {least} to {most}"


def leaks_of_people(year: Year, rows: tuple[YearRow, ...]) -> Iterator[str]:
    """Each site tells each month how many debriefs were due and how many kept; the year shares of people."""
    told = {(row.table, row.code): row.counts for row in rows}
    reader = Reader()
    places = [[reader.number() for _what in range(4)] for _place in year.debriefs]
    for numbers, counts in zip(places, year.debriefs, strict=True):
        reader.is_known(numbers[:2], sum(counts[:2]))
        reader.is_known(numbers, sum(counts))
    held, declined, late, not_held = ([place[what] for place in places] for what in range(4))
    for what, numbers in zip(Became, (held, declined, late, not_held), strict=True):
        (count,) = told[YearTable.DEBRIEFS, what]
        if count is not None:
            reader.is_known(numbers, count)
    no, yes = reader.number(), reader.number()
    desks_closed, to_cover = reader.number(), reader.number()
    reader.is_between([no], declined, 0, float("inf"))
    reader.is_between([yes], [*held, *late], 0, float("inf"))
    people, asked = told[YearTable.SHARES, YearShare.DECLINED]
    if asked is not None:
        reader.is_between([no, yes], (), 0, asked)
    if people is not None:
        reader.is_known([no], people)
    for share in (YearShare.PROTECTED, YearShare.PAID, YearShare.COVER_CAME):
        reader.is_between([*held, *late], (), told[YearTable.SHARES, share][1] or 0, float("inf"))
    for share in (YearShare.PROTECTED_BY_STAFF, YearShare.PAID_BY_STAFF):
        reader.is_between([yes], (), told[YearTable.SHARES, share][1] or 0, float("inf"))
    closed, desks = told[YearTable.SHARES, YearShare.DESKS_CLOSED]
    (_part, covered) = told[YearTable.SHARES, YearShare.COVER_CONFIRMED]
    if covered is not None:
        reader.is_known([to_cover], covered)
    if desks is not None:
        reader.is_between([desks_closed, to_cover], (), 0, desks)
    kept = sum(sum(counts[:2]) for counts in year.debriefs)
    for what, numbers in ((Became.HELD, held), (Became.DECLINED, declined)):
        if told[YearTable.DEBRIEFS, what] == (None,):
            yield from narrow(what, reader.values_of(numbers), kept + 1)
    if people is None and asked is not None:
        yield from narrow("who declined", reader.values_of([no]), asked + 1)
    if closed is None and desks is not None:
        yield from narrow("desks closed", reader.values_of([desks_closed]), desks + 1)


def narrow(what: str, values: tuple[float, float], open_anyway: int) -> Iterator[str]:
    least, most = values
    if most - least + 1 < min(LEAST_VALUES, open_anyway):
        yield f"{what}: {least} to {most}"


def years(count: int) -> Iterator[Year]:
    dice = chance("twelve releases")
    return (a_year(dice) for _number in range(count))


@pytest.mark.timeout(3000)
def test_no_hidden_count_can_be_worked_out_of_all_releases_together() -> None:
    hidden = 0
    for number, year in enumerate(years(SEQUENCES)):
        rows = people_of_year(year.support)
        hidden += len(year.techniques.hidden_rows()) + sum(None in row.counts for row in rows)
        found = [*leaks_of_techniques(year, CrossedTable.hidden_rows), *leaks_of_people(year, rows)]
        assert found == [], number
    assert hidden > 3 * SEQUENCES, "so the test has something to look for"


def only_small(table: CrossedTable) -> frozenset[int]:
    return frozenset(at for at, row in enumerate(table.total) if any(1 <= count < 11 for count in row[:-1]))


def test_the_attack_finds_small_rows_that_are_hidden_alone() -> None:
    assert any([*leaks_of_techniques(year, only_small)] for year in years(30))


def without_the_rule(support: Compliance) -> tuple[YearRow, ...]:
    """Each share on its own, as if no other were told."""
    shares = {
        one: told_share(of.numerator, of.denominator)
        for one, of in year_people._shares(support).items()  # the same shares, another rule
    }
    held, declined = told_counts([support.became[Became.HELD], support.became[Became.DECLINED]])
    counts = (held, declined, support.became[Became.LATE], support.became[Became.NOT_HELD])
    return (
        *(YearRow(YearTable.DEBRIEFS, one, (n,)) for one, n in zip(Became, counts, strict=True)),
        *(YearRow(YearTable.SHARES, one, told) for one, told in shares.items()),
    )


def test_the_attack_finds_shares_that_are_told_one_by_one() -> None:
    assert any([*leaks_of_people(year, without_the_rule(year.support))] for year in years(30))
