"""What a word in the "kind" column of a log can be a sign of: an act, a family of acts, or what makes it milder."""

from enum import StrEnum


class Sign(StrEnum):
    """The part a phrase plays. A family says little until its qualifier is known: "assault", but "verbal assault"."""

    # Families: what they mean alone is in `reading`.
    ASSAULT = "assault"
    AGGRESSION = "aggression"
    ABUSE = "abuse"
    HARASSMENT = "harassment"
    CONDUCT = "conduct"  # "altercation", "workplace violence": names no act at all

    # Qualifiers: they say which of a family it was, and can be alone.
    VERBAL = "verbal"
    PHYSICAL = "physical"
    SEXUAL = "sexual"
    IDENTITY = "identity"
    THREAT = "threat"
    PROPERTY = "property"
    REMOTE = "remote"  # by phone, in writing, online: no one can be touched

    # Things and people.
    WEAPON = "weapon"
    SHOWN = "shown"  # what is done with a weapon without using it
    THING = "thing"
    PERSON = "person"
    ANIMAL = "animal"
    CONTACT = "contact"

    # Acts that can be understood alone.
    WORDS = "words"
    HOSTILE = "hostile"
    MENACE = "menace"  # a raised fist, "I'll be waiting for you"
    STRIKE = "strike"  # what is done to a person or to a thing
    FORCE = "force"  # what is done to a person only: a bite, a blocked way
    THROUGH = "through"  # "shoved through the door": a person, and perhaps they were hurt
    AROUND = "around"  # spat on the floor: at no one
    THROW = "throw"
    BREAK = "break"
    OBJECT_USED = "object_used"  # a thing thrown at a person, or a person hit with it
    SEXUAL_WORDS = "sexual_words"
    SEXUAL_CONTACT = "sexual_contact"
    STALKING = "stalking"
    SHOT_OR_STAB = "shot_or_stab"

    # The result.
    INJURY = "injury"
    SEVERE = "severe"
    NEAR_MISS = "near_miss"

    # Not what the other words seem to say.
    OTHER = "other"  # what a person did that has no kind of its own: theft, self-harm
    HARMLESS = "harmless"  # "hit send": the words of an act that was not one
    NO_ACT = "no_act"  # "drill", "policy": the whole entry is about something else


FAMILIES = frozenset((Sign.ASSAULT, Sign.AGGRESSION, Sign.ABUSE, Sign.HARASSMENT, Sign.CONDUCT))
QUALIFIERS = frozenset(
    (Sign.VERBAL, Sign.PHYSICAL, Sign.SEXUAL, Sign.IDENTITY, Sign.THREAT, Sign.PROPERTY, Sign.REMOTE)
)
ACTS = frozenset(
    (
        *(Sign.WORDS, Sign.HOSTILE, Sign.MENACE, Sign.STRIKE, Sign.FORCE, Sign.THROW, Sign.BREAK, Sign.OBJECT_USED),
        *(Sign.SEXUAL_WORDS, Sign.SEXUAL_CONTACT, Sign.STALKING, Sign.SHOT_OR_STAB),
    )
)
