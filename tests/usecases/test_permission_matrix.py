"""The printed table of who may do what is the program: every row is asked, and what it does not grant is denied."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from incident_tracker import usecases
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import NotAllowed, SecondNeeded
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.usecases.gate import Gate
from incident_tracker.usecases.support.cases import log_incident_with_support as log_incident
from tests.storage.saver import draft
from tests.storage_fixtures import HILL, Clinic, keep

TABLE = Path(__file__).parents[2] / "docs" / "permissions.md"
COLUMNS = (Role.RECEPTION, Role.SUPERVISOR, Role.MANAGER, Role.COMMITTEE, Role.ADMINISTRATOR, Role.PRIVACY)


def printed() -> dict[str, dict[Role, str]]:
    """The cells of the manual's table, read from the page and from nowhere else."""
    lines = [line.strip("|").split("|") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    return {
        cells[0].strip(): dict(zip(COLUMNS, map(str.strip, cells[1:]), strict=True))
        for cells in lines
        if len(cells) == len(COLUMNS) + 1 and cells[1].strip() and not cells[1].startswith("-")
    }


def gated() -> dict[str, Callable[..., object]]:
    """Every use case behind the gate, found by walking through the package."""
    found: dict[str, Callable[..., object]] = {}
    for module in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}."):
        for name, function in vars(importlib.import_module(module.name)).items():
            if isinstance(getattr(function, "gate", None), Gate) and function.__module__ == module.name:
                found[f"{module.name.removeprefix(usecases.__name__ + '.')}.{name}"] = function
    return found


USE_CASES = gated()
IN_PASSING = {Permission.SEE_PATIENT_CODE, Permission.SEE_STAFF_HARM}
"""What is shown or left out within other use cases, see `capture/test_few_eyes.py`."""


def asks(use_case: Callable[..., object]) -> Gate:
    gate = getattr(use_case, "gate")  # noqa: B009
    assert isinstance(gate, Gate)
    return gate


def test_every_permission_is_asked_by_a_use_case_and_has_its_row() -> None:
    asked = {asks(use_case).permission for use_case in USE_CASES.values()}
    assert asked | IN_PASSING == set(Permission)
    assert {permission_text(permission) for permission in Permission} <= set(printed())


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_the_person_who_has_nothing_in_the_table_is_denied_and_the_denial_is_kept(clinic: Clinic, name: str) -> None:
    """Before anything of the arguments is looked at, so that any will do."""
    use_case = USE_CASES[name]
    permission = asks(use_case).permission
    wanted = [one for one in list(inspect.signature(use_case).parameters.values())[1:] if one.default is one.empty]
    args = [None for one in wanted if one.kind is not one.KEYWORD_ONLY]
    kwargs = {one.name: None for one in wanted if one.kind is one.KEYWORD_ONLY}
    for role, cell in printed()[permission_text(permission)].items():
        if cell != "–":
            continue
        ctx = clinic.as_role(role)
        with pytest.raises(NotAllowed):
            use_case(ctx, *args, **kwargs)
        with clinic.store.read() as unit:
            newest = unit.audit.page(AuditFilter(), 0, 1)[0]
        assert (newest.act, newest.kind, newest.actor_id) == ("denied", permission.value, ctx.actor.user_id)


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_what_takes_two_in_the_table_is_not_done_by_one(clinic: Clinic, name: str) -> None:
    use_case = USE_CASES[name]
    cells = printed()[permission_text(asks(use_case).permission)]
    wanted = [one for one in list(inspect.signature(use_case).parameters.values())[1:] if one.default is one.empty]
    args = [None for one in wanted if one.kind is not one.KEYWORD_ONLY]
    kwargs = {one.name: None for one in wanted if one.kind is one.KEYWORD_ONLY}
    for role in (role for role, cell in cells.items() if "²" in cell):
        with pytest.raises(SecondNeeded):
            use_case(clinic.as_role(role), *args, **kwargs)


ABOUT_INCIDENTS = sorted(
    name
    for name, use_case in USE_CASES.items()
    if list(inspect.signature(use_case).parameters)[1:2] in (["incident_id"], ["wanted"])
    and asks(use_case).permission not in (Permission.EXPORT_IDENTIFIED, Permission.EXPORT_DEIDENTIFIED)
    and "list_" not in name
)
"""Use cases whose first argument names one incident."""
OTHERWISE = {
    ("capture.incidents.show_incident", "committee"): "without names there is a use case of its own",
    ("support.owed.show_support", "committee"): "without names there is nothing of it to show",
    ("capture.incidents.record_relief", "reception"): "who may log any incident ticks off only their own",
    ("capture.incidents.record_relief", "committee"): "who may log any incident ticks off only their own",
    ("capture.incidents.record_relief", "supervisor"): "outside the own site only for the own report",
    ("capture.incidents.record_relief", "manager"): "outside the own site only for the own report",
    ("support.holding.record_hot_debrief", "supervisor"): "answers for the debrief of the nearer one, as the deputy",
}
"""Where a use case reaches otherwise than its row, and why; the rest of the row holds."""


@pytest.mark.parametrize("name", ABOUT_INCIDENTS)
def test_a_grant_reaches_as_far_as_the_table_says(clinic: Clinic, name: str) -> None:
    """One's own report, another's at one's own site, and one of a site that is not one's own."""
    use_case = USE_CASES[name]
    elsewhere = User(UUID(int=0x99), "hal", Role.MANAGER, None, frozenset({HILL.id}))
    with clinic.store.write() as unit:
        unit.users.add(elsewhere)
        keep(unit)
    maria, hal = clinic.as_role(Role.MANAGER), clinic.as_user(elsewhere)
    far = log_incident(hal, replace(draft(), site_id=HILL.id, desk_id=None)).incident.id
    wanted = [one for one in list(inspect.signature(use_case).parameters.values())[2:] if one.default is one.empty]
    for role, cell in printed()[permission_text(asks(use_case).permission)].items():
        ctx = clinic.as_role(role)
        near = log_incident(clinic.as_role(Role.SUPERVISOR) if role is Role.MANAGER else maria, draft()).incident.id
        targets = {"near": near, "far": far}
        for place, incident_id in targets.items():
            if cell == "–" or (name, role.value) in OTHERWISE:
                continue
            reached = cell[:3] in ("all", "no ") or (cell[:4] == "site" and place == "near")
            args = [
                incident_id if one.name == "original_id" else None for one in wanted if one.kind is not one.KEYWORD_ONLY
            ]
            kwargs = {one.name: "asked for by the people of the desk" for one in wanted if one.kind is one.KEYWORD_ONLY}
            try:
                use_case(ctx, incident_id, *args, **kwargs)
                denied = False
            except NotAllowed:
                denied = True
            except Exception:  # whatever else is wrong with the arguments: it was let in
                denied = False
            assert denied is not reached, f"{role.value} {place}"
