"""Runs every check of the project and closes with a summary; with arguments it runs pytest alone, with these."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
SPREAD = ["-n", "auto", "--maxprocesses", "8", "--dist", "loadgroup"]
CHECKS: dict[str, list[str | Path]] = {
    "lint": [TOOLS / "ruff", "check", "."],
    "format": [TOOLS / "ruff", "format", "--check", "."],
    "types": [TOOLS / "mypy"],
    "imports": [TOOLS / "lint-imports"],
    "tests": [sys.executable, "-m", "pytest", *SPREAD, "--durations", "10"],
}


def main(arguments: list[str]) -> int:
    os.chdir(ROOT)
    os.environ["PYTHONUTF8"] = "1"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if arguments:
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode
    results = []
    for name, command in CHECKS.items():
        print(f"\n--- {name}", flush=True)
        started = time.monotonic()
        status, last_line = run([str(word) for word in command])
        results.append((name, status, time.monotonic() - started, last_line))
    print()
    for name, status, seconds, last_line in results:
        print(f"{'passed' if status == 0 else 'FAILED'}  {name:8} {seconds:5.0f} s   {last_line}")
    return max(min(status, 1) for _, status, _, _ in results)


def run(command: list[str]) -> tuple[int, str]:
    """Exit status and the last line printed, which in all these tools is the verdict."""
    last_line = ""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last_line = line.strip(" =\n") or last_line
    return abs(process.returncode), last_line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
