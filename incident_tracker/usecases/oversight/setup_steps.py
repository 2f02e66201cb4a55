"""What each step of applying a set-up file gives, and the place of what is refused in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from incident_tracker.domain.clinic.setup import SetupChange, SetupRefused
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.oversight.clinic_changes import Moves

NOTHING = Moves()


@dataclass(frozen=True, slots=True)
class Applied:
    """One thing that is done, and what it moves."""

    change: SetupChange
    moves: Moves = NOTHING


@contextmanager
def at_place(*place: str | int) -> Iterator[None]:
    """Give what is refused in here its place in the file."""
    try:
        yield
    except SetupRefused as within:
        raise SetupRefused((*place, *within.at), within.refused) from None
    except Refused as refused:
        raise SetupRefused((*place, refused.field or ""), refused) from None
