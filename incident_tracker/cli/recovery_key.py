"""`recovery-key`: a new recovery key in place of the earlier one; it takes two people."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.reasons import add_reason, has_reason
from incident_tracker.cli.second_person import add_second, by_two
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.usecases.clinic.accounts import renew_recovery_key
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Why, and who agrees."""
    add_reason(parser)
    add_second(parser)


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Make it and show it once."""
    if not has_reason(options, err):
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        key = by_two(
            options, ctx, Permission.NEW_RECOVERY_KEY, lambda ctx: renew_recovery_key(ctx, reason=options.reason)
        )
    answer(
        options,
        out,
        {"recovery_key": key},
        [
            _("The new recovery key, shown this once:"),
            f"  {key}",
            _("The earlier one opens only older backups."),
        ],
    )
    return ExitStatus.DONE
