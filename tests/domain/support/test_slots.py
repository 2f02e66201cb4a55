"""The finder of four weeks gives the times that trying each quarter hour gives, and says the first thing in the way."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracker.domain.clinic.calendars import Break, Shift
from incident_tracker.domain.support.free_times import QUARTER
from incident_tracker.domain.support.slots import FOUR_WEEKS, find_times
from incident_tracker.domain.support.taken import Busy
from incident_tracker.domain.support.week import Hindrance, Planning, TimeFound, try_half_hour
from tests.domain.support.test_week import ALEX, GRACE, HOUR, NOW, OTHER, ROSA, SAM, at, planning, shifts
from tests.tries import examples

PEOPLE = (ROSA, SAM, GRACE, ALEX)
EVERY = 10_000

spans = st.tuples(st.integers(6, 12), st.integers(1, 10)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 23)))
lunches = st.sampled_from([(), (Break(time(12), time(12, 30)),), (Break(time(10, 5), time(10, 20), paid=True),)])
hours = st.one_of(
    st.builds(lambda pair, lunch: lambda who: shifts(who, *pair, *lunch), spans, lunches),
    st.just(lambda who: tuple(Shift(UUID(int=day), who, day, time(22), time(6)) for day in range(7))),
)
busy_times = st.builds(
    lambda who, start, length: Busy(who, NOW + start * QUARTER, NOW + (start + length) * QUARTER, OTHER),
    st.sampled_from(PEOPLE),
    st.integers(0, 700),
    st.integers(1, 30),
)
away_times = st.tuples(st.sampled_from(PEOPLE), st.integers(0, 20), st.integers(1, 4))


@settings(max_examples=examples(6), deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(PEOPLE, hours)),
    st.lists(busy_times, max_size=5),
    st.lists(away_times, max_size=3),
    st.frozensets(st.integers(0, 20).map(lambda n: date(2026, 3, 2) + timedelta(days=n)), max_size=3),
    st.booleans(),
)
def test_it_gives_what_trying_every_quarter_hour_gives(
    worked: dict[UUID, object], busy: list[Busy], away: list[tuple[UUID, int, int]], closed: frozenset[date], yes: bool
) -> None:
    made = planning({who: of(who) for who, of in worked.items()}, busy=tuple(busy), closed=closed, said_yes=yes)  # type: ignore[operator]
    for who, day, length in away:
        staff = dict(made.booking.staff)
        gone = (at(day, 0), at(day + length, 0))
        staff[who] = replace(staff[who], away=(*staff[who].away, gone))
        made = replace(made, booking=replace(made.booking, staff=staff, attendees=(staff[ROSA],)))
    quarters = [NOW + n * QUARTER for n in range(FOUR_WEEKS // QUARTER - made.minutes // 15 + 1)]
    tried = [try_half_hour(made, start, NOW) for start in quarters]
    expected = [one for start, one in zip(quarters, tried, strict=True) if _at(one, start)]
    found = find_times(made, NOW, EVERY)
    assert list(found.times) == expected
    assert (found.why is None) is bool(expected)


def _at(one: object, start: object) -> bool:
    return isinstance(one, TimeFound) and one.starts_at == start


def test_it_says_what_is_in_the_way_and_of_whom() -> None:
    def why(made: Planning) -> tuple[Hindrance | None, tuple[UUID, ...]]:
        found = find_times(made, NOW, 5)
        assert not found.times
        return found.why, found.person_ids

    always = tuple(Busy(ROSA, NOW + day * 24 * HOUR, NOW + (day + 1) * 24 * HOUR, OTHER) for day in range(28))
    assert why(planning({ROSA: ()})) == (Hindrance.NO_HOURS, (ROSA,))
    assert why(planning({ROSA: shifts(ROSA, 8, 8)[:0]})) == (Hindrance.NO_HOURS, (ROSA,))
    assert why(planning({ROSA: (Shift(UUID(int=1), ROSA, 6, time(8), time(17)),)})) == (Hindrance.NOT_AT_WORK, (ROSA,))
    assert why(planning(busy=always)) == (Hindrance.BUSY, (ROSA,))
    assert why(planning(leaders=())) == (Hindrance.NO_LEADER, ())
    assert why(planning({ALEX: (), GRACE: ()})) == (Hindrance.NO_COVER, (ROSA,))


def test_the_limit_is_kept() -> None:
    assert [one.starts_at for one in find_times(planning(), NOW, 2).times] == [at(1, 9), at(1, 9, 15)]
