"""Each change of a clinic page says what it moves before it is saved, or why it moves nothing."""

import ast
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.labels.oversight.clinic_changes import moves_text
from incident_tracker.usecases.clinic.accounts import disable_user
from incident_tracker.usecases.clinic.settings import let_desks_close
from incident_tracker.usecases.oversight import clinic_changes
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.staff import change_person
from tests.project_rules.source_files import sources
from tests.project_rules.test_setup_file_is_whole import changes
from tests.storage_fixtures import ALEX, CHECK_IN, HARBOUR, MARIA, ROSA, SAM, USERS, Clinic, keep
from tests.support_people import accepted, logged, tomorrow_at_ten

WHY = "The team asked for it at the meeting on Monday."

# each change, and what asks before it is saved
TOLD = {
    "clinic.directory.show_entry_until": "if_help_ends",
    "clinic.people.set_shifts": "if_shifts",
    "clinic.settings.let_desks_close": "if_desks_stay_open",
    "clinic.sites.retire_site": "if_site_ends",
    "clinic.sites.retire_desk": "if_desk_ends",
    "clinic.sites.retire_phone_line": "if_line_ends",
    "clinic.vocabulary.retire_term": "if_term_ends",
    "clinic.absences.add_absence": "if_away",
    "clinic.absences.change_absence": "if_away",
    "clinic.accounts.disable_user": "if_account_closes",
    "support.opening.close_on": "if_closed_on",
    "support.opening.set_opening_hours": "if_open_at",
    "support.staff.change_person": "if_person_changes",
}
NEW = "what is new moves nothing that is there"
NAME = "a name or a word alone: nothing that is booked or due follows from it"
BACK = "it takes a change back"
MOVES_NOTHING = {
    "clinic.directory.add_entry": NEW,
    "clinic.directory.add_national_lines": NEW,
    "clinic.people.add_person": NEW,
    "clinic.police_table.add_police_line": NEW,
    "clinic.sites.add_site": NEW,
    "clinic.sites.add_desk": NEW,
    "clinic.sites.add_phone_line": NEW,
    "clinic.vocabulary.add_term": NEW,
    "support.outside_help.add_outside_help": NEW,
    "clinic.directory.change_entry": NAME,
    "clinic.settings.name_clinic": NAME,
    "clinic.sites.change_site": NAME,
    "clinic.sites.change_desk": NAME,
    "clinic.sites.change_phone_line": NAME,
    "clinic.vocabulary.reword_term": NAME,
    "clinic.quick_choices.order_choices": NAME,
    "clinic.quick_choices.begin_with_channels": NAME,
    "clinic.police_table.change_police_line": "it is read when someone decides next; what was decided stays",
    "support.outside_help.change_outside_help": "who was told of it reads the new words",
    "support.outside_help.retire_outside_help": "who was told of it still reads how to reach it",
    "clinic.settings.allow_own_reports": "its dialog says who can complete what then",
    "clinic.extras.set_mail_server": "it is tried with one letter; nothing that is booked or due follows from it",
    "clinic.settings.set_closing_day": "its dialog says that months which are closed stay so",
    "support.invitations.switch_invitations": "its dialog says what leaves the computer then, and what is dropped",
    "clinic.settings.limit_idle": "its dialog says when windows lock then",
    "support.opening.take_back_hours": BACK,
    "support.opening.open_again_on": BACK,
    "support.outside_help.name_outside_help_again": BACK,
    "clinic.first_run.dismiss_first_step": "it is a list of one administrator",
    "clinic.first_run.show_first_step": BACK,
    "oversight.setup.apply_setup": "a dry run says it of each part",
    "oversight.staff_file.import_staff": "a dry run says it of each part",
}


def test_each_change_says_first_what_it_moves_or_why_it_moves_nothing() -> None:
    assert set(changes()) <= TOLD.keys() | MOVES_NOTHING.keys(), "ask it in the dialog (ui/moving.py), or say why not"
    assert not TOLD.keys() & MOVES_NOTHING.keys()
    asked = {name for name in vars(clinic_changes) if name.startswith("if_")}
    assert asked == set(TOLD.values())


@pytest.mark.parametrize("change", TOLD)
def test_the_dialog_that_makes_a_change_asks_it(change: str) -> None:
    """They are named in one file, the dialog's."""
    act, asks = change.rpartition(".")[2], TOLD[change]
    named = [{one.id for one in source.nodes if isinstance(one, ast.Name)} for source in sources("ui")]
    assert any({act, asks} <= names for names in named)


def booked(clinic: Clinic, **request: object) -> None:
    """Rosa's debrief tomorrow at ten."""
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic, **request))


def impossible(clinic: Clinic) -> list[Reason | None]:
    items = list_today(clinic.as_role(Role.MANAGER), HARBOUR.zone)
    return [one.why.reason if one.why else None for one in items if one.matter is Matter.IMPOSSIBLE]


def test_a_desk_that_may_no_longer_close_says_which_debriefs_it_leaves_without_cover(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    let_desks_close(ada, True, reason=WHY)
    booked(clinic, covers={ROSA.id: None})
    assert clinic_changes.if_desks_stay_open(ada) == Moves(blocked=1)
    assert impossible(clinic) == []
    let_desks_close(ada, False, reason=WHY)
    assert impossible(clinic) == [Reason.DESK_STAYS_OPEN]
    assert clinic_changes.if_desks_stay_open(ada) == Moves()  # it is so already


def test_someone_who_gets_a_desk_needs_cover_and_it_is_said_first(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    rosa = change_person(maria, replace(ROSA, desk_id=None))
    booked(clinic, covers={})
    at_desk = replace(rosa, desk_id=CHECK_IN.id)
    assert clinic_changes.if_person_changes(maria, at_desk) == Moves(blocked=1)
    assert clinic_changes.if_person_changes(maria, replace(rosa, name="Rosa R.", may_facilitate=True)) == Moves()
    change_person(maria, at_desk)
    assert impossible(clinic) == [Reason.COVER_MISSING]


def reminded(clinic: Clinic) -> set[str]:
    found = list_reminders(clinic.as_role(Role.SUPERVISOR), everybody=True)
    names = {MARIA.id: "Maria", SAM.id: "Sam", ALEX.id: "Alex"}
    return {names[one.person_id] for one in found if one.kind is ReminderKind.ASK}


def test_a_closed_account_says_which_debriefs_someone_else_is_reminded_of(clinic: Clinic) -> None:
    with clinic.store.write() as unit:
        unit.users.add(User(UUID(int=0x93), "zoe", Role.MANAGER, ALEX.id, frozenset({HARBOUR.id})))
        keep(unit)
    logged(clinic, Severity.THREAT, ROSA.id)
    clinic.clock.advance(timedelta(hours=1))
    ada = clinic.as_role(Role.ADMINISTRATOR)
    assert reminded(clinic) == {"Maria"}
    told = clinic_changes.if_account_closes(ada, USERS[Role.MANAGER].id)
    assert told == Moves(unseen=1)
    assert moves_text(told) == "They answer for 1 debrief. The next person who leads the site is reminded of it."
    assert clinic_changes.if_account_closes(ada, USERS[Role.PRIVACY].id) == Moves()
    disable_user(ada, USERS[Role.MANAGER].id, reason=WHY)
    assert reminded(clinic) == {"Alex"}
