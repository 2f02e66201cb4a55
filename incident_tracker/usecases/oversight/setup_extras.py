"""The extras in a set-up file: what is set, and what a file changes of it. A password is in no file."""

from collections.abc import Iterator
from dataclasses import replace

from incident_tracker.domain.clinic.extras import accept_mail_server
from incident_tracker.domain.clinic.setup import ExtrasSetup, SetupAct, SetupChange
from incident_tracker.usecases.clinic.extras import extras_of, save_extras
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.setup_steps import Applied, at_place
from incident_tracker.usecases.support.invitations import check_switch, switched


def extras_said(work: Work) -> ExtrasSetup | None:
    """What is set, or None where nothing ever was."""
    found = work.unit.extras.find()
    if found is None:
        return None
    mail = found.mail
    return ExtrasSetup(mail.host, mail.port, mail.security, mail.sender, mail.user_name, found.invitations)


def extras(work: Work, said: ExtrasSetup | None, *, saves: bool) -> Iterator[Applied]:
    """What the file changes; a password that was typed here stays while server and user name do."""
    if said is None:
        return
    before = extras_of(work)
    wanted = {
        name: value
        for name in ("host", "port", "security", "sender", "user_name")
        if (value := getattr(said, name)) is not None
    }
    after = before
    with at_place("extras"):
        if wanted:
            server = accept_mail_server(replace(before.mail, password="", **wanted), before.mail)
            after = replace(before, mail=server)
        check_switch(after, said.invitations)
    if after != before:
        after = save_extras(work, after) if saves else after
        yield Applied(SetupChange(SetupAct.CHANGED, "mail_server", after.mail.host))
    if said.invitations is not None and said.invitations != before.invitations:
        if saves:
            switched(work, after, said.invitations)
        yield Applied(SetupChange(SetupAct.CHANGED, "invitations", str(said.invitations).lower()))
