"""The clinic's mail server: the one place of the program that opens a connection, always encrypted and proven."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from incident_tracker.domain.clinic.extras import MailSecurity, MailServer, MailTrouble
from incident_tracker.exports.letters import Letter

if TYPE_CHECKING:  # forty modules, for what most clinics never switch on
    from smtplib import SMTP

PATIENCE = 20.0
"""Seconds for each answer of the server."""


class Undelivered(Exception):
    """The server did not take a letter, or could not be reached; `trouble` says why."""

    def __init__(self, trouble: MailTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Mailing:
    """An open link to the server, signed in where it asks for that."""

    def __init__(self, link: "SMTP") -> None:
        self._link = link

    def send(self, letter: Letter) -> None:
        """Hand over one letter; when this returns, the server has taken it. Errors: Undelivered."""
        try:
            with _told():
                _expect(self._link.mail(letter.sender), MailTrouble.SENDER)
                _expect(self._link.rcpt(letter.to), MailTrouble.ADDRESS)
                _expect(self._link.data(letter.content), MailTrouble.REFUSED)
        except Undelivered:
            with suppress(Exception):
                self._link.rset()
            raise


@contextmanager
def connected(server: MailServer) -> Iterator[Mailing]:
    """A link for a few letters, closed afterwards. The certificate has to be valid for the server's name, and only then
    user name and password are sent. Errors: Undelivered.
    """
    with _told():
        link = _opened(server)
    try:
        with _told():
            if server.user_name:
                _sign_in(link, server)
        yield Mailing(link)
        with suppress(Exception):  # all that mattered was taken before
            link.quit()
    finally:
        link.close()


def _opened(server: MailServer) -> "SMTP":
    """A link whose other end is proven. It says the clinic's domain for its own name, not that of this computer."""
    import smtplib
    import ssl

    proof, own_name = ssl.create_default_context(), server.sender.rpartition("@")[2]
    if server.security is MailSecurity.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, own_name, timeout=PATIENCE, context=proof)
    link = smtplib.SMTP(server.host, server.port, own_name, timeout=PATIENCE)
    try:
        link.ehlo()
        if not link.has_extn("starttls"):
            raise Undelivered(MailTrouble.NO_TLS)
        link.starttls(context=proof)
    except BaseException:
        link.close()
        raise
    return link


def _sign_in(link: "SMTP", server: MailServer) -> None:
    import smtplib

    try:
        link.login(server.user_name, server.password)
    except smtplib.SMTPAuthenticationError as refused:
        raise Undelivered(_by_code(refused.smtp_code, MailTrouble.SIGN_IN)) from None
    except smtplib.SMTPNotSupportedError:
        raise Undelivered(MailTrouble.SIGN_IN) from None


def _expect(answer: tuple[int, bytes], otherwise: MailTrouble) -> None:
    if not 200 <= answer[0] < 300:
        raise Undelivered(_by_code(answer[0], otherwise))


def _by_code(code: int, otherwise: MailTrouble) -> MailTrouble:
    """What begins with 4 is to be tried again (RFC 5321, 4.2.1); 421 ends the link."""
    return MailTrouble.LATER if 400 <= code < 500 else otherwise


@contextmanager
def _told() -> Iterator[None]:
    """Put what goes wrong on the way into one of the reasons that a person is told."""
    import smtplib
    import socket
    import ssl

    try:
        yield
    except ssl.SSLCertVerificationError:
        raise Undelivered(MailTrouble.CERTIFICATE) from None
    except ssl.SSLError:
        raise Undelivered(MailTrouble.NO_TLS) from None
    except socket.gaierror:
        raise Undelivered(MailTrouble.NO_SUCH_SERVER) from None
    except smtplib.SMTPDataError as refused:
        raise Undelivered(_by_code(refused.smtp_code, MailTrouble.REFUSED)) from None
    except smtplib.SMTPResponseException as refused:
        raise Undelivered(_by_code(refused.smtp_code, MailTrouble.NO_ANSWER)) from None
    except (smtplib.SMTPException, OSError):  # a link that broke, or no one who answers
        raise Undelivered(MailTrouble.NO_ANSWER) from None
