"""The administrator names the clinic's mail server and tries it, on a real one with a certificate made for the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.extras import MailSecurity, MailServer, MailTrouble
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.exchange.setup_file import read_setup, write_setup
from incident_tracker.usecases.clinic.extras import clinic_extras, set_mail_server, try_mail_server
from incident_tracker.usecases.oversight.setup import apply_setup, export_setup
from tests.mail_host import NO_ONE, PASSWORD, SENDER, MailHost, certificate, mail_host
from tests.storage_fixtures import Clinic

WHY = "the clinic wants the times in its calendar"
TO = "maria@bayhealth.example"


@pytest.fixture(params=list(MailSecurity))
def host(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailHost]:
    """A mail server whose certificate this computer trusts, in both ways to encrypt."""
    shown, kept = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with mail_host(shown, kept, request.param) as host:
        yield host


def test_a_trial_letter_arrives_and_tells_nothing(clinic: Clinic, host: MailHost) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    saved = set_mail_server(ada, host.server(), reason=WHY)
    assert saved.mail.password == ""
    assert clinic_extras(ada).mail == host.server(password="")

    assert try_mail_server(ada, f" {TO} ") is None
    (letter,), (envelope,) = host.taken, host.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [TO])
    assert letter["Message-ID"].endswith("@bayhealth.example>")
    whole = letter.as_string().casefold()
    assert [word for word in ("incident", "debrief", "harbour", "ada", "localhost") if word in whole] == []
    assert letter["X-Mailer"] is None

    assert try_mail_server(ada, NO_ONE) is MailTrouble.ADDRESS
    set_mail_server(ada, host.server(password="another pond"), reason=WHY)
    assert try_mail_server(ada, TO) is MailTrouble.SIGN_IN
    assert len(host.taken) == 1


def test_a_password_goes_to_the_server_that_it_was_typed_for_and_to_no_other(clinic: Clinic, host: MailHost) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    set_mail_server(ada, host.server(), reason=WHY)
    set_mail_server(ada, host.server(password="", sender="times@bayhealth.example"), reason=WHY)
    assert try_mail_server(ada, TO) is None, "the server and the user name are the same, so the password was kept"
    for other in ({"host": "mail.elsewhere.example"}, {"user_name": "someone"}):
        with pytest.raises(Refused) as told:
            set_mail_server(ada, host.server(password="", **other), reason=WHY)
        assert (told.value.reason, told.value.field) == (Reason.MISSING, "password")


def test_nothing_is_sent_where_the_server_cannot_prove_itself(
    clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate of another name, one that no one trusts, a server that encrypts nothing, and none at all."""
    ada = clinic.as_role(Role.ADMINISTRATOR)
    other, other_key = certificate(tmp_path, "mail.elsewhere.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    for security in MailSecurity:
        with mail_host(other, other_key, security) as host:
            set_mail_server(ada, host.server(), reason=WHY)
            assert try_mail_server(ada, TO) is MailTrouble.CERTIFICATE
            assert not host.taken
    own, own_key = certificate(tmp_path)
    with mail_host(own, own_key) as host:
        set_mail_server(ada, host.server(), reason=WHY)
        assert try_mail_server(ada, TO) is MailTrouble.CERTIFICATE
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    with mail_host(own, own_key, encrypts=False) as host:
        set_mail_server(ada, host.server(), reason=WHY)
        assert try_mail_server(ada, TO) is MailTrouble.NO_TLS
        set_mail_server(ada, host.server(security=MailSecurity.TLS), reason=WHY)
        assert try_mail_server(ada, TO) is MailTrouble.NO_TLS
        assert not host.taken
    assert try_mail_server(ada, TO) is MailTrouble.NO_ANSWER, "nothing listens there anymore"
    set_mail_server(ada, host.server(host="mail.bayhealth.invalid"), reason=WHY)
    assert try_mail_server(ada, TO) is MailTrouble.NO_SUCH_SERVER


@pytest.mark.parametrize(
    ("field", "said", "reason"),
    [
        ("host", " ", Reason.MISSING),
        ("host", "https://mail.example.org/", Reason.NOT_A_HOST),
        ("port", 0, Reason.OUT_OF_RANGE),
        ("sender", "calendar", Reason.NOT_AN_ADDRESS),
        ("sender", "a@b.example\r\nBcc: c@d.example", Reason.NOT_AN_ADDRESS),
        ("sender", "Calendar <a@b.example>", Reason.NOT_AN_ADDRESS),
        ("sender", f"{'a' * 65}@b.example", Reason.NOT_AN_ADDRESS),
        ("password", "contraseña", Reason.NOT_PLAIN),
        ("user_name", "a" * 121, Reason.TOO_LONG),
    ],
)
def test_what_no_server_would_take_is_refused_at_its_field(
    clinic: Clinic, field: str, said: object, reason: Reason
) -> None:
    values = {"host": "mail.example.org", "sender": SENDER, "user_name": "calendar", "password": PASSWORD} | {
        field: said
    }
    with pytest.raises(Refused) as told:
        set_mail_server(clinic.as_role(Role.ADMINISTRATOR), MailServer(**values), reason=WHY)  # type: ignore[arg-type]
    assert (told.value.reason, told.value.field) == (reason, field)
    assert clinic_extras(clinic.as_role(Role.ADMINISTRATOR)).mail == MailServer()


@pytest.mark.postgres
def test_user_name_and_password_are_encrypted_again_and_in_no_file(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    mail = MailServer("mail.bayhealth.example", 465, MailSecurity.TLS, SENDER, "calendar-robot", PASSWORD)
    set_mail_server(ada, mail, reason=WHY)
    with clinic.store.write() as unit:
        stored = unit._connection.exec_driver_sql("SELECT user_name, password FROM extras").one()
        assert all(text.startswith("1:") for text in stored)

    text = write_setup(export_setup(ada))
    assert 'host = "mail.bayhealth.example"' in text
    assert PASSWORD not in text
    assert apply_setup(ada, read_setup(text), reason=WHY) == ()
    changed = text.replace("465", "587").replace('"tls"', '"starttls"')
    assert [one.change.kind for one in apply_setup(ada, read_setup(changed), reason=WHY)] == ["mail_server"]
    with clinic.store.read() as unit:
        extras = unit.extras.find()
    assert extras is not None
    assert (extras.mail.port, extras.mail.password) == (587, PASSWORD)
