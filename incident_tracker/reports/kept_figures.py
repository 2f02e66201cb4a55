"""What is told of a closed month as text that is kept for good, and the same figures read from it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.domain.oversight.month_counts import MonthCounts
from incident_tracker.domain.oversight.promise_figures import PromiseLine
from incident_tracker.reports.monthly import MonthlyReport

if TYPE_CHECKING:
    from msgspec import Raw

SHAPE = 1
"""The shape of `MonthlyReport` that is written today; a report that is kept in an earlier one is brought to it."""
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By shape: the fields of a report in the next one. A field that is new then says that it was not recorded."""


@dataclass(frozen=True, slots=True)
class KeptPromises:
    """What the report on promises of support says of a month that was closed on `closed_on`, a day at the first site:
    to those who lead, and to people who see no names. The rest is as in `PromiseReport`.
    """

    closed_on: date
    for_leads: tuple[PromiseLine, ...]
    without_names: tuple[PromiseLine, ...]
    without_support: int
    year: int | None


def kept_text(report: MonthlyReport, promises: KeptPromises, counts: MonthCounts) -> str:
    """All of it as JSON; the same figures give the same text."""
    from msgspec import json  # imported by those alone who close a month or read a closed one

    return json.encode({"shape": SHAPE, "report": report, "promises": promises, "counts": counts}).decode()


@dataclass(frozen=True, slots=True)
class KeptCounts:
    """How many incidents a closed month has, and the exposure of each rate that was known when it was closed.

    `parts` is None for a month that was closed before these were kept.
    """

    incidents: int
    exposures: Mapping[Base, float]
    parts: MonthCounts | None


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


def kept_counts(text: str) -> KeptCounts:
    """The counts of what `kept_text` wrote; nothing else of it is looked at. Errors: ValueError for anything else."""
    from msgspec import json

    parts = _parts(text)
    counts = json.decode(parts["report"], type=_Report).counts
    known = {one.base: one.rate.exposure for one in counts.rates if one.rate.exposure is not None}
    kept = json.decode(parts["counts"], type=MonthCounts) if "counts" in parts else None
    return KeptCounts(counts.incidents, known, kept)


def kept_promises(text: str) -> KeptPromises | None:
    """What `kept_text` wrote of promises; None in what was written before they were kept.

    Errors: ValueError for anything else.
    """
    from msgspec import json

    parts = _parts(text)
    return json.decode(parts["promises"], type=KeptPromises) if "promises" in parts else None


def _parts(text: str) -> "dict[str, Raw]":
    """The parts by name, each as text, so that only the one that is asked for is read."""
    from msgspec import Raw, json

    return json.decode(text, type=dict[str, Raw])


def kept_report(text: str) -> MonthlyReport:
    """The report that `kept_text` wrote, in whatever shape. Errors: ValueError for anything else."""
    from msgspec import convert, json

    kept = json.decode(text, type=dict[str, Any])
    shape, fields = kept["shape"], kept["report"]
    while shape < SHAPE:
        fields, shape = UPGRADES[shape](fields), shape + 1
    return convert(fields, MonthlyReport)
