"""Accounts: who may change them, and what keeps a clinic from locking itself out."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Span
from incident_tracker.domain.errors import (
    ChangedMeanwhile,
    ConfirmationNeeded,
    NotAllowed,
    NotFound,
    Reason,
    Refused,
)
from incident_tracker.labels.oversight.audit_trail import thing_text
from incident_tracker.usecases.clinic.accounts import (
    add_user,
    change_role,
    disable_user,
    list_users,
    reset_passphrase,
)
from incident_tracker.usecases.clinic.first_run import is_being_set_up
from incident_tracker.usecases.clinic.opening import suggested_closed_days
from incident_tracker.usecases.clinic.people import (
    ShiftDraft,
    add_person,
    list_people,
    set_shifts,
    shifts_of,
)
from incident_tracker.usecases.clinic.settings import clinic_settings, name_clinic
from incident_tracker.usecases.clinic.sites import (
    add_desk,
    add_phone_line,
    add_site,
    change_desk,
    change_site,
    list_desks,
    list_site_sheets,
)
from incident_tracker.usecases.clinic.upkeep import check, repair
from incident_tracker.usecases.clinic.vocabulary import add_term, list_terms, retire_term
from incident_tracker.usecases.oversight.audit_trail import list_audit
from incident_tracker.usecases.support.opening import set_opening_hours
from incident_tracker.usecases.support.staff import change_person
from tests.bare_incidents import log_incident
from tests.storage_fixtures import HARBOUR, HILL_DESK, ROSA, USERS, Clinic

REASON = "agreed with the board on Monday"
ADA, MARIA, ROSA_USER = USERS[Role.ADMINISTRATOR], USERS[Role.MANAGER], USERS[Role.RECEPTION]

pytestmark = pytest.mark.postgres


def test_the_last_manager_and_administrator_stay_and_nobody_changes_their_own_role(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    for user, reason in ((ADA, Reason.OWN_ROLE), (MARIA, Reason.LAST_OF_ROLE)):
        with pytest.raises(Refused) as told:
            change_role(ada, user.id, Role.RECEPTION, reason=REASON)
        assert told.value.reason is reason
        with pytest.raises(Refused):
            disable_user(ada, user.id, reason=REASON)
    second = add_user(ada, "Max", Role.MANAGER, reason=REASON)
    assert change_role(ada, MARIA.id, Role.SUPERVISOR, reason=REASON).role is Role.SUPERVISOR
    with pytest.raises(Refused):
        disable_user(ada, second.user.id, reason=REASON)
    assert check(ada) == ()


def test_names_are_taken_once_whatever_their_case_and_stale_versions_are_told(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with pytest.raises(Refused) as told:
        add_user(ada, " ROSA", Role.RECEPTION, reason=REASON)
    assert (told.value.reason, told.value.field) == (Reason.NAME_TAKEN, "name")
    with pytest.raises(NotFound):
        add_user(ada, "Nora", Role.RECEPTION, reason=REASON, sites=frozenset({UUID(int=1)}))
    change_role(ada, ROSA_USER.id, Role.SUPERVISOR, reason=REASON, version=1)
    with pytest.raises(ChangedMeanwhile):
        change_role(ada, ROSA_USER.id, Role.RECEPTION, reason=REASON, version=1)


def test_what_needs_a_reason_and_the_pass_phrase_again_gets_both(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    with pytest.raises(Refused) as told:
        add_user(ada, "Max", Role.MANAGER, reason="because")
    assert told.value.field == "reason"
    clinic.clock.advance(timedelta(minutes=6))
    with pytest.raises(ConfirmationNeeded):
        add_user(ada, "Max", Role.MANAGER, reason=REASON)
    assert len(list_users(ada)) == len(USERS)


def test_the_accounts_of_a_new_clinic_need_no_reason_until_something_is_logged(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    add_user(ada, "Max", Role.MANAGER, reason="")
    with pytest.raises(Refused):
        change_role(ada, ROSA_USER.id, Role.SUPERVISOR, reason="")
    assert is_being_set_up(ada)
    wrote = IncidentDraft(
        clinic.clock(), site_id=HARBOUR.id, channel="letter", kind="hostility", severity=Severity.HOSTILE
    )
    log_incident(clinic.as_role(Role.RECEPTION), wrote)
    assert not is_being_set_up(ada)
    with pytest.raises(Refused) as told:
        add_user(ada, "Nora", Role.RECEPTION, reason="")
    assert told.value.field == "reason"
    add_user(ada, "Nora", Role.RECEPTION, reason=REASON)
    made = [one for one in list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()).lines if one.act == "created"]
    users = [("set-up of the clinic" in thing_text(one), one.reason) for one in made if one.kind == "user"]
    assert users == [(False, REASON), (True, "")]


def test_accounts_are_listed_for_those_who_look_after_them(clinic: Clinic) -> None:
    everybody = {user.name for user in USERS.values()}
    for role, shown in (
        (Role.ADMINISTRATOR, everybody),
        (Role.PRIVACY, everybody),
        (Role.MANAGER, {"rosa", "sam", "maria", "chris"}),
    ):
        assert {user.name for user in list_users(clinic.as_role(role))} == shown
    for role in (Role.RECEPTION, Role.SUPERVISOR, Role.COMMITTEE):
        with pytest.raises(NotAllowed):
            list_users(clinic.as_role(role))


def test_a_manager_resets_only_those_whose_role_gains_them_nothing(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    admitted = reset_passphrase(maria, ROSA_USER.id, reason=REASON)
    assert len(admitted.passphrase) >= 15
    for user in (ADA, MARIA, USERS[Role.COMMITTEE]):
        with pytest.raises(NotAllowed):
            reset_passphrase(maria, user.id, reason=REASON)
    ada = clinic.as_role(Role.ADMINISTRATOR)
    disable_user(ada, ROSA_USER.id, reason=REASON)
    assert reset_passphrase(ada, ROSA_USER.id, reason=REASON).user.active


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.SUPERVISOR, Role.MANAGER, Role.COMMITTEE, Role.PRIVACY])
def test_others_manage_no_users_and_the_denial_is_on_record(clinic: Clinic, role: Role) -> None:
    ctx = clinic.as_role(role)
    with pytest.raises(NotAllowed):
        add_user(ctx, "Max", Role.ADMINISTRATOR, reason=REASON)
    with ctx.store.read() as unit:
        newest = unit.audit.page(AuditFilter(), 0, 1)[0]  # type: ignore[attr-defined]
    assert (newest.act, newest.actor_id, newest.kind) == ("denied", ctx.actor.user_id, "manage_users")


def test_places_and_people_are_kept_by_their_manager(clinic: Clinic) -> None:
    maria, ada = clinic.as_role(Role.MANAGER), clinic.as_role(Role.ADMINISTRATOR)
    desk = add_desk(maria, clinic.site.id, "Billing")
    assert change_desk(maria, replace(desk, name="Bills")).version == 2
    with pytest.raises(NotAllowed):  # whatever the caller says of where the desk is
        change_desk(maria, replace(HILL_DESK, site_id=clinic.site.id, name="Moved"))
    with pytest.raises(NotFound):
        change_desk(maria, replace(desk, id=clinic.site.id))
    assert change_desk(maria, replace(desk, version=2, site_id=clinic.other_site.id)).site_id == clinic.site.id
    add_phone_line(maria, clinic.site.id, "Main line")
    assert [found.name for found in list_desks(maria) if found.site_id == clinic.site.id] == ["Billing", "Check-in"]
    with pytest.raises(NotAllowed):
        add_desk(maria, clinic.other_site.id, "Billing")
    with pytest.raises(NotAllowed):
        add_site(maria, "Third Street", "America/Denver", clinic.site.profile)
    third = add_site(ada, "Third Street", "America/Denver", clinic.site.profile)
    with pytest.raises(Refused):
        change_site(ada, replace(third, name="harbour street"))
    assert change_site(ada, replace(third, name="Fourth Street")).version == 2
    nora = add_person(maria, "Nora New", "receptionist", clinic.site.id, manager_id=MARIA.person_id)
    assert change_person(maria, replace(nora, may_facilitate=True)).version == 2
    with pytest.raises(NotAllowed):
        change_person(maria, replace(nora, site_id=clinic.other_site.id))
    shifts = set_shifts(maria, nora.id, (ShiftDraft(2, time(9), time(13)), ShiftDraft(0, time(9), time(13))))
    assert shifts_of(maria, nora.id) == shifts
    assert [shift.weekday for shift in shifts] == [0, 2]
    with pytest.raises(Refused):
        set_shifts(maria, ROSA.id, (ShiftDraft(7, time(9), time(13)),))
    assert "Nora New" in [person.name for person in list_people(maria)]
    assert check(maria) == ()


def test_opening_hours_holidays_settings_and_terms(clinic: Clinic) -> None:
    maria, ada = clinic.as_role(Role.MANAGER), clinic.as_role(Role.ADMINISTRATOR)
    holidays = suggested_closed_days(maria, 2026, "CA")
    assert {date(2026, 7, 3), date(2026, 7, 4)} & {one.day for one in holidays}
    weekly = ((Span(time(13), time(17)), Span(time(8), time(12))), *((),) * 6)
    hours = set_opening_hours(maria, clinic.site.id, weekly)
    assert [one.hours for one in list_site_sheets(maria) if one.site.id == clinic.site.id] == [hours]
    assert name_clinic(ada, "  Bay   Health ", reason=REASON).name == "Bay Health"
    with pytest.raises(Refused):
        name_clinic(ada, "", reason=REASON)
    assert clinic_settings(maria).name == "Bay Health"
    term = add_term(ada, "trigger", "Fire drill", reason=REASON)
    assert retire_term(ada, "trigger", term.code, date(2026, 12, 31), reason=REASON).valid_to == date(2026, 12, 31)
    with pytest.raises(Refused):
        add_term(ada, "trigger", "fire DRILL", reason=REASON)
    assert list_terms(maria, "trigger")[-1].code == "own_fire_drill"
    assert repair(maria) == ()
