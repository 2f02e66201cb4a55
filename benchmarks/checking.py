"""A check of every record against its seal and of the audit trail: memory and time among few and ten times as many.

    python benchmarks/checking.py [10000]

The anchor is the check of a tenth of the incidents; what is held at once should not grow with their number.
"""

import random
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import storing  # the path comes first
from table import Measured, print_table

from db.check import check_records, unwatched
from db.store import SqlStore
from incident_tracker.demo.archive import store_many


def main() -> None:
    """Measure, and print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    (few_taken, few_held), (taken, held) = (_measured(number) for number in (many // 10, many))
    print_table(
        [
            Measured(f"check {many:,} incidents", few_taken, taken, "<= 11", "against a tenth of them"),
            Measured(f"check {many:,} incidents, KiB at once", few_held, held, "<= 1.2"),
        ]
    )


def _measured(number: int) -> tuple[float, float]:
    """Milliseconds of processor time, and the most memory that Python held at once, in KiB."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ctx, store = storing.clinic(Path(folder))
        invented = storing.incidents(random.Random(1), number)
        for _ in range(0, number, 1000):
            store_many(ctx, [one for one, _ in zip(invented, range(1000), strict=False)])
        start = time.process_time()
        _check(store)
        taken = (time.process_time() - start) * 1e3
        tracemalloc.start()
        _check(store)
        held = tracemalloc.get_traced_memory()[1] / 1024
        tracemalloc.stop()
        store.close()
        return taken, held


def _check(store: SqlStore) -> None:
    with store.read() as unit:
        if found := list(check_records(unit, store.anchor, unwatched, repair=False)):
            raise SystemExit(f"a sound clinic is told to be damaged: {found[0]}")


if __name__ == "__main__":
    main()
