"""The project's own files, each read and parsed once, for the rules that are checked on the source itself."""

import ast
import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PROGRAM = ("incident_tracker", "ui", "db", "alembic")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path inside the project, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module


@cache
def sources(*folders: str) -> list[Source]:
    """The Python files in these folders of the project."""
    found = []
    for folder in folders:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            found.append(Source(path.relative_to(PROJECT).as_posix(), text, ast.parse(text, filename=str(path))))
    return found


@cache
def committed_texts() -> list[tuple[str, str]]:
    """Path and text of every text file that belongs to the project; in a checkout these are the files git knows."""
    if (PROJECT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
        names = listed.decode().split("\0")
    else:
        names = [os.path.relpath(Path(where) / file, PROJECT) for where, _, files in os.walk(PROJECT) for file in files]
    texts = []
    for name in names:
        content = (PROJECT / name).read_bytes() if (PROJECT / name).is_file() else b""
        if content and b"\0" not in content[:8000] and not name.startswith((".venv", "__pycache__")):
            texts.append((name, content.decode("utf-8", "replace")))
    return texts


def at(source: Source, node: ast.AST) -> str:
    """`path:line`, as editors understand it."""
    return f"{source.path}:{getattr(node, 'lineno', 1)}"
