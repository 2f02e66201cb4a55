"""Suggested times are those that booking accepts, spread over half days; suggested covers are at work and free."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.clinic.calendars import Break, OpeningHours, Shift, Span
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.booking_facts import Booking, refuse_if_any
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.free_times import MOST, QUARTER, free_covers, next_times, refusal
from incident_tracker.domain.support.obstacles import to_book
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.domain.support.protected_time import Attendee, SlotRequest

ZONE = "America/Los_Angeles"
MONDAY = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # nine in the morning at the site
HOUR = timedelta(hours=1)
SITE, OTHER_SITE, ROSA, SAM, MARIA, ALEX, DESK = (UUID(int=n) for n in range(1, 8))


def shifts(person: UUID, first: time = time(8), last: time = time(17), *breaks: Break) -> tuple[Shift, ...]:
    """The same hours on each working day."""
    return tuple(Shift(UUID(int=day), person, day, first, last, breaks) for day in range(5))


def a_booking(*attendees: Attendee, **changes: object) -> Booking:
    """A debrief of Monday's incident, due within three days from Tuesday on, to which these people come."""
    debrief = Debrief(
        UUID(int=0xD),
        (UUID(int=0xC),),
        SITE,
        DebriefKind.FORMAL,
        4,
        MONDAY,
        MONDAY + 24 * HOUR,
        MONDAY + 72 * HOUR,
        MONDAY + 24 * HOUR,
        45,
        MONDAY,
        MARIA,
        SAM,
        facilitator_outside="Peer team, Hill Road",
    )
    asked = tuple(
        Participant(UUID(int=0x100), debrief.id, one.person_id, MONDAY, MARIA, response=Response.YES)
        for one in attendees
    )
    staff = {one.person_id: one for one in (*attendees, Attendee(SAM, "Sam", shifts(SAM), at_desk=False))}
    return replace(Booking(debrief, asked, attendees, ZONE, OpeningHours(ZONE), staff), **changes)  # type: ignore[arg-type]


def test_a_night_shift_has_times_and_a_closed_day_takes_its_whole_night() -> None:
    """Open from ten to six: what is offered is within the shift, and Tuesday's night ends on Wednesday morning."""
    zone = ZoneInfo(ZONE)
    night = tuple(Shift(UUID(int=day), ROSA, day, time(22), time(6)) for day in range(7))
    hours = OpeningHours(ZONE, ((Span(time(22), time(6)),),) * 7)
    leads = Attendee(SAM, "Sam", tuple(replace(one, person_id=SAM) for one in night), at_desk=False)
    booking = a_booking(rosa(*night), hours=hours)
    booking = replace(booking, staff={ROSA: rosa(*night), SAM: leads})
    found = [start.astimezone(zone) for start in next_times(booking, 45, MONDAY)]
    assert found
    assert all(one.hour >= 22 or one.hour < 6 for one in found)
    closed = replace(booking, hours=replace(hours, closed_days=frozenset({date(2026, 3, 3)})))
    left = [start.astimezone(zone) for start in next_times(closed, 45, MONDAY)]
    assert left
    assert not any(datetime(2026, 3, 3, 21, tzinfo=zone) < one < datetime(2026, 3, 4, 7, tzinfo=zone) for one in left)


def rosa(*hours: Shift, at_desk: bool = True) -> Attendee:
    return Attendee(ROSA, "Rosa", hours, at_desk)


def at_site(moments: list[datetime]) -> list[str]:
    return [f"{moment.astimezone(ZoneInfo(ZONE)):%a %H:%M}" for moment in moments]


def test_one_time_is_suggested_for_each_half_of_a_day() -> None:
    found = next_times(a_booking(rosa(*shifts(ROSA))), 45, MONDAY)

    assert at_site(found) == ["Tue 09:00", "Tue 12:00", "Wed 08:00", "Wed 12:00", "Thu 08:00"]


def test_times_are_in_the_hours_of_everybody_and_of_the_person_who_leads() -> None:
    booking = a_booking(rosa(*shifts(ROSA)), Attendee(SAM, "Sam", shifts(SAM, time(10), time(14)), at_desk=False))
    led = replace(
        booking,
        debrief=replace(booking.debrief, facilitator_id=ALEX),
        staff={**booking.staff, ALEX: Attendee(ALEX, "Alex", shifts(ALEX, time(13), time(17)), at_desk=True)},
    )

    assert at_site(next_times(booking, 60, MONDAY))[:2] == ["Tue 10:00", "Tue 12:00"]
    assert at_site(next_times(led, 60, MONDAY)) == ["Tue 13:00", "Wed 13:00"]


def test_no_break_is_taken_for_it_not_even_a_paid_one() -> None:
    rest = Break(time(8), time(11), paid=True)

    assert at_site(next_times(a_booking(rosa(*shifts(ROSA, time(8), time(17), rest))), 45, MONDAY))[0] == "Tue 11:00"


def test_it_may_be_sooner_only_where_everybody_asks_for_it() -> None:
    booking = a_booking(rosa(*shifts(ROSA)))
    sooner = replace(booking, participants=tuple(replace(one, asks_earlier=True) for one in booking.participants))

    assert at_site(next_times(sooner, 45, MONDAY))[0] == "Mon 09:00"
    assert at_site(next_times(booking, 45, MONDAY))[0] == "Tue 09:00"


def test_where_the_window_is_past_two_weeks_are_looked_at() -> None:
    late = MONDAY + timedelta(days=10)

    found = next_times(a_booking(rosa(*shifts(ROSA))), 45, late)

    assert len(found) == MOST
    assert found[0] >= late


def test_nothing_is_suggested_where_nobody_comes_or_no_hours_are_known() -> None:
    assert next_times(a_booking(), 45, MONDAY) == []
    assert next_times(a_booking(rosa()), 45, MONDAY) == []
    assert next_times(a_booking(rosa(*shifts(ROSA, time(9), time(9, 30)))), 45, MONDAY) == []


@given(
    first=st.integers(0, 23), hours=st.integers(1, 12), minutes=st.sampled_from([45, 60, 90]), days=st.integers(0, 300)
)
def test_booking_accepts_every_suggested_time(first: int, hours: int, minutes: int, days: int) -> None:
    now = MONDAY + timedelta(days=days, minutes=7)
    last = time((first + hours) % 24)
    booking = a_booking(rosa(*shifts(ROSA, time(first), last), at_desk=False))

    found = next_times(booking, minutes, now)

    for start in found:
        request = SlotRequest(start, start + timedelta(minutes=minutes))
        refuse_if_any(to_book(booking, request, now))
        assert refusal(booking, request, now) is None
        assert start.timestamp() % QUARTER.total_seconds() == 0
    halves = {(local.date(), local.hour < 12) for local in (one.astimezone(ZoneInfo(ZONE)) for one in found)}
    assert len(halves) == len(found)
    assert found == sorted(found)


def test_why_a_time_does_not_fit_is_told_before_it_is_booked() -> None:
    booking = a_booking(rosa(*shifts(ROSA)))
    start = MONDAY + 24 * HOUR

    uncovered = refusal(booking, SlotRequest(start, start + HOUR), MONDAY)

    assert uncovered is not None
    assert (uncovered.reason, uncovered.field) == (Reason.COVER_MISSING, "covers")
    assert refusal(booking, SlotRequest(start, start + HOUR, covers={ROSA: SAM}), MONDAY) is None


def test_covers_are_at_work_then_outside_their_breaks_and_not_taking_part() -> None:
    start, end = MONDAY + 24 * HOUR, MONDAY + 25 * HOUR
    people = [
        Person(ROSA, "Rosa", "receptionist", SITE, DESK),
        Person(SAM, "Sam", "receptionist", SITE, DESK),
        Person(MARIA, "Maria", "manager", SITE),
        Person(ALEX, "Alex", "receptionist", SITE, DESK),
        Person(UUID(int=20), "Elsewhere", "receptionist", OTHER_SITE, DESK),
        Person(UUID(int=21), "Gone", "receptionist", SITE, DESK, active=False),
        Person(UUID(int=22), "Late", "receptionist", SITE, DESK),
        Person(UUID(int=23), "Resting", "receptionist", SITE, DESK),
    ]
    hours = {person.id: shifts(person.id) for person in people}
    hours[UUID(int=22)] = shifts(UUID(int=22), time(13), time(17))
    hours[UUID(int=23)] = shifts(UUID(int=23), time(8), time(17), Break(time(9, 30), time(9, 45), paid=True))
    staff = {one.id: Attendee(one.id, one.name, hours[one.id], one.desk_id is not None) for one in people}
    booking = a_booking(rosa(*hours[ROSA]), staff=staff)
    led = replace(booking, debrief=replace(booking.debrief, facilitator_id=ALEX))

    assert free_covers(led, people, start, end) == (SAM, MARIA)
    assert free_covers(booking, people, start, end) == (ALEX, SAM, MARIA)
