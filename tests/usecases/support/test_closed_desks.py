"""A desk is closed for a debrief, with its calls going to voicemail: where the clinic allows it, at every door."""

from dataclasses import replace
from uuid import UUID

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.compliance import ComplianceShare
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.week import Hindrance
from incident_tracker.exchange.setup_file import read_setup, write_setup
from incident_tracker.usecases.clinic.settings import let_desks_close
from incident_tracker.usecases.oversight.setup import apply_setup, export_setup
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import (
    book_slot,
    move_slot,
    name_cover,
    record_cover_confirmed,
)
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.slots import find_slots
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, accepted, kept_in, logged, tomorrow_at_ten
from tests.usecases.support.test_obstacles import booked, impossible, refused, works

WHY = "We are four people at the front"
NO_ONE: dict[UUID, UUID | None] = {ROSA.id: None}


def allow(clinic: Clinic, allowed: bool = True) -> None:
    let_desks_close(clinic.as_role(Role.ADMINISTRATOR), allowed, reason=WHY)


def test_no_desk_closes_until_the_clinic_allows_it(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, first = booked(clinic)
    stays_open = Reason.DESK_STAYS_OPEN, "covers"
    assert refused(lambda: name_cover(manager, first.id, ROSA.id, None)) == stays_open
    later = tomorrow_at_ten(clinic, covers=NO_ONE)
    move = lambda: move_slot(manager, first.id, first.version, later, MoveReason.PARTICIPANT)  # noqa: E731
    assert refused(move) == stays_open
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    assert refused(lambda: name_cover(manager, debrief.id, ROSA.id, None)) == stays_open
    starts_at = later.starts_at + 3 * HOUR
    then = replace(later, starts_at=starts_at, ends_at=starts_at + HOUR)
    assert refused(lambda: book_slot(manager, debrief.id, debrief.version, then)) == stays_open
    allow(clinic)
    assert name_cover(manager, first.id, ROSA.id, None).desk_is_closed
    assert impossible(clinic) == {}


def test_a_closed_desk_waits_for_no_ones_yes_and_counts_apart(clinic: Clinic) -> None:
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    allow(clinic)
    _, debrief = booked(clinic, covers=NO_ONE)
    assert refused(lambda: record_cover_confirmed(manager, debrief.id, ROSA.id))[0] is Reason.ALREADY_DONE
    clinic.clock.advance(DAY)
    kinds = {one.kind for one in list_reminders(manager, everybody=True)}
    assert not kinds & {ReminderKind.CONFIRM_COVER, ReminderKind.COVER_MISSING}
    figures = kept_in(manager, "2026-03")
    assert figures.desks_closed == ComplianceShare(1, 1)
    assert figures.cover_confirmed == ComplianceShare(0, 0)
    clinic.clock.advance(HOUR)
    assert start_debrief(sam, debrief.id, debrief.version).running


def test_a_desk_that_may_no_longer_close_is_on_the_list_the_same_day_and_keeps_it_from_beginning(
    clinic: Clinic,
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    allow(clinic)
    _, debrief = booked(clinic, covers=NO_ONE)
    allow(clinic, False)
    assert impossible(clinic) == {debrief.id: Reason.DESK_STAYS_OPEN}
    clinic.clock.advance(DAY + HOUR)
    start = lambda: start_debrief(manager, debrief.id, debrief.version)  # noqa: E731
    assert refused(start) == (Reason.DESK_STAYS_OPEN, "covers")
    name_cover(manager, debrief.id, ROSA.id, ALEX.id)
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    assert impossible(clinic) == {}
    assert start().running


def test_a_time_is_found_with_a_closed_desk_only_where_no_one_is_free_and_it_can_be_booked(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    assert {*find_slots(manager, debrief.id, 5).found.times[0].covers.values()} == {ALEX.id}
    for person in (ALEX, MARIA):
        works(clinic, person.id)
    assert find_slots(manager, debrief.id, 5).found.why is Hindrance.NO_COVER
    allow(clinic)
    times = find_slots(manager, debrief.id, 5).found.times
    assert [one.covers for one in times] == [NO_ONE] * 5
    request = tomorrow_at_ten(clinic, starts_at=times[0].starts_at, ends_at=times[0].ends_at, covers=times[0].covers)
    assert book_slot(manager, debrief.id, debrief.version, request).starts_at == times[0].starts_at


def test_two_desks_may_close_and_one_person_still_takes_only_one(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    allow(clinic)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    ask_participants(manager, debrief.id, [ALEX.id])
    record_debrief_answer(manager, debrief.id, ALEX.id, Response.YES)
    debrief = show_debrief(manager, debrief.id).debrief
    both = {ROSA.id: MARIA.id, ALEX.id: MARIA.id}
    assert refused(lambda: book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic, covers=both))) == (
        Reason.COVERS_TWO_DESKS,
        "covers",
    )
    closed = dict.fromkeys(both)
    assert book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic, covers=closed)).starts_at
    assert SAM.id == debrief.facilitator_id


def test_the_set_up_file_says_it(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    said = export_setup(ada)
    assert said.desks_may_close is False
    text = write_setup(said).replace("desks_may_close = false", "desks_may_close = true")
    assert [one.change.kind for one in apply_setup(ada, read_setup(text), reason=WHY)] == ["desks_may_close"]
    assert apply_setup(ada, read_setup(text), reason=WHY) == ()
    assert export_setup(ada).desks_may_close is True


@pytest.mark.parametrize("said", ['"yes"', "1"])
def test_a_switch_in_the_file_is_true_or_false(said: str) -> None:
    with pytest.raises(Exception, match="not_true_or_false") as told:
        read_setup(f"desks_may_close = {said}")
    assert getattr(told.value, "at", None) == ("desks_may_close",)
    assert isinstance(getattr(told.value, "refused", None), Refused)
