"""A throw-away PostgreSQL server for the tests that need one; without its programs they are loudly skipped."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server that listens on a Unix socket in `folder` and trusts anyone who may read that folder."""

    folder: Path

    def url(self, database: str) -> str:
        """The address as the program takes it."""
        return f"postgresql+psycopg://clinic@/{database}?host={self.folder}"

    def new_database(self, template: str = "template0") -> str:
        """Make a database, empty or a copy of `template` (to which nobody may be connected), and answer its URL."""
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(host=str(self.folder), user="clinic", dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'.encode())
        return self.url(name)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests of a process, gone with its data at the end."""
    with started_server() as folder:
        yield PostgresServer(folder)


@contextmanager
def started_server(
    settings: str = "-c listen_addresses=''", files: Mapping[str, bytes] | None = None
) -> Iterator[Path]:
    """A server with these settings, and these files beside its data, which only it may read; gives its folder."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if not initdb or not pg_ctl:
        pytest.skip("NO POSTGRESQL HERE: install the package “postgresql” to run this test")
    owner = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must stay under 107 characters
    try:
        for name, content in (files or {}).items():
            (folder / name).touch(0o600)
            (folder / name).write_bytes(content)
        if owner:
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, owner)
        data, log = folder / "data", folder / "log"
        always = f"-c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
        _as(owner, [initdb, "-D", data, "-U", "clinic", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        _as(owner, [pg_ctl, "-D", data, "-l", log, "-o", f"{settings} {always}", "-w", "-t", "60", "start"])
        try:
            yield folder
        finally:
            _as(owner, [pg_ctl, "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The URL of a new, empty database on the throw-away server."""
    return postgres_server.new_database()


def _program(name: str) -> str | None:
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -float(folder.parent.name))
    return shutil.which(name, path=os.pathsep.join([*map(str, newest_first), os.environ.get("PATH", "")]))


def _unprivileged_user() -> str | None:
    """Whom to run the server as: PostgreSQL refuses root."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as(user: str | None, command: list[object]) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[0]} ended with status {done.returncode}")
