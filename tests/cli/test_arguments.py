"""What is typed wrongly on the command line is told in plain words, without a name from inside the program."""

import re
from argparse import ArgumentParser
from importlib import import_module

import pytest

from incident_tracker.cli import program
from incident_tracker.cli.arguments import path
from incident_tracker.cli.program import COMMANDS, main

INSIDE = re.compile(r"invalid (?!choice|int|float)\w+ value")


def parser_of(name: str) -> ArgumentParser:
    parser = program._command_parser(name)
    import_module(f"incident_tracker.cli.{program._MODULES.get(name, name)}").add_arguments(parser)
    return parser


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_option_names_what_is_inside(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = parser_of(name)
    for action in parser._actions:
        if action.type not in (None, path) and action.option_strings and action.nargs is None:
            with pytest.raises(SystemExit):
                parser.parse_args([action.option_strings[0], "no such word"])
            assert not INSIDE.search(capsys.readouterr().err), action.option_strings


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["user", "add", "tom", "--role", "king"], "argument --role: choose one of: reception, supervisor, manager"),
        (["list", "--from", "monday"], "argument --from: not a day: write 2026-03-31"),
        (["list", "--status", "asleep"], "argument --status: choose one of: submitted"),
        (["report", "monthly", "--out", "x.pdf", "--month", "2026-13"], "argument --month: not a month: write 2026-03"),
    ],
)
def test_it_says_what_fits(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert says in capsys.readouterr().err
