"""`passphrase`: change your own pass phrase."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli import session
from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.user import NEW_PASSPHRASE_VARIABLE
from incident_tracker.usecases.clinic.accounts import change_own_passphrase
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """None: both pass phrases come from the environment or from prompts."""


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Change it; the old one stops working at once."""
    door = session.door_of(options)
    present = session.passphrase()
    ctx = door.open(session.user_name(options), present)
    try:
        wanted = session.passphrase(_("New pass phrase (at least 15 characters): "), NEW_PASSPHRASE_VARIABLE)
        change_own_passphrase(ctx, present, wanted)
    finally:
        door.close(ctx)
    answer(
        options, out, {"changed": True}, [_("The pass phrase is changed. Older backups still open with the old one.")]
    )
    return ExitStatus.DONE
