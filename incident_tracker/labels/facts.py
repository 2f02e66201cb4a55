"""A fact is a heading and what there is to say; here are the small words that facts are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from incident_tracker.wording import _, ngettext

Fact = tuple[str, str]
"""A heading, and what there is to say under it."""


@dataclass(frozen=True, slots=True)
class MomentFormats:
    """How moments (aware) are said at the site: with the time of day, and as a day alone.

    The window says them by the conventions of the system, paper and the command line by their own.
    """

    moment: Callable[[datetime], str]
    day: Callable[[datetime], str]


def told(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts about which there is anything to say."""
    return tuple((heading, text) for heading, text in facts if text)


def yes_no(answer: bool | None) -> str:
    """Yes, no, or nothing where it is open."""
    return "" if answer is None else (_("Yes") if answer else _("No"))


def minutes_text(n: int | None) -> str:
    """ "1 minute", "12 minutes", or nothing where it is not known."""
    return "" if n is None else ngettext("{n} minute", "{n} minutes", n).format(n=n)
