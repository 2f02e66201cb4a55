"""The tree of whys: each answer may be asked again, and branch."""

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


def add(tree: tuple[Why, ...], id: UUID, parent_id: UUID | None, text: str) -> tuple[Why, ...]:
    """The tree with one more answer, last among its siblings.

    Errors: Refused at field `why` if the text is empty or longer than 500 characters; NotFound without such a parent.
    """
    if parent_id is not None:
        _find(tree, parent_id)
    return (*tree, Why(id, parent_id, _checked(text)))


def reword(tree: tuple[Why, ...], id: UUID, text: str) -> tuple[Why, ...]:
    """The tree with another text for one answer. Errors: as `add`."""
    _find(tree, id)
    return tuple(replace(why, text=_checked(text)) if why.id == id else why for why in tree)


def remove(tree: tuple[Why, ...], id: UUID) -> tuple[Why, ...]:
    """The tree without an answer and everything that hangs on it. Errors: NotFound."""
    gone = {_find(tree, id).id, *(why.id for _, why in walk(tree, id))}
    return tuple(why for why in tree if why.id not in gone)


def walk(tree: tuple[Why, ...], below: UUID | None = None, depth: int = 0) -> Iterator[tuple[int, Why]]:
    """All answers below one (or from the top) in reading order, each with its depth from 0."""
    for why in tree:
        if why.parent_id == below:
            yield depth, why
            yield from walk(tree, why.id, depth + 1)


def roots(tree: tuple[Why, ...]) -> tuple[Why, ...]:
    """The answers that nobody asked further: the candidates for root causes."""
    asked = {why.parent_id for why in tree}
    return tuple(why for why in tree if why.id not in asked)


def check(tree: tuple[Why, ...]) -> None:
    """Errors: NotFound if an answer hangs on nothing, Refused if answers go round in a circle or are empty."""
    for why in tree:
        _checked(why.text)
        if why.parent_id is not None:
            _find(tree, why.parent_id)
    if len(list(walk(tree))) != len(tree):
        raise Refused(Reason.WRONG_STATUS, "why")


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
