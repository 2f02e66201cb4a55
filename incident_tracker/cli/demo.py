"""`demo`: an invented clinic to look around in."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import door_of
from incident_tracker.demo.filling import DemoSize
from incident_tracker.demo.making import invent
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.wording import _, ngettext

MOST_SITES, MOST_MONTHS = 50, 240


def add_arguments(parser: ArgumentParser) -> None:
    """How much to invent."""
    parser.add_argument("--incidents", type=int, default=2000, metavar="N")
    parser.add_argument("--months", type=int, default=24, metavar="M")
    parser.add_argument("--sites", type=int, default=2, metavar="K")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=_("the same seed gives the same clinic"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Make it and answer with its accounts, whose pass phrases everyone may know."""
    _check("incidents", options.incidents, 0, 10_000_000)
    _check("months", options.months, 1, MOST_MONTHS)
    _check("sites", options.sites, 1, MOST_SITES)
    door = door_of(options)
    shown = _Progress(err, options.incidents) if sys.stderr.isatty() else None
    size = DemoSize(options.incidents, options.months, options.sites, options.seed)
    invented = invent(door, size, shown)
    users = [
        {"name": account.user.name, "role": account.user.role.value, "passphrase": account.passphrase}
        for account in invented.clinic.accounts
    ]
    answer(
        options,
        out,
        {
            "data": door.place(),
            "users": users,
            "sites": [site.name for site in invented.clinic.sites],
            "months": list(invented.months),
            "incidents": invented.incidents,
        },
        [
            ngettext(
                "An invented clinic with {n} incident is in {place}.",
                "An invented clinic with {n} incidents is in {place}.",
                invented.incidents,
            ).format(n=invented.incidents, place=door.place()),
            _("No one in it is real. Its users and their pass phrases:"),
            *(f"  {user['name']:<12} {user['role']:<14} {user['passphrase']}" for user in users),
        ],
    )
    return ExitStatus.DONE


class _Progress:
    """A line on the terminal that counts up."""

    def __init__(self, err: TextIO, total: int) -> None:
        self._err, self._total = err, total

    def __call__(self, stored: int) -> None:
        self._err.write(f"\r{stored:,} / {self._total:,} ")
        self._err.flush()


def _check(field: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise Refused(Reason.OUT_OF_RANGE, field, least=least, most=most)
