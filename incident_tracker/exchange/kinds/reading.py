"""Which kind of incident the words of a cell name, and how serious it was at least.

The rules: of several things the most serious counts; what is denied did not happen; a qualifier ("verbal", "threat of",
"by phone") beats the family word that it belongs to ("assault", "violence", "abuse"), next to it, in brackets or after
a dash. Where words allow two readings the milder one is taken and marked as doubted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.exchange.kinds import spelling
from incident_tracker.exchange.kinds.clauses import AND, Clause, entries_of
from incident_tracker.exchange.kinds.signs import FAMILIES, QUALIFIERS, Sign
from incident_tracker.exchange.kinds.targets import hurt_someone, with_targets

_BODILY = frozenset(("physical_attack", "weapon_or_object", "animal", "sexual_assault"))
_ORDER = (  # of equal levels the first gives the kind
    *("sexual_assault", "stalking", "weapon_or_object", "physical_attack", "animal", "against_objects"),
    *("sexual_harassment", "threat", "verbal_abuse", "hostility", "other"),
)
_USED = spelling.words_in("used using uso usada usado usando")
_EXPLAINING = (spelling.DASH, spelling.OPEN, spelling.STOP)


@dataclass(frozen=True, slots=True)
class KindReading:
    """What a cell says: a code of the vocabulary "kind", or None; the level its words ask for, or None.

    `doubted` means that the words can be read in two ways and the milder one was taken, or that they name no level.
    """

    kind: str | None
    level: Severity | None = None
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: str
    level: Severity | None
    doubted: bool = False


_HOSTILE = _Meaning("hostility", Severity.HOSTILE)
_WORDS = _Meaning("verbal_abuse", Severity.ABUSE_IN_WORDS)
_THREAT = _Meaning("threat", Severity.THREAT)
_SEXUAL_WORDS = _Meaning("sexual_harassment", Severity.THREAT)
_OBJECTS = _Meaning("against_objects", Severity.OBJECTS)
_PHYSICAL = _Meaning("physical_attack", Severity.PHYSICAL)
_SEXUAL_CONTACT = _Meaning("sexual_assault", Severity.SEVERE_HARM)
_WEAPON_USED = _Meaning("weapon_or_object", Severity.PHYSICAL)
_WEAPON_SHOWN = _Meaning("weapon_or_object", Severity.THREAT)
_WEAPON = _Meaning("weapon_or_object", None)
_ACTS = {
    Sign.WORDS: _WORDS,
    Sign.HOSTILE: _HOSTILE,
    Sign.MENACE: _THREAT,
    Sign.STRIKE: _PHYSICAL,
    Sign.FORCE: _PHYSICAL,
    Sign.THROUGH: replace(_PHYSICAL, doubted=True),
    Sign.AROUND: replace(_HOSTILE, doubted=True),
    Sign.BREAK: _OBJECTS,
    Sign.THROW: _OBJECTS,
    Sign.OBJECT_USED: _WEAPON_USED,
    Sign.SEXUAL_WORDS: _SEXUAL_WORDS,
    Sign.SEXUAL_CONTACT: _SEXUAL_CONTACT,
    Sign.STALKING: _Meaning("stalking", Severity.SEVERE_HARM),
    Sign.SHOT_OR_STAB: _Meaning("weapon_or_object", Severity.SEVERE_HARM),
    Sign.VERBAL: _WORDS,
    Sign.IDENTITY: _WORDS,
    Sign.THREAT: _THREAT,
    Sign.PROPERTY: _OBJECTS,
}
_ALONE = {  # "aggression" and "abuse" may be words or blows
    Sign.ASSAULT: _PHYSICAL,
    Sign.AGGRESSION: replace(_HOSTILE, doubted=True),
    Sign.ABUSE: replace(_WORDS, doubted=True),
    Sign.HARASSMENT: _HOSTILE,
}


@lru_cache(maxsize=4096)
def read_kind(cell: str) -> KindReading:
    """What the words of a cell mean; if they name several things, the worst."""
    said = [clauses for entry in entries_of(cell) if (clauses := _about_acts(entry))]
    found = [meaning for clauses in said for meaning in _meanings(clauses)]
    signs = {sign for clauses in said for clause in clauses for sign in clause.signs()}
    near_miss = Sign.NEAR_MISS in signs
    if not found:
        kind = "other" if Sign.OTHER in signs else None
        return KindReading(kind, Severity.NEAR_MISS if near_miss else None)
    worst = max(found, key=lambda meaning: (meaning.level or 0, -_ORDER.index(meaning.kind)))
    if _WEAPON in found and (worst.level or 0) < Severity.THREAT:
        worst = _Meaning("weapon_or_object", worst.level)
    level = worst.level
    if near_miss:
        level = Severity.NEAR_MISS
    elif level is not None and level >= Severity.PHYSICAL and worst.kind in _BODILY:
        level = max(level, _harm(signs))
    mild = level is None or level < Severity.PHYSICAL
    doubted = level is None or worst.doubted or (mild and any(meaning.doubted for meaning in found))
    return KindReading(worst.kind, level, doubted)


def _harm(signs: set[Sign]) -> Severity:
    if Sign.SEVERE in signs:
        return Severity.SEVERE_HARM
    return Severity.INJURY if Sign.INJURY in signs else Severity.NEAR_MISS


def _about_acts(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses that say what a person did: not those about a drill, a policy, a form."""
    kept = [clause for clause in clauses if not _about_no_act(clause)]
    if len(kept) < len(clauses) and _about_no_act(clauses[0]):
        kept = [clause for clause in kept if clause.before not in _EXPLAINING]
    return tuple(kept)


def _about_no_act(clause: Clause) -> bool:
    before = ""
    for item in clause.items:
        if item.sign is Sign.NO_ACT:
            return before not in (
                "during",
                "in",
                "at",
                "after",
                "before",
                "over",
                "about",
                "durante",
                "en",
                "por",
                "the",
            )
        before = item.text
    return False


def _meanings(clauses: Sequence[Clause]) -> Iterator[_Meaning]:
    """Everything that the clauses of one entry say."""
    clauses = [Clause(clause.before, tuple(with_targets(clause.items))) for clause in clauses]
    for place, clause in enumerate(clauses):
        yield from _of_acts(clause, clauses)
        for family in sorted(clause.signs() & FAMILIES):
            yield from _of_family(family, place, clauses)
        if clause.signs(threatened=True) & {Sign.WEAPON, Sign.SHOT_OR_STAB} and not _statutory(clauses):
            yield _WEAPON_SHOWN
    yield from _of_weapons(clauses)
    yield from _of_animals(clauses)
    if Sign.BREAK in _everywhere(clauses) and hurt_someone(clauses):
        yield _WEAPON_USED


def _statutory(clauses: Sequence[Clause]) -> bool:
    """Are these the words of the law, "threat of physical force or use of a weapon", which name no weapon?"""
    items = [item for clause in clauses for item in clause.items if item.threatened]
    force = any(item.sign in (Sign.FORCE, Sign.PHYSICAL) for item in items)
    return force and any(item.sign is Sign.WEAPON and item.text.startswith(("weapon", "arma")) for item in items)


def _of_acts(clause: Clause, clauses: Sequence[Clause]) -> Iterator[_Meaning]:
    signs, everywhere = clause.signs(), _everywhere(clauses)
    contact = [item for item in clause.items if item.sign is Sign.CONTACT and not item.denied]
    if any(item.text.startswith(("physical", "contacto f")) for item in contact):
        yield _PHYSICAL
    if Sign.SEXUAL in signs and not everywhere & FAMILIES:
        touched = everywhere & {Sign.CONTACT, Sign.FORCE, Sign.STRIKE} and Sign.VERBAL not in everywhere
        yield _SEXUAL_CONTACT if touched else _SEXUAL_WORDS
    if Sign.PHYSICAL in signs and not signs & FAMILIES:
        yield from _of_physical(clause, clauses)
    animal = Sign.ANIMAL in everywhere
    for sign in signs:
        act = _ACTS.get(sign)
        if act is not None and not (animal and sign in (Sign.FORCE, Sign.HOSTILE)):
            if sign in (Sign.VERBAL, Sign.PROPERTY, Sign.IDENTITY) and signs & FAMILIES:
                continue  # says which family it was
            if sign is Sign.VERBAL and Sign.SEXUAL in everywhere and _is_pure(clause):
                continue
            yield act


def _of_physical(clause: Clause, clauses: Sequence[Clause]) -> Iterator[_Meaning]:
    """ "Physical" without a family word: what it was, unless the words around it make it milder."""
    own, everywhere = clause.signs(), _everywhere(clauses)
    if own & {Sign.THREAT, Sign.BREAK, Sign.PROPERTY, Sign.THROW}:
        return
    explained = {sign for other in clauses if other.before in _EXPLAINING for sign in other.signs()}
    if explained & {Sign.PROPERTY, Sign.BREAK, Sign.THROW}:
        return
    if Sign.THREAT in everywhere and Sign.VERBAL not in everywhere:
        surely = explained & {Sign.THREAT} or Sign.THREAT in own
        yield _THREAT if surely else _Meaning("threat", Severity.THREAT, doubted=True)
    elif Sign.CONTACT in _denied(clauses):
        yield _THREAT
    elif _only(Sign.VERBAL, clauses):
        yield _WORDS
    else:
        yield _PHYSICAL


def _of_family(family: Sign, place: int, clauses: Sequence[Clause]) -> Iterator[_Meaning]:
    """What "assault", "abuse", "harassment" was, by the qualifiers that belong to it."""
    clause = clauses[place]
    denied = _denied(clauses)
    own = clause.signs() & QUALIFIERS
    beside, doubted = _qualifiers_beside(place, clauses)
    pair = next((other for other in _at_slash(place, clauses) if other.signs() & QUALIFIERS), None)
    either = pair is not None and pair.signs() & QUALIFIERS == {Sign.THREAT}  # "threats/violence": one of the two
    if own:
        if family is Sign.ASSAULT and own <= {Sign.REMOTE, Sign.IDENTITY} and beside:
            own |= beside
        if (own == {Sign.VERBAL} and Sign.SEXUAL in beside) or (
            own == {Sign.SEXUAL} and beside & {Sign.VERBAL, Sign.REMOTE}
        ):
            own |= beside
        if own == {Sign.PHYSICAL} and beside & {Sign.PROPERTY, Sign.THREAT}:
            own |= beside
        for meaning in _qualified(family, own, denied):
            yield replace(meaning, doubted=meaning.doubted or (either and Sign.THREAT in own))
    elif beside:
        for meaning in _qualified(family, beside, denied):
            yield replace(meaning, doubted=meaning.doubted or ((doubted or either) and family is Sign.ASSAULT))
    elif pair is not None:
        later = clauses.index(pair) > place
        for meaning in _qualified(family, pair.signs() & QUALIFIERS, denied):
            yield replace(meaning, doubted=later)
    elif family is Sign.ASSAULT and _explained(place, clauses):
        return
    elif family in (Sign.ASSAULT, Sign.AGGRESSION) and Sign.CONTACT in denied:
        yield _THREAT
    elif Sign.PHYSICAL in denied:
        if family is not Sign.CONDUCT or not any(other.signs() & set(_ACTS) for other in clauses):
            yield _WORDS
    elif (alone := _ALONE.get(family)) and not (Sign.ANIMAL in _everywhere(clauses) and family is Sign.ASSAULT):
        yield alone


def _qualified(family: Sign, qualifiers: set[Sign], denied: set[Sign]) -> Iterator[_Meaning]:
    if Sign.SEXUAL in qualifiers:
        words = bool(qualifiers & {Sign.VERBAL, Sign.REMOTE}) or bool(denied & {Sign.CONTACT, Sign.PHYSICAL})
        if family in (Sign.HARASSMENT, Sign.CONDUCT):
            yield _SEXUAL_WORDS
        elif Sign.THREAT in qualifiers:
            yield _THREAT
        else:
            yield _SEXUAL_WORDS if words and Sign.PHYSICAL not in qualifiers else _SEXUAL_CONTACT
        return
    if Sign.THREAT in qualifiers:
        yield _THREAT
        if not {Sign.PHYSICAL, Sign.VERBAL} <= qualifiers:
            return
    if Sign.PROPERTY in qualifiers:
        yield _OBJECTS
    elif Sign.PHYSICAL in qualifiers:
        yield _THREAT if Sign.CONTACT in denied else _PHYSICAL
    elif Sign.IDENTITY in qualifiers:
        yield _Meaning(_WORDS.kind, _WORDS.level, doubted=family is Sign.ASSAULT)
    elif Sign.VERBAL in qualifiers or (Sign.REMOTE in qualifiers and family is not Sign.CONDUCT):
        yield _WORDS


def _explained(place: int, clauses: Sequence[Clause]) -> bool:
    """Do brackets or the words after a dash say what the assault was?"""
    told = set(_ACTS) - {Sign.HOSTILE}
    around = [other for other in clauses if other.before in _EXPLAINING]
    if clauses[place].before in _EXPLAINING:
        around = [*around, clauses[0]]
    return any(other is not clauses[place] and other.signs() & told for other in around)


def _qualifiers_beside(place: int, clauses: Sequence[Clause]) -> tuple[set[Sign], bool]:
    """What the clauses around a family word add to it, and whether that is doubtful.

    "(verbal)" behind it and ", verbal" belong to it; so does "- verbal" behind "assault & battery". A separate thing
    does not: "and threats", ", verbal threats", "…, intimidation/violence". A bare ", threat" is doubtful.
    """
    sections = _sections(clauses)
    own = next(section for section in sections if place in section)
    added: set[Sign] = set()
    doubted = False
    for section in sections:
        qualifiers = {sign for here in section for sign in clauses[here].signs() & QUALIFIERS}
        pure = all(_is_pure(clauses[here]) for here in section)
        if section is own or (
            clauses[section[0]].before != spelling.COMMA and sections.index(section) > sections.index(own)
        ):
            behind = [clauses[here] for here in section if section is own or clauses[here].before in _EXPLAINING]
            added |= {sign for clause in behind if _is_pure(clause) for sign in clause.signs() & QUALIFIERS}
        if not pure or section is own:
            continue
        if Sign.THREAT not in qualifiers:
            added |= qualifiers
        elif qualifiers == {Sign.THREAT} and AND not in (clauses[section[0]].before, clauses[own[0]].before):
            added |= qualifiers
            doubted = True
    return added, doubted


def _sections(clauses: Sequence[Clause]) -> list[list[int]]:
    """The places of the clauses, split at commas and "and"."""
    sections: list[list[int]] = [[]]
    for here, clause in enumerate(clauses):
        if clause.before in (spelling.COMMA, AND) and sections[-1]:
            sections.append([])
        sections[-1].append(here)
    return sections


def _at_slash(place: int, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that a slash joins to this one."""
    for here in range(place, 0, -1):
        if clauses[here].before != spelling.SLASH:
            break
        yield clauses[here - 1]
    for other in clauses[place + 1 :]:
        if other.before != spelling.SLASH:
            break
        yield other


def _of_weapons(clauses: Sequence[Clause]) -> Iterator[_Meaning]:
    everywhere = _everywhere(clauses)
    if Sign.WEAPON not in everywhere:
        return
    words = {item.text for clause in clauses for item in clause.items}
    force = everywhere & {Sign.ASSAULT, Sign.AGGRESSION, Sign.STRIKE, Sign.FORCE} and not everywhere & {Sign.SHOWN}
    if (force and not everywhere & {Sign.THREAT}) or words & _USED:
        yield _WEAPON_USED
    elif everywhere & {Sign.SHOWN, Sign.THREAT, Sign.MENACE}:
        yield _WEAPON_SHOWN
    else:
        yield _WEAPON


def _of_animals(clauses: Sequence[Clause]) -> Iterator[_Meaning]:
    everywhere = _everywhere(clauses)
    if Sign.ANIMAL in everywhere:
        attacked = everywhere & {Sign.ASSAULT, Sign.FORCE, Sign.STRIKE}
        yield _Meaning("animal", Severity.PHYSICAL if attacked else None)


def _is_pure(clause: Clause) -> bool:
    """Does a clause have only qualifiers?"""
    signs = clause.signs()
    return bool(signs & QUALIFIERS) and not signs - QUALIFIERS - {Sign.PERSON, Sign.HARMLESS, Sign.NEAR_MISS}


def _only(sign: Sign, clauses: Sequence[Clause]) -> bool:
    return any(
        sign in clause.signs() and {item.text for item in clause.items} & {"only", "just", "solo"} for clause in clauses
    )


def _everywhere(clauses: Iterable[Clause]) -> set[Sign]:
    return {sign for clause in clauses for sign in clause.signs()}


def _denied(clauses: Iterable[Clause]) -> set[Sign]:
    return {sign for clause in clauses for sign in clause.denied}
