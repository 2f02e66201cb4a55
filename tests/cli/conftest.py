"""A prepared clinic for commands: every user of it can sign in quickly."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import open_store
from incident_tracker import wording
from incident_tracker.security.passphrases import FLOOR
from tests.cli.clinic_commands import Commands
from tests.storage_fixtures import DEVICE, MONDAY_NINE, PASSPHRASE, USERS, open_keys


@pytest.fixture(scope="session")
def command_template(file_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prepared clinic as a folder, with a key slot for every user."""
    folder = tmp_path_factory.mktemp("commands")
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(file_template.with_name(name), folder / name)
    store = open_store(folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    for user in USERS.values():
        store.key_slots.give(user.name, PASSPHRASE)
    store.close()
    return folder


@pytest.fixture
def commands(
    command_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Commands]:
    """The command line on a copy of the prepared clinic."""
    yield Commands(Path(shutil.copytree(command_template, tmp_path / "data")), monkeypatch, capsys)
    wording.use("en")
