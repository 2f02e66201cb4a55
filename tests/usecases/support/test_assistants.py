"""Who helps to hold a debrief: asked for where it is wanted, and kept from it by the same rules at every door."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.assistants import Assistant, Assisting, Wanted, wanted_help
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.oversight.incident_sheet import print_incident
from incident_tracker.usecases.oversight.today import list_today
from incident_tracker.usecases.support.assistants import set_assistants
from incident_tracker.usecases.support.debriefs import choose_facilitator, choose_outside_facilitator, show_debrief
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.participants import (
    Choices,
    answer_debrief,
    ask_participants,
    record_debrief_answer,
)
from incident_tracker.usecases.support.protected_time import book_slot, name_cover, record_cover_confirmed
from incident_tracker.usecases.support.reminders import list_reminders
from tests.reports.pdf_reading import read
from tests.storage_fixtures import ALEX, HANNA, HARBOUR, MARIA, ROSA, SAM, Clinic, keep
from tests.support_people import HOUR, accepted, logged, tomorrow_at_ten, was_there

HARM = Severity.INJURY
NOTES = Assistant(Assisting.SCRIBE, MARIA.id)


def now(clinic: Clinic, debrief: Debrief) -> Debrief:
    return show_debrief(clinic.as_role(Role.MANAGER), debrief.id).debrief


def helped(clinic: Clinic, debrief: Debrief, *who: Assistant) -> Debrief:
    return set_assistants(clinic.as_role(Role.MANAGER), debrief.id, now(clinic, debrief).version, who)


def refusal(clinic: Clinic, debrief: Debrief, *who: Assistant) -> tuple[Reason, str | None]:
    with pytest.raises(Refused) as refused:
        helped(clinic, debrief, *who)
    return refused.value.reason, refused.value.field


def reminded(clinic: Clinic, kind: ReminderKind) -> set[UUID]:
    found = list_reminders(clinic.as_role(Role.MANAGER), everybody=True)
    return {one.person_id for one in found if one.kind is kind}


def test_help_is_asked_for_only_where_its_condition_holds(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    light, hard = logged(clinic)[1], logged(clinic, HARM)[1]
    assert (light.tier < 5, hard.tier >= 5) == (True, True)
    assert wanted_help(light.tier, ()) == ()
    assert wanted_help(hard.tier, ()) == (Wanted(Assisting.SCRIBE),)
    assert refusal(clinic, light, NOTES) == (Reason.HELP_NOT_WANTED, "duty")
    ask_participants(manager, light.id, [ROSA.id, ALEX.id])
    answer_debrief(rosa, light.id, Response.YES, Choices(companion="my sister", interpreter="Mam"))
    invited = show_debrief(manager, light.id).participants
    assert {(one.duty, one.for_person_id, one.words) for one in wanted_help(light.tier, invited)} == {
        (Assisting.CO_FACILITATOR, None, ""),
        (Assisting.COMPANION, ROSA.id, "my sister"),
        (Assisting.INTERPRETER, ROSA.id, "Mam"),
    }
    mute = Assistant(Assisting.INTERPRETER, HANNA.id, for_person_id=ROSA.id)
    assert refusal(clinic, light, mute) == (Reason.MISSING, "language")
    assert refusal(clinic, light, Assistant(Assisting.CO_FACILITATOR)) == (Reason.ONE_HELPS, "assistant")
    sister = Assistant(Assisting.COMPANION, outside="Ana", for_person_id=ROSA.id)
    speaks = replace(mute, language="Mam")
    assert helped(clinic, light, sister, speaks).assistants == (sister, speaks)
    answer_debrief(rosa, light.id, Response.NO)
    assert now(clinic, light).assistants == (), "who declines brings no one"


def test_who_helps_has_no_other_part_at_any_door(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic, HARM)
    debrief = accepted(clinic, debrief)  # Sam leads
    for person, reason in ((ROSA, Reason.CANNOT_ASSIST), (SAM, Reason.HAS_ANOTHER_PART)):
        assert refusal(clinic, debrief, replace(NOTES, person_id=person.id)) == (reason, "assistant")
    assert refusal(clinic, debrief, Assistant(Assisting.SCRIBE, outside="rosa reception"))[0] is Reason.CANNOT_ASSIST
    debrief = helped(clinic, debrief, NOTES)
    for act in (
        lambda: choose_facilitator(manager, debrief.id, debrief.version, MARIA.id, "There is no one else today"),
        lambda: ask_participants(manager, debrief.id, [MARIA.id]),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reason is Reason.HAS_ANOTHER_PART
    slot = tomorrow_at_ten(clinic)
    booked = book_slot(manager, debrief.id, debrief.version, replace(slot, ends_at=slot.starts_at + HOUR))
    with pytest.raises(Refused):
        name_cover(manager, debrief.id, ROSA.id, MARIA.id)
    was_there(clinic, answer, MARIA.id)  # it turns out later
    why = [one.why.reason for one in list_today(clinic.as_role(Role.SUPERVISOR), HARBOUR.zone) if one.why]
    assert why == [Reason.CANNOT_ASSIST]
    clinic.clock.moment = slot.starts_at
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    with pytest.raises(Refused) as at_start:
        start_debrief(manager, debrief.id, now(clinic, booked).version)
    assert at_start.value.reason is Reason.CANNOT_ASSIST
    helped(clinic, debrief)
    assert start_debrief(manager, debrief.id, now(clinic, booked).version).running


def test_who_helps_is_in_one_debrief_at_a_time_and_not_away(clinic: Clinic) -> None:
    manager, slot = clinic.as_role(Role.MANAGER), tomorrow_at_ten(clinic)
    slot = replace(slot, ends_at=slot.starts_at + HOUR)
    first = helped(clinic, accepted(clinic, logged(clinic, HARM)[1]), NOTES)
    first = choose_outside_facilitator(manager, first.id, first.version, "Peer team, Hill Road")
    book_slot(manager, first.id, first.version, slot)
    second = logged(clinic, HARM, SAM.id)[1]
    ask_participants(manager, second.id, [SAM.id])
    record_debrief_answer(manager, second.id, SAM.id, Response.YES)
    second = choose_outside_facilitator(manager, second.id, now(clinic, second).version, "Peer team, Hill Road")
    other_room = replace(slot, covers={}, place="Room 2")
    second = helped(clinic, second, NOTES)
    with pytest.raises(Refused) as twice:
        book_slot(manager, second.id, second.version, other_room)
    assert (twice.value.reason, twice.value.field) == (Reason.IN_ANOTHER_DEBRIEF, "assistant")
    second = helped(clinic, second)
    book_slot(manager, second.id, second.version, other_room)
    assert refusal(clinic, second, NOTES) == (Reason.IN_ANOTHER_DEBRIEF, "assistant")
    tomorrow = date(2026, 3, 3)
    add_absence(manager, AbsenceDraft(MARIA.id, tomorrow, tomorrow))
    why = {one.why.reason for one in list_today(manager, HARBOUR.zone) if one.why}
    assert why == {Reason.IS_AWAY}
    helped(clinic, first)
    assert refusal(clinic, second, NOTES) == (Reason.IS_AWAY, "assistant")


def test_who_helps_is_reminded_has_it_in_the_calendar_and_is_on_the_record(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic, HARM)
    debrief = helped(clinic, accepted(clinic, debrief), NOTES)
    slot = tomorrow_at_ten(clinic)
    book_slot(manager, debrief.id, debrief.version, replace(slot, ends_at=slot.starts_at + HOUR))
    clinic.clock.moment = slot.starts_at - HOUR
    assert MARIA.id in reminded(clinic, ReminderKind.PROTECTED_TIME)
    with clinic.store.read() as unit:
        entries = {one.person_id: one.canceled for one in unit.calendar_entries.of([debrief.id])}
    assert entries[MARIA.id] is False
    paper = " ".join(read(print_incident(manager, answer.incident.id)).text.split())
    assert "Sam Supervisor leads it. Maria Manager takes notes of what is to change." in paper
    helped(clinic, debrief)
    with clinic.store.read() as unit:
        entries = {one.person_id: one.canceled for one in unit.calendar_entries.of([debrief.id])}
    assert entries[MARIA.id] is True
    helped(clinic, debrief, Assistant(Assisting.SCRIBE, outside="Ines, Hill Road"))
    assert reminded(clinic, ReminderKind.TELL_OF_TIME) == {MARIA.id}, "no program reminds someone from outside"


def test_who_helps_finds_it_in_their_own_list(clinic: Clinic) -> None:
    """Hanna works elsewhere, and sees this one debrief."""
    debrief = accepted(clinic, logged(clinic, HARM)[1])
    helped(clinic, debrief, replace(NOTES, person_id=HANNA.id))
    with clinic.store.write() as unit:
        hanna = replace(clinic.users[Role.RECEPTION], id=UUID(int=0x99), name="hanna", person_id=HANNA.id)
        unit.users.add(hanna)
        keep(unit)
    with clinic.store.read() as unit:
        assert [one.id for one in unit.debriefs.waiting(frozenset(), HANNA.id)] == [debrief.id]
    assert show_debrief(clinic.as_user(hanna), debrief.id).debrief.id == debrief.id
