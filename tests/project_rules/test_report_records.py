"""What a report prints was computed from a record, or is called not recorded: the types and these rules see to it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from tests.project_rules.source_files import PROJECT, Source, at, sources
from tests.project_rules.type_checking import said_of_changed

REPORTS = "incident_tracker/reports"
DRAWING = {"blocks", "document", "flow", "sheet", "style", "tables", "tagging", "text"}
"""The modules that draw a document; every other dataclass in `reports/` is a record of what is printed."""
MADE_OF_ITS_VALUES = {"share", "rate", "int", "float", "str", "tuple"}
"""Functions that say nothing that is not in what they are given."""


def test_no_field_of_a_report_has_a_default() -> None:
    """With a default, a field that nobody fills is printed as a finding: zero harmed, none due."""
    with_default = [
        at(source, field)
        for source in sources(REPORTS)
        for record in records(source)
        for field in record.body
        if isinstance(field, ast.AnnAssign) and field.value is not None
    ]

    assert not with_default, "take the default away, and fill the field where the report is compiled"


def test_no_report_is_filled_with_a_constant() -> None:
    """A number, a None or a text that is written into the source was counted by nobody, by whatever name it goes."""
    constant = [place for source in sources("incident_tracker/usecases") for place in filled_with_constants(source)]

    assert not constant, "compute it, or say why not with a member of NotRecorded"


def test_a_constant_is_found_by_any_name() -> None:
    """As it is, under a name of the function or the module, as a member, in a sum, and in a call of nothing else."""
    planted = ast.parse(
        "from incident_tracker.reports.monthly import Uptake\n"
        "from incident_tracker.reports.not_recorded import NotRecorded\n"
        "from incident_tracker.statistics.shares import share\n"
        "FEW = 3\n"
        "def fill(work, taken):\n"
        "    none = 0\n"
        "    some = 0\n"
        "    for one in work: some += one\n"
        "    Uptake(0, -1, (), FEW, none, none + 1, Ask.NOTHING, share(0, 0), int(), [1, FEW], 'a' if work else 'a',\n"
        "           some, taken, share(taken, 0), NotRecorded.ANSWERS, len(work), work.now, 'a' if work else 'b')\n"
    )
    found = list(filled_with_constants(Source("planted.py", "", planted)))

    assert found == ["planted.py:9"] * 11


@dataclass(frozen=True)
class Plant:
    """A mistake that the type checker has to see: `old` in `file` becomes `new`; the error is in `seen_in`."""

    file: str
    old: str
    new: str
    seen_in: str
    error: str


@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(
            Plant(
                "reports/monthly.py",
                "    counts: Counts\n",
                "    counts: Counts\n    weather: Share\n",
                "usecases/oversight/monthly_report.py",
                'argument "weather"',
            ),
            id="a part that nobody fills",
        ),
        pytest.param(
            Plant(
                "usecases/oversight/monthly_report.py",
                "uptake=report_response.uptake(work, reported)",
                "uptake=NotRecorded.ANSWERS",
                "usecases/oversight/monthly_report.py",
                "arg-type",
            ),
            id="a part that is not recorded where its printer expects figures",
        ),
        pytest.param(
            Plant(
                "reports/monthly.py",
                "    deadlines: NotRecorded\n",
                "    deadlines: Share | NotRecorded\n",
                "reports/committee_support.py",
                "arg-type",
            ),
            id="a field that a printer knows only as not recorded",
        ),
        pytest.param(
            Plant(
                "reports/not_recorded.py",
                '    ANSWERS = "answers"\n',
                '    ANSWERS = "answers"\n    WEATHER = "weather"\n',
                "reports/not_recorded.py",
                "NotRecorded.WEATHER",
            ),
            id="something not recorded that has no words",
        ),
    ],
)
def test_a_report_that_was_not_computed_does_not_type_check(plant: Plant, tmp_path: Path) -> None:
    original = PROJECT / "incident_tracker" / plant.file
    text = original.read_text(encoding="utf-8")
    assert text.count(plant.old) == 1
    planted = {original: text.replace(plant.old, plant.new)}

    found = said_of_changed(tmp_path, planted, [PROJECT / "incident_tracker" / plant.seen_in])

    errors = [line for line in found.splitlines() if ": error: " in line]
    assert errors
    assert all(PurePosixPath(plant.seen_in).name in line and plant.error in line for line in errors)


def records(source: Source) -> Iterator[ast.ClassDef]:
    """The dataclasses of a file that hold what is printed."""
    if PurePosixPath(source.path).stem in DRAWING:
        return
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(mark) for mark in node.decorator_list):
            yield node


def imported_from_reports(source: Source) -> set[str]:
    """The names that a file takes from `reports/`."""
    return {
        alias.name
        for node in source.nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("incident_tracker.reports")
        for alias in node.names
    }


def filled_with_constants(source: Source) -> Iterator[str]:
    """Where a file gives a record of a report a value that it did not work out."""
    taken = imported_from_reports(source) & {record.name for one in sources(REPORTS) for record in records(one)}
    functions = [node for node in source.nodes if isinstance(node, ast.FunctionDef)]
    for scope in (source.tree, *functions):
        known = assigned(source.tree) | (assigned(scope) if scope is not source.tree else {})
        for call in own_calls(scope):
            if isinstance(call.func, ast.Name) and call.func.id in taken:
                values = [*call.args, *(keyword.value for keyword in call.keywords)]
                yield from (at(source, value) for value in values if is_constant(value, known))


def own_calls(scope: ast.AST) -> Iterator[ast.Call]:
    """The calls of a function or module without those of the functions in it."""
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, ast.FunctionDef):
            yield from own_calls(node)


def assigned(scope: ast.AST) -> dict[str, ast.expr | None]:
    """The names that are given a value in a function or module: what it is, or None for more than one."""
    found: dict[str, ast.expr | None] = {}
    if isinstance(scope, ast.FunctionDef):
        every = (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)
        found = {argument.arg: None for argument in every}
    nodes = ast.walk(scope) if isinstance(scope, ast.FunctionDef) else ast.iter_child_nodes(scope)
    for node in nodes:
        once = isinstance(node, ast.Assign | ast.AnnAssign)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if hasattr(node, "target") else []
        for target in targets:
            for name in (part.id for part in ast.walk(target) if isinstance(part, ast.Name)):
                value = node.value if once and name not in found and isinstance(target, ast.Name) else None
                found[name] = value
    return found


def is_constant(value: ast.expr, known: dict[str, ast.expr | None]) -> bool:
    """Written into the source and worked out from nothing: `known` are the names that have a value there."""
    match value:
        case ast.Constant():
            return True
        case ast.Tuple() | ast.List():
            return all(is_constant(inner, known) for inner in value.elts)
        case ast.UnaryOp():
            return is_constant(value.operand, known)
        case ast.BinOp():
            return is_constant(value.left, known) and is_constant(value.right, known)
        case ast.IfExp():
            same = ast.dump(value.body) == ast.dump(value.orelse)
            return same and is_constant(value.body, known)
        case ast.Name():
            given = known.get(value.id)
            filled = given is None or isinstance(given, ast.List)  # what begins as a list grows
            return not filled and is_constant(given, {**known, value.id: None})
        case ast.Attribute():  # a member, but what is not recorded says so
            of = ast.unparse(value.value)
            return of[:1].isupper() and of != "NotRecorded"
        case ast.Call():
            plain = isinstance(value.func, ast.Name) and value.func.id in {
                "share",
                "rate",
                "int",
                "float",
                "tuple",
                "str",
            }
            return plain and all(is_constant(one, known) for one in [*value.args, *(k.value for k in value.keywords)])
        case _:
            return False
