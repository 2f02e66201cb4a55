"""The printed table of who may do what is the program: every row is asked, and what it does not grant is denied.

How far each grant reaches is tried in `test_matrix.py`, against a table of its own.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from incident_tracker import demo, usecases
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.errors import NotAllowed, OwnPassphraseNeeded, SecondNeeded
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.usecases.gate import Gate
from tests.storage_fixtures import Clinic

TABLE = Path(__file__).parents[3] / "docs" / "permissions.md"
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
    """Every use case behind the gate, found by walking through the packages that have some."""
    found: dict[str, Callable[..., object]] = {}
    for package in (usecases, demo):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, function in vars(importlib.import_module(module.name)).items():
                if isinstance(getattr(function, "gate", None), Gate) and function.__module__ == module.name:
                    short = module.name.removeprefix("incident_tracker.").removeprefix("usecases.")
                    found[f"{short}.{name}"] = function
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
    args, kwargs = nothing(use_case)
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
    args, kwargs = nothing(use_case)
    for role in (role for role, cell in cells.items() if "²" in cell):
        with pytest.raises(SecondNeeded):
            use_case(clinic.as_role(role), *args, **kwargs)


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_a_one_time_pass_phrase_leads_to_nothing_but_ones_own(clinic: Clinic, name: str) -> None:
    use_case = USE_CASES[name]
    if asks(use_case).at_the_door:
        assert name in ("clinic.accounts.change_own_passphrase", "clinic.sites.own_zone")
        return
    args, kwargs = nothing(use_case)
    for role in Role:
        with pytest.raises(OwnPassphraseNeeded):
            use_case(replace(clinic.as_role(role), one_time=True), *args, **kwargs)


def nothing(use_case: Callable[..., object]) -> tuple[list[None], dict[str, None]]:
    """Arguments that would be wrong if anyone looked at them."""
    wanted = [one for one in list(inspect.signature(use_case).parameters.values())[1:] if one.default is one.empty]
    named = {one.name: None for one in wanted if one.kind is one.KEYWORD_ONLY}
    return [None for one in wanted if one.kind is not one.KEYWORD_ONLY], named
