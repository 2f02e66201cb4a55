"""What was told of a year to people who see no names: figures of people, and where two dimensions cross, decided once.

They are told for the whole clinic and for whole years, which never overlap, and kept as they were told. So no other
month, site or later correction can be laid beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

Told = int | None
"""A count, or None where it is hidden."""

TOLD_FROM = (1, 10)
"""Month and day of the next year from which a year is told: until then late reports belong to it."""


class YearTable(StrEnum):
    """A table of a year. What a row of it counts stands beside each."""

    TECHNIQUES = "techniques"  # uses of a technique: the person was calmer, the same, worse afterwards
    DEBRIEFS = "debriefs"  # debriefs that were due, by what became of them
    SHARES = "shares"  # how many of those concerned, and how many these were
    CHECKS = "checks"  # follow-up checks in which the person was asked, and how many were due
    REASONS = "reasons"  # debriefs by the reason why they were late or not held
    HARM = "harm"  # incidents with harm to staff, of how many, and of how many no one said; then by the worst harm
    LATE = "late"  # offers, and debriefs that all declined, by the reason why they came after their limit


class YearShare(StrEnum):
    """The shares of a year: answers of managers and of those who came, and who declined."""

    PROTECTED = "protected"
    PROTECTED_BY_STAFF = "protected_by_staff"
    PAID = "paid"
    PAID_BY_STAFF = "paid_by_staff"
    COVER_CONFIRMED = "cover_confirmed"
    COVER_CAME = "cover_came"
    DESKS_CLOSED = "desks_closed"
    DECLINED = "declined"


HARMED = "harmed"
"""The code of the row of `YearTable.HARM` that counts all incidents with harm."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One row: the table, a code of the clinic's words or of an enumeration, and its counts."""

    table: YearTable
    code: str
    counts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of a year (of the clinic's first site), as they were told first at `kept_at` (UTC)."""

    id: UUID
    year: int
    rows: tuple[YearRow, ...]
    kept_at: datetime

    def of(self, table: YearTable) -> tuple[YearRow, ...]:
        """The rows of one table."""
        return tuple(row for row in self.rows if row.table is table)


def last_year_told(today: date) -> int:
    """The last year that may be told on this day."""
    month, day = TOLD_FROM
    return today.year - (1 if today >= date(today.year, month, day) else 2)


def year_of_report(month: str, today: date) -> int:
    """The year whose figures stand in the report of a month ("YYYY-MM"): the last whole one that is told by then."""
    of_month = int(month[:4])
    return min(of_month if month.endswith("-12") else of_month - 1, last_year_told(today))


def months_of_year(year: int) -> Sequence[str]:
    """The months of a year as "YYYY-MM"."""
    return tuple(f"{year}-{month:02}" for month in range(1, 13))
