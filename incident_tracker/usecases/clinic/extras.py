"""The extras of the clinic: what is set, the mail server, and whether that takes a letter."""

from dataclasses import replace

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.extras import Extras, MailServer, MailTrouble, accept_address, accept_mail_server
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.exports.letters import trial_letter
from incident_tracker.exports.mail_server import Undelivered, connected
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.gate import Work, needs, outside_gate


@needs(Permission.SEE_EXTRAS)
def clinic_extras(work: Work) -> Extras:
    """What is set, without the password of the mail server."""
    found = extras_of(work)
    return replace(found, mail=replace(found.mail, password=""))


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC})
def set_mail_server(work: Work, server: MailServer, *, reason: str) -> Extras:
    """Send letters through this server from now on. An empty password keeps the one that was typed for the same server
    and user name. Returns the extras without it. Errors: Refused at a field of the server, or at `reason`.
    """
    work.require_reason(reason)
    before = extras_of(work)
    accepted = accept_mail_server(server, before.mail)
    if accepted.user_name and not accepted.password:
        raise Refused(Reason.MISSING, "password")
    saved = save_extras(work, replace(before, mail=accepted))
    return replace(saved, mail=replace(saved.mail, password=""))


@outside_gate("its first step asks the gate; while the letter is on its way nothing waits for the records")
def try_mail_server(ctx: Context, to: str) -> MailTrouble | None:
    """Send one neutral letter to an address, and say what went wrong; None if the server took it.

    Errors: Refused at `to` for what is no address, at `host` where no server is set.
    """
    address = accept_address(to, "to")
    server = server_to_try(ctx)
    try:
        with connected(server) as mailing:
            mailing.send(trial_letter(ctx.new_id(), server.sender, address, ctx.now()))
    except Undelivered as undelivered:
        return undelivered.trouble
    return None


@needs(Permission.SEE_EXTRAS, writes=True)
def server_to_try(work: Work) -> MailServer:
    """The server with its password, for one letter; the trail says that it was tried. Errors: Refused at `host`."""
    extras = extras_of(work)
    if not extras.mail.is_set:
        raise Refused(Reason.MISSING, "host")
    work.record("tried", "mail_server", extras.id)
    return extras.mail


def extras_of(work: Work) -> Extras:
    """The extras as they are kept, password included; everything off where nobody has set any."""
    return work.unit.extras.find() or Extras(work.new_id())


def save_extras(work: Work, extras: Extras) -> Extras:
    """Keep them, with their entry in the trail."""
    if work.unit.extras.find() is None:
        work.unit.extras.add(extras)
    else:
        extras = work.unit.extras.save(extras)
    work.record("changed", "extras", extras.id, after=extras, facts={"invitations": int(extras.invitations)})
    return extras
