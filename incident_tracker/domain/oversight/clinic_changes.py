"""What a change of the clinic would move."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moves:
    """How much a change concerns: debriefs booked for a day that it takes away, people who work there, accounts with
    the site, desks that begin with the word, and debriefs in the time of someone who is `away`.
    """

    debriefs: int = 0
    people: int = 0
    accounts: int = 0
    desks: int = 0
    away: int = 0

    def __bool__(self) -> bool:
        """Does it move anything?"""
        return bool(self.debriefs or self.people or self.accounts or self.desks or self.away)
