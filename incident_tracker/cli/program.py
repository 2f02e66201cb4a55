"""The command line: which commands there are, the options they share, and how they end after a problem."""

import argparse
import errno
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, TextIO, cast

from incident_tracker import wording
from incident_tracker.cli.arguments import moment, path
from incident_tracker.cli.exit_status import ExitStatus, exit_status
from incident_tracker.cli.languages import speak_as_asked
from incident_tracker.domain.errors import Problem, Refused, StoreFull
from incident_tracker.domain.translatable import N_
from incident_tracker.logs import log_bug
from incident_tracker.wording import _, translated


class CommandModule(Protocol):
    """A module of this package that is one command; it is imported only when it is called."""

    def add_arguments(self, parser: ArgumentParser) -> None: ...
    def run(self, options: Namespace, out: TextIO, err: TextIO) -> int: ...


COMMANDS = {
    "init": N_("make a new clinic with its first administrator"),
    "demo": N_("make an invented clinic to look around in"),
    "log": N_("log one incident from a JSON file"),
    "stub": N_("save time and desk at once, without signing in, to complete later"),
    "show": N_("show one incident"),
    "list": N_("list incidents"),
    "amend": N_("complete or correct an incident"),
    "void": N_("take an incident out, with a reason"),
    "import": N_("import an old log"),
    "export": N_("write incidents for other programs"),
    "report": N_("write a report as PDF"),
    "month": N_("close the months that are over, so that their reports stay as they are"),
    "spc": N_("draw a chart of any figures and say what it shows"),
    "rates": N_("rates, ratios and shares with intervals"),
    "remind": N_("what is due, and for whom"),
    "slots": N_("times that suit everyone of a debrief"),
    "calendar": N_("protected time as an iCalendar file"),
    "invitations": N_("times by e-mail: who wants them, how the letters are, and sending those that wait"),
    "check": N_("check the clinic's file, its records and its audit trail"),
    "audit": N_("who saw, changed or exported what"),
    "backup": N_("make a backup and check it"),
    "restore": N_("restore a backup into an empty folder, which takes two people or the recovery key"),
    "migrate": N_("bring the clinic's file up to this version"),
    "user": N_("accounts and roles"),
    "staff": N_("people and their working hours from a CSV file"),
    "clinic": N_("write the set-up of the clinic to a file, or apply one"),
    "passphrase": N_("change your own pass phrase"),
    "recover": N_("open the clinic with its recovery key"),
    "recovery-key": N_("make a new recovery key, which takes two people"),
    "version": N_("versions and places, to paste into a question"),
}
_MODULES = {"import": "import_log", "list": "list_incidents", "recovery-key": "recovery_key", "show": "show_incident"}


def main(arguments: Sequence[str] | None = None, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run one command (or open the window if none is named) and return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    out, err = out or sys.stdout, err or sys.stderr
    try:
        speak_as_asked(words, os.environ)
        return _dispatch(words, out, err)
    except Problem as problem:
        return _tell(problem, err)
    except KeyboardInterrupt:
        err.write(_("Stopped. Nothing half-done was saved.") + "\n")
        return 130
    except Exception as error:  # a bug: reported calmly, logged without values, never shown as a traceback
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):  # the answer goes to a full disk
            return _tell(StoreFull("output"), err)
        reference = log_bug(error)
        err.write(
            _(
                "Something unexpected went wrong; nothing half-done was kept. Please report the number {reference}."
            ).format(reference=reference)
            + "\n"
        )
        return ExitStatus.BUG


def _tell(problem: Problem, err: TextIO) -> int:
    from incident_tracker.cli.answers import harmless

    err.write(harmless(wording.problem_text(problem)) + "\n")
    for other in problem.also if isinstance(problem, Refused) else ():
        said = f"{other.field}: " if other.field else ""
        err.write(harmless(said + wording.problem_text(other)) + "\n")
    return exit_status(problem)


def _dispatch(words: list[str], out: TextIO, err: TextIO) -> int:
    name = _command_name(words)
    if name is None:
        window = import_module("incident_tracker.cli.window")
        parser = _top_parser()
        window.add_arguments(parser)
        return cast("CommandModule", window).run(_parse(parser, words), out, err)
    command = cast("CommandModule", import_module(f"incident_tracker.cli.{_MODULES.get(name, name)}"))
    parser = _command_parser(name)
    command.add_arguments(parser)
    position = words.index(name)
    return command.run(_parse(parser, words[:position] + words[position + 1 :]), out, err)


def _command_name(words: Sequence[str]) -> str | None:
    """The first word that is neither an option nor the value of a shared option."""
    takes_value = {"--data", "--database", "--user", "--now", "--language"}
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("-"):
            skip = word in takes_value
        elif word in COMMANDS:
            return word
        else:
            return None
    return None


def _parse(parser: ArgumentParser, words: Sequence[str]) -> Namespace:
    options = parser.parse_args(words)
    if options.language:  # also where the option was shortened
        wording.use(options.language)
    return options


def _top_parser() -> ArgumentParser:
    width = max(map(len, COMMANDS))
    listing = "\n".join(f"  {name:<{width}}  {translated(purpose)}" for name, purpose in COMMANDS.items())
    parser = ArgumentParser(
        prog="incident-tracker",
        description=_("Without a command the window opens."),
        epilog=_("commands (each with --help):") + f"\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_shared(parser)
    return parser


def _command_parser(name: str) -> ArgumentParser:
    parser = ArgumentParser(prog=f"incident-tracker {name}", description=sentence_of(name))
    _add_shared(parser)
    return parser


def sentence_of(name: str) -> str:
    """What a command does, as a sentence."""
    purpose = translated(COMMANDS[name])
    return f"{purpose[0].upper()}{purpose[1:]}."


def _add_shared(parser: ArgumentParser) -> None:
    shared = parser.add_argument_group(_("shared options"))
    shared.add_argument("--data", type=path, metavar="DIR", help=_("folder of the clinic's files"))
    shared.add_argument("--database", metavar="URL", help=_("shared PostgreSQL server instead of the local file"))
    shared.add_argument("--user", metavar="NAME", help=_("who you are; the pass phrase is asked for"))
    shared.add_argument("--json", action="store_true", help=_("answer with one JSON document"))
    shared.add_argument("--now", type=moment, metavar="ISO", help=_("the clock to use"))
    shared.add_argument("--language", choices=wording.LANGUAGES, help=_("language of the answers"))
