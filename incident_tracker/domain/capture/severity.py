"""The severity ladder 0 to 7, and the support tier that severity and circumstances ask for.

Ladder: the seven categories of aggression towards receptionists in Willer, Chua and Ball 2023, table 1,
with a level 0 for what could have gone wrong; labels are our own. A level is about the act; what it did
to a person is recorded with that person.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """The highest thing that happened."""

    NEAR_MISS = 0
    HOSTILE = 1
    ABUSE_IN_WORDS = 2
    THREAT = 3
    OBJECTS = 4
    PHYSICAL = 5
    INJURY = 6
    SEVERE_HARM = 7


class Weapon(StrEnum):
    """Whether a weapon, or an object as a weapon, played a part."""

    NONE = "none"
    SHOWN = "shown"
    THREATENED = "threatened"
    USED = "used"


HIGH_DISTRESS = 7
HIGHEST_TIER = 7
TIER_WITH_WEAPON = 5


@dataclass(frozen=True, slots=True)
class TierModifiers:
    """The circumstances that raise the support tier, never the severity level."""

    identity_abuse: bool = False
    sexual_harassment: bool = False
    repeat_person: bool = False
    alone: bool = False
    highest_distress: int = 0
    weapon: Weapon = Weapon.NONE

    @property
    def raises(self) -> bool:
        """True if at least one circumstance raises the tier by its one step."""
        return (
            self.identity_abuse
            or self.sexual_harassment
            or self.repeat_person
            or self.alone
            or self.highest_distress >= HIGH_DISTRESS
        )


def support_tier(severity: Severity, modifiers: TierModifiers) -> int:
    """The support tier 0 to 7 from which the due windows of support follow.

    One step above the level if any circumstance raises it (one step in all, however many there are);
    at least 5 if a weapon or object was used or threatened.
    """
    tier = min(HIGHEST_TIER, int(severity) + (1 if modifiers.raises else 0))
    if modifiers.weapon in (Weapon.THREATENED, Weapon.USED):
        tier = max(tier, TIER_WITH_WEAPON)
    return tier


def lowest_severity(weapon: Weapon) -> Severity:
    """The lowest level for an incident in which a weapon played this part: a weapon shown is at least a threat."""
    return Severity.NEAR_MISS if weapon is Weapon.NONE else Severity.THREAT
