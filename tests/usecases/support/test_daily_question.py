"""Never two cards in a day: the one about a debrief waits until the day after another, or after a check."""

from datetime import timedelta
from uuid import UUID

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.usecases.oversight.today import list_today
from incident_tracker.usecases.support.daily_card import my_card
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.protected_time import (
    CheckWords,
    answer_afterwards,
    book_slot,
    check_afterwards,
    record_cover_there,
)
from incident_tracker.usecases.support.reminders import bring_back, list_reminders, put_away, put_off
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten


def asked_about(clinic: Clinic) -> list[UUID | None]:
    """About which debriefs Rosa is asked on Today; her reminders say the same."""
    rosa = clinic.as_role(Role.RECEPTION)
    wanted = ReminderKind.ANSWER_AFTERWARDS
    found = [one.subject_id for one in list_today(rosa, "America/Los_Angeles") if one.matter is wanted]
    assert found == [one.subject_id for one in list_reminders(rosa) if one.kind is wanted]
    return list(found)


def held(clinic: Clinic) -> tuple[UUID, UUID]:
    """A debrief of Rosa's that is over, with its incident."""
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    debrief = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    clinic.clock.advance(25 * HOUR)
    record_cover_there(sam, debrief.id, ROSA.id)
    debrief = start_debrief(sam, debrief.id, debrief.version)
    clinic.clock.advance(timedelta(minutes=45))
    finish_debrief(sam, debrief.id, debrief.version, [ROSA.id])
    return debrief.id, answer.incident.id


def test_two_debriefs_are_asked_about_on_two_days_the_older_first(clinic: Clinic) -> None:
    first, _incident = held(clinic)
    clinic.clock.advance(-2 * HOUR)
    second, _incident = held(clinic)
    assert asked_about(clinic) == [first]
    answer_afterwards(clinic.as_role(Role.RECEPTION), first, Protected.YES, Paid.YES)
    assert asked_about(clinic) == []
    clinic.clock.advance(DAY)
    assert asked_about(clinic) == [second]


def test_who_was_asked_how_they_are_is_asked_nothing_more_that_day(clinic: Clinic) -> None:
    debrief, incident = held(clinic)
    manager = clinic.as_role(Role.MANAGER)
    clinic.clock.advance(7 * DAY)
    assert asked_about(clinic) == [debrief]
    (check,) = (one for one in show_support(manager, incident).follow_ups if one.step is SupportStep.FOLLOW_UP_7D)
    record_follow_up(manager, check.id, check.version, FollowUpOutcome.OFFERED)
    assert asked_about(clinic) == []
    clinic.clock.advance(DAY)
    assert asked_about(clinic) == [debrief]


def test_a_card_is_put_off_or_skipped_and_keeps_no_other_one_back(clinic: Clinic) -> None:
    first, _incident = held(clinic)
    clinic.clock.advance(-2 * HOUR)
    second, _incident = held(clinic)
    rosa = clinic.as_role(Role.RECEPTION)
    card = my_card(rosa)
    assert card is not None
    put_off(rosa, card.reminder, clinic.clock() + 3 * HOUR)
    assert (my_card(rosa), asked_about(clinic)) == (None, []), "nor is the other one asked about instead"
    clinic.clock.advance(4 * HOUR)
    assert (asked_about(clinic), my_card(rosa)) == ([first], card)
    put_away(rosa, card.reminder)
    assert (my_card(rosa), asked_about(clinic)) == (None, []), "one card in a day, also when it is skipped"
    bring_back(rosa, card.reminder)
    assert (asked_about(clinic), my_card(rosa)) == ([first], card)
    put_away(rosa, card.reminder)
    clinic.clock.advance(DAY)
    assert asked_about(clinic) == [second]


def test_a_card_that_no_one_answers_goes_after_two_weeks_and_the_next_one_comes(clinic: Clinic) -> None:
    first, _incident = held(clinic)
    clinic.clock.advance(9 * DAY - 2 * HOUR)
    second, _incident = held(clinic)
    assert asked_about(clinic) == [first]
    clinic.clock.advance(5 * DAY)
    assert asked_about(clinic) == [second]


def test_the_card_stays_when_the_manager_has_checked(clinic: Clinic) -> None:
    debrief, _incident = held(clinic)
    manager = clinic.as_role(Role.MANAGER)
    version = show_debrief(manager, debrief).debrief.version
    check_afterwards(manager, debrief, version, CheckWords(Protected.YES, Paid.YES))
    card = my_card(clinic.as_role(Role.RECEPTION))
    assert card is not None
    assert card.debrief_id == debrief


def test_a_check_comes_first_on_the_days_on_which_it_begins_and_ends(clinic: Clinic) -> None:
    debrief, incident = held(clinic)
    (check,) = (
        one
        for one in show_support(clinic.as_role(Role.MANAGER), incident).follow_ups
        if one.step is SupportStep.FOLLOW_UP_7D
    )
    for moment, asked in (
        (check.not_before - DAY, [debrief]),
        (check.not_before, []),
        (check.not_before + DAY, [debrief]),
        (check.by, []),
        (check.by + DAY, [debrief]),
    ):
        clinic.clock.moment = moment
        assert asked_about(clinic) == asked
