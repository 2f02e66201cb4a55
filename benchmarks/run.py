"""Prints the table of measurements: every operation with its anchor, ours, their ratio and the goal.

    python benchmarks/run.py [--incidents 10000] [--folder DIR] [--only storing,list,reading,pages,scripts,idle]

Absolute times hold for one machine only; the ratio to the anchor of the same run is what has a goal. With `--folder`
the invented clinic is kept, so that a large one is made only once. Above 10,000 incidents the same is measured among
10,000 too, and the slope printed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from clinic import invented, stored_bytes  # noqa: E402  # the path comes first
from table import Measured, print_table  # noqa: E402

PARTS = ("storing", "list", "reading", "pages", "scripts")
"""What is measured unless told otherwise; `idle` takes a minute in which nothing happens."""
SMALL = 10_000
SCRIPTS = (
    ("first_window.py", ()),
    ("importing.py", ("10000",)),
    ("checking.py", ("3000",)),
    ("documents.py", ("--repeat", "1")),
    ("control_charts.py", ()),
    ("charts.py", ()),
)
"""Measurements that print tables of their own."""


def main() -> None:
    """Measure what is asked for, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--incidents", type=int, default=SMALL)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--only", default=",".join(PARTS))
    options = asked.parse_args()
    parts = set(options.only.split(","))
    print(f"{options.incidents:,} incidents; load {os.getloadavg()[0]:.1f}; processor time in ms unless said otherwise")
    lines: list[Measured] = []
    if "storing" in parts:
        import storing

        lines += storing.measure()
    lines += _of_clinic(options.incidents, options.folder, parts)
    if "idle" in parts:
        import idle

        lines += idle.measure()
    if lines:
        print_table(lines)
    sys.stdout.flush()
    if "scripts" in parts:
        for name, arguments in SCRIPTS:
            if (HERE / name).exists():
                print(f"\n{name}", flush=True)
                subprocess.run([sys.executable, str(HERE / name), *arguments], check=False, cwd=HERE.parent)
    sys.stdout.flush()
    os._exit(0)  # a window's thread must not keep the table waiting


def _of_clinic(incidents: int, folder: Path | None, parts: set[str]) -> list[Measured]:
    lines = _measured(incidents, folder, parts)
    if incidents <= SMALL:
        return lines
    small = {line.operation: line for line in _measured(SMALL, None, parts)}
    return [
        replace(line, slope=line.ours / small[line.operation].ours) if line.operation in small else line
        for line in lines
    ]


def _measured(incidents: int, folder: Path | None, parts: set[str]) -> list[Measured]:
    if not parts & {"list", "reading", "pages"}:
        return []
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        kept = folder or Path(temporary)
        lines: list[Measured] = []
        with invented(kept, incidents) as ctx:
            if "list" in parts:
                import list_window

                lines += list_window.measure(ctx)
            if "reading" in parts:
                import reading

                lines += reading.measure(ctx)
        if "pages" in parts:
            import pages

            lines += pages.measure(kept)
        print(f"{incidents:,} incidents take {stored_bytes(kept) / 2**20:,.0f} MiB on the disk")
    return lines


if __name__ == "__main__":
    main()
