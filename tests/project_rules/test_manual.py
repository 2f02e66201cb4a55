"""The manual: every page is reached, every picture is there, and what it prints of the code is what the code says."""

import re
import sys
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from incident_tracker.demo.clinic import invented_clinic
from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.usecases.oversight.invented_clinic import Wish
from tests.project_rules.made_pages import MADE, made

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.glob("*.md"))
README = DOCS.parent / "README.md"
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
LARGEST_PICTURE = 160_000  # bytes: the manual is copied with every checkout
MOST_PICTURES = 20
COLUMNS = (Role.RECEPTION, Role.SUPERVISOR, Role.MANAGER, Role.COMMITTEE, Role.ADMINISTRATOR, Role.PRIVACY)
REACH = {Scope.NONE: "–", Scope.OWN: "own", Scope.SITE: "site", Scope.ALL: "all", Scope.DEIDENTIFIED: "no names"}

PRINTED_AS = {
    "Log an incident": Permission.CREATE_INCIDENT,
    "See one's own report": Permission.VIEW_OWN_REPORT,
    "See incidents": Permission.VIEW_INCIDENTS,
    "Change one's own draft": Permission.EDIT_OWN_DRAFT,
    "Complete a submitted incident": Permission.EDIT_SUBMITTED,
    "Change a closed incident": Permission.EDIT_CLOSED,
    "Add to an incident": Permission.ADD_ADDENDUM,
    "Close": Permission.CLOSE_INCIDENT,
    "Reopen": Permission.REOPEN_INCIDENT,
    "Strike out": Permission.VOID_INCIDENT,
    "Search descriptions": Permission.SEARCH_TEXT,
    "See the local code of a repeated person": Permission.SEE_PATIENT_CODE,
    "See a person's group": Permission.SEE_PERSON_GROUP,
    "See totals by group": Permission.SEE_GROUP_TOTALS,
    "See how staff were harmed": Permission.SEE_STAFF_HARM,
    "Print one incident": Permission.PRINT_INCIDENT,
    "Read in old incidents": Permission.IMPORT_INCIDENTS,
    "Emergency access": Permission.BREAK_GLASS,
    "See support": Permission.SEE_SUPPORT,
    "Offer support": Permission.OFFER_SUPPORT,
    "Answer an offer": Permission.ANSWER_OFFER,
    "Plan a debrief": Permission.PLAN_DEBRIEF,
    "Lead a debrief": Permission.HOLD_DEBRIEF,
    "Take protected time into a calendar": Permission.EXPORT_CALENDAR,
    "See what is due": Permission.SEE_DUE,
    "See analyses": Permission.SEE_ANALYSES,
    "Analyse": Permission.ANALYSE,
    "Assign an action": Permission.ASSIGN_ACTION,
    "See and finish actions": Permission.COMPLETE_ACTION,
    "See trends": Permission.SEE_TRENDS,
    "Enter visits and hours": Permission.ENTER_DENOMINATORS,
    "De-identified reports and exports": Permission.EXPORT_DEIDENTIFIED,
    "Identified exports": Permission.EXPORT_IDENTIFIED,
    "Who saw one incident": Permission.SEE_INCIDENT_AUDIT,
    "The whole trail": Permission.SEE_WHOLE_AUDIT,
    "Check the trail": Permission.VERIFY_AUDIT,
    "See sites, desks and people": Permission.SEE_CLINIC,
    "Change sites, desks and people": Permission.MANAGE_CLINIC,
    "Accounts": Permission.MANAGE_USERS,
    "Reset a pass phrase": Permission.RESET_PASSPHRASE,
    "Change one's own pass phrase": Permission.CHANGE_OWN_PASSPHRASE,
    "Settings of the clinic": Permission.CHANGE_SETTINGS,
    "Back up": Permission.BACK_UP,
    "Restore": Permission.RESTORE,
    "Bring the database up to date": Permission.MIGRATE,
    "New recovery key": Permission.NEW_RECOVERY_KEY,
    "Purge after the legal time": Permission.PURGE,
}


def linked(page: Path) -> list[tuple[bool, Path]]:
    """The files that a page points to: is it a picture, and where it is."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [(mark == "!", page.parent / target) for mark, target in found if "://" not in target]


@pytest.mark.parametrize("page", [*PAGES, README], ids=lambda page: page.relative_to(DOCS.parent).as_posix())
def test_what_a_page_points_to_is_there(page: Path) -> None:
    assert [str(target) for _picture, target in linked(page) if not target.exists()] == []


def test_every_guide_is_reached_from_the_first_page() -> None:
    reached = {target.resolve() for picture, target in linked(DOCS / "README.md") if not picture}

    assert reached == {page.resolve() for page in PAGES} - {(DOCS / "README.md").resolve()}


def test_every_picture_is_small_and_used() -> None:
    pictures = {picture.resolve() for picture in (DOCS / "pictures").iterdir()}
    used = {target.resolve() for page in [*PAGES, README] for picture, target in linked(page) if picture}

    assert pictures == used
    assert len(pictures) <= MOST_PICTURES
    assert {picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE} == set()


def test_every_page_has_one_title_and_one_page_of_text() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        outside_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        assert text.startswith("# "), page.name
        assert len(re.findall(r"^# ", outside_code, flags=re.MULTILINE)) == 1, page.name
        words = [word for word in outside_code.split() if word.isalpha()]
        assert len(words) < 900 or page.name == "features.md", page.name


def test_the_printed_matrix_is_the_one_that_holds() -> None:
    text = (DOCS / "permissions.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    printed = {row[0]: row[1:] for row in rows if row[0] in PRINTED_AS}

    assert set(PRINTED_AS.values()) == set(Permission)
    assert printed == {
        words: [cell_of(role, permission) for role in COLUMNS] for words, permission in PRINTED_AS.items()
    }


def cell_of(role: Role, permission: Permission) -> str:
    """A grant as the page writes it."""
    given = grant(role, permission)
    return REACH[given.scope] + ("²" if given.needs_second else "¹" if given.needs_reason else "")


def test_the_invented_users_are_those_of_the_invented_clinic() -> None:
    text = (DOCS / "invented-clinic.md").read_text(encoding="utf-8")

    for account in invented_clinic(Random(1)).accounts:
        assert re.search(rf"^\| {account.user.name} \| .+ \| {account.passphrase} \|$", text, re.MULTILINE)


@pytest.mark.skipif(sys.platform != "linux", reason="the keys are written down as Linux has them")
@pytest.mark.parametrize("page", MADE)
def test_what_is_made_from_the_program_says_what_the_program_says(page: str, qapp: QApplication) -> None:
    """After a change: `QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.project_rules.made_pages`."""
    assert (DOCS / page).read_text(encoding="utf-8") == made(page)


def test_the_invented_clinic_is_as_large_as_the_manual_says() -> None:
    """Two sites, ten people at each, two years."""
    clinic = invented_clinic(Random(1))

    assert [len(clinic.staff_of(site)) for site in clinic.sites] == [10, 10]
    assert Wish().months == 24
