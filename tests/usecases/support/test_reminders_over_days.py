"""Reminders as days go by: who is reminded of what, when others are told, and that no word reveals anything."""

from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import NotAllowed, Refused
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import Paid, Protected, SlotRequest
from incident_tracker.domain.support.reminder_kinds import ReminderKind, ReminderStage
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.labels.support.reminders import reminder_text
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants
from incident_tracker.usecases.support.protected_time import (
    CheckWords,
    answer_afterwards,
    book_slot,
    check_afterwards,
    record_cover_confirmed,
    record_cover_there,
)
from incident_tracker.usecases.support.reminders import list_reminders, put_away, put_off
from incident_tracker.wording import speaking
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic, keep

HOUR = timedelta(hours=1)
SECOND_MANAGER = User(UUID(int=0x93), "zoe", Role.MANAGER, ALEX.id, frozenset({ALEX.site_id}))


def a_threat(clinic: Clinic, severity: Severity = Severity.OBJECTS) -> Debrief:
    """Rosa logs what happened just now; the debrief that is owed."""
    draft = IncidentDraft(
        occurred_at=clinic.clock(), site_id=clinic.site.id, channel="phone_in", kind="threat", severity=severity
    )
    debrief = log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).debrief
    assert debrief is not None
    return debrief


def everybody(clinic: Clinic) -> list[tuple[UUID, ReminderKind, ReminderStage]]:
    """Who is reminded of what at this moment."""
    found = list_reminders(clinic.as_role(Role.MANAGER), everybody=True)
    return [(one.person_id, one.kind, one.stage) for one in found]


def of(person: UUID, clinic: Clinic) -> dict[ReminderKind, Reminder]:
    """The reminders of one person."""
    found = list_reminders(clinic.as_role(Role.MANAGER), everybody=True)
    return {one.kind: one for one in found if one.person_id == person}


def test_the_manager_is_reminded_at_once_at_half_at_three_quarters_and_others_when_it_is_past(clinic: Clinic) -> None:
    with clinic.store.write() as unit:
        unit.users.add(SECOND_MANAGER)
        keep(unit)
    a_threat(clinic)
    start = clinic.clock()
    seen = []
    for hours in (0, 4, 4.5, 6.5, 6.75, 23, 24):  # the desk is open for eight hours today, and for one tomorrow
        clinic.clock.moment = start + hours * HOUR
        asked = [one for one in everybody(clinic) if one[1] is ReminderKind.ASK]
        seen.append([(person, stage) for person, _, stage in asked])
    maria, zoe = MARIA.id, ALEX.id
    assert seen[0] == seen[1] == [(maria, ReminderStage.OPEN)]
    assert seen[2] == seen[3] == [(maria, ReminderStage.HALF)]
    assert seen[4] == seen[5] == [(maria, ReminderStage.THREE_QUARTERS)]
    assert set(seen[6]) == {(maria, ReminderStage.PAST), (zoe, ReminderStage.PAST)}
    reminder = of(maria, clinic)[ReminderKind.ASK]
    with pytest.raises(Refused):
        put_away(clinic.as_role(Role.MANAGER), reminder)
    assert of(zoe, clinic)[ReminderKind.ASK].escalated


def test_booked_time_reminds_everybody_at_their_own_moments_in_working_time(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    debrief = a_threat(clinic)
    debrief = choose_facilitator(manager, debrief.id, debrief.version, SAM.id)
    ask_participants(manager, debrief.id, [ROSA.id])
    assert list(of(ROSA.id, clinic)) == [ReminderKind.ANSWER]
    answer_debrief(rosa, debrief.id, Response.YES)
    debrief = show_debrief(manager, debrief.id).debrief
    slot = clinic.clock() + timedelta(days=1, hours=4, minutes=30)  # Tuesday, half past one
    request = SlotRequest(slot, slot + HOUR, {ROSA.id: ALEX.id})
    debrief = book_slot(manager, debrief.id, debrief.version, request)

    clinic.clock.moment = slot - 23 * HOUR
    assert of(SAM.id, clinic)[ReminderKind.PROTECTED_TIME].by == slot
    assert ReminderKind.CONFIRM_COVER in of(ALEX.id, clinic)
    assert ReminderKind.COVER_MISSING in of(MARIA.id, clinic)
    assert ReminderKind.PROTECTED_TIME in of(ROSA.id, clinic)
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    assert ReminderKind.COVER_MISSING not in of(MARIA.id, clinic)
    mine = list_reminders(rosa)
    assert [one.kind for one in mine] == [ReminderKind.PROTECTED_TIME]
    put_away(rosa, mine[0])
    assert list_reminders(rosa) == ()
    clinic.clock.moment = slot - timedelta(minutes=30)
    assert [one.kind for one in list_reminders(rosa)] == [ReminderKind.PROTECTED_TIME], (
        "the last one comes all the same"
    )

    answer_debrief(rosa, debrief.id, Response.NO)
    assert list_reminders(rosa) == (), "declining ends reminders at once"
    answer_debrief(rosa, debrief.id, Response.YES)
    debrief = show_debrief(manager, debrief.id).debrief
    slot = clinic.clock() + 2 * HOUR
    debrief = book_slot(manager, debrief.id, debrief.version, SlotRequest(slot, slot + HOUR, {ROSA.id: ALEX.id}))
    clinic.clock.moment = slot + HOUR
    assert ReminderKind.RECORD in of(MARIA.id, clinic)
    record_cover_there(clinic.as_role(Role.SUPERVISOR), debrief.id, ROSA.id)
    debrief = start_debrief(clinic.as_role(Role.SUPERVISOR), debrief.id, debrief.version)
    debrief = finish_debrief(clinic.as_role(Role.SUPERVISOR), debrief.id, debrief.version, [ROSA.id])
    assert ReminderKind.AFTER_CHECK in of(MARIA.id, clinic)
    assert [one.kind for one in list_reminders(rosa)] == [ReminderKind.ANSWER_AFTERWARDS]
    answer_afterwards(rosa, debrief.id, Protected.YES, Paid.YES)
    check_afterwards(manager, debrief.id, debrief.version, CheckWords(Protected.YES, Paid.YES))
    assert list_reminders(rosa) == ()
    assert ReminderKind.AFTER_CHECK not in of(MARIA.id, clinic)


def test_a_reminder_put_off_comes_back_and_nobody_puts_off_anothers(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    a_threat(clinic)
    reminder = of(MARIA.id, clinic)[ReminderKind.ASK]
    put_off(manager, reminder, clinic.clock() + HOUR)
    put_off(manager, reminder, clinic.clock() + 2 * HOUR)
    assert ReminderKind.ASK not in of(MARIA.id, clinic)
    clinic.clock.advance(3 * HOUR)
    assert ReminderKind.ASK in of(MARIA.id, clinic)
    with pytest.raises(Refused):
        put_off(manager, reminder, clinic.clock() + timedelta(days=2))
    with pytest.raises(NotAllowed):
        put_off(clinic.as_role(Role.SUPERVISOR), reminder, clinic.clock() + HOUR)


def test_the_deputy_answers_while_the_manager_is_away(clinic: Clinic) -> None:
    a_threat(clinic)
    with clinic.store.write() as unit:
        shifts = unit.calendars.shifts(MARIA.id)
        unit.calendars.set_shifts(MARIA.id, tuple(one for one in shifts if one.weekday == 4))
        keep(unit)
    assert [
        kind for person, kind, _ in everybody(clinic) if person == SAM.id and kind is not ReminderKind.FOLLOW_UP
    ] == [ReminderKind.RELIEF, ReminderKind.ASK]
    assert ReminderKind.ASK not in of(MARIA.id, clinic)


def test_leadership_and_checks_are_reminded_of_too(clinic: Clinic) -> None:
    a_threat(clinic, Severity.INJURY)
    assert set(of(MARIA.id, clinic)) == {ReminderKind.ASK}
    first = {ReminderKind.RELIEF, ReminderKind.LEADERSHIP, ReminderKind.FOLLOW_UP}
    assert set(of(SAM.id, clinic)) == first, "what is the supervisor's"
    at_seven_days = list_reminders(clinic.as_role(Role.MANAGER), until=clinic.clock() + timedelta(days=7))
    mine = [one.escalated for one in at_seven_days if one.kind is ReminderKind.FOLLOW_UP]
    assert sorted(mine) == [False, False, True], "two checks of hers, and the check-in that Sam did not do"
    assert list_reminders(clinic.as_role(Role.ADMINISTRATOR), everybody=True) == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_reminder_says_what_happened_or_to_whom(clinic: Clinic, language: str) -> None:
    telling = ("incident", "incidente", "debrief", "threat", "abuse", "abuso", "amenaza", "support", "apoyo", "police")
    names = [part.lower() for person in (MARIA, ROSA, SAM, ALEX) for part in person.name.split()[:1]]
    for kind in ReminderKind:
        nobody = Reminder("k", kind, ReminderStage.OPEN, ROSA.id, ROSA.id, ROSA.site_id, clinic.clock(), clinic.clock())
        with speaking(language):
            text = reminder_text(nobody.kind)
        assert text
        assert not any(word in text.lower() for word in (*telling, *names))


def test_relief_that_no_one_sees_to_goes_up_the_chain_each_quarter_hour_and_never_to_who_was_there(
    clinic: Clinic,
) -> None:
    a_threat(clinic)

    def told() -> dict[UUID, bool]:
        found = list_reminders(clinic.as_role(Role.MANAGER), everybody=True)
        return {one.person_id: one.escalated for one in found if one.kind is ReminderKind.RELIEF}

    assert told() == {SAM.id: False}
    clinic.clock.advance(timedelta(minutes=15))
    assert told() == {SAM.id: False}, "the quarter hour is theirs"
    clinic.clock.advance(timedelta(minutes=1))
    assert told() == {SAM.id: False, MARIA.id: True}
    clinic.clock.advance(timedelta(hours=2))
    assert told() == {SAM.id: False, MARIA.id: True}, "up to the top, and not down to the front desk"
    clinic.clock.advance(timedelta(hours=8))
    assert told() == {}, "the shift is over"
