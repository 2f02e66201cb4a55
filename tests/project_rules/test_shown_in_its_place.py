"""A part of a window is shown only after it has its place: before that Qt shows it as a window of its own.

Such a window flashes, takes the keyboard from the program, and leaves the page without a focus.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.project_rules.source_files import sources

TOO_EARLY = """
def __init__(self, may):
    self.add = Button("Add")
    self.add.setVisible(may)
    self.buttons.addWidget(self.add)
"""
IN_TIME = """
def __init__(self, may):
    self.add = Button("Add")
    self.buttons.addWidget(self.add)
    self.add.setVisible(may)
"""
HIDDEN = TOO_EARLY.replace("(may)", "(False)")


def test_nothing_is_shown_before_it_has_a_place() -> None:
    wrong = [f"{source.path}:{line}" for source in sources("ui") for line in shown_too_early(source.tree)]

    assert not wrong, "put the widget into its layout first, then show or hide it"


@pytest.mark.parametrize(("text", "lines"), [(TOO_EARLY, [4]), (IN_TIME, []), (HIDDEN, [])])
def test_what_is_shown_too_early_is_seen(text: str, lines: list[int]) -> None:
    assert list(shown_too_early(ast.parse(text))) == lines


def shown_too_early(tree: ast.AST) -> Iterator[int]:
    """Lines at which a function shows what it made and gives to something else only further down."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        made = {
            ast.unparse(target): node.lineno
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
            for target in node.targets
        }
        for call in calls:
            if (name := shown_by(call)) in made:
                given = [one.lineno for one in calls if one.lineno >= made[name] and gives(one, name)]
                if given and min(given) > call.lineno:
                    yield call.lineno


def shown_by(call: ast.Call) -> str:
    """What this call shows, as it is written; empty for any other call, and for one that hides."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr in ("show", "setVisible")):
        return ""
    hides = bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value is False
    return "" if hides else ast.unparse(call.func.value)


def gives(call: ast.Call, name: str) -> bool:
    """Is this one of the call's arguments, or within one?"""
    return any(
        isinstance(part, ast.Name | ast.Attribute) and ast.unparse(part) == name
        for argument in call.args
        for part in ast.walk(argument)
    )
