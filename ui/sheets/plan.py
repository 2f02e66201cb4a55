"""Which pictures are taken: of each place all that there is, or few in which every two of the choices meet."""

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

_MIXED = ((0, 0, 1), (1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 1, 1), (1, 0, 1))
"""The ways in which three visits have both of two choices."""


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
    """Every place three times: in each appearance, after each moment, in both languages and both of the sizes.

    Any two choices (a place and a language, a language and a size of the text …) meet in at least one picture.
    """
    for place in range(places):
        third = place // 3
        mixed = [_MIXED[at % 6] for at in (third, third + third // 6, 5 * third + third // 2)]
        for number, moment in enumerate(MOMENTS):
            language, text_size, size = (one[number] for one in mixed)
            appearance = APPEARANCES[(place + number) % 3]
            yield Visit(place, Look(LANGUAGES[language], appearance, TEXT_SIZES[text_size], SIZES[size]), (moment,))
