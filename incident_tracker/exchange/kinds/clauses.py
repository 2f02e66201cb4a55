"""A cell split into clauses, with what is denied ("no weapon") and what is only threatened ("threatened to hit")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from incident_tracker.exchange.kinds import spelling
from incident_tracker.exchange.kinds.phrases import marks_in
from incident_tracker.exchange.kinds.signs import FAMILIES, QUALIFIERS, Sign

AND, OR = "and", "or"
_JOINING = {
    **dict.fromkeys(("and", "y", "e", "then", "plus", "but", "pero", "luego", "also", "while", "mientras"), AND),
    **dict.fromkeys(("or", "o", "u", "nor", "ni"), OR),
    **{sign: sign for sign in (spelling.OPEN, spelling.CLOSE, spelling.DASH, spelling.COMMA, spelling.SLASH)},
    **{sign: sign for sign in (spelling.STOP, spelling.NEXT)},
}
_DENYING = spelling.words_in("""
    no not non none nothing never without nobody neither nor denies denied deny lacks lack absent unfounded zero
    sin ni nunca nada nadie ningun ninguna ninguno niega nego jamas tampoco
""")
_ANSWERED_NO = frozenset(("n",))  # "physical n, verbal y": the answers of two columns in one cell
_ANSWERED = _ANSWERED_NO | {"y", "s"}
# "weapon not used", "contact was not made"
_DENYING_AFTER = spelling.words_in("""
    made used involved present seen found shown displayed reported observed noted occurred intended one body
    usada usado hubo
""")
_BETWEEN = spelling.words_in("was were is are be been fue hubo any una un")
_OF_A_THREAT = spelling.words_in("to of with that use de con que by")
_FARTHEST = 4  # words between a denial and what it denies
_NEAREST = 3  # words between a threat and "to"


@dataclass(frozen=True, slots=True)
class Item:
    """A phrase in a clause, or a word without meaning (`sign` is None)."""

    text: str
    sign: Sign | None = None
    denied: bool = False
    threatened: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The text between two separators; `before` is the separator before it ("" for the first)."""

    before: str
    items: tuple[Item, ...]

    def signs(self, *, threatened: bool = False) -> set[Sign]:
        """What is said to have happened here (or, if `threatened`, to have been threatened only)."""
        return {item.sign for item in self.items if item.sign and not item.denied and item.threatened is threatened}

    @property
    def denied(self) -> set[Sign]:
        """What is said not to have happened here."""
        return {item.sign for item in self.items if item.sign and item.denied}


def entries_of(cell: str) -> Iterator[tuple[Clause, ...]]:
    """The entries of a cell (separated by semicolons and line ends), each as its clauses."""
    items = _threatened(_denied(list(_items(spelling.plain(cell)))))
    clauses: list[Clause] = []
    held: list[Item] = []
    before = ""
    for item in items:
        joint = _JOINING.get(item.text) if item.sign is None else None
        if joint is None:
            held.append(item)
            continue
        if held:
            clauses.append(Clause(before, tuple(held)))
            held, before = [], joint
        elif joint != AND:
            before = joint if before in ("", AND, spelling.CLOSE) or joint == spelling.OPEN else before
        if joint == spelling.NEXT:
            if clauses:
                yield tuple(clauses)
            clauses, before = [], ""
    if held:
        clauses.append(Clause(before, tuple(held)))
    if clauses:
        yield tuple(clauses)


def _items(text: str) -> Iterator[Item]:
    place = 0
    for mark in marks_in(text):
        yield from map(Item, text[place : mark.start].split())
        yield Item(text[mark.start : mark.end], mark.sign)
        place = mark.end
    yield from map(Item, text[place:].split())


def _denied(items: list[Item]) -> list[Item]:
    denied: set[int] = set()
    for place, item in enumerate(items):
        if item.sign is None and item.text in _DENYING:
            ahead = list(_denied_after(items, place))
            denied.update(ahead or _denied_before(items, place))
        elif item.text in _ANSWERED_NO and _is_answer(items, place):
            denied.update(_denied_before(items, place))
    return [replace(item, denied=True) if place in denied else item for place, item in enumerate(items)]


def _is_answer(items: Sequence[Item], place: int) -> bool:
    """Is this "n" a no? At the end of its clause, or where the cell answers elsewhere; not in "verbal n physical"."""

    def ends(here: int) -> bool:
        after = items[here + 1] if here + 1 < len(items) else None
        return after is None or (after.sign is None and after.text in _JOINING and after.text not in _ANSWERED)

    return ends(place) or any(
        one.sign is None and one.text in _ANSWERED and ends(here) for here, one in enumerate(items) if here != place
    )


def _denied_after(items: Sequence[Item], place: int) -> Iterator[int]:
    """The places that a denial before them reaches: what comes next, what belongs to it, and what "or" adds."""
    gap, reached = 0, False
    for here in range(place + 1, len(items)):
        item = items[here]
        if item.sign is None:
            joint = _JOINING.get(item.text)
            if (
                joint == OR
                or (joint == spelling.SLASH and reached)
                or (joint == spelling.COMMA and _or_follows(items, here))
            ):
                gap = 0
                reached = False
                continue
            gap += 1
            if joint is not None or gap > _FARTHEST or (reached and item.text not in _BETWEEN) or item.text in _DENYING:
                return
        elif item.sign in (Sign.PERSON, Sign.THING, Sign.HARMLESS):
            if reached:
                return
        else:
            if reached and items[here - 1].sign not in FAMILIES | QUALIFIERS:
                return
            yield here
            if items[place].text == "non":  # "non-physical assault" is an assault
                return
            reached = True


def _or_follows(items: Sequence[Item], place: int) -> bool:
    """Does this comma belong to a list that ends in "or"?"""
    for item in items[place + 1 :]:
        joint = _JOINING.get(item.text) if item.sign is None else None
        if joint == OR:
            return True
        if joint not in (None, spelling.COMMA) or (item.sign is None and joint is None):
            return False
    return False


def _denied_before(items: Sequence[Item], place: int) -> Iterator[int]:
    """The places before a denial that it answers: "weapon: none", "contact not made", "hit no one".

    With a qualifier, its family is denied too, on either side: "physical assault: no", "violencia física: no".
    """
    after = next(iter(items[place + 1 : place + 2]), None)
    if (
        after is not None
        and after.sign is None
        and _JOINING.get(after.text) is None
        and after.text not in _DENYING_AFTER
    ):
        return
    here = place - 1
    while (
        here >= 0
        and items[here].sign is None
        and items[here].text in {*_BETWEEN, spelling.DASH, spelling.OPEN, spelling.STOP}
    ):
        here -= 1
    answered = here < place - 1 or items[place].text in _ANSWERED_NO
    while here >= 0 and items[here].sign is not None:
        yield here
        qualifier = items[here].sign in QUALIFIERS
        here -= 1
        if here >= 0 and items[here].sign not in QUALIFIERS:
            if answered and qualifier and items[here].sign in FAMILIES:
                yield here
            return


def _threatened(items: list[Item]) -> list[Item]:
    threatened: set[int] = set()
    for place, item in enumerate(items):
        if item.denied:
            continue
        if item.sign is Sign.THREAT:
            threatened.update(_threatened_after(items, place))
        elif (
            item.sign is Sign.HOSTILE and item.text.startswith("threat") and (more := _threatened_beside(items, place))
        ):
            threatened.add(more)  # a threat to sue is not a physical one, but what is next to it may be
            items[place] = replace(item, sign=Sign.THREAT)
    return [replace(item, threatened=True) if place in threatened else item for place, item in enumerate(items)]


def _threatened_beside(items: Sequence[Item], place: int) -> int | None:
    """The place of the violence that a threat of something else names with it: "threat of lawsuit and violence"."""
    behind = [here for here in range(place + 1, len(items)) if items[here].sign is not None]
    joined = [one.text for one in items[place + 1 : behind[0]]] if behind else []
    if joined and _JOINING.get(joined[0]) in (AND, OR) and items[behind[0]].sign in FAMILIES:
        return None if items[behind[0]].text.endswith("ed") else behind[0]  # "and assaulted": that was done
    return None


def _goes_on(items: Sequence[Item], place: int) -> bool:
    """Is what follows an "and" still what was threatened, and not an act told in the past ("and pushed her")?"""
    following = next((item for item in items[place + 1 :] if item.sign is not None), None)
    return following is not None and following.sign in FAMILIES | QUALIFIERS - {Sign.VERBAL, Sign.THREAT}


def _threatened_after(items: Sequence[Item], place: int) -> Iterator[int]:
    """The places of what a threat is about: up to the end of its clause, or only what follows at once."""
    announced = items[place].text.split()[-1] in ("would", "will", "to", "a", "is", "was", "were")
    gap = 0
    for here in range(place + 1, len(items)):
        item = items[here]
        joint = _JOINING.get(item.text) if item.sign is None else None
        if joint is not None and joint != OR and not (joint == AND and announced and _goes_on(items, here)):
            return
        if item.sign is None:
            announced = announced or (item.text in _OF_A_THREAT and gap <= _NEAREST)
            gap += 1
        elif item.sign is Sign.PERSON:
            gap = min(gap, 1)
        elif item.sign is not Sign.THREAT and (announced or gap == 0):
            yield here
