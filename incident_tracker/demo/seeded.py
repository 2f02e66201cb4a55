"""The clock and the ids of the invented clinic: set by hand, and the same for the same seed."""

from datetime import datetime
from random import Random
from uuid import UUID


class SetClock:
    """A clock that is set from one invented moment (aware) to the next."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class SeededIds:
    """Ids that come in the same order for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"ids of {seed}")  # noqa: S311  # nothing here is secret

    def __call__(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)
