"""Nobody reaches the clinic's records except through the gate, which checks the role and writes the audit entry."""

import ast
from collections.abc import Iterator

from tests.project_rules.source_files import Source, at, calls, sources

GATE = "incident_tracker/usecases/gate.py"
OPENS = {"read", "write"}  # of a store
MAKES = {"Context", "Store", "Unit", "Database"}  # what a function must not be handed without a gate


def functions() -> Iterator[tuple[Source, ast.FunctionDef]]:
    """Every public function of the use cases."""
    for source in sources("incident_tracker/usecases"):
        if source.path != GATE:
            for node in source.tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield source, node


def decorators(function: ast.FunctionDef) -> set[str]:
    return {
        called.id
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and isinstance(called := decorator.func, ast.Name)
    }


def test_a_function_that_is_handed_the_store_is_behind_the_gate_or_says_why_not() -> None:
    wrong = [
        at(source, function)
        for source, function in functions()
        for argument in function.args.args
        if argument.annotation is not None and names(argument.annotation) & MAKES
        if not decorators(function) & {"needs", "outside_gate"}
    ]

    assert not wrong


def test_a_use_case_behind_the_gate_takes_its_work_from_it() -> None:
    wrong = [
        at(source, function)
        for source, function in functions()
        if "needs" in decorators(function)
        if not function.args.args or "Work" not in names(function.args.args[0].annotation)
    ]

    assert not wrong


def test_only_the_gate_makes_work_and_opens_transactions() -> None:
    """Screens and the command line call use cases; a step that takes `Work` can only be called from inside one."""
    public: dict[str, list[bool]] = {GATE: [True]}
    for source, function in functions():
        public.setdefault(source.path, []).append("outside_gate" in decorators(function))
    wrong = [
        at(source, call)
        for source in sources("incident_tracker/usecases", "incident_tracker/cli", "ui")
        if not all(public.get(source.path, [False]))  # a file whose every function says why it is outside
        for call in calls(source)
        if (isinstance(call.func, ast.Name) and call.func.id == "Work") or opens_store(call.func)
    ]

    assert not wrong


def opens_store(called: ast.expr) -> bool:
    if not (isinstance(called, ast.Attribute) and called.attr in OPENS):
        return False
    owner = called.value
    return (isinstance(owner, ast.Name) and owner.id == "store") or (
        isinstance(owner, ast.Attribute) and owner.attr == "store"
    )


def names(annotation: ast.expr | None) -> set[str]:
    if annotation is None:
        return set()
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
