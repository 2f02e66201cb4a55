"""How blocks become pages: pieces that cannot be broken, white space, what stays together, repeated table heads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from incident_tracker.reports.sheet import PageCanvas
from incident_tracker.reports.tagging import StructureTree

Draw = Callable[[PageCanvas, float], None]
"""Draws a piece from its upper edge `top` (points from the upper edge of the page) downwards."""


@dataclass(slots=True)
class Piece:
    """Something `height` points high that is drawn on one page (nothing, where it is mere white space).

    `before` is white space above it, dropped at the top of a page. A piece that `holds_next` never ends a page while
    its successor begins the next one. `head` is drawn again (as an artifact) where a page begins with this piece.
    `room` is what must be left on the page for it to start there, for a chapter that should not begin at the foot.
    """

    height: float
    draw: Draw | None = None
    before: float = 0.0
    holds_next: bool = False
    head: "Piece | None" = None
    room: float = 0.0
    placed: Callable[[int], None] | None = None
    """Told the page (from 1) when the piece has found its place."""


@dataclass(frozen=True, slots=True)
class Space:
    """What a block is laid out in: left edge and width, the height of a whole page, and the tree of tags.

    `pages` tells, once all blocks are placed, on which page (from 1) the heading with a key stands.
    """

    left: float
    width: float
    height: float
    tree: StructureTree
    pages: dict[str, int] = field(default_factory=dict)


class Block(Protocol):
    """A paragraph, a table, a figure: anything that can be cut into pieces, in reading order."""

    def pieces(self, space: Space) -> Iterator[Piece]:
        """The pieces from top to bottom; tags are made on the way."""
        ...


@dataclass(slots=True)
class PaperPage:
    """Pieces with the `top` at which each is drawn."""

    pieces: list[tuple[float, Piece]] = field(default_factory=list)


def paginate(pieces: Iterable[Piece], top: float, bottom: float, first_top: float | None = None) -> list[PaperPage]:
    """Pages of `pieces` between `top` and `bottom`; one pass, so the work grows with the number of pieces.

    Pieces that hold each other are placed together where a page has room for all of them; a chain longer than a page
    is broken where it must be. White space is never carried over to the next page.
    """
    pages = [PaperPage()]
    y = top if first_top is None else first_top
    for chain in _chains(pieces):
        needed = sum(piece.before + piece.height for piece in chain)
        if chain[-1].draw is None:
            needed -= chain[-1].before + chain[-1].height
        full = y + max(needed, chain[0].room) > bottom
        for position, piece in enumerate(chain):
            if piece.draw is None:
                y += (piece.before + piece.height) if pages[-1].pieces else 0
                continue
            overflows = y + piece.before + piece.height > bottom
            if pages[-1].pieces and (overflows or (full and position == 0)):
                pages.append(PaperPage())
                y = top
            at_top = not pages[-1].pieces
            if at_top and piece.head is not None:
                pages[-1].pieces.append((y, piece.head))
                y += piece.head.height
            y += 0 if at_top else piece.before
            pages[-1].pieces.append((y, piece))
            if piece.placed is not None:
                piece.placed(len(pages))
            y += piece.height
    return pages


def _chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces that hold each other, each chain ending with one that holds nothing."""
    chain: list[Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.holds_next:
            yield chain
            chain = []
    if chain:
        yield chain
