"""What the type checker says about a few planted lines: the rules that are promised by types alone."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from mypy import api

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


def said_of_changed(folder: Path, changed: Mapping[Path, str], targets: Sequence[Path]) -> str:
    """What mypy would say of these files of the project if some had another text.

    It begins with a copy of the project's cache, in `folder`, so that only what the change reaches is checked again. A
    check of the whole project may be writing into that cache at the same time.
    """
    cache, shadows = folder / "cache", []
    for kept in sorted((PROJECT / ".mypy_cache").rglob("*.db")):
        copy = cache / kept.relative_to(PROJECT / ".mypy_cache")
        copy.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    for number, (file, text) in enumerate(changed.items()):
        planted = folder / f"{number}_{file.name}"
        planted.write_text(text, encoding="utf-8")
        shadows += ["--shadow-file", str(file), str(planted)]
    options = [f"--config-file={PROJECT / 'pyproject.toml'}", f"--cache-dir={cache}"]
    found, trouble, _status = api.run([*options, *shadows, *map(str, targets)])
    assert not trouble
    return found
