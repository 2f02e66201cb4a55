"""What the type checker says about a few planted lines: the rules that are promised by types alone."""

import re
import subprocess
import sys
from pathlib import Path

from tests.project_rules.source_files import PROJECT

_ERROR = re.compile(r"planted\.py:(\d+): error: ")
WRONG = "  # wrong"


def refused_and_wrong(folder: Path, planted: str) -> tuple[list[int], list[int]]:
    """The numbers of the lines of `planted` in which mypy finds errors, and of those that end in `# wrong`.

    The project's own configuration and cache are used, so that a check takes a second or two.
    """
    file = folder / "planted.py"
    file.write_text(planted, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-pretty", str(file)]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert said.returncode in (0, 1), said.stdout + said.stderr
    refused = sorted({int(line) for line in _ERROR.findall(said.stdout)})
    return refused, [number for number, line in enumerate(planted.splitlines(), 1) if line.endswith(WRONG)]
