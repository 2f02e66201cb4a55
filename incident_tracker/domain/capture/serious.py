"""What people who see no names are told of one incident of level 3 or more: four columns, sorted by what they say."""

from collections.abc import Iterable
from dataclasses import dataclass

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.quarters import quarter_of
from incident_tracker.domain.capture.severity import Severity

SERIOUS = frozenset(level for level in Severity if level >= Severity.THREAT)


@dataclass(frozen=True, slots=True)
class SeriousRow:
    """One incident by the quarter ("2026-Q4") in which it happened at its site, its kind, level and outcome.

    There is no number, id, day, place or person in it, so that two lists cannot be laid side by side.
    """

    quarter: str
    kind: str
    severity: Severity
    outcome: str | None


def serious_rows(incidents: Iterable[Incident]) -> tuple[SeriousRow, ...]:
    """The incidents of level 3 or more as rows: the newest quarter and the highest level first, then by kind and
    outcome, so that the order says nothing that the rows do not.
    """
    rows = [
        SeriousRow(quarter_of(one.month), one.kind, one.severity, one.details.deescalation.outcome)
        for one in incidents
        if one.severity in SERIOUS
    ]
    rows.sort(key=lambda row: (-row.severity, row.kind, row.outcome or ""))
    rows.sort(key=lambda row: row.quarter, reverse=True)
    return tuple(rows)
