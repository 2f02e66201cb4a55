"""One line of the table of measurements, and how the table is printed."""

import resource
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """What one operation took. `anchor` and `ours` in milliseconds; `memory` in MiB, where it was looked at.

    `slope` is how many times as long it takes among the full number of incidents as among 10,000.
    """

    operation: str
    anchor: float
    ours: float
    goal: str
    note: str = ""
    memory: float | None = None
    slope: float | None = None

    @property
    def ratio(self) -> float:
        """Ours to the anchor."""
        return self.ours / self.anchor


def resident() -> float:
    """How much memory this process holds now, in MiB; the most it ever held where the system does not say."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_table(lines: Iterable[Measured]) -> None:
    """The table as text."""
    print(f"{'operation':46} {'anchor ms':>10} {'ours ms':>10} {'ratio':>7} {'slope':>6}  {'goal':18} note")
    for line in lines:
        memory = f"{line.memory:+.0f} MiB " if line.memory is not None else ""
        slope = f"{line.slope:.2f}" if line.slope is not None else ""
        print(
            f"{line.operation:46} {line.anchor:10.3f} {line.ours:10.3f} {line.ratio:7.2f} {slope:>6}  {line.goal:18} "
            f"{memory}{line.note}"
        )
