"""What the manual promises stands in promises.toml beside the test that shows it, or it goes."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project_rules.source_files import PROJECT
from tests.project_rules.test_features import named_tests

TABLE = Path(__file__).with_name("promises.toml")
PROMISES: dict[str, dict[str, str | list[str]]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
"""For each page, in its order: a sentence word for word, and the test or tests that show it, or `DESCRIBES`."""

DESCRIBES = "describes"
"""Advice, a meaning or a sentence about people: nothing that the program could fail to do."""

PROMISING = re.compile(
    r"\b(never|always|nobody|nothing|cannot|every|only|until|itself|at once|in private|refus\w+|encrypted|sealed|locks"
    r"|checked|compares|kept|deleted|stays|remember\w*|remind\w*|asks|asked|told|left out|leaves out|leave out)\b",
    re.IGNORECASE,
)
PAGES = ["README.md", *sorted(f"docs/{page.name}" for page in (PROJECT / "docs").glob("*.md"))]
CHECKED_AS_TABLES = {"docs/command-line.md", "docs/features.md", "docs/keys.md", "docs/permissions.md", "docs/words.md"}
"""Their tables are made from the program, or compared with it, as a whole."""


@pytest.mark.parametrize("page", PAGES)
def test_every_promise_is_shown_by_a_test(page: str) -> None:
    promising = {one for one in sentences(page) if PROMISING.search(one) and not one.rstrip("*").endswith("?")}

    assert promising - set(PROMISES.get(page, {})) == set(), f"name a test for it in {TABLE.name}, or say less"


@pytest.mark.parametrize("page", PROMISES)
def test_what_is_shown_is_still_promised(page: str) -> None:
    assert set(PROMISES[page]) - set(sentences(page)) == set(), "the page says something else by now"


@pytest.mark.parametrize("page", PROMISES)
def test_the_tests_that_are_named_exist(page: str) -> None:
    named = [one for tests in PROMISES[page].values() for one in ([tests] if isinstance(tests, str) else tests)]

    assert [one for one in named if one != DESCRIBES and not exists(one)] == []


def exists(test: str) -> bool:
    """Whether a test is there: "usecases/support/test_x.py::test_y", from tests/."""
    file, _, name = test.partition("::")
    path = PROJECT / "tests" / file
    return path.is_file() and name in named_tests(path)


def sentences(page: str, code: str = "") -> Iterator[str]:
    """The sentences and rows of a page, without marks, headings and pictures; a command is told as `code`, if given."""
    text = (PROJECT / page).read_text(encoding="utf-8")
    if code:
        text = re.sub(r"(?<!`)`[^`\n]+`(?!`)", code, text)
    text = re.sub(r"```.*?```|!\[[^\]]*\]\([^)]*\)", "\n\n", text, flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    for block in re.split(r"\n\s*\n|\n(?=\* |\d\. |\||#)", text):
        words = " ".join(re.sub(r"^(\* |\d\. )", "", block.strip()).replace("**", "").replace("`", "").split())
        if words.startswith("|"):
            cells = [cell.strip() for cell in words.strip("|").split("|")]
            if page not in CHECKED_AS_TABLES and set(words) - set("|-: "):
                yield " | ".join(cell for cell in cells if cell)
        elif not words.startswith("#"):
            yield from (one for one in re.split(r"(?:(?<=[.?!])|(?<=[.?!]\*))\s+(?=[A-ZÁÉÍÓÚÑ*“«¿¡])", words) if one)
