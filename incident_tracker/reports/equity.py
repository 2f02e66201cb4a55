"""From counts of self-reported groups to the table of part 7: suppressed, with rates and a careful finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incident_tracker.charts.figures import figure_text
from incident_tracker.reports.monthly import Count, EquityRow, EquityTable
from incident_tracker.statistics.intervals import Verdict
from incident_tracker.statistics.rates import rate
from incident_tracker.statistics.ratios import rate_ratio
from incident_tracker.statistics.suppression import THRESHOLD, CountTable, SuppressedTable, Visibility, suppress
from incident_tracker.wording import _

PER_VISITS = 1000


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The whole counts of one group over the period; never printed as they are."""

    label: str
    visits: int
    incidents: int
    police: int


def equity_table(dimension: str, groups: Sequence[GroupCounts], *, threshold: int = THRESHOLD) -> EquityTable:
    """The table of one dimension as it may be seen; each column is suppressed against its own total.

    Rates are given where neither visits nor incidents are hidden. Raises `Refused` without groups.
    """
    visits, incidents, police = (
        _suppressed(groups, counts, threshold)
        for counts in (
            tuple(group.visits for group in groups),
            tuple(group.incidents for group in groups),
            tuple(group.police for group in groups),
        )
    )
    rows = []
    for place, group in enumerate(groups):
        seen, reported = _seen(visits, place), _seen(incidents, place)
        both = not isinstance(seen, Visibility) and not isinstance(reported, Visibility)
        rows.append(
            EquityRow(
                group.label,
                seen,
                reported,
                _seen(police, place),
                rate(group.incidents, group.visits, base=PER_VISITS) if both else None,
            )
        )
    return EquityTable(dimension, tuple(rows), " ".join(_findings(groups, visits, incidents)))


def _suppressed(groups: Sequence[GroupCounts], counts: tuple[int, ...], threshold: int) -> SuppressedTable:
    table = CountTable.of(tuple(group.label for group in groups), ("",), tuple((count,) for count in counts))
    return suppress(table, threshold=threshold)


def _seen(table: SuppressedTable, place: int) -> Count:
    count = table.count(place, 0)
    return table.marks[place][0] if count is None else count


def _findings(groups: Sequence[GroupCounts], visits: SuppressedTable, incidents: SuppressedTable) -> Iterator[str]:
    """A sentence for each group that differs from all others by more than chance; only from figures that are shown."""
    all_visits, all_incidents = visits.grand_total, incidents.grand_total
    told = False
    for place, group in enumerate(groups):
        seen, reported = visits.count(place, 0), incidents.count(place, 0)
        if seen is None or reported is None or all_visits is None or all_incidents is None or all_visits == seen:
            continue
        compared = rate_ratio(reported, seen, all_incidents - reported, all_visits - seen) if seen else None
        if compared is None or compared.verdict is Verdict.CANNOT_TELL or compared.ratio is None:
            continue
        told = True
        text = (
            _("{group}: more reports per visit than all others, beyond chance (ratio {ratio}, {low}–{high}).")
            if compared.verdict is Verdict.HIGHER
            else _("{group}: fewer reports per visit than all others, beyond chance (ratio {ratio}, {low}–{high}).")
        )
        yield text.format(
            group=group.label,
            ratio=figure_text(compared.ratio, 2),
            low=figure_text(compared.lower, 2),
            high=figure_text(compared.upper, 2),
        )
    if told:
        yield _("That is a question to our own process first.")
    else:
        yield _("These figures show no clear difference between the groups.")
