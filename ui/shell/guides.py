"""The guides of the manual and their chapters, by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ui.shell.manual_page import guide_paths


@dataclass(frozen=True, slots=True)
class Chapter:
    """A guide, or a chapter of one: its name, the guide that it is in ("" for a guide), and how the page opens it."""

    name: str
    guide: str
    argument: str | tuple[str, str]


def read_chapters() -> tuple[Chapter, ...]:
    """All guides in their order, each followed by its chapters."""
    return tuple(chapter for path in guide_paths() for chapter in _chapters(path))


def _chapters(path: Path) -> Iterator[Chapter]:
    name, in_code = "", False
    for line in path.read_text(encoding="utf-8").splitlines():
        in_code ^= line.startswith("```")
        if in_code:
            continue
        if line.startswith("# ") and not name:
            name = line.lstrip("# ").strip()
            yield Chapter(name, "", path.stem)
        elif line.startswith("## "):
            heading = line.lstrip("# ").replace("`", "").replace("*", "").strip()
            yield Chapter(heading, name, (path.stem, heading))
