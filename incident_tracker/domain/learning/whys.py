"""The tree of whys: each answer may be asked "why?" again, more than once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.errors import NotFound, Reason, Refused

LONGEST_ANSWER = 500


@dataclass(frozen=True, slots=True)
class Why:
    """One answer to "why?". `parent_id` is the answer it explains; None for an answer to the incident itself."""

    id: UUID
    parent_id: UUID | None
    text: str


def remove(tree: tuple[Why, ...], id: UUID) -> tuple[Why, ...]:
    """The tree without this answer and everything below it. Errors: NotFound."""
    gone = {_find(tree, id).id, *(why.id for _, why in walk(tree, id))}
    return tuple(why for why in tree if why.id not in gone)


def walk(tree: tuple[Why, ...], below: UUID | None = None, depth: int = 0) -> Iterator[tuple[int, Why]]:
    """All answers below one (or from the top) in reading order, each with its depth from 0."""
    for why in tree:
        if why.parent_id == below:
            yield depth, why
            yield from walk(tree, why.id, depth + 1)


def roots(tree: tuple[Why, ...]) -> tuple[Why, ...]:
    """The answers with no further "why?": the candidates for root causes."""
    asked = {why.parent_id for why in tree}
    return tuple(why for why in tree if why.id not in asked)


def put_after(tree: tuple[Why, ...], id: UUID, fresh: Why) -> tuple[Why, ...]:
    """The tree in reading order with `fresh` as the next sibling of an answer. Errors: NotFound."""
    tree = branch_by_branch(tree)
    before = _find(tree, id)
    at = tree.index(before) + 1
    return branch_by_branch((*tree[:at], replace(fresh, parent_id=before.parent_id), *tree[at:]))


def deeper(tree: tuple[Why, ...], id: UUID) -> tuple[Why, ...]:
    """The tree with an answer moved under the sibling above it; unchanged if there is none. Errors: NotFound."""
    tree = branch_by_branch(tree)
    why = _find(tree, id)
    siblings = [one for one in tree if one.parent_id == why.parent_id]
    place = siblings.index(why)
    return _hang(tree, why, siblings[place - 1].id) if place else tree


def higher(tree: tuple[Why, ...], id: UUID) -> tuple[Why, ...]:
    """The tree with an answer moved one level up, after its parent; unchanged at the top. Errors: NotFound."""
    why = _find(tree, id)
    return tree if why.parent_id is None else _hang(tree, why, _find(tree, why.parent_id).parent_id)


def branch_by_branch(tree: tuple[Why, ...]) -> tuple[Why, ...]:
    """The same tree, each answer followed by its own branch."""
    return tuple(why for _, why in walk(tree))


def without_blanks(tree: tuple[Why, ...]) -> tuple[Why, ...]:
    """The tree without empty answers; what was below them moves to the nearest answer above that says something."""
    says = {why.id: bool(why.text.strip()) for why in tree}
    parents = {why.id: why.parent_id for why in tree}

    def kept_parent(id: UUID | None) -> UUID | None:
        while id is not None and not says[id]:
            id = parents[id]
        return id

    return tuple(replace(why, parent_id=kept_parent(why.parent_id)) for why in tree if says[why.id])


def check_tree(tree: tuple[Why, ...]) -> None:
    """Errors: NotFound if an answer has no parent in the tree, Refused if answers form a circle or are empty."""
    for why in tree:
        _checked(why.text)
        if why.parent_id is not None:
            _find(tree, why.parent_id)
    if len(list(walk(tree))) != len(tree):
        raise Refused(Reason.WRONG_STATUS, "why")


def _hang(tree: tuple[Why, ...], why: Why, parent_id: UUID | None) -> tuple[Why, ...]:
    ordered = branch_by_branch(tree)
    return branch_by_branch(tuple(replace(one, parent_id=parent_id) if one.id == why.id else one for one in ordered))


def _find(tree: tuple[Why, ...], id: UUID) -> Why:
    for why in tree:
        if why.id == id:
            return why
    raise NotFound("why")


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(Reason.MISSING, "why")
    if len(text) > LONGEST_ANSWER:
        raise Refused(Reason.TOO_LONG, "why", most=LONGEST_ANSWER)
    return text
