"""How blocks become pages: fragments that cannot be broken, white space, what stays together, repeated table heads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from incident_tracker.reports.sheet import PageCanvas
from incident_tracker.reports.tagging import StructureTree

Draw = Callable[[PageCanvas, float], None]
"""Draws a fragment from its upper edge `top` (points from the upper edge of the page) downwards."""


@dataclass(slots=True)
class Fragment:
    """Something `height` points high that is drawn on one page (nothing, where it is mere white space).

    `before` is white space above it, dropped at the top of a page. A fragment that `holds_next` never ends a page while
    its successor begins the next one. `head` is drawn again (as an artifact) where a page begins with this fragment.
    `room` is what must be left on the page for it to start there, for a chapter that should not begin at the foot.
    """

    height: float
    draw: Draw | None = None
    before: float = 0.0
    holds_next: bool = False
    head: "Fragment | None" = None
    room: float = 0.0
    placed: Callable[[int], None] | None = None
    """Told the page (from 1) when the fragment has found its place."""


@dataclass(frozen=True, slots=True)
class Space:
    """The room for a block: left edge and width, the height of a whole page, and the tree of tags.

    `pages` tells, once all blocks are placed, on which page (from 1) the heading with a key stands.
    """

    left: float
    width: float
    height: float
    tree: StructureTree
    pages: dict[str, int] = field(default_factory=dict)


class Block(Protocol):
    """A paragraph, a table, a figure: anything that can be cut into fragments, in reading order."""

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """The fragments from top to bottom; tags are made on the way."""
        ...


@dataclass(slots=True)
class PaperPage:
    """Fragments with the `top` at which each is drawn."""

    fragments: list[tuple[float, Fragment]] = field(default_factory=list)


def paginate(
    fragments: Iterable[Fragment], top: float, bottom: float, first_top: float | None = None
) -> list[PaperPage]:
    """Pages of `fragments` between `top` and `bottom`; one pass, so the work grows with the number of fragments.

    Fragments that belong together are placed together if a page has room for all of them; a chain longer than a page is
    broken where it must be. White space is never carried over to the next page.
    """
    pages = [PaperPage()]
    y = top if first_top is None else first_top
    for chain in _chains(fragments):
        needed = sum(fragment.before + fragment.height for fragment in chain)
        if chain[-1].draw is None:
            needed -= chain[-1].before + chain[-1].height
        full = y + max(needed, chain[0].room) > bottom
        for position, fragment in enumerate(chain):
            if fragment.draw is None:
                y += (fragment.before + fragment.height) if pages[-1].fragments else 0
                continue
            overflows = y + fragment.before + fragment.height > bottom
            if pages[-1].fragments and (overflows or (full and position == 0)):
                pages.append(PaperPage())
                y = top
            at_top = not pages[-1].fragments
            if at_top and fragment.head is not None:
                pages[-1].fragments.append((y, fragment.head))
                y += fragment.head.height
            y += 0 if at_top else fragment.before
            pages[-1].fragments.append((y, fragment))
            if fragment.placed is not None:
                fragment.placed(len(pages))
            y += fragment.height
    return pages


def _chains(fragments: Iterable[Fragment]) -> Iterator[list[Fragment]]:
    """Fragments that belong together, each chain ending with one that does not hold the next."""
    chain: list[Fragment] = []
    for fragment in fragments:
        chain.append(fragment)
        if not fragment.holds_next:
            yield chain
            chain = []
    if chain:
        yield chain
