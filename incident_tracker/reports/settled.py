"""How far a month is settled, as a value of its report."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Settled(StrEnum):
    """Whether the figures of a month can still change.

    PROVISIONAL: no one has closed it. CLOSED: they are those of the day on which someone did. OTHER_SITES: it is
    closed, but nothing was kept for these sites together.
    """

    PROVISIONAL = "provisional"
    CLOSED = "closed"
    OTHER_SITES = "other_sites"


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """How far the month is settled. It can be closed from the day `closes_on` on, and was on `closed_on`.

    `since` says in words what was reported of it after that, "" for nothing. Days are those of the first site.
    """

    settled: Settled
    closes_on: date
    closed_on: date | None
    since: str
