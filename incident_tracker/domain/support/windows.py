"""The windows in which each kind of support is due, from the support tier and the moment of an incident."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import OpeningHours, add_open_days
from incident_tracker.domain.errors import Refused

LATE_AFTER = timedelta(hours=24)
HIGHEST_TIER = 7
SERIOUS_FROM = 3
"""From this tier on, how far from the incident a talk is counts more than the calendar."""


class SupportStep(StrEnum):
    """One thing that the clinic owes after an incident."""

    RELIEF = "relief"
    LEADERSHIP = "leadership_told"
    HOT = "hot_debrief"
    CHECK_IN = "check_in"
    OFFER = "formal_offer"
    FORMAL = "formal_debrief"
    SECOND = "second_debrief"
    THEMATIC = "thematic_debrief"
    FOLLOW_UP_72H = "follow_up_72h"
    FOLLOW_UP_7D = "follow_up_7d"
    FOLLOW_UP_30D = "follow_up_30d"
    FOLLOW_UP_90D = "follow_up_90d"
    SCREENING = "screening"
    ANALYSIS = "analysis"


FollowUpStep = Literal[
    SupportStep.FOLLOW_UP_72H, SupportStep.FOLLOW_UP_7D, SupportStep.FOLLOW_UP_30D, SupportStep.FOLLOW_UP_90D
]
"""A step that asks one person again, some days later."""
FOLLOW_UPS: tuple[FollowUpStep, ...] = (
    SupportStep.FOLLOW_UP_72H,
    SupportStep.FOLLOW_UP_7D,
    SupportStep.FOLLOW_UP_30D,
    SupportStep.FOLLOW_UP_90D,
)


class Duty(StrEnum):
    """Who is responsible for it."""

    SUPERVISOR = "supervisor"
    MANAGER = "manager"


def duty_of(step: SupportStep) -> Duty:
    """Who is responsible for a step: what is close to the desk is the supervisor's."""
    match step:
        case SupportStep.RELIEF | SupportStep.LEADERSHIP | SupportStep.HOT | SupportStep.CHECK_IN:
            return Duty.SUPERVISOR
        case (
            SupportStep.OFFER
            | SupportStep.FORMAL
            | SupportStep.SECOND
            | SupportStep.THEMATIC
            | SupportStep.FOLLOW_UP_72H
            | SupportStep.FOLLOW_UP_7D
            | SupportStep.FOLLOW_UP_30D
            | SupportStep.FOLLOW_UP_90D
            | SupportStep.SCREENING
            | SupportStep.ANALYSIS
        ):
            return Duty.MANAGER


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A limit at closing time of the n-th open day after the incident; 0 means the day itself, to its end."""

    n: int


Limit = timedelta | WorkingDays


@dataclass(frozen=True, slots=True)
class TierRule:
    """One row of the scheduling rules; a limit of None means that nothing is owed.

    `screening` and `analysis` run in calendar hours and never move. `if_wanted` names the steps that are held
    only if someone wants them. `apart_first` asks for individual talks before any group, which meets `group_from`
    after the incident at the earliest. `second` is from when to when a second talk is owed.
    """

    check_in: Limit | None = None
    offer: timedelta | None = None
    formal_from: timedelta = timedelta(0)
    formal_by: Limit | None = None
    group_from: timedelta | None = None
    second: tuple[timedelta, timedelta] | None = None
    thematic_by: timedelta | None = None
    least_minutes: int = 0
    relief: timedelta | None = None
    leadership: timedelta | None = None
    hot: bool = True
    follow_ups: tuple[FollowUpStep, ...] = ()
    screening: timedelta | None = None
    analysis: timedelta | None = None
    if_wanted: frozenset[SupportStep] = frozenset()
    apart_first: bool = False

    @property
    def sessions(self) -> int:
        """How many talks are owed to each person."""
        return 1 if self.second is None else 2


_DAY = timedelta(days=1)
_LONGEST_CLOSURE = 31  # days looked through for the next open one; a site that is closed for longer is never open
_WEEK_AND_MONTH: tuple[FollowUpStep, ...] = (SupportStep.FOLLOW_UP_7D, SupportStep.FOLLOW_UP_30D)
_SERIOUS = TierRule(
    check_in=_DAY,
    offer=_DAY,
    formal_from=_DAY,
    formal_by=3 * _DAY,
    least_minutes=45,
    relief=timedelta(minutes=15),
    follow_ups=_WEEK_AND_MONTH,
    screening=3 * _DAY,
    if_wanted=frozenset({SupportStep.HOT}),
)
_HARM = TierRule(
    check_in=WorkingDays(0),
    offer=_DAY,
    formal_from=_DAY,
    formal_by=7 * _DAY,
    group_from=3 * _DAY,
    least_minutes=60,
    relief=timedelta(0),
    leadership=timedelta(hours=1),
    hot=False,
    follow_ups=FOLLOW_UPS,
    analysis=45 * _DAY,
    apart_first=True,
    second=(21 * _DAY, 35 * _DAY),  # about a month later, as in TRiM
)

RULES: Mapping[int, TierRule] = {
    0: TierRule(thematic_by=31 * _DAY, if_wanted=frozenset({SupportStep.HOT})),
    1: TierRule(
        check_in=WorkingDays(1),
        thematic_by=31 * _DAY,
        least_minutes=15,
        relief=timedelta(minutes=15),
        if_wanted=frozenset({SupportStep.RELIEF, SupportStep.HOT}),
    ),
    2: TierRule(
        check_in=_DAY,
        offer=_DAY,
        formal_by=WorkingDays(5),
        least_minutes=30,
        relief=timedelta(minutes=15),
        follow_ups=_WEEK_AND_MONTH,
        if_wanted=frozenset({SupportStep.HOT, SupportStep.FOLLOW_UP_7D}),
    ),
    3: _SERIOUS,
    4: _SERIOUS,
    5: replace(
        _SERIOUS,
        least_minutes=60,
        relief=timedelta(0),
        follow_ups=(SupportStep.FOLLOW_UP_72H, *_WEEK_AND_MONTH),
        analysis=45 * _DAY,
    ),
    6: _HARM,
    7: _HARM,
}


def follow_up_days(step: FollowUpStep) -> tuple[int, int]:
    """The days after the incident between which a follow-up is meant to happen, both included."""
    match step:
        case SupportStep.FOLLOW_UP_72H:
            return 2, 3
        case SupportStep.FOLLOW_UP_7D:
            return 5, 9
        case SupportStep.FOLLOW_UP_30D:
            return 25, 35
        case SupportStep.FOLLOW_UP_90D:
            return 83, 97


@dataclass(frozen=True, slots=True)
class Due:
    """One thing owed: what, not before, by when (aware moments), who is responsible; `if_wanted`: only on request."""

    what: SupportStep
    not_before: datetime
    by: datetime
    who: Duty
    if_wanted: bool = False


def rule_for(tier: int, rules: Mapping[int, TierRule] = RULES) -> TierRule:
    """The row of a tier from 0 to 7; the site's own rules may be handed in."""
    return rules[max(0, min(tier, HIGHEST_TIER))]


def due_windows(
    tier: int,
    occurred_at: datetime,
    hours: OpeningHours,
    *,
    asked_earlier: bool = False,
    rules: Mapping[int, TierRule] = RULES,
) -> tuple[Due, ...]:
    """Everything owed after an incident, in the order of its limits.

    All windows start at `occurred_at` (aware), however late the incident was logged. A window of support that would
    hold no open time ends at the close of the next open day. Below tier 3, a limit that falls on a closed day moves to
    the same time of the next open day. Relief, telling leadership, screening and analysis run in calendar hours and
    never move. From tier 3 on the formal debrief starts a day after the incident at the earliest, unless the person
    asked for it earlier.
    """
    rule = rule_for(tier, rules)
    occurred_at = occurred_at.astimezone(UTC)  # within a zone Python adds wall time: a day is not always 24 hours there

    def owed(what: SupportStep, by: datetime) -> Due:
        return Due(what, occurred_at, by, duty_of(what), what in rule.if_wanted)

    def support(what: SupportStep, limit: Limit, not_before: datetime = occurred_at) -> Due:
        by = _limit(occurred_at, not_before, limit, hours, stretches=tier < SERIOUS_FROM)
        return Due(what, not_before, by, duty_of(what), what in rule.if_wanted)

    dues: list[Due] = []
    if rule.relief is not None:
        dues.append(owed(SupportStep.RELIEF, occurred_at + rule.relief))
    if rule.leadership is not None:
        dues.append(owed(SupportStep.LEADERSHIP, occurred_at + rule.leadership))
    if rule.hot:
        shift = with_open_time(occurred_at, _end_of_shift(occurred_at, hours), hours)
        dues.append(owed(SupportStep.HOT, shift))
    if rule.check_in is not None:
        dues.append(support(SupportStep.CHECK_IN, rule.check_in))
    if rule.offer is not None:
        dues.append(support(SupportStep.OFFER, rule.offer))
    if rule.formal_by is not None:
        first = occurred_at if asked_earlier else occurred_at + rule.formal_from
        dues.append(support(SupportStep.FORMAL, rule.formal_by, first))
    if rule.second is not None:
        earliest, latest = rule.second
        dues.append(support(SupportStep.SECOND, latest, occurred_at + earliest))
    if rule.thematic_by is not None:
        dues.append(support(SupportStep.THEMATIC, rule.thematic_by))
    for step in rule.follow_ups:
        first_day, last_day = follow_up_days(step)
        dues.append(support(step, last_day * _DAY, occurred_at + first_day * _DAY))
    if rule.screening is not None:
        dues.append(owed(SupportStep.SCREENING, occurred_at + rule.screening))
    if rule.analysis is not None:
        dues.append(owed(SupportStep.ANALYSIS, occurred_at + rule.analysis))
    return tuple(sorted(dues, key=lambda due: due.by))


def window_of(step: SupportStep, dues: Iterable[Due]) -> Due | None:
    """The window of one step, or None where it is not owed."""
    return next((due for due in dues if due.what is step), None)


def logged_late(occurred_at: datetime, logged_at: datetime) -> bool:
    """True if the incident was logged more than a day after it happened; due moments do not move for it."""
    return logged_at - occurred_at > LATE_AFTER


def with_open_time(first: datetime, by: datetime, hours: OpeningHours) -> datetime:
    """The end (UTC) of a window from `first` that is meant to end `by`: the close of the next open day if it would hold
    no open time; `by` itself if it holds some, or the site is never open.
    """
    day = first.astimezone(ZoneInfo(hours.zone)).date() - _DAY
    spans = list(hours.spans(day, by.astimezone(ZoneInfo(hours.zone)).date() + _LONGEST_CLOSURE * _DAY))
    if any(start < by and first < end for start, end in spans):
        return by
    following = next((start for start, _end in spans if start >= by), None)
    if following is None:
        return by
    return _closing(following.astimezone(ZoneInfo(hours.zone)).date(), hours) or by


def _limit(start: datetime, first: datetime, limit: Limit, hours: OpeningHours, *, stretches: bool) -> datetime:
    if isinstance(limit, timedelta):
        by = start + limit
        opened = with_open_time(first, by, hours)
        return _stretched(by, hours) if stretches and opened == by else opened
    if limit.n == 0:
        return with_open_time(first, max(_end_of_day(start, hours), _end_of_shift(start, hours)), hours)
    try:
        return add_open_days(hours, start, limit.n)
    except Refused:  # no opening hours are on record for this site: count plain days
        return _end_of_day(start + limit.n * _DAY, hours)


def _stretched(moment: datetime, hours: OpeningHours) -> datetime:
    local = moment.astimezone(ZoneInfo(hours.zone))
    today = local.date()
    nearest = (today + n * _DAY for n in range(_LONGEST_CLOSURE + 1))
    day = next((later for later in nearest if _closing(later, hours) is not None), today)
    return datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC)


def _end_of_shift(start: datetime, hours: OpeningHours) -> datetime:
    """When the opening that holds `start`, or is still to come on that day, ends; a night's began the day before."""
    today = start.astimezone(ZoneInfo(hours.zone)).date()
    for day in (today - _DAY, today):
        closing = _closing(day, hours)
        if closing is not None and closing > start:
            return closing
    return _end_of_day(start, hours)


def _end_of_day(moment: datetime, hours: OpeningHours) -> datetime:
    zone = ZoneInfo(hours.zone)
    return datetime.combine(moment.astimezone(zone).date() + _DAY, time(0), zone).astimezone(UTC)


def _closing(day: date, hours: OpeningHours) -> datetime | None:
    return max((end for _, end in hours.spans(day, day)), default=None)
