"""The figures of the report on promises of support: their stable names, what they say, and who may be told each."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from incident_tracker.domain.support.windows import SupportStep


class PromisePart(StrEnum):
    """What a figure is about; they are told in this order."""

    OFFERS = "offers"
    DEBRIEFS = "debriefs"
    TIME = "protected_time"
    CHECKS = "checks"
    OUTCOMES = "outcomes"
    REASONS = "reasons"
    MINUTES = "minutes"
    VOICES = "voices"


SO_FAR = ""
"""The period of what is told of all the time since the clinic began, because no day of it is recorded."""


class PromiseFigure(StrEnum):
    """One figure. Its word is its name in files for other programs, and stays."""

    OFFERED = "debriefs_offered_24h"
    CONTACT = "hours_to_contact"
    KEPT = "debriefs_in_window"
    HELD = "debriefs_held"
    HELD_IN_WINDOW = "debriefs_held_in_window"
    DECLINED = "debriefs_declined"
    MOVED = "debriefs_moved"
    PROTECTED = "time_protected"
    PROTECTED_BY_STAFF = "time_protected_by_staff"
    PAID = "time_paid"
    PAID_BY_STAFF = "time_paid_by_staff"
    COVER_CONFIRMED = "cover_confirmed"
    COVER_CAME = "cover_came"
    DESKS_CLOSED = "desks_closed"
    CHECK_72H = "follow_up_72h"
    CHECK_7D = "follow_up_7d"
    CHECK_30D = "follow_up_30d"
    CHECK_90D = "follow_up_90d"


def is_private(figure: PromiseFigure) -> bool:
    """Whether people answered it in private, so that no one is told it of a month: it is told by the year alone."""
    return figure in (PromiseFigure.PROTECTED_BY_STAFF, PromiseFigure.PAID_BY_STAFF)


def told_of_month(figure: PromiseFigure, *, leads: bool) -> bool:
    """Whether readers are told a figure of a month. What the clinic did is an event, and told to all; who declined, was
    asked or covers a desk is known already to those who lead the site, and to no one else.
    """
    events = (PromiseFigure.OFFERED, PromiseFigure.CONTACT, PromiseFigure.KEPT, PromiseFigure.MOVED)
    return figure in events or (leads and not is_private(figure))


def check_figure(step: SupportStep) -> PromiseFigure:
    """The figure of a check. Errors: ValueError for a step that is none."""
    return PromiseFigure(step.value)


def promise_part(figure: PromiseFigure) -> PromisePart:
    """What it is about."""
    match figure:
        case PromiseFigure.OFFERED | PromiseFigure.CONTACT:
            return PromisePart.OFFERS
        case (
            PromiseFigure.KEPT
            | PromiseFigure.HELD
            | PromiseFigure.HELD_IN_WINDOW
            | PromiseFigure.DECLINED
            | PromiseFigure.MOVED
        ):
            return PromisePart.DEBRIEFS
        case (
            PromiseFigure.PROTECTED
            | PromiseFigure.PROTECTED_BY_STAFF
            | PromiseFigure.PAID
            | PromiseFigure.PAID_BY_STAFF
            | PromiseFigure.COVER_CONFIRMED
            | PromiseFigure.COVER_CAME
            | PromiseFigure.DESKS_CLOSED
        ):
            return PromisePart.TIME
        case PromiseFigure.CHECK_72H | PromiseFigure.CHECK_7D | PromiseFigure.CHECK_30D | PromiseFigure.CHECK_90D:
            return PromisePart.CHECKS
    assert_never(figure)


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One figure of a `period` ("2026-03", "2025" for a year, or `SO_FAR`).

    `part` of `whole` for a share, `part` alone for a count; `hours` with `whole` as the number that it is the median
    of. `not_due` still have time, of `not_recorded` no one said it; both are in neither number, and None where that
    does not apply. `hidden`: too few people to be told.
    """

    id: str
    about: PromisePart
    label: str
    period: str
    part: int | None
    whole: int | None
    hours: float | None = None
    not_due: int | None = None
    not_recorded: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PromiseReport:
    """Whether promises of support were kept from `first` to `last` (days at the site).

    `whole`: for those who lead, who are told everything but what people answered in private; else without names. `year`
    is that of the figures of people, None before there is one. `without_support` are incidents with no record of
    support; they are in no figure. `closed`: the figures can change no more, because the month was closed on
    `closed_on`, or because the year is over, and nothing in it still has time.
    """

    place: str
    period: str
    first: date
    last: date
    closed: bool
    closed_on: date | None
    whole: bool
    made_at: datetime
    audit_head: str
    lines: tuple[PromiseLine, ...]
    without_support: int
    year: int | None

    @property
    def has_voices(self) -> bool:
        """Answers without a name are told in it."""
        return any(line.about is PromisePart.VOICES and not line.hidden for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Nothing was owed in the period."""
        return not any(line.period == self.period and (line.whole or line.part or line.not_due) for line in self.lines)
