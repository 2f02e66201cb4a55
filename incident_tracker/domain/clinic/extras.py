"""What a clinic may switch on besides, all of it off at the start: the mail server that invitations go through."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused

SUBMISSION_PORT = 587
LAST_PORT = 65535
LONGEST_ADDRESS, LONGEST_LOCAL_PART, LONGEST_NAME = 254, 64, 120
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9A-Fa-f:]+")
_PLAIN = re.compile(r"[\x20-\x7e]*")


class MailSecurity(StrEnum):
    """How the link to the mail server is encrypted. There is no other way: nothing is sent in the clear."""

    STARTTLS = "starttls"
    TLS = "tls"


class MailTrouble(StrEnum):
    """Why a letter could not be handed to the mail server."""

    NO_SUCH_SERVER = "no_such_server"
    NO_ANSWER = "no_answer"
    NO_TLS = "no_tls"
    CERTIFICATE = "certificate"
    SIGN_IN = "sign_in"
    SENDER = "sender"
    ADDRESS = "address"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MailServer:
    """The clinic's own SMTP server. `sender` is the address that letters come from; `user_name` and `password` are
    empty where the server asks for none. Whatever shows this record leaves the password out.
    """

    host: str = ""
    port: int = SUBMISSION_PORT
    security: MailSecurity = MailSecurity.STARTTLS
    sender: str = ""
    user_name: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_set(self) -> bool:
        """Can anything be sent through it?"""
        return bool(self.host and self.sender)


@dataclass(frozen=True, slots=True)
class Extras:
    """The one record of a clinic's extras. `invitations`: who agreed gets their times by e-mail, through `mail`."""

    id: UUID
    mail: MailServer = MailServer()
    invitations: bool = False
    version: int = 1


def accept_address(text: str, at: str) -> str:
    """An e-mail address of plain letters, as every server takes it (RFC 5321, 4.1.2). Errors: Refused at `at`."""
    address = text.strip()
    if not address:
        raise Refused(Reason.MISSING, at)
    local_part = address.rpartition("@")[0]
    if len(address) > LONGEST_ADDRESS or len(local_part) > LONGEST_LOCAL_PART or not _ADDRESS.fullmatch(address):
        raise Refused(Reason.NOT_AN_ADDRESS, at)
    return address


def accept_security(code: str) -> MailSecurity:
    """How the link is encrypted. Errors: Refused at `security`."""
    try:
        return MailSecurity(code)
    except ValueError:
        raise Refused(Reason.NOT_ONE_OF, "security", given=code, accepted=", ".join(MailSecurity)) from None


def accept_mail_server(said: MailServer, before: MailServer) -> MailServer:
    """The server as it is kept. A password that is not typed again stays only with the server and the user name that it
    was typed for, so that no one has it sent elsewhere. Errors: Refused at the field.
    """
    host = said.host.strip()
    if not host:
        raise Refused(Reason.MISSING, "host")
    if not _HOST.fullmatch(host) or len(host) > LONGEST_ADDRESS:
        raise Refused(Reason.NOT_A_HOST, "host")
    if not 1 <= said.port <= LAST_PORT:
        raise Refused(Reason.OUT_OF_RANGE, "port", least=1, most=LAST_PORT)
    server = replace(
        said,
        host=host,
        sender=accept_address(said.sender, "sender"),
        user_name=_plain(said.user_name.strip(), "user_name"),
        password=_plain(said.password, "password"),
    )
    if not server.user_name:
        return replace(server, password="")
    if not server.password and (server.host, server.user_name) == (before.host, before.user_name):
        return replace(server, password=before.password)
    return server


def _plain(text: str, at: str) -> str:
    """Letters that every way to sign in to a mail server takes (RFC 4616 allows more, Python's client does not)."""
    if len(text) > LONGEST_NAME:
        raise Refused(Reason.TOO_LONG, at, most=LONGEST_NAME)
    if not _PLAIN.fullmatch(text):
        raise Refused(Reason.NOT_PLAIN, at)
    return text
