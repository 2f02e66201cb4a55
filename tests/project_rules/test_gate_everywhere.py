"""Nobody reaches the clinic's records except through the gate, which checks the role and writes the audit entry."""

import ast
from collections.abc import Iterator

from tests.project_rules.source_files import Source, at, calls, sources

GATE = "incident_tracker/usecases/gate.py"
ENTRIES = ("incident_tracker/bootstrap.py", "incident_tracker/cli/", "incident_tracker/demo/", "ui/")
"""Where people and other programs come in: they call use cases and hold no records."""
OPENS = {"read", "write"}  # of a store
RECORDS = {"Store", "Unit", "Database", "SqlStore", "SqlUnit"}
MAKES = RECORDS | {"Context"}  # what a function must not be handed without a gate

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Source, ast.FunctionDef]]:
    """Every public function of the use cases."""
    for source in sources("incident_tracker/usecases"):
        if source.path != GATE:
            for node in source.tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield source, node


def entries() -> Iterator[Source]:
    """The files through which someone comes in."""
    return (source for source in sources("incident_tracker", "ui") if source.path.startswith(ENTRIES))


def decorators(function: ast.FunctionDef) -> set[str]:
    return {
        called.id
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and isinstance(called := decorator.func, ast.Name)
    }


def handed(function: Function) -> set[str]:
    """The names in the annotations of what a function takes."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return {name for argument in arguments for name in names(argument.annotation)}


def test_a_function_that_is_handed_the_store_is_behind_the_gate_or_says_why_not() -> None:
    wrong = [
        at(source, function)
        for source, function in functions()
        if handed(function) & MAKES and not decorators(function) & {"needs", "outside_gate"}
    ]

    assert not wrong, "put @needs(…) on it with the permission that it asks, or @outside_gate with the reason"


def test_a_use_case_behind_the_gate_takes_its_work_from_it() -> None:
    wrong = [
        at(source, function)
        for source, function in functions()
        if "needs" in decorators(function)
        if not function.args.args or "Work" not in names(function.args.args[0].annotation)
    ]

    assert not wrong, "its first argument is `work: Work`, which the gate hands it"


def test_only_the_gate_makes_work_and_opens_transactions() -> None:
    """A step that takes `Work` can only be called from inside one; the rest is outside the gate and says why."""
    outside = [(source, function) for source, function in functions() if "outside_gate" in decorators(function)]
    lines = {(source.path, line) for source, function in outside for line in range(function.lineno, last(function))}
    behind = {source.path for source, function in functions() if "needs" in decorators(function)}
    whole = {source.path for source, _function in outside} - behind  # their private steps are outside the gate, too
    wrong = [
        at(source, node)
        for source in (*sources("incident_tracker/usecases"), *entries())
        if source.path not in whole | {GATE}
        for node in (*works(source), *transactions(source))
        if (source.path, node.lineno) not in lines
    ]

    assert not wrong, "ask a use case behind the gate, or mark the function @outside_gate with the reason"


def test_no_entry_is_handed_records() -> None:
    """Where people come in there is a context, which only the gate opens."""
    wrong = [
        at(source, node)
        for source in entries()
        for node in source.nodes
        if isinstance(node, Function) and handed(node) & RECORDS
    ]

    assert not wrong, "call a use case: a window or command is never handed records or a unit"


def last(function: ast.FunctionDef) -> int:
    """The line after the function."""
    return (function.end_lineno or function.lineno) + 1


def works(source: Source) -> Iterator[ast.Call]:
    """Where a `Work` is made."""
    return (call for call in calls(source) if isinstance(call.func, ast.Name) and call.func.id == "Work")


def transactions(source: Source) -> Iterator[ast.With | ast.Call]:
    """Where a transaction of a store is opened: `with anything.read()`, or `read()` and `write()` of a store."""
    blocks = (node for node in source.nodes if isinstance(node, ast.With))
    yield from (block for block in blocks if any(opens(item.context_expr) for item in block.items))
    yield from (call for call in calls(source) if opens(call) and last_name(call.func) == "store")


def opens(node: ast.expr) -> bool:
    called = isinstance(node, ast.Call) and not node.args and isinstance(node.func, ast.Attribute)
    return called and node.func.attr in OPENS  # type: ignore[union-attr]


def last_name(called: ast.expr) -> str:
    """The name before the method: "store" of `store.read` and of `ctx.store.read`."""
    owner = called.value if isinstance(called, ast.Attribute) else called
    return owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""


def names(annotation: ast.expr | None) -> set[str]:
    if annotation is None:
        return set()
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
