"""What a change of the clinic would move."""

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Moves:
    """How much a change concerns: debriefs booked for a day that it takes away, people who work there, accounts with
    the site, desks that begin with the word, debriefs in the time of someone who is `away`, debriefs that are
    `blocked` as they are booked, limits of support that are elsewhere then, checks and debriefs that end because the
    person they are `owed` to has left, debriefs that this person `answers` for, and accounts with which they can still
    sign in. Of an account, debriefs that its person answers for, `unseen` by them once it is closed. Of a word, people
    whose job it is (`jobs`), and whether reports of the last 12 months have it (`used`, 1 if so). Of a line or of help,
    sites that have no other phone line (`lines`), or no other help of its kind (`helped`).
    """

    debriefs: int = 0
    people: int = 0
    accounts: int = 0
    desks: int = 0
    away: int = 0
    blocked: int = 0
    limits: int = 0
    owed: int = 0
    answers: int = 0
    sign_ins: int = 0
    unseen: int = 0
    jobs: int = 0
    used: int = 0
    lines: int = 0
    helped: int = 0

    def __bool__(self) -> bool:
        """Does it move anything?"""
        return any(astuple(self))

    def __add__(self, other: "Moves") -> "Moves":
        """What two changes move together."""
        return Moves(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))
