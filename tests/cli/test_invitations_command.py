"""Times by e-mail from the command line: switched on by a set-up file, wanted, sent to a real server, and withdrawn."""

from pathlib import Path

import pytest

from tests.cli.clinic_commands import REASON, Commands
from tests.mail_host import SENDER, MailHost, certificate, mail_host
from tests.storage_fixtures import ALEX


def switched_on(commands: Commands, host: MailHost, said: str = "") -> None:
    """By a file, which has no password: this server asks for none."""
    place = commands.folder.parent / "extras.toml"
    where = f'host = "localhost"\nport = {host.port}\nsecurity = "tls"\nsender = "{SENDER}"\n'
    place.write_text(f"[extras]\ninvitations = true\n{where}{said}", encoding="utf-8")
    kinds = [one["kind"] for one in commands("ada", "clinic", "apply", place, "--reason", REASON).document["changes"]]
    assert kinds == ["mail_server", "invitations"]


def test_someone_says_yes_and_takes_it_back_and_no_one_says_it_for_another(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, kept = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    assert commands("rosa", "invitations", "show").document["on"] is False
    assert commands("rosa", "invitations", "agree").status == 2, "without an address"
    refused = commands("rosa", "invitations", "agree", "--address", "rosa@home.example")
    assert "An administrator can switch them on." in refused.err

    with mail_host(shown, kept) as host:
        switched_on(commands, host)
        agreed = commands("rosa", "invitations", "agree", "--address", "rosa@home.example").document
        assert (agreed["on"], agreed["agreed"], agreed["address"]) == (True, True, "rosa@home.example")
        assert commands("rosa", "invitations", "agree", "--address", "a@b.example", "--for", ALEX.name).status != 0
        noted = commands("ada", "invitations", "agree", "--address", "alex@home.example", "--for", ALEX.name)
        assert noted.document["agreed"] is True
        assert commands("rosa", "invitations", "send").document == {"sent": 0, "not_sent": []}
        told = commands("rosa", "invitations", "withdraw", plain=True).out
        assert "The address is forgotten, and nothing is sent." in told
        assert commands("rosa", "invitations", "show").document["address"] is None


def test_a_file_that_switches_them_on_without_a_server_names_its_line(commands: Commands) -> None:
    place = commands.folder.parent / "extras.toml"
    place.write_text("# nothing else\n[extras]\ninvitations = true\n", encoding="utf-8")
    refused = commands("ada", "clinic", "apply", place, "--reason", REASON)
    assert "Line 2 (extras, host)" in refused.err
