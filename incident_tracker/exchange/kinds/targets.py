"""What a blow, a throw or spit was aimed at: a person or a thing; and whether it names a person who was hurt."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from incident_tracker.exchange.kinds import spelling
from incident_tracker.exchange.kinds.clauses import Clause, Item
from incident_tracker.exchange.kinds.signs import Sign

_AT_A_PERSON = spelling.words_in("at toward towards on onto over to a contra hacia")
_TO_ONE = spelling.words_in("le les me nos")
_WITH = frozenset(("with", "con", "by"))
_INTO = frozenset(("into", "against", "to", "onto", "contra"))
_THROUGH = frozenset(("through", "por"))
_SPITTING = ("spit", "spat", "escup")
_OWN = spelling.words_in("his her their my its own")
_BETWEEN = spelling.words_in("a an the was were got is el la los las un una fue")
_FORCEFUL = (Sign.ASSAULT, Sign.AGGRESSION)


def with_targets(items: Sequence[Item]) -> Iterator[Item]:
    """The items, with blows and throws told apart by what they were aimed at."""
    for place, item in enumerate(items):
        if item.sign in (Sign.STRIKE, Sign.THROW, *_FORCEFUL):
            yield replace(item, sign=_aimed(item.sign, items[:place], items[place + 1 :]))
        elif item.sign is Sign.FORCE and item.text.startswith(_SPITTING) and _at_a_thing(items[place + 1 :]):
            yield replace(item, sign=Sign.AROUND)
        else:
            yield item


def _at_a_thing(after: Sequence[Item]) -> bool:
    """Does what follows name a thing first, and no person as the target?"""
    named = [place for place, item in enumerate(after) if item.sign in (Sign.THING, Sign.PERSON)]
    if not named or after[named[0]].sign is Sign.PERSON:
        return False
    return not any(
        after[place].sign is Sign.PERSON and place and after[place - 1].text in ("at", "a", "hacia") for place in named
    )


def _aimed(sign: Sign, before: Sequence[Item], after: Sequence[Item]) -> Sign:
    """A blow against a thing, a throw at a person, a person hit with a thing: which of them it was."""
    thing = with_thing = person = at_person = through = False
    previous = ""
    for item in after:
        if item.sign is Sign.THING or (item.sign is Sign.REMOTE and sign not in _FORCEFUL):  # phones are thrown too
            with_thing = with_thing or previous in _WITH
            through = through or (previous in _THROUGH and not thing)
            thing = thing or previous not in _WITH | _INTO or (sign in _FORCEFUL and previous == "against")
        elif item.sign is Sign.PERSON:
            at_person = at_person or previous in _AT_A_PERSON | _INTO
            person = person or not thing
        elif item.sign not in (None, Sign.CONTACT, Sign.PHYSICAL):
            break
        if item.sign is not None or (item.text in _WITH | _AT_A_PERSON | _INTO | _THROUGH and previous not in _WITH):
            previous = item.text
    if sign in _FORCEFUL:
        return Sign.OBJECT_USED if with_thing and not thing else Sign.BREAK if thing and not person else sign
    if sign is Sign.THROW:
        at_person = at_person or any(item.text in _TO_ONE for item in before[-1:])  # "le aventó una silla"
        return Sign.OBJECT_USED if at_person else Sign.FORCE if person else Sign.BREAK
    if thing and not person:
        return Sign.OBJECT_USED if at_person else Sign.THROUGH if through else Sign.BREAK
    return Sign.OBJECT_USED if with_thing else sign


def hurt_someone(clauses: Sequence[Clause]) -> bool:
    """Does it name a person who was hurt: "threw hot coffee, burned RN", but not "punched wall, hurt her hand"?"""
    for clause in clauses:
        items = [item for item in clause.items if item.text not in _BETWEEN]
        for place, item in enumerate(items):
            if item.sign is not Sign.INJURY or item.denied:
                continue
            behind, ahead = items[place + 1 : place + 3], items[max(0, place - 1) : place]
            named = behind and behind[0].sign is Sign.PERSON and (len(behind) == 1 or behind[0].text not in _OWN)
            if named or (ahead and ahead[0].sign is Sign.PERSON and ahead[0].text not in _OWN):
                return True
    return False
