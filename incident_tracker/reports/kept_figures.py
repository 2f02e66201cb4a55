"""A month's report as text that is kept for good, and the same report read from it again."""

from collections.abc import Callable, Mapping
from typing import Any

from incident_tracker.reports.monthly import MonthlyReport

SHAPE = 1
"""The shape of `MonthlyReport` that is written today; a report that is kept in an earlier one is brought to it."""
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By shape: the fields of a report in the next one. A field that is new then says that it was not recorded."""


def kept_text(report: MonthlyReport) -> str:
    """The report as JSON; the same report gives the same text."""
    from msgspec import json  # imported by those alone who close a month or read a closed one

    return json.encode({"shape": SHAPE, "report": report}).decode()


def kept_report(text: str) -> MonthlyReport:
    """The report that `kept_text` wrote, in whatever shape. Errors: ValueError for anything else."""
    from msgspec import convert, json

    kept = json.decode(text, type=dict[str, Any])
    shape, fields = kept["shape"], kept["report"]
    while shape < SHAPE:
        fields, shape = UPGRADES[shape](fields), shape + 1
    return convert(fields, MonthlyReport)
