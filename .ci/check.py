"""Runs every check of the project and closes with a summary.

`long [SEED] [TESTS]` runs tests alone, whole where they try a sample otherwise; `rounds N [1/PART] [TESTS]` repeats
tests (those of the windows if none are named) in random order, by 2 and by 4 processes in turn, and keeps what failed;
with 1/10 each round takes another tenth of them. Any other arguments are for pytest alone.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
sys.path.insert(0, str(Path(__file__).resolve().parent))  # this Python does not look beside the script by itself

from watched import pytest_watched  # noqa: E402

SPREAD = ["-n", "auto", "--maxprocesses", "8", "--dist", "loadgroup"]
CHECKS: dict[str, list[str | Path]] = {
    "lint": [TOOLS / "ruff", "check", "."],
    "format": [TOOLS / "ruff", "format", "--check", "."],
    "imports": [TOOLS / "lint-imports"],
    "types": [TOOLS / "mypy"],
}
WINDOWS = ["tests/screens"]
NOTHING_TRIED = 5  # pytest's exit status
LONG = {"silent": 7200, "longest": 86400}  # seconds


def main(arguments: list[str]) -> int:
    os.chdir(ROOT)
    os.environ["PYTHONUTF8"] = "1"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    match arguments:
        case []:
            return every_check()
        case ["long", seed, *tests] if seed.isdecimal():
            return long_run(seed, tests)
        case ["long", *tests]:
            return long_run(str(secrets.randbelow(2**32)), tests)
        case ["rounds", number, part, *tests] if number.isdecimal() and part.startswith("1/"):
            return rounds(int(number), tests or WINDOWS, part.removeprefix("1/"))
        case ["rounds", number, *tests] if number.isdecimal():
            return rounds(int(number), tests or WINDOWS)
        case _:
            return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode


def every_check() -> int:
    """The checks one after another, and the tests beside them: each of these keeps only one core busy."""
    with ThreadPoolExecutor(1) as pool:
        checked = [pool.submit(check, name, command) for name, command in CHECKS.items()]
        started = time.monotonic()
        status, last_line = pytest_watched([*SPREAD, "--durations", "10"])
        results = [one.result() for one in checked]
        results.append(("tests", status, time.monotonic() - started, last_line))
    print()
    for name, status, seconds, last_line in results:
        print(f"{'passed' if status == 0 else 'FAILED'}  {name:8} {seconds:5.0f} s   {last_line}")
    return max(min(status, 1) for _, status, _, _ in results)


def check(name: str, command: Sequence[str | Path]) -> tuple[str, int, float, str]:
    """What a check says is printed as soon as it has said all; its last line, in all these tools, is the verdict."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    print(f"\n--- {name}\n{done.stdout}", flush=True)
    lines = [line.strip(" =") for line in done.stdout.splitlines()]
    return name, abs(done.returncode), time.monotonic() - started, next(filter(None, reversed(lines)), "")


def long_run(seed: str, tests: Sequence[str]) -> int:
    """Tests, all if none are named, each with all that it can try."""
    print(f"--- long run with the seed {seed}; ./test long {seed} tries the same again", flush=True)
    os.environ |= {"TESTS_LONG": "1", "TESTS_SEED": seed}
    seeds = ["-p", "randomly", "--randomly-seed", seed, "--hypothesis-seed", seed]
    status, last_line = pytest_watched([*SPREAD, *seeds, "--durations", "20", *tests], **LONG)
    print(f"\n{'passed' if status == 0 else 'FAILED'}  seed {seed}   {last_line}")
    return min(status, 1)


def rounds(number: int, tests: Sequence[str], part: str = "1") -> int:
    """Tests again and again; what a failed round printed, with its dumps, stays in a folder.

    `part`: one test in so many takes part in a round, by the seed of the round.
    """
    if hasattr(os, "nice"):
        os.nice(10)  # anyone who works at the same computer goes first
    folder = Path(tempfile.mkdtemp(prefix="test-rounds-"))
    failed = 0
    for turn in range(1, number + 1):
        processes, seed = (2, 4)[turn % 2], str(secrets.randbelow(2**32))
        told: list[str] = []
        started = time.monotonic()
        os.environ |= {"TESTS_PART": part, "TESTS_SEED": seed}
        order = ["-q", "-n", str(processes), "--dist", "loadgroup", "-p", "randomly", "--randomly-seed", seed]
        status, last_line = pytest_watched([*order, *tests], show=told.append)
        if part != "1" and status == NOTHING_TRIED:
            status = 0  # of a few tests a round may take none
        which = f"round {turn} of {number}" + (f", one test in {part}" if part != "1" else "")
        how = f"{which}, {processes} processes, seed {seed}, {time.monotonic() - started:.0f} s"
        print(f"{'passed' if status == 0 else 'FAILED'}  {how}   {last_line}", flush=True)
        if status:
            failed += 1
            (folder / f"round-{turn}-{processes}-processes-seed-{seed}.txt").write_text("".join(told), "utf-8")
    print(f"\n{failed} of {number} rounds failed" + (f"; what they printed is in {folder}" if failed else ""))
    if not failed:
        folder.rmdir()
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
