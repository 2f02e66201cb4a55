"""`invitations`: times by e-mail; who wants them, how the letters are, and sending those that wait."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import person_called
from incident_tracker.cli.session import signed_in
from incident_tracker.labels.clinic.extras import trouble_text
from incident_tracker.labels.support.invitations import dropped_text, invitation_consent_text, letter_text
from incident_tracker.ports.context import Context
from incident_tracker.usecases.support.invitations import (
    agree_to_invitations,
    invitations_of,
    withdraw_from_invitations,
)
from incident_tracker.usecases.support.outbox import send_waiting
from incident_tracker.wording import _, ngettext

WHAT = ("show", "agree", "withdraw", "send")


def add_arguments(parser: ArgumentParser) -> None:
    """What to do, for whom, and to which address."""
    parser.add_argument("what", choices=WHAT, metavar=f"{{{','.join(WHAT)}}}")
    parser.add_argument("--for", dest="person", metavar="STAFF", help=_("default: you"))
    parser.add_argument("--address", metavar="E-MAIL", help=_("of agree: where the times go"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Do it. `send` ends with 0 also where letters have to wait: it tells why, and they are tried again."""
    if options.what == "agree" and not options.address:
        err.write(_("Please give the address, with --address.") + "\n")
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        if options.what == "send":
            return _send(ctx, options, out)
        person = person_called(ctx, options.person) if options.person else None
        person_id = person.id if person else None
        said = ""
        if options.what == "agree":
            agree_to_invitations(ctx, options.address, person_id)
        elif options.what == "withdraw":
            said = dropped_text(withdraw_from_invitations(ctx, person_id))
        found = invitations_of(ctx, person_id)
    consent = found.consent
    document = {
        "on": found.is_on,
        "agreed": consent is not None and consent.holds,
        "since": consent.agreed_at if consent is not None and consent.holds else None,
        "address": consent.address if consent is not None and consent.holds else None,
        "letters": [
            {
                "id": one.id,
                "debrief": one.debrief_id,
                "sequence": one.sequence,
                "starts_at": one.starts_at,
                "canceled": one.canceled,
                "state": one.state,
                "why": one.trouble or one.dropped,
                "tries": one.tries,
            }
            for one in found.letters
        ],
    }
    off = [] if found.is_on else [_("The clinic sends no invitations.")]
    lines = [
        *off,
        invitation_consent_text(consent, _moment),
        said,
        *(letter_text(one, _moment) for one in found.letters),
    ]
    answer(options, out, document, [line for line in lines if line])
    return ExitStatus.DONE


def _send(ctx: Context, options: Namespace, out: TextIO) -> int:
    done = send_waiting(ctx)
    told = ngettext("{n} letter was sent.", "{n} letters were sent.", done.sent).format(n=done.sent)
    troubles = dict.fromkeys(trouble for _id, trouble in done.troubles)
    document = {"sent": done.sent, "not_sent": [{"id": id, "why": why} for id, why in done.troubles]}
    answer(options, out, document, [told, *map(trouble_text, troubles)])
    return ExitStatus.DONE


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
