"""A time that moves or is canceled reaches people's calendars as such: the same entry, a later SEQUENCE."""

from datetime import timedelta

import pytest
from icalendar import Calendar, Event

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason
from incident_tracker.ports.context import Context
from incident_tracker.usecases.support.booking import give_up_time
from incident_tracker.usecases.support.calendar import export_calendar
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.participants import answer_debrief
from incident_tracker.usecases.support.protected_time import book_slot, move_slot, name_cover, record_cover_confirmed
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten

SAID = {"CONFIRMED": "there", "CANCELLED": "canceled"}


def booked(clinic: Clinic) -> Debrief:
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    return book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))


def event_for(ctx: Context, person: object = None) -> Event:
    """The one event in a person's calendar file."""
    exported = export_calendar(ctx, person)  # type: ignore[arg-type]
    assert exported is not None
    (event,) = Calendar.from_ical(exported.content).walk("VEVENT")
    return event


def told(event: Event) -> tuple[str, object]:
    return SAID[event["STATUS"]], event["DTSTART"].dt


@pytest.mark.postgres
def test_a_moved_and_then_canceled_time_is_the_same_entry_with_a_later_sequence(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    debrief = booked(clinic)
    first = event_for(rosa)
    clinic.clock.advance(HOUR)
    later = tomorrow_at_ten(clinic)
    moved = move_slot(manager, debrief.id, debrief.version, later, MoveReason.PARTICIPANT)
    second = event_for(rosa)
    clinic.clock.advance(HOUR)
    give_up_time(manager, moved.id, moved.version, MoveReason.MANAGEMENT)
    third = event_for(rosa)

    assert {str(one["UID"]) for one in (first, second, third)} == {str(debrief.id)}
    assert first["SEQUENCE"] < second["SEQUENCE"] < third["SEQUENCE"]
    assert first["DTSTAMP"].dt < second["DTSTAMP"].dt < third["DTSTAMP"].dt
    assert [told(one)[0] for one in (first, second, third)] == ["there", "there", "canceled"]
    assert second["DTSTART"].dt == third["DTSTART"].dt == later.starts_at
    clinic.clock.advance(3 * DAY)
    assert export_calendar(rosa) is None


def test_another_leader_and_another_cover_lose_and_gain_the_time_and_no_other_entry_changes(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    debrief = booked(clinic)
    before = event_for(rosa)
    assert [told(event_for(manager, one.id))[0] for one in (SAM, ALEX)] == ["there", "there"]
    assert export_calendar(manager) is None

    debrief = show_debrief(manager, debrief.id).debrief
    choose_facilitator(manager, debrief.id, debrief.version, MARIA.id, "She leads it while he is at another site")
    assert told(event_for(manager, SAM.id))[0] == "canceled"
    assert told(event_for(manager)) == ("there", debrief.starts_at)
    name_cover(manager, debrief.id, ROSA.id, SAM.id)
    assert told(event_for(manager, ALEX.id))[0] == "canceled"
    assert told(event_for(manager, SAM.id)) == ("there", debrief.starts_at)
    assert event_for(rosa).to_ical() == before.to_ical()


def test_who_takes_back_a_yes_is_canceled_with_everyone_who_came_because_of_it(clinic: Clinic) -> None:
    rosa, manager = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.MANAGER)
    debrief = booked(clinic)
    answer_debrief(rosa, debrief.id, Response.LATER)
    assert {told(event_for(manager, one.id))[0] for one in (ROSA, SAM, ALEX)} == {"canceled"}
    sequence = event_for(rosa)["SEQUENCE"]
    answer_debrief(rosa, debrief.id, Response.YES)
    debrief = show_debrief(manager, debrief.id).debrief
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    assert told(event_for(rosa))[0] == "there"
    assert event_for(rosa)["SEQUENCE"] > sequence


def test_a_time_that_was_kept_stays_in_the_calendar(clinic: Clinic) -> None:
    rosa, manager, sam = (clinic.as_role(one) for one in (Role.RECEPTION, Role.MANAGER, Role.SUPERVISOR))
    debrief = booked(clinic)
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    assert debrief.starts_at is not None
    clinic.clock.moment = debrief.starts_at
    begun = start_debrief(sam, debrief.id, show_debrief(manager, debrief.id).debrief.version)
    clinic.clock.advance(timedelta(minutes=50))
    before = event_for(rosa)
    finish_debrief(sam, begun.id, begun.version, [ROSA.id])
    assert event_for(rosa).to_ical() == before.to_ical()
    assert told(before)[0] == "there"
