"""`restore`: put a backup's clinic into an empty folder."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli import session
from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which backup, and where to."""
    parser.add_argument("backup", type=path, metavar="F")
    parser.add_argument("--to", type=path, metavar="DIR", help="folder without a clinic (default: the data folder)")


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Verify first, then restore; the pass phrase is the one of the time of the backup."""
    door = session.door_of(options)
    folder = (options.to or session.settings_of(options).data_folder).expanduser().absolute()
    door.restore(options.backup.absolute(), folder, session.user_name(options), session.passphrase())
    answer(
        options,
        out,
        {"restored": True, "data": folder},
        [_("The clinic is restored in {folder}.").format(folder=folder)],
    )
    return ExitStatus.DONE
