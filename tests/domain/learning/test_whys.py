"""The tree of whys keeps every answer on its branch."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.errors import NotFound, Refused
from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.whys import Why
from tests.why_trees import grown

TEXTS = st.sampled_from(["A long wait", "Nadie avisó", "\u202ertl", "x" * 500])


@st.composite
def trees(draw: st.DrawFn) -> tuple[Why, ...]:
    tree: tuple[Why, ...] = ()
    for _ in range(draw(st.integers(0, 12))):
        parent = draw(st.sampled_from([None, *(why.id for why in tree)]))
        tree = grown(tree, draw(st.uuids()), parent, draw(TEXTS))
    return tree


def test_answers_are_read_branch_by_branch() -> None:
    one, two, three, four = (UUID(int=n) for n in range(1, 5))
    tree = grown((), one, None, "She had waited 70 minutes")
    tree = grown(tree, two, None, "Nobody had told her how long it takes")
    tree = grown(tree, three, one, "Two of three desks were open")
    tree = grown(tree, four, three, "No cover is planned for sick days")
    assert [(depth, why.id) for depth, why in whys.walk(tree)] == [(0, one), (1, three), (2, four), (0, two)]
    assert [why.id for why in whys.roots(tree)] == [two, four]


@given(trees())
def test_walking_meets_every_answer_once(tree: tuple[Why, ...]) -> None:
    whys.check_tree(tree)
    assert sorted(why.id for _, why in whys.walk(tree)) == sorted(why.id for why in tree)


@given(trees(), st.data())
def test_removing_an_answer_takes_its_branch_and_nothing_else(tree: tuple[Why, ...], data: st.DataObject) -> None:
    if not tree:
        return
    gone = data.draw(st.sampled_from(tree))
    branch = {gone.id, *(why.id for _, why in whys.walk(tree, gone.id))}
    left = whys.remove(tree, gone.id)
    assert {why.id for why in left} == {why.id for why in tree} - branch
    whys.check_tree(left)


def test_a_circle_is_refused() -> None:
    one, two = uuid4(), uuid4()
    with pytest.raises(Refused):
        whys.check_tree((Why(one, two, "because"), Why(two, one, "because")))


def test_an_answer_to_nothing_is_refused() -> None:
    with pytest.raises(NotFound):
        whys.check_tree(grown((), uuid4(), uuid4(), "because"))
    with pytest.raises(Refused) as refused:
        whys.check_tree(grown((), uuid4(), None, "   "))
    assert refused.value.field == "why"


@given(trees(), st.data())
def test_moving_an_answer_keeps_every_other_one(tree: tuple[Why, ...], data: st.DataObject) -> None:
    if not tree:
        return
    moved = data.draw(st.sampled_from([why.id for why in tree]))
    move = data.draw(st.sampled_from([whys.deeper, whys.higher]))
    after = move(tree, moved)
    whys.check_tree(after)
    assert {why.id: why.text for why in after} == {why.id: why.text for why in tree}
    depths = [{why.id: depth for depth, why in whys.walk(one)}[moved] for one in (tree, after)]
    assert abs(depths[0] - depths[1]) <= 1
    order = [why.id for _, why in whys.walk(tree)]
    assert [why.id for why in after] == order or move is whys.higher  # going deeper never changes the reading order


def test_an_answer_goes_deeper_and_comes_back_to_its_place() -> None:
    one, two, three = (Why(UUID(int=n), None, f"{n}") for n in range(1, 4))
    tree = whys.put_after((one, two), one.id, three)
    assert [why.text for why in tree] == ["1", "3", "2"]
    down = whys.deeper(tree, three.id)
    assert [(depth, why.text) for depth, why in whys.walk(down)] == [(0, "1"), (1, "3"), (0, "2")]
    assert whys.deeper(down, one.id) == down
    assert whys.higher(down, three.id) == tree
    assert whys.higher(tree, one.id) == tree
    with pytest.raises(NotFound):
        whys.deeper(tree, UUID(int=9))


def test_blank_answers_fall_out_and_nothing_hangs_in_the_air() -> None:
    tree = (Why(UUID(int=1), None, "a"), Why(UUID(int=2), UUID(int=1), "  "), Why(UUID(int=3), UUID(int=2), "c"))
    assert whys.without_blanks(tree) == (tree[0], Why(UUID(int=3), UUID(int=1), "c"))
