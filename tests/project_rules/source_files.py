"""The project's own files, each read and parsed once, for the rules that are checked on the source itself."""

import ast
import gc
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PROGRAM = ("incident_tracker", "ui", "db", "alembic")


@dataclass(frozen=True)
class Source:
    """One Python file: its path inside the project, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """The whole tree in the order of `ast.walk`, gone through once for all rules."""
        return tuple(ast.walk(self.tree))


def sources(*folders: str) -> list[Source]:
    """The Python files in these folders of the project."""
    return [source for folder in folders for source in _sources_in(folder)]


@cache
def _sources_in(folder: str) -> list[Source]:
    found = []
    for path in sorted((PROJECT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Source(path.relative_to(PROJECT).as_posix(), text, ast.parse(text, filename=str(path))))
    gc.freeze()  # a million nodes that stay to the end are not looked through for garbage again
    return found


@cache
def committed_texts() -> list[tuple[str, str]]:
    """Path and text of every text file that belongs to the project."""
    texts = []
    for name in _committed_names():
        content = (PROJECT / name).read_bytes() if (PROJECT / name).is_file() else b""
        if content and b"\0" not in content[:8000]:
            texts.append((name, content.decode("utf-8", "replace")))
    return texts


def _committed_names() -> list[str]:
    """The files that git knows; without git, all that are not in a hidden or a cache folder."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
        return listed.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = (path.relative_to(PROJECT) for path in PROJECT.rglob("*"))
        return [name.as_posix() for name in names if not any(part[0] in "._" for part in name.parent.parts)]


def calls(source: Source) -> Iterator[ast.Call]:
    """Every call in the file."""
    return (node for node in source.nodes if isinstance(node, ast.Call))


def at(source: Source, node: ast.AST) -> str:
    """`path:line`, as editors understand it."""
    return f"{source.path}:{getattr(node, 'lineno', 1)}"
