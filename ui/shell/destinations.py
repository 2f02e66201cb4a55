"""Places that Ctrl+K leads to: what they are called, by which words they are found, and in which order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.wording import _
from ui.icons import Icon


class Group(IntEnum):
    """Where something stands in the list; the order never changes while someone types."""

    RECENT = 0
    NUMBER = 1
    PAGE = 2
    COMMAND = 3
    SETTING = 4
    PERSON = 5
    ACCOUNT = 6
    TERM = 7
    GUIDE = 8
    CODE = 9
    TOLD = 10


MOST_SHOWN = 6
"""Of what there is much of only so many are shown; the heading says of how many."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place to go to: its name, what tells it from others, its keys, its icon, and what to call.

    `also` are other words that it is found by. `always` it is shown while nothing is typed.
    """

    group: Group
    label: str
    meaning: Icon
    go: Callable[[], object] = field(compare=False)
    detail: str = ""
    keys: str = ""
    also: str = ""
    always: bool = False
    searched: tuple[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "searched", (folded(self.label), folded(f"{self.label} {self.detail} {self.also}")))


@dataclass(frozen=True, slots=True)
class GroupName:
    """The name of a group above its first line."""

    text: str


Line = Destination | GroupName


def group_text(group: Group) -> str:
    """What a group is called."""
    match group:
        case Group.RECENT:
            return _("Opened last")
        case Group.NUMBER:
            return _("Incidents with this number")
        case Group.PAGE:
            return _("Pages")
        case Group.COMMAND:
            return _("Commands")
        case Group.SETTING:
            return _("Settings")
        case Group.PERSON:
            return _("People")
        case Group.ACCOUNT:
            return _("Accounts")
        case Group.TERM:
            return _("Words of the clinic")
        case Group.GUIDE:
            return _("Manual")
        case Group.CODE:
            return _("Incidents with such a number")
        case Group.TOLD:
            return _("Incidents with these words")


def matching(every: Sequence[Destination], typed: str) -> list[Destination]:
    """Those that `typed` fits, group by group, in each the likeliest first; with nothing typed what is always shown.

    All words must be there, each as the beginning of a word or within one; a name that begins with them comes first.
    """
    wanted, whole = wanted_words(typed), folded(typed)
    if not whole:
        return [one for one in every if one.always]
    if not wanted:
        return []
    ranked = [(one.group, rank, place, one) for place, one in enumerate(every) if (rank := _rank(one, wanted, whole))]
    return [line[3] for line in sorted(ranked, key=lambda line: line[:3])]


def _rank(one: Destination, wanted: Sequence[str], whole: str) -> int:
    """1 for the likeliest, 0 if it does not fit."""
    label, everything = one.searched
    if not all(word in everything for word in wanted):
        return 0
    if label.startswith(whole):
        return 1
    if all(f" {word}" in f" {label}" for word in wanted):
        return 2
    if all(word in label for word in wanted):
        return 3
    # within the other words only a beginning counts: "art" is not looked for in "department"
    return 4 if all(f" {word}" in f" {everything}" for word in wanted) else 0


def most_shown(group: Group) -> int | None:
    """How many lines of a group are shown; None for all."""
    match group:
        case Group.PERSON | Group.ACCOUNT | Group.TERM | Group.GUIDE:
            return MOST_SHOWN
        case Group.RECENT | Group.NUMBER | Group.PAGE | Group.COMMAND | Group.SETTING | Group.CODE | Group.TOLD:
            return None


def with_headings(found: Sequence[Destination]) -> Iterator[Line]:
    """The lines of the list: each group under its name."""
    for group in sorted({one.group for one in found}):
        lines = [one for one in found if one.group is group]
        shown = lines[: most_shown(group)]
        name = group_text(group)
        if len(shown) < len(lines):
            name = _("{group}: {n} of {total}").format(group=name, n=len(shown), total=len(lines))
        yield GroupName(name)
        yield from shown
