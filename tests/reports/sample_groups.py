"""Part 7 of the full month: groups of patients, with small counts hidden."""

from incident_tracker.domain.clinic.release import FEWEST_SHOWN, Visibility
from incident_tracker.reports.monthly import Count, Equity, EquityRow, EquityTable
from incident_tracker.statistics.rates import rate


def equity() -> Equity:
    """Part 7 of the full month, with small counts hidden and what would give them away."""
    hidden, beside = Visibility.HIDDEN, Visibility.COMPLEMENTARY
    return Equity(
        tables=(
            EquityTable(
                "Language of the visit",
                (
                    _group("English", 41230, 168, hidden),
                    _group("Spanish", 17880, 71, hidden),
                    EquityRow("Vietnamese", 2940, beside, 0, None),
                    EquityRow("other languages", 1260, hidden, 0, None),
                ),
                "These figures show no clear difference between the groups.",
            ),
            EquityTable(
                "Payer",
                (
                    _group("public insurance", 38840, 171, beside),
                    _group("private insurance", 19960, 52, 0),
                    _group("no insurance", 4510, 33, hidden),
                ),
                "private insurance: fewer reports per visit than all others, beyond chance (ratio 0.55, 0.40–0.75). "
                "no insurance: more reports per visit than all others, beyond chance (ratio 1.93, 1.30–2.79). "
                "That is a question to our own process first.",
            ),
        ),
        period="November 2025 to October 2026",
        threshold=FEWEST_SHOWN,
    )


def _group(name: str, visits: int, incidents: int, police: Count) -> EquityRow:
    return EquityRow(name, visits, incidents, police, rate(incidents, visits, base=1000))
