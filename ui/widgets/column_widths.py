"""How the columns of a list share the room there is: what tells one row from another is never cut."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomAsked:
    """What one column asks for, in pixels: `wanted` shows all of it, `least` is what it can do with.

    `grows`: it takes what room is left over. `spare`: it is left out where the others would have to give half of what
    they can, and an `empty` one of these, in which no row says anything, as soon as any would be cut. `shortens`:
    nothing between the two is of use to it, so it gives way at once, before the others. Where there is too little even
    so, those of the least `weight` are left out, of equal ones the last.
    """

    wanted: int
    least: int
    grows: bool = False
    spare: bool = False
    empty: bool = False
    shortens: bool = False
    weight: int = 5


def share_room(needs: Sequence[RoomAsked], room: int) -> list[int]:
    """The width of each column; 0 for one that is left out.

    Where there is too little for all that is wanted, those that can give way do, in proportion to what they can give;
    then some are left out. The last that stays is as wide as it has to be.
    """
    shown = list(range(len(needs)))
    for place in reversed(range(len(needs))):
        half = sum((needs[at].least + needs[at].wanted) // 2 for at in shown)
        if len(shown) > 1 and needs[place].spare and half > room:
            shown.remove(place)
    for place in reversed(shown[1:]):  # after these, so that the words that are cut take the room
        if needs[place].spare and needs[place].empty and sum(needs[at].wanted for at in shown) > room:
            shown.remove(place)
    _leave_out(shown, needs, room)
    widths = [need.wanted if at in shown else 0 for at, need in enumerate(needs)]
    for at in reversed(shown):
        if needs[at].shortens and sum(widths) > room:
            widths[at] = needs[at].least
    missing = sum(widths) - room
    slack = sum(widths[at] - needs[at].least for at in shown)
    if missing > 0 and slack:
        for at in shown:
            widths[at] -= int((widths[at] - needs[at].least) * min(missing, slack) / slack)
    for at in shown:  # what gave way at once takes back what the others left
        if widths[at] < needs[at].wanted <= widths[at] + room - sum(widths):
            widths[at] = needs[at].wanted
    growing = [at for at in shown if needs[at].grows] or _most_cut(widths, needs, shown)
    _hand_out(widths, growing, room - sum(widths))
    _take_back(widths, needs, shown, sum(widths) - room)
    return widths


def _leave_out(shown: list[int], needs: Sequence[RoomAsked], room: int) -> None:
    """Those of the least weight, as many as it takes; what fits beside the others all the same stays."""
    left = []
    while len(shown) > 1 and sum(needs[at].least for at in shown) > room:
        left.append(min(shown, key=lambda at: (needs[at].weight, -at)))
        shown.remove(left[-1])
    for at in reversed(left):
        if sum(needs[one].least for one in (*shown, at)) <= room:
            shown.append(at)
    shown.sort()


def _most_cut(widths: Sequence[int], needs: Sequence[RoomAsked], shown: Sequence[int]) -> list[int]:
    """Where no column grows: the one that lacks most, or else the last, so that the list ends where its frame does."""
    return sorted(shown, key=lambda at: (needs[at].wanted - widths[at], at))[-1:]


def _hand_out(widths: list[int], growing: Sequence[int], left: int) -> None:
    if left <= 0 or not growing:
        return
    for number, at in enumerate(growing):
        widths[at] += left // len(growing) + (number < left % len(growing))


def _take_back(widths: list[int], needs: Sequence[RoomAsked], shown: Sequence[int], over: int) -> None:
    """The pixels that rounding gave away."""
    for at in shown:
        if over <= 0:
            return
        taken = min(over, widths[at] - needs[at].least)
        widths[at] -= taken
        over -= taken
