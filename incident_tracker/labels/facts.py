"""A fact is a heading with its text; and the short words that facts are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from incident_tracker.wording import _, ngettext

Fact = tuple[str, str]
"""A heading, and what there is to say under it."""


@dataclass(frozen=True, slots=True)
class MomentFormats:
    """How moments (aware) are said at the site: with the time of day, as a day alone, and as a month alone.

    The window says them by the conventions of the system, paper and the command line by their own.
    """

    moment: Callable[[datetime], str]
    day: Callable[[datetime], str]
    month: Callable[[datetime], str]


def told(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that are not empty."""
    return tuple((heading, text) for heading, text in facts if text)


def yes_no(answer: bool | None) -> str:
    """Yes, no, or empty if it is open."""
    return "" if answer is None else (_("Yes") if answer else _("No"))


def minutes_text(n: int | None) -> str:
    """ "1 minute", "12 minutes", or empty if unknown."""
    return "" if n is None else ngettext("{n} minute", "{n} minutes", n).format(n=n)
