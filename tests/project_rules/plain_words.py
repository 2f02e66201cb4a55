"""The tables of words in CONTRIBUTING.md: what is not said here, and how to find it in a text."""

import re
from collections.abc import Iterable

from tests.project_rules.source_files import PROJECT


def avoided_words(heading: str) -> list[str]:
    """The words in the first column of the table whose first column has this heading."""
    lines = iter((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines())
    found: list[str] = []
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            for row in lines:
                if not row.startswith("|"):
                    break
                found += row.split("|")[1].strip().split(", ")
    assert found, heading
    return found


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these words; those of several words also where a name joins them by underscores."""
    joined = "|".join(re.escape(word).replace(r"\ ", "[ _]") for word in words)
    return re.compile(rf"(?<![a-z])({joined})(?![a-z])", re.IGNORECASE)
