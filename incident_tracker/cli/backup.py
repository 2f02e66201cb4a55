"""`backup`: a verified backup, to a place of your choice or among the automatic ones."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import signed_in
from incident_tracker.usecases.clinic.upkeep import back_up
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--out", type=path, metavar="F")


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Write and verify it; an incomplete backup never gets its final name."""
    with signed_in(options) as ctx:
        made = back_up(ctx, options.out.absolute() if options.out else None)
    answer(
        options,
        out,
        {"path": made.path, "size": made.size, "sequence": made.sequence, "head": made.head},
        [
            _("Backup written and checked: {path} ({size} bytes).").format(path=made.path, size=made.size),
            _("It opens with today's pass phrases and with the recovery key."),
        ],
    )
    return ExitStatus.DONE
