"""Reading in a log of 100,000 rows: checked, compared with what is stored, and stored, against bare executemany."""

import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import storing
from table import Measured, print_table

from incident_tracker.usecases.capture.importing import check_log, store_log

ROWS = 100_000


def measure(rows: int = ROWS) -> list[Measured]:
    """One line of the table: the whole way from the bytes to the commit."""
    content = _log(random.Random(1), rows)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ctx, store = storing.clinic(Path(folder))
        start = time.process_time()
        checked = check_log(ctx, content, site_id=storing.SITES[0].id)
        between = time.process_time()
        assert store_log(ctx, checked) == rows
        end = time.process_time()
        stored = {table: storing._rows(store, table) for table in storing._BULK}
        bare = storing._bare_many(store, Path(folder) / "bare.db", stored, storing.KEY)
        store.close()
    note = f"checking {between - start:.1f} s, storing {end - between:.1f} s"
    return [Measured(f"read in a log of {rows:,} rows", bare * 1e3, (end - start) * 1e3, "<= 4.0", note)]


def _log(chance: random.Random, rows: int) -> bytes:
    """An invented log with a number, day, time, kind, severity and a description for every row."""
    words, weights = storing._words(random.Random(1))
    kinds = ("Verbal", "Threat", "Physical", "Physical, Verbal", "Property Damage")
    lines = ["Incident #,Incident Date,Time,Type of Violence,Severity,Occupation,Narrative"]
    for number in range(rows):
        at = storing.NOW - timedelta(minutes=chance.randrange(24 * 60, 6 * 365 * 24 * 60))
        story = " ".join(chance.choices(words, weights, k=chance.randint(43, 172)))
        kind, job = chance.choice(kinds), chance.choice(("Nurse (RN, LPN)", "Receptionist", "Security"))
        lines.append(f'{number:06},{at:%m/%d/%Y},{at:%H:%M},"{kind}",Mild,"{job}",{story}')
    return "\n".join(lines).encode()


if __name__ == "__main__":
    print_table(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
