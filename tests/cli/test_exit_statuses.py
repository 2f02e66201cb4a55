"""What ends a command early: each problem has its number, says a sentence, and leaves the files as they were."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import text

from db.store import lock_of, open_store
from incident_tracker.cli import version
from incident_tracker.cli.exit_status import ExitStatus, exit_status
from incident_tracker.cli.program import main
from incident_tracker.domain.errors import AuditBroken, KeysDamaged, Locked, Reason, Refused, StoreBusy
from incident_tracker.security import attempts
from incident_tracker.security.attempts import Attempts
from incident_tracker.security.cabinet import ATTEMPTS, FileCabinet
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.steady_clock import running_time
from incident_tracker.wording import problem_text
from tests.cli.clinic_commands import REASON, Commands
from tests.storage_fixtures import DEVICE, MONDAY_NINE, PASSPHRASE, open_keys


def digests(folder: Path) -> dict[str, str]:
    """The contents of every file of a clinic that holds records or keys."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("clinic.*")}


def alter(commands: Commands, statement: str) -> None:
    """Change the database behind the program's back."""
    store = open_store(commands.folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE)
    with store.engine.begin() as connection:
        connection.execute(text(statement))
    store.close()


def test_wrong_usage_and_wrong_credentials(commands: Commands) -> None:
    assert commands("sam", "list", "--no-such-option").status == 2
    assert commands("sam", "nonsense").status == 2
    unknown = commands("nobody", "list")
    wrong = commands("sam", "list", PASSPHRASE="not the right words")
    assert (unknown.status, wrong.status) == (3, 3)
    assert unknown.err == wrong.err


@pytest.mark.parametrize("words", [("list", "--data", ""), ("restore", "F", "--to", " "), ("backup", "--out", "")])
def test_an_empty_path_is_not_taken_for_the_current_folder(
    words: tuple[str, ...], project: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project), "INCIDENT_TRACKER_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "incident_tracker", *words, "--user", "sam"]
    told = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (2, "")
    assert "this is empty" in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["", "clinic", "mysql://x", "sqlite:///clinic.db", "postgresql://[x", "postgresql://server:port/x"]
)
def test_an_address_that_is_not_one_of_a_postgresql_server_is_told(commands: Commands, address: str) -> None:
    for words in (("list",), ("init", "--site", "Harbour"), ("version",)):
        told = commands("sam", *words, "--database", address)
        assert told.status == 2
        assert "PostgreSQL" in told.err


def test_a_server_that_does_not_answer_is_called_a_server(commands: Commands) -> None:
    told = commands("sam", "list", "--database", "postgresql+psycopg://clinic@127.0.0.1:1/clinic")
    assert told.status == 6
    assert "server does not answer" in told.err


def test_guessing_is_slowed_down_also_for_the_right_words(commands: Commands) -> None:
    for _ in range(5):
        assert commands("sam", "list", PASSPHRASE="not the right words").status == 3
    delayed = commands("sam", "list")
    assert delayed.status == 4
    assert "wait" in delayed.err
    for now in ("2026-03-02T21:00:00+00:00", "2099-01-01T00:00:00+00:00", "1999-01-01T00:00:00+00:00"):
        assert commands("sam", "list", now=now).status == 4


def test_a_stopped_account_says_what_helps_and_that_helps(commands: Commands) -> None:
    cabinet, tried = FileCabinet(commands.folder / "clinic.db"), Attempts()
    for _ in range(100):
        tried = tried.failed("sam", running_time())
    cabinet.write(ATTEMPTS, attempts.dump(tried))
    stopped = commands("sam", "list")
    assert stopped.status == 4
    assert "administrator" in stopped.err
    one_time = commands("ada", "user", "reset", "sam", "--reason", REASON).document["passphrase"]
    assert commands("sam", "list", PASSPHRASE=one_time).status == 3


def test_a_one_time_pass_phrase_opens_nothing_but_the_choice_of_ones_own(commands: Commands) -> None:
    one_time = commands("ada", "user", "reset", "maria", "--reason", REASON).document["passphrase"]
    for words in (("list",), ("export", "incidents", "--out", commands.folder / "all.csv"), ("check",)):
        refused = commands("maria", *words, PASSPHRASE=one_time)
        assert refused.status == 3
        assert "choose your own first" in refused.err
    assert not (commands.folder / "all.csv").exists()
    own = "orange kites over the bay"
    assert commands("maria", "passphrase", PASSPHRASE=one_time, NEW_PASSPHRASE=own).status == 0
    assert commands("maria", "list", PASSPHRASE=one_time).status == 3
    assert commands("maria", "list", PASSPHRASE=own).status == 0


def test_a_key_file_of_a_later_version_says_to_update_and_stays_as_it_is(commands: Commands) -> None:
    body: dict[str, object] = {"format": 3, "store": "00" * 16, "something new": True}
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    (commands.folder / "clinic.keys").write_text(json.dumps(body | {"digest": digest}))
    before = digests(commands.folder)
    refused = commands("sam", "list")
    assert (refused.status, "please update" in refused.err) == (7, True)
    assert digests(commands.folder) == before


def test_older_backups_are_spoken_of_when_a_pass_phrase_ends(commands: Commands) -> None:
    for what in ("reset", "disable"):
        said = commands("ada", "user", what, "sam", "--reason", REASON, plain=True).out
        assert "Older backups still open with the old pass phrase." in said
    said = commands("rosa", "passphrase", NEW_PASSPHRASE="four geese above the quiet lake", plain=True).out
    assert "Older backups still open with the old one." in said


def test_a_lost_count_of_failed_tries_is_told_beside_the_answer(commands: Commands) -> None:
    assert commands("ada", "user", "list").err == ""
    (commands.folder / "clinic.attempts").unlink()
    assert commands("sam", "list").err == ""
    assert "count of failed sign-ins" in commands("ada", "user", "list").err
    assert commands("ada", "user", "list").err == ""


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("paul", ("log", "--file", "FILE")),
        ("rosa", ("user", "list")),
        ("rosa", ("user", "add", "eve", "--role", "manager", "--reason", REASON)),
        ("sam", ("user", "add", "eve", "--role", "manager", "--reason", REASON)),
        ("maria", ("user", "disable", "rosa", "--reason", REASON)),
        ("sam", ("export", "incidents", "--audience", "full", "--out", "OUT", "--reason", REASON)),
        ("sam", ("recovery-key", "--reason", REASON)),
        ("chris", ("list", "--text", "waiting")),
        ("ada", ("report", "monthly", "--out", "OUT")),
        ("rosa", ("check", "--repair")),
    ],
)
def test_each_role_is_kept_to_its_own(commands: Commands, user: str, words: tuple[str, ...], tmp_path: Path) -> None:
    file, out = commands.written("incident", {}), tmp_path / "out.pdf"
    answer = commands(user, *({"FILE": file, "OUT": out}.get(word, word) for word in words))
    assert answer.status == 5
    assert not out.exists()


def test_there_is_nothing_or_something_else_at_the_place(commands: Commands, tmp_path: Path) -> None:
    whole = commands.folder
    commands.folder = tmp_path / "empty"
    assert commands("sam", "list").status == 6
    for damage in (b"", b"not a database at all" * 400, b"SQLite format 3\x00" + bytes(8192)):
        commands.folder = Path(shutil.copytree(whole, tmp_path / f"other{len(damage)}"))
        (commands.folder / "clinic.db").write_bytes(damage)
        before = digests(commands.folder)
        assert commands("sam", "list").status == 6
        assert digests(commands.folder).items() >= {"clinic.db": before["clinic.db"]}.items()


def test_a_damaged_file_is_told_and_left_as_it_is(commands: Commands) -> None:
    file = commands.folder / "clinic.db"
    content = bytearray(file.read_bytes())
    content[100:200] = bytes(100)
    file.write_bytes(content)
    told = commands("sam", "list")
    assert told.status == 6
    assert "damaged" in told.err
    assert file.read_bytes() == content
    (commands.folder / "clinic.keys").write_text("{}")
    assert commands("sam", "list").status == 6


def test_a_newer_schema_is_not_touched(commands: Commands) -> None:
    alter(commands, "UPDATE alembic_version SET version_num = '9999'")
    before = (commands.folder / "clinic.db").read_bytes()
    for words in (("list",), ("migrate",), ("migrate", "--status")):
        told = commands("sam", *words)
        assert told.status == 7
        assert "newer" in told.err
    assert (commands.folder / "clinic.db").read_bytes() == before


def test_a_place_in_use_is_left_alone(commands: Commands, tmp_path: Path) -> None:
    place = tmp_path / "monday.itbackup"
    commands("sam", "backup", "--out", place)
    target = tmp_path / "again"
    target.mkdir()
    with exclusive(lock_of(target)):
        by_two = ("--reason", REASON, "--second", "ada")
        busy = commands("maria", "restore", place, "--to", target, *by_two, SECOND_PASSPHRASE=PASSPHRASE)
        assert busy.status == 8
    assert not (target / "clinic.db").exists()


def test_an_older_copy_put_back_is_noticed_until_someone_accepts_it(commands: Commands, tmp_path: Path) -> None:
    older = (commands.folder / "clinic.db").read_bytes()
    commands.log()
    (commands.folder / "clinic.db").write_bytes(older)
    for end in ("-wal", "-shm"):
        (commands.folder / f"clinic.db{end}").unlink(missing_ok=True)
    told = commands("maria", "check")
    assert told.status == 11
    assert told.document["ok"] is False
    assert "privacy officer" in told.err
    assert commands("rosa", "list").err == ""
    assert commands("maria", "check", "--repair").status == 2  # what does not fit is accepted with a reason only
    commands("maria", "check", "--repair", "--reason", "The disk failed and yesterday's copy was put back.")
    assert commands("maria", "check").document == {"ok": True, "findings": []}


def test_a_record_changed_behind_the_program_is_found(commands: Commands) -> None:
    commands.log()
    alter(commands, "UPDATE incident SET severity = 0")
    told = commands("sam", "check")
    assert told.status == 1
    assert {finding["kind"] for finding in told.document["findings"]} >= {"seal"}
    assert all(set(finding) >= {"kind", "table", "id", "message"} for finding in told.document["findings"])


def test_problems_that_only_a_window_can_meet_have_their_numbers_too() -> None:
    assert exit_status(Locked()) == 14
    assert exit_status(StoreBusy()) == 8
    assert exit_status(AuditBroken()) == 11
    assert exit_status(KeysDamaged()) == 6


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_a_sentence_even_without_its_values(reason: Reason) -> None:
    for values in ({}, {"least": 1}):
        said = problem_text(Refused(reason, "field", **values))
        assert said.endswith(".")
        assert "{" not in said


@pytest.mark.expects_log_entries
def test_a_bug_is_said_calmly_with_a_number_and_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> int:
        raise RuntimeError("he shouted at Rosa")

    monkeypatch.setattr(version, "run", break_down)
    out, err = StringIO(), StringIO()
    assert main(["version"], out, err) == ExitStatus.BUG
    assert out.getvalue() == ""
    assert "number" in err.getvalue()
    assert "Rosa" not in err.getvalue()
    assert "Traceback" not in err.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on files is set as on Unix")
def test_no_space_leaves_no_half_written_backup(commands: Commands, project: Path, tmp_path: Path) -> None:
    commands.log()
    size = (commands.folder / "clinic.db").stat().st_size
    out = tmp_path / "out"
    out.mkdir()
    done = small_files_only(size, commands.folder, project, "backup", "--out", str(out / "monday.itbackup"))
    assert (done.returncode, done.stdout) == (9, ""), done.stderr
    assert "space" in done.stderr
    assert list(out.iterdir()) == []
    assert commands("sam", "check").document["ok"] is True


def small_files_only(limit: int, folder: Path, project: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process that can write no file beyond `limit` bytes, as on a full disk."""

    import resource

    def refuse_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    environment = {**os.environ, "INCIDENT_TRACKER_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "incident_tracker", *words, "--data", str(folder), "--user", "sam", "--json"]
    return subprocess.run(
        command,
        env=environment,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=refuse_large_files,
    )


@pytest.mark.parametrize("page", ["docs/command-line.md", "docs/es/command-line.md"])
def test_the_manual_lists_every_exit_status_and_no_other(page: str) -> None:
    told = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in told.splitlines() if re.match(r"\| \d+ \|", line)]
    listed = [int(cell) for row in rows for cell in row if cell.strip().isdigit()]

    assert sorted(listed) == sorted(ExitStatus)
