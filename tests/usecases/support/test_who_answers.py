"""Who answers for a debrief, as a clinic lives: the only manager was targeted, a deputy turns out to have been there,
and no one is left.
"""

from dataclasses import replace
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.outsiders import OutsiderDraft
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.usecases.oversight.outsider_card import draw_outsider_card
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.debriefs import choose_manager, choose_outside_facilitator, show_debrief
from incident_tracker.usecases.support.naming import debriefs_to_name
from incident_tracker.usecases.support.outsiders import choose_outsider_again, list_outsiders, retire_outsider
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.reminders import list_reminders
from tests.reports.pdf_reading import read
from tests.storage_fixtures import ALEX, HANNA, HARBOUR, HILL, MARIA, ROSA, SAM, Clinic, keep
from tests.support_people import (
    ALEX_LEADS,
    ALEX_USER,
    DAY,
    HOUR,
    accepted,
    logged,
    tomorrow_at_ten,
    was_there,
    with_account,
)

HARM = Severity.INJURY
DANA = OutsiderDraft("Dana, Hill Road", "555 0100")


def pair(debrief: Debrief) -> tuple[UUID | None, UUID | None]:
    return debrief.manager_id, debrief.deputy_id


def told(clinic: Clinic, kind: ReminderKind) -> set[UUID]:
    """Who is reminded of it now."""
    found = list_reminders(clinic.as_role(Role.MANAGER), everybody=True)
    return {one.person_id for one in found if one.kind is kind}


def test_a_manager_who_was_targeted_does_not_answer_for_it(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic, Severity.THREAT, MARIA.id)
    assert pair(debrief) == (SAM.id, None)
    assert told(clinic, ReminderKind.ASK) == {SAM.id}
    for who, deputy, field in ((MARIA.id, None, "manager"), (SAM.id, MARIA.id, "deputy")):
        with pytest.raises(Refused) as refused:
            choose_manager(manager, debrief.id, debrief.version, who, deputy)
        assert (refused.value.reason, refused.value.field) == (Reason.ANSWERS_FOR_OWN, field)


def test_a_correction_hands_it_on_and_the_administrator_is_told_when_no_one_is_left(clinic: Clinic) -> None:
    manager, admin = clinic.as_role(Role.MANAGER), clinic.as_role(Role.ADMINISTRATOR)
    answer, debrief = logged(clinic)
    assert pair(debrief) == (MARIA.id, SAM.id)
    was_there(clinic, answer, MARIA.id)
    assert pair(show_debrief(manager, debrief.id).debrief) == (SAM.id, None)
    assert debriefs_to_name(admin) == ()
    was_there(clinic, answer, MARIA.id, SAM.id)
    assert pair(show_debrief(manager, debrief.id).debrief) == (None, None)

    items = [one for one in list_today(admin, HARBOUR.zone) if one.matter is Matter.NAME_MANAGER]
    assert [(one.subject_id, one.site_id, one.persons, one.ref) for one in items] == [(debrief.id, HARBOUR.id, (), "")]
    why = [one.why.reason for one in list_today(manager, HARBOUR.zone) if one.matter is Matter.IMPOSSIBLE and one.why]
    assert why == [Reason.NO_ONE_ANSWERS]
    (waiting,) = debriefs_to_name(admin)
    assert not {ROSA.id, MARIA.id, SAM.id} & {one.id for one in waiting.people}
    for who, outside in ((None, None), (SAM.id, DANA), (None, OutsiderDraft("sam  SUPERVISOR", "555 0100"))):
        with pytest.raises(Refused):
            choose_manager(admin, waiting.debrief_id, waiting.version, who, None, outside)
    named = choose_manager(admin, waiting.debrief_id, waiting.version, None, None, DANA)
    assert (named.manager_outside, pair(named)) == ("Dana, Hill Road", (None, None))
    assert debriefs_to_name(admin) == ()
    assert not [one for one in list_today(manager, HARBOUR.zone) if one.matter is Matter.IMPOSSIBLE]


def test_what_is_the_supervisors_is_reminded_to_the_supervisor_and_goes_up(clinic: Clinic) -> None:
    answer, _debrief = logged(clinic, HARM)
    assert told(clinic, ReminderKind.LEADERSHIP) == {SAM.id}
    clinic.clock.advance(DAY)
    assert told(clinic, ReminderKind.LEADERSHIP) == {SAM.id, MARIA.id}, "Maria is the manager of Sam"
    was_there(clinic, answer, SAM.id)
    assert told(clinic, ReminderKind.LEADERSHIP) == {MARIA.id}


def test_who_answers_is_looked_at_again_for_what_everyone_declined_before_it_can_open_again(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic)
    ask_participants(manager, debrief.id, [ROSA.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO)
    was_there(clinic, answer, MARIA.id)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    opened = show_debrief(manager, debrief.id).debrief
    assert opened.status is DebriefStatus.TO_PLAN
    assert pair(opened) == (SAM.id, None)


def closed(clinic: Clinic, *roles: Role) -> None:
    """Accounts are closed; the people stay."""
    with clinic.store.write() as unit:
        for role in roles:
            unit.users.save(replace(clinic.users[role], active=False))
        keep(unit)


def test_who_could_not_act_cannot_be_named(clinic: Clinic) -> None:
    """No account, one that leads no site, or one that leads another site."""
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    with_account(clinic, ALEX_USER)
    with_account(clinic, replace(ALEX_LEADS, person_id=HANNA.id, sites=frozenset({HILL.id})))
    for who, deputy, field in ((ALEX.id, None, "manager"), (HANNA.id, None, "manager"), (SAM.id, HANNA.id, "deputy")):
        with pytest.raises(Refused) as refused:
            choose_manager(manager, debrief.id, debrief.version, who, deputy)
        assert (refused.value.reason, refused.value.field) == (Reason.CANNOT_ACT, field)
    assert choose_manager(manager, debrief.id, debrief.version, SAM.id).manager_id == SAM.id


def test_who_loses_the_account_is_told_of_the_same_moment_and_the_next_is_reminded(clinic: Clinic) -> None:
    supervisor, admin = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.ADMINISTRATOR)
    _answer, debrief = logged(clinic)
    debrief = choose_manager(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, MARIA.id)
    closed(clinic, Role.MANAGER)
    why = {one.why.reason for one in list_today(supervisor, HARBOUR.zone) if one.why}
    assert why == {Reason.CANNOT_ACT}
    reminded = list_reminders(supervisor, everybody=True)
    assert {one.person_id for one in reminded if one.kind is ReminderKind.ASK} == {SAM.id}
    assert [one.debrief_id for one in debriefs_to_name(admin)] == [debrief.id]
    assert [one.id for one in debriefs_to_name(admin)[0].people] == [SAM.id]
    assert choose_manager(admin, debrief.id, debrief.version, SAM.id).manager_id == SAM.id
    assert debriefs_to_name(admin) == ()


def test_where_no_one_fits_an_administrator_takes_it_and_is_reminded(clinic: Clinic) -> None:
    admin = clinic.as_role(Role.ADMINISTRATOR)
    _answer, debrief = logged(clinic, Severity.THREAT, MARIA.id, SAM.id)
    ada = replace(ALEX_LEADS, role=Role.ADMINISTRATOR, sites=frozenset())
    with_account(clinic, ada)
    named = choose_manager(admin, debrief.id, debrief.version, ALEX.id)
    assert told(clinic, ReminderKind.ASK) == {ALEX.id}
    items = {one.matter for one in list_today(clinic.as_user(ada), HARBOUR.zone)}
    assert (ReminderKind.ASK in items, Matter.NAME_MANAGER in items) == (True, False)
    mine = debriefs_to_name(clinic.as_user(ada))
    assert [one.debrief_id for one in mine] == [named.id], "she can still hand it on"


def test_a_reminder_of_a_person_without_an_account_goes_to_who_answers_for_it(clinic: Clinic) -> None:
    """Alex covers and has no account: Maria is to tell him of it, until he has one; then he is reminded himself."""
    manager = clinic.as_role(Role.MANAGER)
    debrief = accepted(clinic, logged(clinic)[1])
    slot = tomorrow_at_ten(clinic)
    debrief = book_slot(manager, debrief.id, debrief.version, slot)
    clinic.clock.moment = slot.starts_at - HOUR
    assert told(clinic, ReminderKind.TELL_OF_TIME) == {MARIA.id}
    with_account(clinic, ALEX_USER)
    assert told(clinic, ReminderKind.TELL_OF_TIME) == set()
    assert ALEX.id in told(clinic, ReminderKind.CONFIRM_COVER)
    choose_outside_facilitator(manager, debrief.id, debrief.version, "Peer team, Hill Road")
    assert told(clinic, ReminderKind.TELL_OF_TIME) == {MARIA.id}, "no program reminds someone from outside"


def test_what_would_reach_no_one_is_told_to_the_administrator(clinic: Clinic) -> None:
    admin = clinic.as_role(Role.ADMINISTRATOR)
    logged(clinic, HARM)
    sites = lambda: [one.site_id for one in list_today(admin, "UTC") if one.matter is Matter.NO_ONE_REMINDED]  # noqa: E731
    assert sites() == []
    closed(clinic, Role.MANAGER, Role.SUPERVISOR)
    assert sites() == [HARBOUR.id]
    assert [one.people for one in debriefs_to_name(admin)] == [()]
    with_account(clinic, ALEX_LEADS)
    assert sites() == []


def test_who_answers_from_elsewhere_gets_a_card_and_another_is_reminded(clinic: Clinic) -> None:
    """The card says until when, and nothing of what happened; who is kept can be chosen again, until no longer."""
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic)
    with pytest.raises(Refused) as helpless:
        choose_manager(manager, debrief.id, debrief.version, None, ALEX.id, DANA)
    assert (helpless.value.reason, helpless.value.field) == (Reason.CANNOT_ACT, "deputy")
    debrief = choose_manager(manager, debrief.id, debrief.version, None, SAM.id, DANA)
    assert told(clinic, ReminderKind.ASK) == {SAM.id}
    (line,) = list_outsiders(manager)
    assert (line.outsider.name, [one.holder for one in line.cards]) == (DANA.name, [SAM.name])
    paper = " ".join(read(draw_outsider_card(manager, debrief.id)).text.split())
    assert "Dana, Hill Road" in paper
    assert "555 0100" in paper
    assert "Sam Supervisor is reminded in your place" in paper
    for word in (ROSA.name, answer.incident.ref, "threat", "Shouted"):
        assert word not in paper, word
    again = choose_manager(manager, debrief.id, debrief.version, None, None, line.outsider.id)
    assert again.outsider_id == line.outsider.id
    gone = retire_outsider(manager, line.outsider.id, line.outsider.version)
    with pytest.raises(Refused):
        choose_manager(manager, debrief.id, again.version, None, None, gone.id)
    assert list_outsiders(manager)[0].cards, "what she answers for stays hers"
    assert choose_outsider_again(manager, gone.id, gone.version).in_use


def test_someone_from_elsewhere_with_the_name_of_a_person_who_was_there_is_noticed(clinic: Clinic) -> None:
    manager, (answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    choose_manager(manager, debrief.id, debrief.version, None, SAM.id, OutsiderDraft("Hanna Hill", "555 0100"))
    was_there(clinic, answer, HANNA.id)
    why = [one.why.reason for one in list_today(manager, HARBOUR.zone) if one.why]
    assert why == [Reason.ANSWERS_FOR_OWN]
