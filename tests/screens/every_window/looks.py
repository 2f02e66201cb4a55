"""In which languages, colors and sizes of text every window is looked at."""

from dataclasses import dataclass

from tests.tries import LONG


@dataclass(frozen=True, slots=True)
class Look:
    """One combination; `keys`: Tab, the underlined letters and the wheel are tried too, which takes longer."""

    language: str
    appearance: str
    text_size: int
    keys: bool

    def __str__(self) -> str:
        return f"{self.language}-{self.appearance}-{self.text_size}"


ENGLISH = Look("en", "light", 100, keys=True)
LARGE = Look("es", "dark", 200, keys=False)
"""Spanish needs a quarter more room, and large letters twice as much: what fits here fits everywhere."""

SAMPLE = (ENGLISH, LARGE)
EVERY = (
    *SAMPLE,
    Look("es", "light", 100, keys=True),
    Look("en", "light", 200, keys=True),
    Look("en", "contrast", 100, keys=False),
)
LOOKS = EVERY if LONG else SAMPLE
