"""The manual: every page is reached, every picture is there, and what it prints of the code is what the code says."""

import re
import sys
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QApplication

from incident_tracker import wording
from incident_tracker.demo.clinic import invented_clinic
from incident_tracker.demo.filling import DemoSize
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.labels.clinic.permissions import permission_text
from tests.project_rules.made_pages import FOLDERS, MADE, made

DOCS = Path(__file__).parents[2] / "docs"
SPANISH = DOCS / "es"
PAGES = sorted([*DOCS.glob("*.md"), *SPANISH.glob("*.md")])
README = DOCS.parent / "README.md"
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
LARGEST_PICTURE = 160_000  # bytes: the manual is copied with every checkout
MOST_PICTURES = 20
MOST_WORDS = {DOCS: 950, SPANISH: 1050}


def linked(page: Path) -> list[tuple[bool, Path]]:
    """The files that a page points to: is it a picture, and where it is."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [(mark == "!", page.parent / target) for mark, target in found if "://" not in target]


@pytest.mark.parametrize("page", [*PAGES, README], ids=lambda page: page.relative_to(DOCS.parent).as_posix())
def test_what_a_page_points_to_is_there(page: Path) -> None:
    assert [str(target) for _picture, target in linked(page) if not target.exists()] == []


@pytest.mark.parametrize("folder", [DOCS, SPANISH], ids=["en", "es"])
def test_every_guide_is_reached_from_the_first_page(folder: Path) -> None:
    reached = {target.resolve() for picture, target in linked(folder / "README.md") if not picture}

    assert reached == {page.resolve() for page in folder.glob("*.md")} - {(folder / "README.md").resolve()}


@pytest.mark.parametrize("folder", [DOCS, SPANISH], ids=["en", "es"])
def test_every_picture_is_small_and_used(folder: Path) -> None:
    """Each manual shows the windows in its own language."""
    pictures = {picture.resolve() for picture in (folder / "pictures").iterdir()}
    pages = [*folder.glob("*.md"), *([README] if folder is DOCS else [])]
    used = {target.resolve() for page in pages for picture, target in linked(page) if picture}

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
        assert len(words) < MOST_WORDS[page.parent] or page.name == "features.md", page


@pytest.mark.parametrize("language", FOLDERS)
def test_every_permission_is_printed_once(language: str) -> None:
    lines = (FOLDERS[language] / "permissions.md").read_text(encoding="utf-8").splitlines()
    printed = [line.split("|")[1].strip() for line in lines if line.startswith("|")]

    with wording.speaking(language):
        assert [name for name in map(permission_text, Permission) if printed.count(name) != 1] == []


@pytest.mark.parametrize("folder", [DOCS, SPANISH], ids=["en", "es"])
def test_the_invented_users_are_those_of_the_invented_clinic(folder: Path) -> None:
    text = (folder / "invented-clinic.md").read_text(encoding="utf-8")

    for account in invented_clinic(Random(1)).accounts:
        assert re.search(rf"^\| {account.user.name} \| .+ \| {account.passphrase} \|$", text, re.MULTILINE)


@pytest.mark.skipif(sys.platform != "linux", reason="the keys are written down as Linux has them")
@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("page", MADE)
def test_what_is_made_from_the_program_says_what_the_program_says(page: str, language: str, qapp: QApplication) -> None:
    """After a change: `QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.project_rules.made_pages`."""
    assert (FOLDERS[language] / page).read_text(encoding="utf-8") == made(page, language)


def test_the_invented_clinic_is_as_large_as_the_manual_says() -> None:
    """Two sites, ten people at each, two years."""
    clinic = invented_clinic(Random(1))

    assert [len(clinic.staff_of(site)) for site in clinic.sites] == [10, 10]
    assert DemoSize().months == 24
