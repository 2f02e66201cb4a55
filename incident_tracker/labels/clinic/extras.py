"""The extras of a clinic in words: the mail server, and why a letter did not go."""

from incident_tracker.domain.clinic.extras import MailSecurity, MailServer, MailTrouble
from incident_tracker.wording import _


def what_leaves_text() -> str:
    """What leaves the computer through the mail server, and what does not."""
    return _(
        "When this is on, the e-mail address of each person who agreed, and the time that is kept free for them, leave"
        " this computer through your mail server. No word about an incident does."
    )


def mail_server_text(server: MailServer) -> str:
    """The server in a sentence, without user name and password."""
    if not server.is_set:
        return _("No mail server is set yet.")
    how = security_text(server.security)
    return _("Letters go through {host}, port {port} ({security}), and come from {sender}.").format(
        host=server.host, port=server.port, security=how, sender=server.sender
    )


def security_text(security: MailSecurity) -> str:
    """How the link is encrypted, as mail programs call it."""
    match security:
        case MailSecurity.STARTTLS:
            return "STARTTLS"
        case MailSecurity.TLS:
            return "TLS"


def trouble_text(trouble: MailTrouble) -> str:
    """What went wrong, and what to do about it."""
    match trouble:
        case MailTrouble.NO_SUCH_SERVER:
            return _("There is no server of this name. Please check the name, and whether this computer is online.")
        case MailTrouble.NO_ANSWER:
            return _("The mail server does not answer. Please check the port, or try again later.")
        case MailTrouble.NO_TLS:
            return _("The mail server does not encrypt on this port, so nothing was sent. Please check port and kind.")
        case MailTrouble.CERTIFICATE:
            return _("The mail server cannot prove who it is, so nothing was sent. Its certificate must be valid.")
        case MailTrouble.SIGN_IN:
            return _("The mail server does not take this user name and password. Please type both again.")
        case MailTrouble.SENDER:
            return _("The mail server does not take letters from the address they come from.")
        case MailTrouble.ADDRESS:
            return _("The mail server does not take letters to this address. Please check how it is written.")
        case MailTrouble.LATER:
            return _("The mail server asks to try again later.")
        case MailTrouble.REFUSED:
            return _("The mail server did not take the letter.")
