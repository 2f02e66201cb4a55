"""Who works in Spanish is helped in Spanish: `--help` of every command, and what is wrong with a command line."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from incident_tracker import wording
from incident_tracker.cli.program import COMMANDS, main
from incident_tracker.settings import Settings, keep_settings

ENGLISH = re.compile(
    r"\b(the|and|of|with|is|are|was|your?|please|save|search|open|close|new|add|all|by|what|who|usage|options?|show|"
    r"arguments?|default|needed|for|to|from|write|make|value|expected|required|invalid|choose|choice)\b",
    re.IGNORECASE,
)
TYPED = re.compile(
    r"\{[^}]*\}|--?[a-z][a-z-]*|`[^`]*`|\([^)]*\|[^)]*\)|'[^']*'|^ {2}[a-z-]+(?= {2})|incident-tracker [a-z-]+",
    re.MULTILINE,
)
"""What is typed as it is in every language: options, their choices, names of commands."""


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    wording.use("en")


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What argparse writes before it leaves."""
    with pytest.raises(SystemExit):
        main([*map(str, words)], StringIO(), StringIO())
    shown = capsys.readouterr()
    return shown.out + shown.err


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_of_every_command_has_no_english_sentence(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    english, spanish = (said(capsys, *name.split(), "--help", "--language", one) for one in ("en", "es"))

    assert ENGLISH.search(TYPED.sub("", english)), "the words that are looked for would be found"
    assert ENGLISH.findall(TYPED.sub("", spanish)) == []
    assert spanish.startswith("uso: incident-tracker")
    assert len(spanish.split("\n\n")) == len(english.split("\n\n")), "the same parts"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show"], "faltan estos argumentos: REF"),
        (["list", "--limit", "few"], "argumento --limit: valor no válido (int): 'few'"),
        (["list", "--status", "gone"], "argumento --status: elija entre: submitted"),
        (["rates"], "hace falta uno de los argumentos --events --compare --proportion"),
        (["rates", "--compare", "1"], "hacen falta 4 valores"),
        (["backup", "--out"], "falta un valor"),
        (["version", "--loud"], "argumentos desconocidos: --loud"),
        (["user", "promote"], "opción no válida: 'promote'"),
        (["list", "--s", "1"], "opción ambigua: --s puede ser --site, --status, --skip"),
    ],
)
def test_what_is_wrong_is_said_in_spanish(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, *words, "--language", "es")

    assert told in shown
    assert ENGLISH.findall(TYPED.sub("", shown.partition("error:")[2])) == []


def test_the_language_is_the_one_asked_for_else_the_setting_else_the_computers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = ["--data", tmp_path]
    assert said(capsys, "--help", *data).startswith("usage:")

    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert said(capsys, "--help", *data).startswith("uso:")

    keep_settings(Settings(tmp_path, language="en"))
    assert said(capsys, "--help", *data).startswith("usage:")
    assert said(capsys, "--help", *data, "--language=es").startswith("uso:")
