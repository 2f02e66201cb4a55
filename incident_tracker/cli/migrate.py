"""`migrate`: bring the clinic's database to this version's schema, backup first."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli import session
from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Whether only to look."""
    parser.add_argument("--status", action="store_true", help=_("say what there is to do, and change nothing"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Look at the schema; without --status an older one is brought up to date by opening the clinic."""
    door = session.door_of(options)
    name, passphrase = session.user_name(options), session.passphrase()
    present, newest = door.schema(name, passphrase)
    behind = present != newest
    if behind and not options.status:
        door.close(door.open(name, passphrase))
    answer(
        options,
        out,
        {"from": present, "to": newest, "migrated": behind and not options.status, "up_to_date": not behind},
        [_sentence(present, newest, only_looked=options.status)],
    )
    return ExitStatus.DONE


def _sentence(present: str, newest: str, *, only_looked: bool) -> str:
    if present == newest:
        return _("The clinic is already at schema {newest}; there is nothing to do.").format(newest=newest)
    if only_looked:
        return _("The clinic is at schema {present}. Opening it upgrades it to {newest}, after a backup.").format(
            present=present, newest=newest
        )
    return _("The clinic was upgraded from schema {present} to {newest}. A backup from before is in backups.").format(
        present=present, newest=newest
    )
