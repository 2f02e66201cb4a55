"""Every field of an incident goes through a file and comes back the same; what does not fit is told at its place."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from incident_tracker.cli.answers import plain
from incident_tracker.cli.incident_file import values_at
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.columns import RecordColumn
from incident_tracker.domain.errors import Refused
from incident_tracker.usecases.clinic.vocabulary import list_terms
from tests.cli.clinic_commands import INCIDENT, Commands
from tests.storage_fixtures import Clinic
from tests.tries import examples
from tests.whole_incident import WHOLE

DOCS = Path(__file__).parents[2] / "docs"
CALL = INCIDENT | {"channel": "phone_out", "kind": "threat", "severity": 5, "occurred_at": "2026-03-02T08:30"}


def as_a_file(details: Details) -> dict[str, Any]:
    """The details as `show --json` gives them."""
    document: dict[str, Any] = json.loads(json.dumps(asdict(details), default=plain))
    return document


def made(hint: Any, codes: Callable[[str], list[str]], vocabulary: str = "") -> st.SearchStrategy[Any]:
    """Anything that a field of this type may hold."""
    if get_origin(hint) is Annotated:
        stated = next(one for one in hint.__metadata__ if isinstance(one, RecordColumn))
        return made(hint.__origin__, codes, stated.vocabulary)
    if get_origin(hint) is UnionType:
        (kind,) = (part for part in get_args(hint) if part is not NoneType)
        return st.none() | made(kind, codes, vocabulary)
    if get_origin(hint) is tuple:
        return st.lists(made(get_args(hint)[0], codes, vocabulary), max_size=3).map(tuple)
    if is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        return st.fixed_dictionaries({one.name: made(hints[one.name], codes) for one in fields(hint)}).map(
            lambda values: _record(hint, values)
        )
    if issubclass(hint, bool):
        return st.booleans()
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    if issubclass(hint, int):
        return st.integers(0, 10)
    if issubclass(hint, UUID):
        return st.uuids()
    if issubclass(hint, datetime):
        return st.datetimes(timezones=st.just(UTC))
    return st.sampled_from(codes(vocabulary)) if vocabulary else st.text(st.characters(exclude_categories=["Cs", "Cc"]))


def _record(kind: Any, values: dict[str, Any]) -> Any:
    if kind is PoliceDecision:  # who was called comes and goes in this order, for a reason
        moments = sorted(filter(None, (values[name] for name in ("called_at", "arrived_at", "left_at"))))
        values |= dict.fromkeys(("called_at", "arrived_at", "left_at"))
        values |= dict(zip(("called_at", "arrived_at", "left_at"), moments, strict=False))
        values["criterion"] = values["criterion"] or "immediate_danger"
        values["disclosure_basis"] = values["disclosure_basis"].strip() or "danger to others"
    try:
        return kind(**values)
    except Refused:
        reject()


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_known_goes_into_a_file_and_comes_back_the_same(clinic: Clinic, data: st.DataObject) -> None:
    ctx = clinic.as_role(Role.MANAGER)
    terms = list_terms(ctx)
    kept = data.draw(made(Details, lambda vocabulary: [one.code for one in terms if one.vocabulary == vocabulary]))

    assert values_at(ctx, UTC, "phone_in", kept.affected).record(Details, as_a_file(kept)) == kept


def test_all_that_show_gives_of_an_incident_can_be_logged_and_amended(commands: Commands) -> None:
    whole = as_a_file(WHOLE)
    logged = commands.log("maria", **(CALL | {"details": whole})).document
    shown = commands("maria", "show", logged["ref"]).document["details"]
    by_the_program = {"id": shown["affected"][0]["id"]}
    assert shown["affected"] == [whole["affected"][0] | by_the_program]
    assert shown["statutory"]["loggable"]["reason"] == whole["statutory"]["loggable"]["reason"]
    kept = {name for name in shown if shown[name] == whole[name]}
    assert kept == set(whole) - {"affected", "statutory"}

    file = commands.written("again", {"details": shown})
    amended = commands("maria", "amend", logged["ref"], "--file", file, "--expect-version", "1")
    assert amended.status == 0, amended.err
    assert commands("maria", "show", logged["ref"]).document["details"] == shown


def test_who_says_that_it_belongs_in_the_log_is_noted_by_the_program(commands: Commands) -> None:
    ref = commands.log().document["ref"]
    answer = {"answer": "yes", "reason": "a knife", "by": str(UUID(int=7)), "at": "2020-01-01T00:00"}
    file = commands.written("more", {"statutory": {"loggable": answer}})
    commands("sam", "amend", ref, "--file", file, "--expect-version", "1")
    noted = commands("sam", "show", ref).document["details"]["statutory"]["loggable"]

    assert noted["by"] != str(UUID(int=7))
    assert noted["at"].startswith("2026-03-02T20:00")

    file = commands.written("more", {"statutory": {"completed_by_name": "Sam Supervisor", "loggable": {}}})
    commands("maria", "amend", ref, "--file", file, "--expect-version", "2")
    after = commands("sam", "show", ref).document["details"]["statutory"]
    assert after["loggable"] == noted, "who adds something else does not answer it again"
    assert after["completed_by_name"] == "Sam Supervisor"


def test_what_a_part_does_not_name_stays(commands: Commands) -> None:
    ref = commands.log(**(CALL | {"phone": {"hold_minutes": 12, "ended_by": "caller"}})).document["ref"]
    file = commands.written("more", {"phone": {"transfers": 2}, "ripple": {"children": 1}, "factors": ["ACC1"]})
    assert commands("sam", "amend", ref, "--file", file, "--expect-version", "1").status == 0
    details = commands("sam", "show", ref).document["details"]
    assert (details["phone"]["hold_minutes"], details["phone"]["transfers"]) == (12, 2)
    assert details["ripple"]["children"] == 1
    file = commands.written("more", {"phone": None, "factors": ["ACC2"]})
    assert commands("sam", "amend", ref, "--file", file, "--expect-version", "2").status == 0
    after = commands("sam", "show", ref).document["details"]
    assert (after["phone"], after["factors"], after["ripple"]["children"]) == (None, ["ACC2"], 1)


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"phone": {"ended_by": "dog"}}, "phone.ended_by: “dog” is not an answer that is known here. Accepted here: c"),
        ({"phone": {"warning_given": "yes"}}, "phone.warning_given: Please write true or false"),
        ({"phone": {"hold_minutes": 601}}, "phone.hold_minutes: Please choose a value from 0 to 600"),
        ({"phone": {"hold_minutes": 2.5}}, "phone.hold_minutes: Please write a number"),
        ({"ripple": {"children": -1}}, "ripple.children: Please choose a value from 0 to 9999"),
        ({"ripple": []}, "ripple: Please write the fields of this in braces"),
        ({"factors": "ACC1"}, "factors: Please write a list"),
        ({"factors": ["ACC1", "no_such_factor"]}, "factors (entry 2): “no_such_factor” is not in the clinic's list"),
        ({"person_of_concern": {"local_code": 7}}, "person_of_concern.local_code: Please write a text"),
        ({"deescalation": {"steps": [{"effect": "calmer"}]}}, "deescalation.steps (entry 1).technique: Please fill"),
        ({"deescalation": {"signs": [{"code": "staring", "lead": 2}]}}, "Accepted here: code, lead_minutes."),
        ({"police": {"called": True}}, "criterion: Please fill this in"),
        ({"police": {"criterion": "immediate_danger"}}, "police.called: Please fill this in"),
        ({"police": {"called": False, "called_at": "soon"}}, "police.called_at: This is not a date"),
        ({"police": {"called": False, "called_at": "2026-03-01T10:00"}}, "called_at: This is before the incident"),
        ({"duration_minutes": 1441}, "duration_minutes: Please choose a value from 0 to 1440"),
        ({"alone": 1}, "alone: Please write true or false"),
        ({"affected": [{"person": "Rosa Reception", "person_id": str(UUID(int=1))}]}, "person: The file says this in"),
        ({"affected": [{"person_id": "Rosa"}]}, "affected (entry 1).person_id: “Rosa” is not an id"),
        ({"affected": [{}, {"distress": 11}]}, "affected (entry 2).distress: Please choose a value from 0 to 10"),
        ({"details": {"mood": "low"}}, "mood: There is no field called “mood”"),
        ({"details": 3}, "details: Please write the fields of this in braces"),
        ({"alone": True, "details": {"alone": False}}, "alone: The file says this in two places"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_at_its_place_with_what_is_accepted(
    commands: Commands, part: dict[str, object], says: str
) -> None:
    refused = commands.log("maria", **(CALL | part))

    assert refused.status == 2
    assert says in refused.err
    assert commands("sam", "list").document["total"] == 0


def test_a_description_is_added_to_and_the_refusal_says_how(commands: Commands) -> None:
    ref = commands.log().document["ref"]
    file = commands.written("more", {"narrative": "Something else altogether."})

    refused = commands("sam", "amend", ref, "--file", file, "--expect-version", "1")

    assert refused.status == 2
    assert refused.err.startswith("narrative: It already has a description, which is never replaced.")


def test_a_number_of_thousands_of_digits_is_no_incident(commands: Commands) -> None:
    file = commands.written("long", '{"severity": ' + "9" * 5_000 + "}")

    assert commands("rosa", "log", "--file", file).status == 13


def test_the_example_in_the_manual_can_be_logged_as_it_stands(commands: Commands) -> None:
    example, *_others = re.findall(r"```json\n(.*?)```", (DOCS / "command-line.md").read_text("utf-8"), re.DOTALL)
    said = json.loads(example)
    logged = commands.log("maria", **(said | {"site": INCIDENT["site"], "desk": INCIDENT["desk"]}))

    assert logged.status == 0, logged.err
    details = commands("maria", "show", logged.document["ref"]).document["details"]
    assert {part.name for part in fields(Details)} <= set(said), "every part is in the example"
    assert details["police"]["criterion"] == said["police"]["criterion"]
