"""The page of features names every row of the plan, and each page, command and test that it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from incident_tracker.cli.program import COMMANDS
from tests.project_rules.features import CHAPTERS, Feature
from tests.project_rules.source_files import PROJECT
from ui.shell.navigation import entries

FEATURES = [feature for chapter in CHAPTERS for feature in chapter.features]
HOW_MANY = 138
"""The plan has this many rows, and a row is never dropped: what is not built is said to be missing."""


def test_no_row_of_the_plan_is_lost() -> None:
    ids = [feature.id for feature in FEATURES]

    assert len(set(ids)) == len(ids) == HOW_MANY, "each feature of the plan has one row, and none is taken away"
    assert all(re.fullmatch(r"[A-Z]\d\d", one) for one in ids)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.id)
def test_a_feature_is_where_it_is_said_to_be(feature: Feature) -> None:
    assert set(feature.pages) <= {entry.key for entry in entries()}, "its pages are keys of ui/shell/navigation.py"
    assert set(feature.commands) <= set(COMMANDS), "its commands are names of the command line"
    if not feature.story:
        assert (feature.pages, feature.commands, feature.lacks) == ((), (), ""), "what has a place has a story"
        return
    assert feature.pages or feature.commands, "what has a story is reached somewhere"
    file, _, name = feature.story.partition("::")
    assert name in named_tests(PROJECT / "tests" / file), "its story is `file::test` of a test that exists in tests/"


def test_the_page_promises_nothing_twice() -> None:
    titles = [feature.title for feature in FEATURES]

    assert len(set(titles)) == len(titles), "two features have the same title: say in which they differ"


@cache
def named_tests(file: Path) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
