"""Everything that is done in the clinic has its page, for someone who may: a command alone is no place for a desk."""

import importlib
from collections.abc import Iterator, Mapping

import pytest

from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from tests.project_rules.features import CHAPTERS
from tests.project_rules.reached import PACKAGES, Definition, Program
from tests.project_rules.source_files import sources
from tests.project_rules.test_setup_file_is_whole import KEEPS
from ui.shell.navigation import NavigationEntry, entries

USE_CASES = "incident_tracker.usecases."
BEFORE_A_PAGE = ("ui.shell.navigation", "incident_tracker.bootstrap")
"""From a page these lead to every other page."""

BY_COMMAND_ALONE = {
    "oversight.setup.export_setup": "`clinic export`: for who sets up many clinics; each part of it has its page",
    "oversight.setup.preview_setup": "`clinic apply --dry-run` of such a file",
    "oversight.setup.apply_setup": "`clinic apply` of such a file",
    "oversight.staff_file.preview_staff": "`staff --dry-run`: from the program for wages; People has each person",
    "oversight.staff_file.import_staff": "`staff` of such a list",
}


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(sources(*PACKAGES))


@pytest.fixture(scope="module")
def by_page(program: Program) -> Mapping[NavigationEntry, frozenset[str]]:
    """What the pages that the table of features names for it lead to."""
    named = next(one.pages for chapter in CHAPTERS for one in chapter.features if one.id == "N07")
    return {entry: led_to(program, entry) for entry in entries() if entry.key in named}


@pytest.fixture(scope="module")
def by_window(program: Program) -> frozenset[str]:
    """What the window leads to besides its pages: its menus, and coming in by the door."""
    door = program.modules["incident_tracker.bootstrap"].definitions["ClinicDoor"]
    start = program.modules["ui.app"].definitions.values()
    pages = [entry.module for entry in entries()]
    return names(program.reached(also=[door, *start], without=pages, start="ui.app"))


def led_to(program: Program, entry: NavigationEntry) -> frozenset[str]:
    page = program.modules[entry.module].definitions[entry.name]
    return names(program.reached(also=[page], without=BEFORE_A_PAGE, start=entry.module))


def names(found: set[Definition]) -> frozenset[str]:
    return frozenset(f"{one.module}.{one.last_name}".removeprefix(USE_CASES) for one in found if one.owner is None)


def of_the_clinic(program: Program) -> Iterator[tuple[str, Permission | None]]:
    """Each use case of the chapter, and of others that change what its pages keep, with its permission."""
    for one in program.definitions():
        if one.owner is None and one.module.startswith(USE_CASES):
            function = getattr(importlib.import_module(one.module), one.last_name)
            gate = getattr(function, "gate", None)
            outside = getattr(function, "outside_gate", None)
            is_here = one.module.startswith(f"{USE_CASES}clinic.")
            if (gate and (is_here or gate.permission in KEEPS)) or (outside and is_here):
                yield f"{one.module}.{one.last_name}".removeprefix(USE_CASES), gate.permission if gate else None


def is_open(entry: NavigationEntry, permission: Permission | None) -> bool:
    """May some role both open the page and do this?"""
    return any(
        all(asked is None or grant(role, asked).scope is not Scope.NONE for asked in (entry.permission, permission))
        for role in Role
    )


def test_each_use_case_of_the_clinic_is_reached_from_a_page_by_someone_who_may(
    program: Program, by_page: Mapping[NavigationEntry, frozenset[str]], by_window: frozenset[str]
) -> None:
    """The pages are those of N07 in the table of features, so that the manual names them all."""
    without_page = {
        name
        for name, permission in of_the_clinic(program)
        if name not in by_window
        and not any(name in led and is_open(entry, permission) for entry, led in by_page.items())
    }

    assert without_page - BY_COMMAND_ALONE.keys() == set(), "give it its page, and name that in the features under N07"
    assert BY_COMMAND_ALONE.keys() - without_page == set(), "it has its page by now: take it off the list"


def test_no_page_is_named_that_does_nothing_for_it(
    program: Program, by_page: Mapping[NavigationEntry, frozenset[str]]
) -> None:
    needed = dict(of_the_clinic(program))
    for entry, led in by_page.items():
        elsewhere = set().union(*(other for one, other in by_page.items() if one is not entry))
        assert led & needed.keys() - elsewhere, f"everything on {entry.key} is on another page of N07"
