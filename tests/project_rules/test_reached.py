"""What is built has a door: everything in the program is reached by a window or a command that a role may use."""

import ast
from textwrap import dedent

import pytest

from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from tests.project_rules.features import CHAPTERS
from tests.project_rules.opened_later import AT_MOST, DEFINITIONS, NOT_ASKED_YET, PERMISSIONS
from tests.project_rules.reached import PACKAGES, Definition, Program
from tests.project_rules.source_files import Source, sources

DEMO = "incident_tracker.demo"


@pytest.fixture(scope="module")
def program() -> Program:
    return Program(sources(*PACKAGES))


@pytest.fixture(scope="module")
def reached(program: Program) -> set[Definition]:
    return program.reached()


@pytest.fixture(scope="module")
def unreached(program: Program, reached: set[Definition]) -> list[Definition]:
    """Without the parts of classes that nobody reaches as a whole."""
    return [one for one in program.definitions() if one not in reached and (one.owner is None or one.owner in reached)]


def covers(entry: str, definition: Definition) -> bool:
    return entry in (definition.module, definition.name)


def test_nothing_serves_only_tests_or_benchmarks(program: Program, unreached: list[Definition]) -> None:
    """What nobody can use costs reading, upkeep and trust; what later work opens stands in the list."""
    later = [one for one in program.definitions() if any(covers(entry, one) for entry in DEFINITIONS)]
    serving = program.reached(also=later)
    forgotten = [one.place for one in unreached if one not in serving]

    assert not forgotten, "give it a door in a window or a command, move it to tests/, or take it out"


def test_what_only_the_invented_clinic_uses_is_with_what_invents_it(program: Program, reached: set[Definition]) -> None:
    """`demo` is a command, but no clinic's work: what it alone reaches would have a door that nobody at a desk has."""
    real = program.reached(without=[DEMO])
    only_there = [
        one.place for one in reached - real if not one.module.startswith(DEMO) and (not one.owner or one.owner in real)
    ]

    assert not only_there, "give it a door in a window or a command, or move it to demo/"


def test_the_list_of_what_opens_later_only_shrinks(unreached: list[Definition]) -> None:
    opened_or_gone = [entry for entry in DEFINITIONS if not any(covers(entry, one) for one in unreached)]
    known = {feature.id for chapter in CHAPTERS for feature in chapter.features}
    unknown = sorted({*DEFINITIONS.values(), *PERMISSIONS.values(), *NOT_ASKED_YET.values()} - known)

    assert len(DEFINITIONS) + len(PERMISSIONS) + len(NOT_ASKED_YET) == AT_MOST, (
        "it never grows: make the door first, or lower the number"
    )
    assert not opened_or_gone, "a door was made, or it is gone: take it off the list"
    assert not unknown, "each entry names a feature"
    assert not set(PERMISSIONS) & set(Permission), "it is in the printed table: take it off the list"


def test_every_use_case_is_open_to_someone(program: Program, reached: set[Definition]) -> None:
    """A use case whose permission no role holds has a door, but nobody has the key."""
    granted = {one.name for one in Permission if any(grant(role, one).scope is not Scope.NONE for role in Role)}
    closed = [
        one.place
        for one in program.definitions()
        if one in reached and one.module.startswith("incident_tracker.usecases") and not asked_of(one) <= granted
    ]

    assert not closed, "give its permission to a role in domain/clinic/access.py, or take it out"


def asked_of(definition: Definition) -> set[str]:
    """The permissions that the decorator of a use case names."""
    return {attribute for name, attribute in definition.decorators if name == "Permission"}


def test_a_permission_in_the_printed_table_is_asked_where_someone_comes_in(
    program: Program, reached: set[Definition]
) -> None:
    """A row that nothing asks says what someone may do that they cannot do."""
    asked = {name for one in reached for name in [*asked_of(one), *reached_in_passing(one)]}
    unasked = {permission.value for permission in Permission if permission.name not in asked}

    assert unasked - set(NOT_ASKED_YET) == set(), "open the page or the command that asks it, or take the row away"
    assert set(NOT_ASKED_YET) - unasked == set(), "it is asked by now: take it off the list"


def reached_in_passing(definition: Definition) -> set[str]:
    """The permissions that a use case names besides its own: what it shows or leaves out by them."""
    inside = definition.module.startswith("incident_tracker.usecases")
    return {attribute for name, attribute in definition.scope.chains if inside and name == "Permission"}


FILES = {
    "incident_tracker/__main__.py": """
        from incident_tracker.cli.program import main
        main()
        """,
    "incident_tracker/cli/program.py": """
        from importlib import import_module
        COMMANDS = {"log": "log one incident"}
        def main():
            import_module(f"incident_tracker.cli.{name}").run()
        """,
    "incident_tracker/cli/log.py": """
        from incident_tracker.usecases import incidents
        def run():
            incidents.log()
        """,
    "incident_tracker/cli/old.py": "def run(): pass",
    "incident_tracker/usecases/incidents.py": """
        from incident_tracker.domain.rules import Rule as R
        def log():
            return R().holds()
        def forget():
            return _forgotten()
        def _forgotten(): pass
        """,
    "incident_tracker/domain/rules.py": """
        class Rule:
            def holds(self): pass
            def bends(self): pass
        """,
}


def test_what_has_no_door_is_noticed() -> None:
    """The rule itself works: through imports under other names, commands named by strings, and methods."""
    planted = Program(Source(path, text, ast.parse(dedent(text))) for path, text in FILES.items())
    found = planted.reached()

    assert sorted(one.place for one in planted.definitions() if one not in found) == [
        "incident_tracker/cli/old.py:1 run",
        "incident_tracker/domain/rules.py:4 Rule.bends",
        "incident_tracker/usecases/incidents.py:5 forget",
        "incident_tracker/usecases/incidents.py:7 _forgotten",
    ]
