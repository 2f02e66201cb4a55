"""Which pictures are taken: of each place all that there is, or two that differ in everything they can."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ui.sheets.look import SHARED, WHOLE, Look
from ui.sheets.steps import Step

LANGUAGES = ("en", "es")
APPEARANCES = ("light", "dark", "contrast")
TEXT_SIZES = (100, 200)
SIZES = (WHOLE, SHARED)

MOMENTS = (Step.DOWN, Step.WHEEL, Step.ERROR)
"""When a picture is taken if there are to be few: Down is just after opening, and the wheel just after Tab."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One place, by its number, in one look; a picture is taken after each of these steps."""

    place: int
    look: Look
    pictures: tuple[Step, ...]


def every_look() -> tuple[Look, ...]:
    """All combinations."""
    return tuple(Look(*one) for one in product(LANGUAGES, APPEARANCES, TEXT_SIZES, SIZES))


def all_visits(places: int) -> Iterator[Visit]:
    """Every place in every look, with a picture after each step."""
    for look in every_look():
        for place in range(places):
            yield Visit(place, look, tuple(Step))


def few_visits(places: int) -> Iterator[Visit]:
    """Every place twice, in looks that differ in all they can: language, appearance, size of text and window.

    Among any twelve places in a row, any two choices of a look, or of a look and a moment, meet in a picture.
    """
    for place in range(places):
        text_size, size = divmod(place % 4, 2)
        for turn in range(2):
            appearance = APPEARANCES[(place // 4 + turn) % 3]
            look = Look(LANGUAGES[turn], appearance, TEXT_SIZES[text_size ^ turn], SIZES[size ^ turn])
            yield Visit(place, look, (MOMENTS[(place + turn) % 3],))
