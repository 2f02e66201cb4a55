"""One thing that the program shows: whose it is, how to come there, and which class is in front then."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Role
from ui.sheets.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that is shown: `come` brings a visitor of this role there, `shows` is what is in front then."""

    role: Role
    name: str
    shows: type[QWidget]
    come: Callable[[Visitor], object]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


def page_of(kind: type, key: str, argument: object = None) -> Callable[[Visitor], object]:
    return lambda you: you.go(kind, key, argument)


def after(command: Callable[..., None]) -> Callable[[Visitor], None]:
    return lambda you: command(you.walker.screen.window)
