"""One person answers for support, never one who had a part in it; what is not done is told up the chain, in working
time.
"""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.support.accountable import Chain, answering, present_first, suited
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.reminder_times import ahead_of, part_of

ZONE = ZoneInfo("America/Los_Angeles")
WEEKDAYS = OpeningHours(ZONE.key, ((Span(time(8), time(17)),),) * 5 + ((), ()))
NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
MARIA, ZOE, SAM, ADA, DORA, ROSA = PEOPLE = tuple(UUID(int=n) for n in range(1, 7))
CHAIN = Chain((MARIA, ZOE), (SAM,), (ADA,))

debriefs = st.builds(
    lambda manager, deputy: Debrief(
        UUID(int=0xD),
        (UUID(int=0xC),),
        UUID(int=0x51),
        DebriefKind.FORMAL,
        4,
        NOW,
        NOW,
        NOW + timedelta(days=3),
        None,
        45,
        NOW,
        manager,
        deputy if deputy != manager else None,
    ),
    st.sampled_from([None, *PEOPLE]),
    st.sampled_from([None, *PEOPLE]),
)
groups = st.frozensets(st.sampled_from(PEOPLE))


@given(debriefs, groups, groups, groups)
def test_one_person_answers_who_had_no_part_in_it_and_is_here_if_anyone_is(
    debrief: Debrief, involved: frozenset[UUID], off: frozenset[UUID], away: frozenset[UUID]
) -> None:
    absent = off | away
    who = answering(debrief, CHAIN, involved, absent=absent, away=away)
    taken = {debrief.manager_id, debrief.deputy_id} & {ADA}
    fit = ({MARIA, ZOE, SAM} | taken) - involved
    assert who not in involved
    if fit - absent:
        assert who in fit - absent
    if debrief.manager_id in fit - absent:
        assert who == debrief.manager_id
    elif debrief.deputy_id in fit - absent:
        assert who == debrief.deputy_id
    assert who is not None or not (fit | ({ADA} - involved - away))


@given(debriefs, groups)
def test_who_is_named_had_no_part_in_it(debrief: Debrief, involved: frozenset[UUID]) -> None:
    manager, deputy = suited(debrief, CHAIN, involved)
    assert not {manager, deputy} & involved
    assert manager is None or manager != deputy
    assert manager is not None or {MARIA, ZOE, SAM} <= involved
    assert CHAIN.may_answer(involved) == frozenset({MARIA, ZOE, SAM} - involved or {ADA} - involved)
    able = {MARIA, ZOE, SAM, ADA} - involved
    assert {manager, deputy} <= able | {None}, "someone who could not act"
    if debrief.manager_id in able:
        assert manager == debrief.manager_id


CASES = [
    ({}, MARIA, (), (ZOE, ADA)),
    ({}, SAM, (), (MARIA, ZOE, ADA)),
    ({SAM: MARIA, MARIA: DORA}, SAM, (), (MARIA, DORA, ADA)),
    ({SAM: MARIA, MARIA: DORA}, SAM, (MARIA,), (DORA, ADA)),
    ({MARIA: DORA, DORA: MARIA}, MARIA, (), (DORA, ADA)),
    ({}, MARIA, (ZOE, ADA), ()),
]


@pytest.mark.parametrize(("above", "person", "involved", "told"), CASES)
def test_it_is_told_upwards(
    above: dict[UUID, UUID], person: UUID, involved: tuple[UUID, ...], told: tuple[UUID, ...]
) -> None:
    assert Chain((MARIA, ZOE), (SAM,), (ADA,), above).up_from(person, involved) == told


def test_what_is_a_supervisors_is_told_to_the_supervisor() -> None:
    order = (*CHAIN.supervisors, *CHAIN.managers)
    assert present_first(order, CHAIN, (), absent=(), away=()) == SAM
    assert present_first(order, CHAIN, (SAM,), absent=(), away=()) == MARIA
    assert present_first(order, CHAIN, (SAM, MARIA, ZOE), absent=(), away=()) == ADA


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


AHEAD = [
    ("2026-03-18T10:30", 48, "2026-03-16T10:30"),
    ("2026-03-16T08:30", 48, "2026-03-12T08:30"),
    ("2026-03-16T08:30", 24, "2026-03-13T08:30"),
    ("2026-03-16T08:30", 2, "2026-03-16T08:00"),
    ("2026-03-16T08:00", 2, "2026-03-13T15:00"),
    ("2026-03-17T08:30", 48, "2026-03-13T08:30"),
    ("2026-03-17T18:00", 24, "2026-03-16T16:30"),
]


@pytest.mark.parametrize(("slot", "hours", "reminded"), AHEAD)
def test_a_reminder_comes_before_its_time_while_the_desk_is_open(slot: str, hours: int, reminded: str) -> None:
    assert ahead_of(at(slot), timedelta(hours=hours), WEEKDAYS) == at(reminded)


moments = st.integers(0, 366 * 24 * 4).map(lambda n: NOW + n * timedelta(minutes=15))


@given(moments, st.sampled_from([48, 24, 2, 0.5]), st.floats(0.1, 0.9), st.integers(1, 200))
def test_every_moment_is_in_working_time_and_in_order(slot: datetime, hours: float, share: float, length: int) -> None:
    reminded = ahead_of(slot, timedelta(hours=hours), WEEKDAYS)
    limit = slot + timedelta(hours=length)
    part = part_of(slot, limit, share, WEEKDAYS)
    assert reminded < slot <= part < limit
    local = reminded.astimezone(ZONE)
    assert local.weekday() < 5
    assert time(8) <= local.time() < time(17)
