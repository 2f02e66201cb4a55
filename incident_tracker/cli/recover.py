"""`recover`: open the clinic with its recovery key and set a new pass phrase for one account."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli import session
from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.user import NEW_PASSPHRASE_VARIABLE
from incident_tracker.wording import _

RECOVERY_KEY_VARIABLE = "INCIDENT_TRACKER_RECOVERY_KEY"


def add_arguments(parser: ArgumentParser) -> None:
    """None: the key and the new pass phrase come from the environment or from prompts."""


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Sign in with the key; it is audited."""
    door = session.door_of(options)
    name = session.user_name(options)
    key = session.passphrase(_("Recovery key: "), RECOVERY_KEY_VARIABLE)
    wanted = session.passphrase(_("New pass phrase (at least 15 characters): "), NEW_PASSPHRASE_VARIABLE)
    door.close(door.open_with_recovery_key(key, name, wanted))
    answer(
        options,
        out,
        {"user": name, "recovered": True},
        [_("{name} can sign in with the new pass phrase.").format(name=name)],
    )
    return ExitStatus.DONE
