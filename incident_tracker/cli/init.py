"""`init`: a new clinic with its first site, its first administrator and its recovery key."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import time
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import add_choice
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import door_of, passphrase, user_name
from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.clinic.founding import NewClinic
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.wording import _, language

USUAL_HOURS = ((Span(time(8), time(17)),),) * 5 + ((), ())


def add_arguments(parser: ArgumentParser) -> None:
    """The first site and its desks."""
    parser.add_argument("--site", required=True, metavar="NAME")
    add_choice(parser, "--profile", Profile, default=Profile.OTHER)
    parser.add_argument("--timezone", default="America/Los_Angeles", metavar="TZ", help=_("IANA name"))
    parser.add_argument("--desk", action="append", metavar="NAME", help=_("may be given several times"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Make the clinic. At a terminal the recovery key is typed back before the command ends."""
    door = door_of(options)
    name = user_name(options)
    new = NewClinic(
        site_name=options.site,
        zone=options.timezone,
        profile=options.profile,
        desks=tuple(options.desk or (_("Front desk"),)),
        hours=OpeningHours(options.timezone, USUAL_HOURS),
        user_name=name,
        display_name=name,
        passphrase=passphrase(_("New pass phrase (at least 15 characters): ")),
        language=language(),
    )
    key = door.make_clinic(new)
    answer(
        options,
        out,
        {"data": door.place(), "site": options.site, "user": name, "role": "administrator", "recovery_key": key},
        [
            _("The clinic {site} is ready in {place}.").format(site=options.site, place=door.place()),
            _("Recovery key, shown this once. Write it down and keep it away from this computer:"),
            f"  {key}",
        ],
    )
    if sys.stdin.isatty() and not options.json:
        door.confirm_recovery_key(input(_("Please type it back: ")))
    return ExitStatus.DONE
