"""`void`: strike an incident out; it stays readable but is no longer counted."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.reasons import add_reason, has_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.support.striking_out import void_incident
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which incident, and why."""
    parser.add_argument("ref", metavar="REF")
    add_reason(parser)


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Strike it out."""
    if not has_reason(options, err):
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        incident = show_incident(ctx, options.ref.strip().upper()).incident
        struck = void_incident(ctx, incident.id, incident.version, options.reason)
    answer(
        options,
        out,
        {"ref": struck.ref, "id": struck.id, "version": struck.version, "status": struck.status},
        [
            _("{ref} is struck out. It stays readable but is no longer counted.").format(ref=struck.ref),
            _("What was planned or offered because of it is canceled; what someone accepted stays."),
        ],
    )
    return ExitStatus.DONE
