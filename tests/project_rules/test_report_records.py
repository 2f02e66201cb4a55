"""What a report prints was computed from a record, or is called not recorded: the types and these rules see to it."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from mypy import api

from tests.project_rules.source_files import PROJECT, Source, at, calls, sources

REPORTS = "incident_tracker/reports"
DRAWING = {"blocks", "document", "flow", "sheet", "style", "tables", "tagging", "text"}
"""The modules that draw a document; every other dataclass in `reports/` is a record of what is printed."""


def test_no_field_of_a_report_has_a_default() -> None:
    """With a default, a field that nobody fills is printed as a finding: zero harmed, none due."""
    with_default = [
        at(source, field)
        for source in sources(REPORTS)
        for record in records(source)
        for field in record.body
        if isinstance(field, ast.AnnAssign) and field.value is not None
    ]

    assert not with_default


def test_no_report_is_filled_with_a_constant() -> None:
    """A number, a None or a text that is written into the source was counted by nobody."""
    names = {record.name for source in sources(REPORTS) for record in records(source)}
    constant = [
        at(source, value)
        for source in sources("incident_tracker/usecases")
        for call in calls(source)
        if isinstance(call.func, ast.Name) and call.func.id in names & imported_from_reports(source)
        for value in [*call.args, *(keyword.value for keyword in call.keywords)]
        if is_constant(value)
    ]

    assert not constant


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
                "uptake=report_response.uptake(work, scope)",
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
                "    ANSWERS = auto()\n",
                "    ANSWERS = auto()\n    WEATHER = auto()\n",
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
    planted = tmp_path / original.name
    planted.write_text(text.replace(plant.old, plant.new), encoding="utf-8")

    found, trouble, _status = api.run(
        [
            f"--config-file={PROJECT / 'pyproject.toml'}",
            f"--cache-dir={os.devnull}",
            "--shadow-file",
            str(original),
            str(planted),
            str(PROJECT / "incident_tracker" / plant.seen_in),
        ]
    )

    assert not trouble
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
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("incident_tracker.reports")
        for alias in node.names
    }


def is_constant(value: ast.expr) -> bool:
    """A literal, or a tuple or list of nothing but literals."""
    if isinstance(value, ast.Tuple | ast.List):
        return all(is_constant(inner) for inner in value.elts)
    return isinstance(value, ast.Constant)
