"""A month's report as text that is kept for good, and the same report read from it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.reports.monthly import MonthlyReport

SHAPE = 1
"""The shape of `MonthlyReport` that is written today; a report that is kept in an earlier one is brought to it."""
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By shape: the fields of a report in the next one. A field that is new then says that it was not recorded."""


def kept_text(report: MonthlyReport) -> str:
    """The report as JSON; the same report gives the same text."""
    from msgspec import json  # imported by those alone who close a month or read a closed one

    return json.encode({"shape": SHAPE, "report": report}).decode()


@dataclass(frozen=True, slots=True)
class KeptCounts:
    """How many incidents a closed month has, and the exposure of each rate that was known when it was closed."""

    incidents: int
    exposures: Mapping[Base, float]


@dataclass(frozen=True, slots=True)
class _Exposure:
    exposure: float | None


@dataclass(frozen=True, slots=True)
class _RateOf:
    base: Base
    rate: _Exposure


@dataclass(frozen=True, slots=True)
class _Counts:
    incidents: int
    rates: tuple[_RateOf, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    counts: _Counts


@dataclass(frozen=True, slots=True)
class _Kept:
    shape: int
    report: _Report


def kept_counts(text: str) -> KeptCounts:
    """The counts of the report that `kept_text` wrote; nothing else of it is looked at.

    Errors: ValueError for anything else.
    """
    from msgspec import json

    counts = json.decode(text, type=_Kept).report.counts
    known = {one.base: one.rate.exposure for one in counts.rates if one.rate.exposure is not None}
    return KeptCounts(counts.incidents, known)


def kept_report(text: str) -> MonthlyReport:
    """The report that `kept_text` wrote, in whatever shape. Errors: ValueError for anything else."""
    from msgspec import convert, json

    kept = json.decode(text, type=dict[str, Any])
    shape, fields = kept["shape"], kept["report"]
    while shape < SHAPE:
        fields, shape = UPGRADES[shape](fields), shape + 1
    return convert(fields, MonthlyReport)
