"""How a command signs in: which data, which user, which clock."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from incident_tracker.bootstrap import ClinicDoor, utc_now
from incident_tracker.domain.clinic.notices import TOLD_OF_ALARM
from incident_tracker.domain.clinic.server import accept_server
from incident_tracker.domain.errors import OwnPassphraseNeeded, WrongCredentials
from incident_tracker.labels.clinic.notices import audit_alarm_text, notice_text
from incident_tracker.ports.context import Context
from incident_tracker.settings import Settings, read_settings
from incident_tracker.wording import _

USER_VARIABLE = "INCIDENT_TRACKER_USER"
PASSPHRASE_VARIABLE = "INCIDENT_TRACKER_PASSPHRASE"  # noqa: S105


def settings_of(options: Namespace) -> Settings:
    """The settings of the clinic that the options name. Errors: Refused at `database`."""
    if options.database is not None:
        accept_server(options.database)
    settings = read_settings(os.environ, options.data, options.database)
    if settings.database_url is not None:
        accept_server(settings.database_url)
    return settings


def door_of(options: Namespace) -> ClinicDoor:
    """The door to the clinic that the options name, with their clock."""
    door = ClinicDoor(settings_of(options), now=_fixed(options.now) if options.now else utc_now)
    door.works_by_given_clock = options.now is not None
    return door


@contextmanager
def signed_in(options: Namespace) -> Iterator[Context]:
    """Sign the user in for one command, and lock again afterwards; what they should know is printed along with the
    answer.

    Errors: as `Door.open`; OwnPassphraseNeeded after a one-time pass phrase.
    """
    door = door_of(options)
    ctx = door.open(user_name(options), passphrase())
    if door.must_change_passphrase:
        door.close(ctx)
        raise OwnPassphraseNeeded
    if door.audit_alarm and ctx.actor.role in TOLD_OF_ALARM:
        sys.stderr.write(audit_alarm_text() + "\n")
    for notice in door.notices:
        sys.stderr.write(notice_text(notice) + "\n")
    try:
        yield ctx
    finally:
        door.close(ctx)


def user_name(options: Namespace) -> str:
    """Who acts: `--user`, or the environment. Errors: WrongCredentials if no one is named."""
    name: str = options.user or os.environ.get(USER_VARIABLE, "")
    if not name:
        raise WrongCredentials
    return name


def passphrase(question: str | None = None, variable: str = PASSPHRASE_VARIABLE) -> str:
    """A pass phrase from the environment or, at a terminal, from a prompt that does not show it."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise WrongCredentials
    return getpass.getpass(question or _("Pass phrase: "), stream=sys.stderr)


def _fixed(moment: datetime) -> Callable[[], datetime]:
    def now() -> datetime:
        return moment

    return now
