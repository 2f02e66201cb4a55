"""A server on another computer proves by its certificate that it is the clinic's before it is told anything."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import open_server, without_values
from incident_tracker.domain.errors import StoreUnproven
from incident_tracker.wording import problem_text
from tests.postgres_server import started_server

NAME = "server.example"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic's own authority (`ca.crt`), the certificate of its server, and an authority of others."""
    folder = tmp_path_factory.mktemp("certificates")
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("NO OPENSSL HERE: nothing was tried with certificates")

    def make(words: str) -> None:
        subprocess.run([openssl, *words.split()], cwd=folder, check=True, capture_output=True)

    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    for authority in ("ca", "other"):
        make(f"req -x509 {key} -days 2 -keyout {authority}.key -out {authority}.crt -subj /CN={authority}")
    make(f"req {key} -keyout server.key -out server.csr -subj /CN={NAME}")
    (folder / "names").write_text(f"subjectAltName=DNS:{NAME}\n", encoding="utf-8")
    signed = "-CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names"
    make(f"x509 -req -in server.csr {signed} -out server.crt")
    return folder


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def with_tls(certificates: Path) -> Iterator[int]:
    """The port of a server with the certificate."""
    port = free_port()
    files = {name: (certificates / name).read_bytes() for name in ("server.key", "server.crt")}
    own = "-c ssl=on -c ssl_cert_file=../server.crt -c ssl_key_file=../server.key"
    with started_server(f"-c listen_addresses=127.0.0.1 -c port={port} {own}", files):
        yield port


@pytest.fixture(scope="module")
def without_tls() -> Iterator[int]:
    """The port of a server without."""
    port = free_port()
    with started_server(f"-c listen_addresses=127.0.0.1 -c port={port}"):
        yield port


def ask(port: int, name: str, **more: object) -> bool:
    """Open the server by this name, and ask it whether the connection is encrypted."""
    options = "".join(f"&{word}={value}" for word, value in more.items())
    engine = open_server(
        f"postgresql+psycopg://clinic@{name}:{port}/postgres?hostaddr=127.0.0.1{options}", pooled=False
    )
    with without_values(), engine.connect() as connection:
        asked = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        return bool(connection.execute(text(asked)).scalar_one())


def test_a_server_with_the_certificate_is_opened_and_others_are_told_nothing(
    certificates: Path, with_tls: int, without_tls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(with_tls, NAME, sslrootcert=certificates / "ca.crt")

    monkeypatch.setenv("PGSSLMODE", "disable")
    assert ask(with_tls, NAME, sslrootcert=certificates / "ca.crt")
    for port, name, authority in (
        (without_tls, NAME, "ca.crt"),
        (with_tls, NAME, "other.crt"),
        (with_tls, "other.example", "ca.crt"),
        (with_tls, NAME, "missing.crt"),
    ):
        for asked in ({}, {"sslmode": "disable"}):
            with pytest.raises(StoreUnproven) as unproven:
                ask(port, name, sslrootcert=certificates / authority, **asked)
        assert "did not prove who it is" in problem_text(unproven.value)


def test_on_the_same_computer_no_certificate_is_asked_for(without_tls: int) -> None:
    assert not ask(without_tls, "localhost")
