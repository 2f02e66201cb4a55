"""The clinic's own table for the police and its list of help: changed with a reason, kept over updates, in the file."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.police_table import POLICE, PoliceAnswer, PoliceLine, answer_of, police_line
from incident_tracker.domain.clinic.vocabulary import CLINIC, Term
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, Reason, Refused
from incident_tracker.exchange.setup_file import read_setup, write_setup
from incident_tracker.usecases.clinic.directory import (
    add_entry,
    add_national_lines,
    change_entry,
    list_directory,
    show_entry_until,
)
from incident_tracker.usecases.clinic.police_table import add_police_line, change_police_line
from incident_tracker.usecases.clinic.shipped_terms import put_in
from incident_tracker.usecases.clinic.vocabulary import list_terms
from incident_tracker.usecases.oversight.police_card import draw_police_card
from incident_tracker.usecases.oversight.setup import apply_setup, export_setup, preview_setup
from tests.reports.pdf_reading import read
from tests.storage_fixtures import HARBOUR, HILL, MONDAY_NINE, Clinic

WHY = "The board decided it at its meeting in February."
TEAM = DirectoryEntry(UUID(int=0), "County mobile crisis", HelpKind.MOBILE_CRISIS, "555-0100", "8 to 8", by_video=True)


def card_of(clinic: Clinic) -> str:
    """What the card says to Rosa."""
    return " ".join(read(draw_police_card(clinic.as_role(Role.RECEPTION))).text.split())


def line(clinic: Clinic, code: str) -> Term:
    return next(term for term in list_terms(clinic.as_role(Role.RECEPTION), POLICE) if term.code == code)


def test_a_line_gets_the_clinics_answer_and_a_new_version_of_the_program_leaves_it(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    before = line(clinic, "property_damage")
    said = replace(police_line(before), answer=PoliceAnswer.SECOND_PERSON, advice="Ask the manager on duty.")
    with pytest.raises(NotAllowed):
        change_police_line(clinic.as_role(Role.MANAGER), before, said, reason=WHY)
    after = change_police_line(ada, before, said, reason=WHY)
    assert (answer_of(after), after.definition, after.source) == (
        PoliceAnswer.SECOND_PERSON,
        "Ask the manager on duty.",
        CLINIC,
    )
    with pytest.raises(ChangedMeanwhile):
        change_police_line(ada, before, said, reason=WHY)
    with clinic.store.write() as unit:
        put_in(unit, MONDAY_NINE)
        unit.commit()
    assert line(clinic, "property_damage") == after


def test_the_situation_of_a_shipped_line_stays_and_own_lines_are_added(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    weapon = line(clinic, "weapon")
    with pytest.raises(Refused) as refused:
        change_police_line(ada, weapon, replace(police_line(weapon), label="Knife"), reason=WHY)
    assert (refused.value.reason, refused.value.field) == (Reason.NOT_OURS_TO_CHANGE, "label")
    own = PoliceLine("Follows a colleague to the bus", PoliceAnswer.CALL, "Sigue a una colega hasta el autobús")
    added = add_police_line(ada, own, reason=WHY)
    assert added.code == "own_follows_a_colleague_to_the_bus"
    with pytest.raises(Refused) as taken:
        add_police_line(ada, own, reason=WHY)
    assert taken.value.reason is Reason.NAME_TAKEN
    assert change_police_line(ada, added, replace(own, label="Follows a colleague home"), reason=WHY).version == 2


def test_help_is_for_one_site_or_all_and_shown_until_its_last_day(clinic: Clinic) -> None:
    ada, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    with pytest.raises(NotAllowed):
        add_entry(maria, TEAM)  # for all sites
    mine = add_entry(maria, replace(TEAM, site_id=HARBOUR.id))
    with pytest.raises(NotAllowed):
        add_entry(maria, replace(TEAM, site_id=HILL.id))
    with pytest.raises(Refused) as missing:
        change_entry(maria, replace(mine, phone="  "))
    assert (missing.value.reason, missing.value.field) == (Reason.MISSING, "phone")
    assert [one.name for one in add_national_lines(ada)] == ["988 Suicide & Crisis Lifeline", "211"]
    assert add_national_lines(ada) == ()
    yesterday = clinic.clock().astimezone(HARBOUR.time_zone).date() - timedelta(days=1)
    ended = show_entry_until(maria, mine, yesterday)
    card = card_of(clinic)
    assert "988 Suicide & Crisis Lifeline: 988" in card
    assert "Weapon shown or used" in card
    assert TEAM.name not in card
    other = add_entry(maria, replace(TEAM, site_id=HARBOUR.id))
    with pytest.raises(Refused) as meanwhile:
        show_entry_until(maria, ended, None)
    assert (meanwhile.value.reason, meanwhile.value.field) == (Reason.NAME_TAKEN_MEANWHILE, "last_day")
    show_entry_until(maria, other, yesterday)
    show_entry_until(maria, ended, None)
    assert f"{TEAM.name}: 555-0100 (8 to 8, by video)" in card_of(clinic)


def test_the_file_has_the_table_and_the_help_and_the_second_time_changes_nothing(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    weapon = line(clinic, "weapon")
    change_police_line(ada, weapon, replace(police_line(weapon), advice="Leave the room. Then call."), reason=WHY)
    add_entry(ada, replace(TEAM, site_id=HARBOUR.id))
    text = write_setup(export_setup(ada))
    assert read_setup(text) == export_setup(ada)
    assert preview_setup(ada, read_setup(text)) == ()
    wanted = read_setup(
        text.replace("Leave the room. Then call.", "Call from the next room.").replace("8 to 8", "24/7")
    )
    foreseen = preview_setup(ada, wanted)
    assert [(one.change.kind, one.change.name) for one in foreseen] == [
        ("police_line", "Weapon shown or used"),
        ("directory_entry", TEAM.name),
    ]
    assert apply_setup(ada, wanted, reason=WHY) == foreseen
    assert preview_setup(ada, wanted) == ()
    assert line(clinic, "weapon").definition == "Call from the next room."
    assert [one.hours for one in list_directory(ada)] == ["24/7"]
