"""In which languages, colors, sizes of text and of the window everything is looked at."""

from dataclasses import dataclass

SHARED = (1024, 700)
"""The window on the screen of a reception that is shared with the schedule …"""
WHOLE = (1366, 768)
"""… and on the whole of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """One combination."""

    language: str
    appearance: str
    text_size: int
    size: tuple[int, int] = SHARED

    def __str__(self) -> str:
        wide = "" if self.size == SHARED else f"-{self.size[0]}"
        return f"{self.language}-{self.appearance}-{self.text_size}{wide}"
