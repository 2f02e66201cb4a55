"""No figure about one member of staff: nothing is counted, sorted or reported by who reports, leads or comes.

A list by reporter or by the person who leads debriefs would rank people, and people who fear that report less.
"""

import ast
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.tallies import Aspect, MonthKey
from incident_tracker.domain.columns import Surface, columns_of
from incident_tracker.domain.oversight import promise_figures
from incident_tracker.domain.support.compliance import Compliance
from incident_tracker.reports import monthly

OF_A_PERSON = ("reporter", "facilitator", "logged_by", "told_by", "person", "manager", "user", "owner_id", "offerer")


def of_a_person(name: str) -> bool:
    """Is it the name of something that says who someone is?"""
    return any(word in name.lower() for word in OF_A_PERSON)


def test_no_list_shows_or_sorts_incidents_by_who_reported_them() -> None:
    told = [one for one in columns_of(Incident) if one.refers_to in ("person", "user_account")]
    assert told, "the record does say who reported it"
    assert [one.name for one in told if one.sort or one.on & (Surface.LIST | Surface.COMMAND)] == []


def test_summaries_and_figures_know_no_person() -> None:
    names = [*(str(one) for one in Aspect), *(one.name for kind in (MonthKey, Compliance) for one in fields(kind))]
    assert [name for name in names if of_a_person(name)] == []


@pytest.mark.parametrize("module", [monthly, promise_figures])
def test_no_record_of_a_report_holds_who_someone_is(module: object) -> None:
    records = [one for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)]
    found = [f"{one.__name__}.{field.name}" for one in records for field in fields(one)]
    assert [name for name in found if of_a_person(name.partition(".")[2])] == []


def test_the_database_counts_nothing_by_person(project: Path) -> None:
    wrong = []
    for path in sorted((project / "db").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "group_by":
                grouped = [ast.unparse(one) for one in node.args]
                wrong += [f"{path.name}:{node.lineno}: {one}" for one in grouped if of_a_person(one)]
    assert wrong == []
