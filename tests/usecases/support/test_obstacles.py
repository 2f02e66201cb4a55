"""The rules of a debrief at every door: who leads, whom to ask, when, who covers, the start, and facts that change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Break, ClosedDay, Shift
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.cases import LoggedIncident
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    choose_outside_facilitator,
    show_debrief,
)
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.participants import (
    Choices,
    ask_participants,
    record_debrief_answer,
)
from incident_tracker.usecases.support.protected_time import (
    book_slot,
    name_cover,
    record_cover_confirmed,
    record_cover_there,
)
from incident_tracker.usecases.support.week import support_week
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic, keep
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten, was_there

ZONE = "America/Los_Angeles"
OUTSIDE = "Peer team, Hill Road"
TUESDAY = date(2026, 3, 3)


def booked(clinic: Clinic, **changes: object) -> tuple[LoggedIncident, Debrief]:
    """Rosa's debrief on Tuesday from ten to eleven: Sam leads, Alex covers her desk, in the quiet room."""
    answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    request = tomorrow_at_ten(clinic, **changes)
    return answer, book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, request)


def for_alex(clinic: Clinic, *others: UUID) -> Debrief:
    """A debrief for Alex (and others), who said yes; someone from outside leads it."""
    manager = clinic.as_role(Role.MANAGER)
    _answer, debrief = logged(clinic, Severity.THREAT, ALEX.id, *others)
    debrief = choose_outside_facilitator(manager, debrief.id, debrief.version, OUTSIDE)
    ask_participants(manager, debrief.id, [ALEX.id, *others])
    for person in (ALEX.id, *others):
        record_debrief_answer(manager, debrief.id, person, Response.YES)
    return show_debrief(manager, debrief.id).debrief


def refused(act: Callable[[], object]) -> tuple[Reason, str | None]:
    """Why, and at which field."""
    with pytest.raises(Refused) as told:
        act()
    return told.value.reason, told.value.field


def works(clinic: Clinic, person_id: UUID, *spans: tuple[time, time], pause: Break | None = None) -> None:
    """Someone's hours on each working day, entered past the pages."""
    shifts = tuple(
        Shift(clinic.new_id(), person_id, day, first, last, (pause,) if pause else ())
        for day in range(5)
        for first, last in spans
    )
    with clinic.store.write() as unit:
        unit.calendars.set_shifts(person_id, shifts)
        keep(unit)


def no_desk(clinic: Clinic, person_id: UUID) -> None:
    """Someone no longer works at a desk that has to be covered."""
    with clinic.store.write() as unit:
        unit.people.save(replace(unit.people.get(person_id), desk_id=None))
        keep(unit)


def close_on(clinic: Clinic, day: date) -> None:
    with clinic.store.write() as unit:
        unit.calendars.set_closed_days(clinic.site.id, (ClosedDay(day),))
        keep(unit)


def impossible(clinic: Clinic, role: Role = Role.MANAGER) -> dict[UUID | None, Reason]:
    """The debriefs that the person of this role is told about today, each with the first reason."""
    items = list_today(clinic.as_role(role), ZONE)
    return {one.subject_id: one.why.reason for one in items if one.matter is Matter.IMPOSSIBLE and one.why}


def test_who_is_invited_does_not_lead_and_who_leads_is_not_invited(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    assert refused(lambda: ask_participants(manager, debrief.id, [SAM.id])) == (Reason.LEADS_IT, "persons")
    ask_participants(manager, debrief.id, [MARIA.id])
    why = "Rosa herself asked for her to lead it"
    lead = lambda: choose_facilitator(manager, debrief.id, debrief.version, MARIA.id, why)  # noqa: E731
    assert refused(lead) == (Reason.IS_ASKED_TO_IT, "facilitator")
    record_debrief_answer(manager, debrief.id, MARIA.id, Response.NO)
    assert lead().facilitator_id == MARIA.id


def test_no_one_is_in_two_debriefs_at_once(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, first = booked(clinic)
    other = for_alex(clinic)
    at_ten = tomorrow_at_ten(clinic, covers={ALEX.id: MARIA.id}, place="Room 2")

    def book(request: SlotRequest) -> Debrief:
        return book_slot(manager, other.id, other.version, request)

    # Alex covers Rosa's desk then, and cannot come to a debrief too
    assert refused(lambda: book(at_ten)) == (Reason.IN_ANOTHER_DEBRIEF, "starts_at")
    half_past = replace(at_ten, starts_at=at_ten.starts_at + HOUR / 2, ends_at=at_ten.ends_at + HOUR / 2)
    assert refused(lambda: book(half_past)) == (Reason.IN_ANOTHER_DEBRIEF, "starts_at")
    # Rosa is in hers, and cannot take Alex's desk: they would cover for each other
    name_cover(manager, first.id, ROSA.id, MARIA.id)
    mutual = replace(at_ten, covers={ALEX.id: ROSA.id})
    assert refused(lambda: book(mutual)) == (Reason.IN_ANOTHER_DEBRIEF, "covers")
    # Maria covers Rosa's desk now, and cannot have two
    assert refused(lambda: book(at_ten)) == (Reason.IN_ANOTHER_DEBRIEF, "covers")
    # nor can Sam lead both
    led = choose_facilitator(manager, other.id, other.version, SAM.id)
    eleven = replace(at_ten, starts_at=at_ten.ends_at, ends_at=at_ten.ends_at + HOUR)
    no_desk(clinic, ALEX.id)
    half_before = replace(eleven, starts_at=eleven.starts_at - HOUR / 4, covers={})
    too_soon = lambda: book_slot(manager, led.id, led.version, half_before)  # noqa: E731
    assert refused(too_soon) == (Reason.IN_ANOTHER_DEBRIEF, "facilitator")
    booked_at_eleven = book_slot(manager, led.id, led.version, eleven)
    assert booked_at_eleven.status is DebriefStatus.PLANNED
    assert impossible(clinic) == {}


def test_a_room_has_one_debrief_at_a_time(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, first = booked(clinic)
    name_cover(manager, first.id, ROSA.id, MARIA.id)
    other = for_alex(clinic)
    works(clinic, SAM.id, (time(8), time(17)))
    request = tomorrow_at_ten(clinic, covers={}, place="  quiet   ROOM ")
    no_desk(clinic, ALEX.id)
    assert refused(lambda: book_slot(manager, other.id, other.version, request)) == (Reason.PLACE_TAKEN, "place")
    elsewhere = replace(request, place="Room 2")
    assert book_slot(manager, other.id, other.version, elsewhere).place == "Room 2"


def test_one_cover_has_one_desk_and_is_at_work(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    both = for_alex(clinic, ROSA.id)
    two_desks = tomorrow_at_ten(clinic, covers={ROSA.id: MARIA.id, ALEX.id: MARIA.id})
    assert refused(lambda: book_slot(manager, both.id, both.version, two_desks)) == (Reason.COVERS_TWO_DESKS, "covers")
    apart = replace(two_desks, covers={ROSA.id: MARIA.id, ALEX.id: SAM.id})
    works(clinic, SAM.id, (time(13), time(17)))
    assert refused(lambda: book_slot(manager, both.id, both.version, apart)) == (Reason.COVER_NOT_AT_WORK, "covers")
    works(clinic, SAM.id, (time(8), time(17)), pause=Break(time(10, 30), time(10, 45), paid=True))
    assert refused(lambda: book_slot(manager, both.id, both.version, apart)) == (Reason.COVER_NOT_AT_WORK, "covers")
    works(clinic, SAM.id, (time(8), time(17)))
    planned = book_slot(manager, both.id, both.version, apart)
    assert refused(lambda: name_cover(manager, planned.id, ROSA.id, SAM.id)) == (Reason.COVERS_TWO_DESKS, "covers")
    lead = lambda: choose_facilitator(  # noqa: E731
        manager, planned.id, planned.version, SAM.id
    )
    assert refused(lead) == (Reason.COVERS_IT, "facilitator")


def test_adjoining_shifts_are_one_paid_time_and_a_closed_day_is_no_paid_time(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    works(clinic, ROSA.id, (time(8), time(12)), (time(12), time(16)))
    works(clinic, ALEX.id, (time(8), time(16)))
    noon = tomorrow_at_ten(clinic).starts_at + 1.5 * HOUR
    over_noon = tomorrow_at_ten(clinic, starts_at=noon, ends_at=noon + HOUR)
    close_on(clinic, TUESDAY)
    assert refused(lambda: book_slot(manager, debrief.id, debrief.version, over_noon)) == (
        Reason.CLOSED_THAT_DAY,
        "starts_at",
    )
    close_on(clinic, TUESDAY + DAY)
    assert book_slot(manager, debrief.id, debrief.version, over_noon).status is DebriefStatus.PLANNED


def test_no_time_is_booked_while_no_one_leads(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    ask_participants(manager, debrief.id, [ROSA.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    book = lambda: book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))  # noqa: E731
    assert refused(book) == (Reason.NO_ONE_LEADS, "facilitator")


def test_it_begins_at_its_time_with_the_desk_covered_and_not_sooner_than_the_person_wants(clinic: Clinic) -> None:
    sam = clinic.as_role(Role.SUPERVISOR)
    _, debrief = booked(clinic)
    start = lambda: start_debrief(sam, debrief.id, debrief.version)  # noqa: E731
    assert refused(start) == (Reason.BOOKED_FOR_LATER, "starts_at")
    clinic.clock.advance(DAY + HOUR)
    assert refused(start) == (Reason.COVER_NOT_CONFIRMED, "covers")
    record_cover_there(sam, debrief.id, ROSA.id)
    assert start().running


def test_the_first_night_is_kept_at_the_start_too(clinic: Clinic) -> None:
    """Rosa asked for this afternoon and changed her mind: what was booked does not begin before the first night."""
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, Choices(asks_earlier=True))
    soon = tomorrow_at_ten(clinic, starts_at=clinic.clock() + HOUR, ends_at=clinic.clock() + 2 * HOUR)
    debrief = book_slot(manager, debrief.id, debrief.version, soon)
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    clinic.clock.advance(HOUR)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, Choices(asks_earlier=False))
    start = lambda: start_debrief(manager, debrief.id, debrief.version)  # noqa: E731
    assert refused(start) == (Reason.TOO_EARLY, "starts_at")
    assert impossible(clinic) == {debrief.id: Reason.TOO_EARLY}
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, Choices(asks_earlier=True))
    assert impossible(clinic) == {}
    assert start().running


def test_a_facilitator_who_turns_out_to_have_been_there_is_told_the_same_day_and_does_not_begin(
    clinic: Clinic,
) -> None:
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    answer, debrief = booked(clinic)
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    assert impossible(clinic) == {}
    was_there(clinic, answer, SAM.id)
    for role in (Role.MANAGER, Role.SUPERVISOR):
        assert impossible(clinic, role) == {debrief.id: Reason.WAS_INVOLVED}
    assert impossible(clinic, Role.RECEPTION) == {}
    week = support_week(manager, clinic.clock())
    assert [one.reason for item in week.booked for one in item.in_the_way] == [Reason.WAS_INVOLVED]
    assert [one.reason for one in show_debrief(manager, debrief.id).in_the_way] == [Reason.WAS_INVOLVED]
    assert show_debrief(clinic.as_role(Role.RECEPTION), debrief.id).in_the_way == ()
    clinic.clock.advance(DAY + HOUR)
    version = show_debrief(manager, debrief.id).debrief.version
    assert show_debrief(manager, debrief.id).debrief.deputy_id is None, "Sam was there"
    start = lambda: start_debrief(sam, debrief.id, version)  # noqa: E731
    assert refused(start) == (Reason.WAS_INVOLVED, "facilitator")
    led = choose_outside_facilitator(manager, debrief.id, show_debrief(manager, debrief.id).debrief.version, OUTSIDE)
    assert impossible(clinic) == {}
    assert start_debrief(manager, led.id, led.version).running


def test_what_a_change_of_the_clinic_makes_impossible_is_on_the_list_the_same_day(clinic: Clinic) -> None:
    _, debrief = booked(clinic)
    works(clinic, ALEX.id, (time(13), time(17)))
    assert impossible(clinic) == {debrief.id: Reason.COVER_NOT_AT_WORK}
    works(clinic, ALEX.id, (time(8), time(17)))
    works(clinic, ROSA.id, (time(8), time(10, 30)))
    assert impossible(clinic) == {debrief.id: Reason.OUTSIDE_PAID_HOURS}
    works(clinic, ROSA.id, (time(8), time(17)))
    close_on(clinic, TUESDAY)
    assert impossible(clinic) == {debrief.id: Reason.CLOSED_THAT_DAY}
    close_on(clinic, TUESDAY + timedelta(days=1))
    assert impossible(clinic) == {}


def test_someone_who_says_yes_late_and_is_busy_then_shows_on_the_list_of_both(clinic: Clinic) -> None:
    """An answer is never refused; that it makes two debriefs meet is said."""
    manager = clinic.as_role(Role.MANAGER)
    _, first = booked(clinic)
    name_cover(manager, first.id, ROSA.id, MARIA.id)
    works(clinic, SAM.id, (time(8), time(17)))
    other = for_alex(clinic)
    request = tomorrow_at_ten(clinic, covers={ALEX.id: SAM.id}, place="Room 2")
    assert refused(lambda: book_slot(manager, other.id, other.version, request))[0] is Reason.IN_ANOTHER_DEBRIEF
    no_desk(clinic, ALEX.id)
    other = book_slot(manager, other.id, other.version, replace(request, covers={}))
    ask_participants(manager, first.id, [ALEX.id])
    record_debrief_answer(manager, first.id, ALEX.id, Response.YES)
    assert impossible(clinic) == dict.fromkeys((first.id, other.id), Reason.IN_ANOTHER_DEBRIEF)
