"""A real mail server with a certificate of its own, which a test starts, watches and stops."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from incident_tracker.domain.clinic.extras import MailSecurity, MailServer

NAME, PASSWORD = "calendar", "quiet pond 7"
SENDER = "calendar@bayhealth.example"
NO_ONE = "no.one@bayhealth.example"


@dataclass
class MailHost:
    """What it took is in `taken`, in order. `when_taken` runs before a letter is acknowledged; what it returns is
    answered instead, if it returns something.
    """

    port: int
    security: MailSecurity
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    when_taken: Callable[[], str | None] = lambda: None

    def server(self, **changes: object) -> MailServer:
        """How a clinic names it."""
        values: dict[str, object] = {
            "host": "localhost",
            "port": self.port,
            "security": self.security,
            "sender": SENDER,
            "user_name": NAME,
            "password": PASSWORD,
        }
        return MailServer(**values | changes)  # type: ignore[arg-type]

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """It takes letters for everyone but one."""
        if address == NO_ONE:
            return "550 5.1.1 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """It takes every letter."""
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append(message_from_bytes(content, policy=policy.default))
        self.envelopes.append(envelope)
        return self.when_taken() or "250 OK"


def _authenticated(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, credentials: object
) -> AuthResult:
    right = isinstance(credentials, LoginPassword) and (credentials.login, credentials.password) == (
        NAME.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=right)


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate that proves this name to who trusts it, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    shown, kept = folder / f"{name}.pem", folder / f"{name}.key"
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kept.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return shown, kept


@contextmanager
def mail_host(
    shown: Path, kept: Path, security: MailSecurity = MailSecurity.STARTTLS, *, encrypts: bool = True, port: int = 0
) -> Iterator[MailHost]:
    """A server that runs while the block does, on a free port; without `encrypts` it takes letters in the clear."""
    proof = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    proof.load_cert_chain(shown, kept)
    host = MailHost(port or _free_port(), security)
    implicit = security is MailSecurity.TLS
    controller = Controller(
        host,
        hostname="localhost",
        port=host.port,
        ssl_context=proof if implicit else None,
        tls_context=proof if encrypts and not implicit else None,
        require_starttls=encrypts and not implicit,
        authenticator=_authenticated,
        auth_required=encrypts and not implicit,  # behind TLS from the start it warns of what it cannot see
        auth_require_tls=not implicit and encrypts,
    )
    controller.start()
    try:
        yield host
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        port: int = one.getsockname()[1]
        return port
