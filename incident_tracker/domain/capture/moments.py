"""A time that may be "about": an instant with how exactly it is known, and the day it fell on at the site."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from incident_tracker.domain.columns import RecordColumn, Surface
from incident_tracker.domain.translatable import N_


class Precision(StrEnum):
    """How exactly a moment is known."""

    MINUTE = "minute"
    QUARTER_HOUR = "quarter_hour"
    SHIFT = "shift"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Moment:
    """An aware instant and how exactly it is known."""

    at: Annotated[
        datetime,
        RecordColumn(
            N_("When"), Surface.LIST | Surface.COMMAND | Surface.EXPORT, name="occurred_at", width=23, sort=True
        ),
    ]
    precision: Annotated[Precision, RecordColumn(on=Surface.EXPORT)] = Precision.MINUTE

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment needs a time zone")


def local_day(at: datetime, time_zone: str) -> date:
    """The calendar day of an aware instant on the wall clock of a site, `time_zone` being an IANA name."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def month_of(day: date) -> str:
    """The month of a day as "YYYY-MM", the period in which incidents are counted."""
    return f"{day:%Y-%m}"
