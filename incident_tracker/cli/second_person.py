"""`--second`: the second person who agrees, with their own pass phrase."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from incident_tracker.cli.recover import RECOVERY_KEY_VARIABLE
from incident_tracker.cli.session import passphrase
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import SecondNeeded
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.second_person import agree, agree_by_recovery_key
from incident_tracker.wording import _

SECOND_PASSPHRASE_VARIABLE = "INCIDENT_TRACKER_SECOND_PASSPHRASE"  # noqa: S105
R = TypeVar("R")


def add_second(parser: ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--second",
        metavar="NAME",
        help=_("who agrees; their pass phrase is asked for. If no one else may agree, the recovery key is asked for"),
    )


def by_two(options: Namespace, ctx: Context, permission: Permission, act: Callable[[Context], R]) -> R:
    """Do `act` with the agreement of a second person or, if there is none, the recovery key.

    Errors: SecondNeeded if no one was named; WrongCredentials; Refused; whatever `act` raises.
    """
    try:
        return act(ctx)
    except SecondNeeded as needed:
        if needed.recovery_key:
            key = passphrase(_("No one else can agree, so the recovery key is needed: "), RECOVERY_KEY_VARIABLE)
            agreement = agree_by_recovery_key(ctx, permission, key)
        elif options.second:
            typed = passphrase(_("Pass phrase of the second person: "), SECOND_PASSPHRASE_VARIABLE)
            agreement = agree(ctx, permission, options.second, typed)
        else:
            raise
    return act(replace(ctx, agreement=agreement))
