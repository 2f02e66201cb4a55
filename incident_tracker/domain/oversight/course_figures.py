"""What the answers about the course of incidents add up to: counts of codes, sums and medians, each with its n."""

from collections.abc import Mapping
from dataclasses import dataclass

from incident_tracker.domain.clinic.release import FEWEST_FOR_MEDIANS


@dataclass(frozen=True, slots=True)
class Numbers:
    """How often each number was written down, and of how many incidents (`of`) it could have been."""

    times: Mapping[int, int]
    of: int

    @classmethod
    def read(cls, counted: Mapping[str, int], of: int) -> "Numbers":
        """The numbers as the summaries hold them: each is a code. `of` is at least as many as wrote one down."""
        times = {int(code): n for code, n in counted.items()}
        return cls(times, max(of, sum(times.values())))

    @property
    def recorded(self) -> int:
        """For how many it was written down."""
        return sum(self.times.values())

    @property
    def total(self) -> int | None:
        """Their sum; None where no one wrote one down."""
        return sum(number * n for number, n in self.times.items()) if self.times else None

    @property
    def middle(self) -> float | None:
        """Their median; None of fewer than five, because it would be the number of one."""
        if self.recorded < FEWEST_FOR_MEDIANS:
            return None
        ordered = [number for number in sorted(self.times) for _n in range(self.times[number])]
        half, odd = divmod(len(ordered), 2)
        return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2

    @property
    def above_zero(self) -> int:
        """In how many it was more than none."""
        return sum(n for number, n in self.times.items() if number > 0)
