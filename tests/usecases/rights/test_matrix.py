"""Every use case is tried by every role on records of their own and of others, here and elsewhere, against `expected`.

What comes about is what the gate does with real records; the program's own table is asked by none of it.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from db.store import open_store
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import (
    ChangedMeanwhile,
    ConfirmationNeeded,
    NotAllowed,
    NotFound,
    Reason,
    Refused,
    SecondNeeded,
)
from incident_tracker.ports.context import Agreement, Context
from incident_tracker.security.passphrases import FLOOR
from tests.storage_fixtures import DEVICE, HARBOUR, HILL, MONDAY_NINE, open_keys
from tests.usecases.rights.expected import rows
from tests.usecases.rights.row import WHY, Row
from tests.usecases.rights.test_printed_table import USE_CASES, asks
from tests.usecases.rights.world import CODE, HARM, WORDS, Had, World, made_in

pytestmark = pytest.mark.xdist_group("rights")  # the world is made once
REACHED = {
    "-": frozenset(),
    "o": frozenset({("own", "here"), ("own", "elsewhere")}),
    "h": frozenset({("own", "here"), ("other", "here")}),
    "s": frozenset({("own", "here"), ("other", "here"), ("own", "elsewhere")}),
    "a": frozenset({("own", "here"), ("other", "here"), ("own", "elsewhere"), ("other", "elsewhere")}),
}
REACHED["d"] = REACHED["y"] = REACHED["a"]
MARKS = {name: row.marks for name, row in rows(World(None, None, None, Path())).items()}  # type: ignore[arg-type]
NAMES = sorted(MARKS)
BY_TWO = [name for name in NAMES if "2" in MARKS[name]]
ASKING = [name for name in NAMES if {"1", "2", "3"} & set(MARKS[name])]


@pytest.fixture(scope="module")
def world(file_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once; no test leaves anything in it."""
    folder = tmp_path_factory.mktemp("rights")
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(file_template.with_name(name), folder / name)
    store = open_store(folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    yield made_in(store, folder)
    store.close()


@pytest.fixture(scope="module")
def table(world: World) -> dict[str, Row]:
    """The rows, with this world's records."""
    return rows(world)


def test_every_use_case_has_its_row() -> None:
    assert set(USE_CASES) == {name.partition(":")[0] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_each_role_reaches_what_it_should_and_nothing_else(world: World, table: dict[str, Row], name: str) -> None:
    """Asked in vain is audited; whom no row asks for a reason needs no fresh pass phrase either."""
    row = table[name]
    for role in Role:
        mark = row.of(role)
        ctx = world.as_role(role, confirmed=mark[-1] in "123")
        if mark.endswith("2"):
            ctx = agreed(ctx, name, world.second_of(role, row))
        every = world.targets(role)
        tried = every if mark[0] not in "-y" or row.seen else dict(list(every.items())[:1])
        reached = {target for target, had in tried.items() if reaches(ctx, world, row, had, without_names=mark == "d")}
        assert reached == REACHED[mark[0]] & set(tried), role.value


def reaches(ctx: Context, world: World, row: Row, had: Had, *, without_names: bool) -> bool:
    """Whether the record was reached: shown in the list, or let in at all, whatever is wrong with the rest."""
    try:
        answer = row.call(ctx, had, WHY)
    except NotAllowed:
        assert world.store.last == "denied"
        return False
    except NotFound as unknown:
        if unknown.kind != "participant":
            raise
        return False  # nobody asked them
    except (Refused, ChangedMeanwhile):
        return True
    if without_names:
        assert leading_to_someone(world, answer) == []
    return row.seen is None or str(row.seen(had)) in repr(answer)


def leading_to_someone(world: World, answer: object) -> list[str]:
    """Names, ids of people and accounts, words and codes in an answer."""
    text = repr(answer)
    people = [hint for person in world.people for hint in (person.name, str(person.id))]
    accounts = [str(had.user.id) for had in world.had.values()]
    return [hint for hint in (WORDS, CODE, HARM, *people, *accounts) if hint in text]


@pytest.mark.parametrize("name", ASKING)
def test_what_takes_a_reason_or_a_second_person_is_not_done_without(
    world: World, table: dict[str, Row], name: str
) -> None:
    """Neither without the pass phrase, nor with letters that say nothing, nor by one where it takes two."""
    row = table[name]
    for role in Role:
        mark, had = row.of(role), world.had[role.value, "here"]
        if mark[-1] not in "123":
            continue
        with pytest.raises(ConfirmationNeeded):
            row.call(world.as_role(role, confirmed=False), had, WHY)
        if mark.endswith("3"):
            continue
        with pytest.raises(SecondNeeded if mark.endswith("2") else Refused) as refused:
            row.call(world.as_role(role, confirmed=True), had, "because")
        assert mark.endswith("2") or refused.value.field == "reason"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", BY_TWO)
def test_what_takes_two_is_done_with_someone_else_who_has_the_right_and_with_nobody_else(
    world: World, table: dict[str, Row], name: str
) -> None:
    """It is about the whole clinic, so that no site of either person matters."""
    row, had = table[name], world.had["other", "here"]
    for role in (role for role in Role if row.of(role).endswith("2")):
        second = world.second_of(role, row)
        for sites in (frozenset({HARBOUR.id}), frozenset({HILL.id}), frozenset[UUID]()):
            ctx = world.as_role(role, confirmed=True)
            ctx = replace(ctx, actor=replace(ctx.actor, sites=sites))
            assert reaches(agreed(ctx, name, second), world, row, had, without_names=False)
            for useless in (ctx, agreed(ctx, name, None)):  # the recovery key counts where there is nobody else
                with pytest.raises(SecondNeeded):
                    row.call(useless, had, WHY)
            for unfit in (ctx.actor.user_id, *(world.users[one].id for one in Role if row.of(one) == "-")):
                with pytest.raises(Refused) as refused:
                    row.call(agreed(ctx, name, unfit), had, WHY)
                assert refused.value.reason is Reason.MAY_NOT_AGREE


def agreed(ctx: Context, name: str, second: UUID | None) -> Context:
    """With the agreement of a user, or of the recovery key, to this use case."""
    permission = asks(USE_CASES[name.partition(":")[0]]).permission
    return replace(ctx, agreement=Agreement(permission, ctx.now(), second))


def test_the_world_is_as_it_was(world: World) -> None:
    """What all these did is gone: the next one finds what the first one found."""
    with world.store.read() as unit:
        assert all(unit.incidents.get(had.incident.id) == had.incident for had in world.had.values())
        assert all(unit.debriefs.get(had.debrief.id) == had.debrief for had in world.had.values())
