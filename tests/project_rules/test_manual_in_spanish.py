"""The manual in Spanish (docs/es/) keeps step with the English one: page by page, block by block."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.project_rules.source_files import PROJECT

DOCS = PROJECT / "docs"
SPANISH = DOCS / "es"
PAGES = sorted(page.name for page in DOCS.glob("*.md"))
CATALOGUES = sorted((PROJECT / "incident_tracker" / "locale" / "es" / "LC_MESSAGES").glob("*.po"))
MARK = re.compile(r"(#+ |\* |\d\. |\||!\[)")
A_TIME = re.compile(r"\d:\d\d|\d ?pm|\d min")
"""What people may type as a time is typed in the words of each language."""
ENGLISH = re.compile(
    r"\b(the|and|with|is|are|was|you|your|nobody|please|by|what|who|which|from|only|every|never)\b", re.IGNORECASE
)


def blocks(page: Path) -> list[str]:
    """Headings, paragraphs, items, rows, pictures and fences of a page, in its order."""
    found: list[str] = []
    for at, part in enumerate(re.split(r"(```.*?```)", page.read_text(encoding="utf-8"), flags=re.DOTALL)):
        if at % 2:
            found.append(part)
        else:
            found += [one.strip() for one in re.split(r"\n\s*\n|\n(?=\* |\d\. |\||#)", part) if one.strip()]
    return found


def shape(block: str) -> str:
    """What kind of block it is; a row says how many cells it has, a heading its level."""
    if block.startswith("```"):
        return f"code, {block.count(chr(10))} lines"
    mark = MARK.match(block)
    kind = re.sub(r"\d", "1", mark[1]) if mark else "paragraph"
    return f"row of {block.count('|') - 1}" if kind == "|" else kind


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """Each block beside its counterpart; none of what is made from the program, which another rule compares."""
    if name != "features.md":
        yield from zip(blocks(DOCS / name), blocks(SPANISH / name), strict=True)


def facts(block: str) -> dict[str, list[str]]:
    """What has to be the same in both languages: where it leads, what is typed, and every figure."""
    code = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", block)
    text = re.sub(r"(?<!`)`[^`\n]+`(?!`)|\]\([^)]*\)", "", block)
    return {
        "links": re.findall(r"\]\(([^)]*)\)", block),
        "typed": sorted(one for one in code if not A_TIME.search(one)),
        "figures": [] if A_TIME.search(text) else sorted(re.findall(r"\d+", text)),
        "keys": sorted(
            set(re.findall(r"\b(?:Ctrl|Shift)\+[\w,]+|\bF\d+\b", text))
        ),  # a letter with Alt is one of the words
    }


def commands(fence: str) -> list[str]:
    """The lines of a fence without what is only said: remarks behind a command and texts in quotation marks."""
    if fence.startswith("```json"):
        return fence.split("\n")
    lines = [re.split(r"\s{2,}(?=\S)", line)[0] for line in fence.split("\n") if not line.startswith(" ")]
    return [re.sub(r'"[^"]*"', '""', line) for line in lines]


def screen_words() -> dict[str, set[str]]:
    """How Spanish says each text of the screen, without marks of keys."""
    said: dict[str, set[str]] = defaultdict(set)
    for catalogue in CATALOGUES:
        with catalogue.open("rb") as file:
            for message in read_po(file, locale="es"):
                if isinstance(message.id, str) and isinstance(message.string, str):
                    said[message.id.replace("&", "")].add(message.string.replace("&", ""))
    return said


def test_every_page_is_there_in_spanish() -> None:
    assert sorted(page.name for page in SPANISH.glob("*.md")) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_every_heading_paragraph_and_row_has_its_counterpart(name: str) -> None:
    """So each promise of the English page has its Spanish one, at the same place."""
    shapes = [[shape(block) for block in blocks(folder / name)] for folder in (DOCS, SPANISH)]

    assert shapes[1] == shapes[0], f"docs/es/{name}: say in Spanish what docs/{name} says now, paragraph by paragraph"


@pytest.mark.parametrize("name", PAGES)
def test_links_commands_keys_and_figures_are_the_same(name: str) -> None:
    different = [
        (english, spanish)
        for english, spanish in pairs(name)
        if (commands(english) != commands(spanish) if english.startswith("```") else facts(english) != facts(spanish))
        and not (name == "keys.md" and english.startswith("|"))  # keys are words on a keyboard
    ]

    assert different == []


@pytest.mark.parametrize("name", PAGES)
def test_a_word_of_the_screen_is_the_one_that_the_spanish_screen_shows(name: str) -> None:
    said = screen_words()
    wrong = {
        word: said[word]
        for english, spanish in pairs(name)
        for bold in re.findall(r"\*\*([^*]+)\*\*", english)
        for word in re.split(r" → ", bold)
        if word in said and not any(one.lower() in spanish.lower() for one in said[word])
    }

    assert wrong == {}


@pytest.mark.parametrize("name", PAGES)
def test_no_english_is_left(name: str) -> None:
    left = [
        spanish
        for _english, spanish in pairs(name)
        if not spanish.startswith(("```", "| "))
        and ENGLISH.search(re.sub(r"`[^`]*`|\*[^*]*\*|\([^)]*\)|“[^”]*”", "", spanish))
    ]

    assert left == []


def test_a_paragraph_without_its_counterpart_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A\n\nOne.\nTwo.\n\n* an item\n* another\n\n| a | b |\n|---|---|\n\n```\nx\n```\n", "utf-8")

    found = [shape(block) for block in blocks(page)]
    assert found == ["# ", "paragraph", "* ", "* ", "row of 2", "row of 2", "code, 2 lines"]
    assert facts("Press **F9**, `--now` [there](a.md#b), 14 days") == {
        "links": ["a.md#b"],
        "typed": ["--now"],
        "figures": ["14", "9"],
        "keys": ["F9"],
    }
