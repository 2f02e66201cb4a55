"""Sealed notes with canary words: no command, role, file, key of the clinic or session of another person has them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from db.store import SqlStore
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.cli.program import COMMANDS
from incident_tracker.domain.support.private_line import Consequence, LineAct, LineDraft
from incident_tracker.domain.support.wellbeing import NoteDraft
from incident_tracker.ports.context import Context
from incident_tracker.security.key_ring import clinic_pair, unlock
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.keys import derive
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.security.sealing import NONCE_BYTES, Enclosed, disclose
from incident_tracker.security.wellbeing import bound_to, opened_note
from incident_tracker.settings import Settings
from incident_tracker.usecases.support.private_line import answer_on_line, read_line, step_on_line
from incident_tracker.usecases.support.wellbeing import (
    choose_supporter,
    delete_note,
    keep_note_draft,
    my_notes,
    notes_shared_with_me,
    write_note,
)
from tests.cli.clinic_commands import REASON, Commands
from tests.screens.own_clinic import let_everybody_in
from tests.storage_fixtures import PASSPHRASE, USERS, Clock

MARK = "kanarienvogel"
OTHERS = ("maria", "ada", "chris", "paul")
HEAVY = 7

FOR_ALL = ("list", "export", "audit", "user", "backup")
"""What the others are let in to, at least in part; Rosa herself and her manager try every command."""
LEFT_OUT = {
    "init": "makes another clinic",
    "demo": "makes another clinic",
    "import": "brings something in",
    "amend": "brings something in",
    "void": "takes an incident out, which `show` tells",
    "stub": "brings something in",
    "restore": "opens a backup, whose bytes are looked at",
    "migrate": "is up to date",
    "passphrase": "opens nothing",
    "recover": "opens nothing, see the tests of the use case",
    "recovery-key": "shows a key",
    "spc": "needs no clinic",
    "rates": "needs no clinic",
}
"""Commands that are not run here, with the reason."""


@contextmanager
def signed_in(folder: Path, name: str, passphrase: str = PASSPHRASE) -> Iterator[Context]:
    door = ClinicDoor(Settings(folder), Clock(), FLOOR)
    ctx = door.open(name, passphrase)
    try:
        yield ctx
    finally:
        door.close(ctx)


@pytest.fixture
def folder(file_template: Path, tmp_path: Path) -> Path:
    """A clinic in which Rosa wrote notes that Sam may read, has a draft, and deleted one; and an answer on the private
    line, about which the privacy officer did something.
    """
    folder = tmp_path / "data"
    let_everybody_in(file_template, folder)
    sam = next(user for user in USERS.values() if user.name == "sam")
    with signed_in(folder, "rosa") as rosa:
        write_note(rosa, NoteDraft(f"{MARK} 1", HEAVY))
        choose_supporter(rosa, sam.id)
        write_note(rosa, NoteDraft(f"{MARK} 2"))
        delete_note(rosa, write_note(rosa, NoteDraft(f"{MARK} 3")).id)
        keep_note_draft(rosa, NoteDraft(f"{MARK} 4"), None)
        assert MARK in repr(my_notes(rosa))
        sent = answer_on_line(rosa, LineDraft(Consequence.YES, f"{MARK} 5"))
    with signed_in(folder, "sam") as reader:
        assert MARK in repr(notes_shared_with_me(reader))
    with signed_in(folder, "paul") as officer:
        step_on_line(officer, sent.id, sent.version, LineAct.ACTED, f"{MARK} 6")
        assert f"{MARK} 6" in repr(read_line(officer))
    return folder


@pytest.mark.timeout(300)
def test_no_command_no_role_and_no_file_has_a_word_of_a_note(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands(folder, monkeypatch, capsys)
    ref = str(commands.log().document["ref"])
    out = tmp_path / "out"
    out.mkdir()
    said, run = "", set()
    for user in ("rosa", *OTHERS):
        for words in _every_command(ref, out / user):
            if words[0] in FOR_ALL or user in ("rosa", "maria"):
                answer = commands(user, *words)
                run.add(str(words[0]))
                said += answer.out + answer.err
    assert run | set(LEFT_OUT) == set(COMMANDS)
    assert MARK not in said
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".db", ".keys", ".itbackup", ".xlsx", ".pdf"}
    assert [str(path) for path in written if MARK.encode() in path.read_bytes()] == []


def _every_command(ref: str, to: Path) -> list[tuple[object, ...]]:
    """Each with everything that it can say; what a role may not do, it is refused."""
    why = ("--reason", REASON)
    return [
        ("list", "--text", MARK),
        ("show", ref),
        ("show", MARK),
        ("export", "everything", "--audience", "full", "--format", "xlsx", "--out", f"{to}.xlsx", *why),
        ("export", "everything", "--audience", "committee", "--format", "json", "--out", f"{to}.json"),
        ("report", "monthly", "--month", "2026-03", "--out", f"{to}.pdf"),
        ("report", "incident", ref, "--out", f"{to}-{ref}.pdf"),
        ("month", "list"),
        ("invitations", "show"),
        ("remind", "--all"),
        ("slots", ref),
        ("calendar", "--out", f"{to}.ics"),
        ("check",),
        ("audit",),
        ("backup", "--out", f"{to}.itbackup"),
        ("user", "list"),
        ("staff", "import", f"{to}.csv"),
        ("clinic", "export", "--out", f"{to}.toml"),
        ("log", "--file", f"{to}-nothing.json"),
        ("version",),
    ]


def test_an_administrator_with_every_key_of_the_clinic_opens_nothing(folder: Path) -> None:
    """The pass phrase, the data key, the second one, what is derived from them, the clinic's pair: none fits."""
    with signed_in(folder, "ada") as ada:
        assert isinstance(ada.store, SqlStore)
        ring = read_ring(ada.store._cabinet)
        own = unlock(ring, "ada", PASSPHRASE)
        assert own.pair is not None
        clinic = clinic_pair(ring, own.keys.data)
        with ada.store.read() as unit:
            rosa = next(user for user in unit.users.all() if user.name == "rosa")
            notes = (*unit.wellbeing_notes.of_owner(rosa.id), *unit.private_answers.of_owner(rosa.id))
            readers = [user.id for user in unit.users.all()]
        assert len(notes) == 4
        symmetric = [bytes(own.keys.data), bytes(own.keys.identity), own.pair.private, clinic.private]
        for one in (own.keys.data, own.keys.identity):
            symmetric += [derive(one, label) for label in ("audit-mac", "seal", "backup", "encrypted-text", "escrow")]
        for note in notes:
            enclosed = Enclosed(note.content[:NONCE_BYTES], note.content[NONCE_BYTES:])
            bound = bound_to("wellbeing", note.id.hex, note.owner_id.hex)
            assert [disclose(key, enclosed, bound) for key in symmetric] == [None] * len(symmetric)
            for pair in (own.pair, clinic):
                forged = [replace(key, public=pair.public) for key in note.keys]  # so that it is tried at all
                tried = replace(note, keys=tuple(forged))
                assert [opened_note(tried, reader, pair) for reader in readers] == [None] * len(readers)


def test_what_the_data_key_opens_in_the_database_has_no_word_of_them(folder: Path) -> None:
    with signed_in(folder, "ada") as ada:
        assert isinstance(ada.store, SqlStore)
        with ada.store.engine.connect() as connection:
            tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
            assert "wellbeing_note" in tables
            rows = {table: repr(connection.execute(text(f'SELECT * FROM "{table}"')).all()) for table in tables}
        assert [table for table, stored in rows.items() if MARK in stored] == []
        assert "wellbeing" in rows["audit_entry"]


SESSION = """
import sys
from pathlib import Path
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.support.wellbeing import my_notes, notes_shared_with_me, who_lets_me_read
from sqlalchemy import text
from tests.storage_fixtures import Clock, PASSPHRASE

kept = []
for name in sys.argv[2:]:
    door = ClinicDoor(Settings(Path(sys.argv[1])), Clock(), FLOOR)
    ctx = door.open(name, PASSPHRASE)
    kept += [ctx, my_notes(ctx), notes_shared_with_me(ctx), who_lets_me_read(ctx)]
    with ctx.store.read() as unit:
        kept += [unit.wellbeing_notes.of_owner(user.id) for user in unit.users.all()]
    with ctx.store.engine.connect() as connection:
        kept += [connection.execute(text(f"SELECT * FROM {table}")).all()
                 for table in ("wellbeing_note", "wellbeing_key", "wellbeing_supporter", "audit_entry")]
print("ready", flush=True)
sys.stdin.readline()
"""
"""Signs in as each of these people, reads all that they reach and that their key of the database opens, and waits."""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads the memory of another program by /proc")
def test_no_word_is_in_the_memory_of_a_session_of_anyone_else(folder: Path) -> None:
    assert MARK.encode() in _memory_of(folder, "rosa"), "it can be found where it is"
    assert MARK.encode() not in _memory_of(folder, *OTHERS)


def _memory_of(folder: Path, *names: str) -> bytes:
    """Everything in the memory of a program in which these people are signed in."""
    running = subprocess.Popen(
        [sys.executable, "-c", SESSION, str(folder), *names], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert running.stdin is not None
    assert running.stdout is not None
    with running:
        assert running.stdout.readline() == "ready\n"
        place = Path("/proc") / str(running.pid)
        found = bytearray()
        with (place / "mem").open("rb", buffering=0) as memory:
            for line in (place / "maps").read_text().splitlines():
                span, access, *_rest = line.split()
                first, last = (int(one, 16) for one in span.split("-"))
                if access.startswith("rw") and "[v" not in line:
                    memory.seek(first)
                    found += memory.read(last - first)
        running.stdin.write("\n")
        return bytes(found)
