"""Notes of time and desk on the disk: sealed, one in ten seconds, whole or not at all, and never an error to read."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incident_tracker.domain.capture.stubs import Stub, written
from incident_tracker.domain.errors import KeysDamaged, StoreFull, StoreMissing, StoreReadOnly
from incident_tracker.security.cabinet import KEYS, FileCabinet
from incident_tracker.security.key_file import KeyRing, ring_text
from incident_tracker.security.key_ring import clinic_pair, new_ring
from incident_tracker.security.keys import DataKeys, new_key
from incident_tracker.security.stub_box import (
    Addressee,
    StubBox,
    Waiting,
    addressee_beside,
    addressee_of,
    keep_addressee,
    kept_addressee,
)
from tests.storage_fixtures import RunningTime
from tests.tries import chance, examples, tries

STUB = Stub(datetime(2026, 3, 2, 18, 42, 17, 123456, tzinfo=UTC), UUID(int=0x61))
KILLS = tries(8, 100)
PROCESSES = 8

PRESS = """
import sys
from pathlib import Path
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.settings import Settings
door = ClinicDoor(Settings(Path(sys.argv[1])))
print("ready", flush=True)
sys.stdin.readline()
print(door.keep_stub(None), flush=True)
"""


class Clinic:
    """Keys of a clinic, and its box in a folder."""

    def __init__(self, folder: Path, running: RunningTime) -> None:
        self.folder = folder
        self.running = running
        self.keys = DataKeys(new_key(), new_key())
        self.ring: KeyRing = new_ring(self.keys)
        self.addressee: Addressee = addressee_of(self.ring)
        self.box = StubBox(folder, running)

    def keep(self, stub: Stub = STUB) -> bool:
        return self.box.keep(stub, self.addressee)

    def waiting(self) -> Waiting:
        return self.box.waiting(self.addressee, lambda: clinic_pair(self.ring, self.keys.data).private)

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("stubs/*.stub"))


@pytest.fixture
def clinic(tmp_path: Path, running: RunningTime) -> Clinic:
    return Clinic(tmp_path, running)


def test_what_was_kept_waits_for_the_person_who_signs_in(clinic: Clinic) -> None:
    assert clinic.waiting() == Waiting()
    assert clinic.keep()
    (one,) = clinic.waiting().stubs
    assert one.stub == STUB
    clinic.box.remove(one.id)
    assert clinic.waiting() == Waiting()
    clinic.box.remove(one.id)


def test_neither_time_nor_desk_can_be_read_from_the_files(clinic: Clinic) -> None:
    before = time.time()
    clinic.keep()
    for path in (clinic.folder / "stubs").rglob("*"):
        content = path.read_bytes()
        assert not any(part in content for part in (b"2026", b"18:42", b"desk", str(UUID(int=0x61)).encode()))
        assert "2026" not in path.name
    touched = [path.stat().st_mtime for path in (clinic.folder / "stubs", *(clinic.folder / "stubs").iterdir())]
    assert max(touched) < before - 86_400
    (file,) = clinic.files()
    assert UUID(hex=file.stem).version == 4, "an id of another version holds the time"
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0


def test_a_second_press_within_ten_seconds_keeps_nothing_whatever_the_clock_says(clinic: Clinic) -> None:
    assert clinic.keep()
    clinic.running.seconds += 9.9
    set_back = Stub(datetime(2026, 3, 2, 6, 0, tzinfo=UTC))
    assert not clinic.keep(set_back)
    assert len(clinic.files()) == 1
    clinic.running.seconds += 1.2
    assert clinic.keep(set_back)
    assert [one.stub for one in clinic.waiting().stubs] == [set_back, STUB]


def test_after_a_restart_the_key_works_at_once(clinic: Clinic) -> None:
    assert clinic.keep()
    clinic.running.restart()
    assert clinic.keep()


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 300, b"2026-03-02 10:42", b"x" * 5_000])
def test_a_damaged_file_is_counted_and_can_be_set_aside(clinic: Clinic, content: bytes) -> None:
    clinic.keep()
    (clinic.folder / "stubs" / f"{UUID(int=7).hex}.stub").write_bytes(content)
    waiting = clinic.waiting()
    assert ([one.stub for one in waiting.stubs], waiting.unreadable) == ([STUB], 1)
    aside = clinic.box.set_aside(clinic.addressee, lambda: clinic_pair(clinic.ring, clinic.keys.data).private)
    assert aside == 1
    assert clinic.waiting().unreadable == 0
    assert len(clinic.waiting().stubs) == 1
    assert [path.read_bytes() for path in (clinic.folder / "stubs").glob("*.unreadable")] == [content]


def test_a_note_of_another_clinic_a_renamed_one_and_a_copy_are_no_notes(
    clinic: Clinic, tmp_path_factory: pytest.TempPathFactory, running: RunningTime
) -> None:
    other = Clinic(tmp_path_factory.mktemp("other"), running)
    other.keep()
    clinic.keep()
    (mine,) = clinic.files()
    shutil.copy(other.files()[0], clinic.folder / "stubs")
    shutil.copy(mine, mine.with_name(f"{UUID(int=8).hex}.stub"))
    shutil.copy(mine, mine.with_name("NOTE.stub"))
    shutil.copy(mine, mine.with_name(f"{mine.stem.upper()}1.stub"))
    (clinic.folder / "stubs" / f"{UUID(int=9).hex}.stub").mkdir()
    (clinic.folder / "stubs" / f"{UUID(int=10).hex}.stub").symlink_to(mine)
    (clinic.folder / "stubs" / "readme.txt").write_text("left by someone")
    waiting = clinic.waiting()
    assert ([one.stub for one in waiting.stubs], waiting.unreadable) == ([STUB], 6)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 400), st.integers(1, 255))
def test_each_changed_byte_is_noticed(clinic: Clinic, place: int, change: int) -> None:
    clinic.running.seconds += 60
    clinic.keep()
    file = clinic.files()[0]
    content = bytearray(file.read_bytes())
    content[place % len(content)] ^= change
    file.write_bytes(content)
    waiting = clinic.waiting()
    assert (waiting.stubs, waiting.unreadable) == ((), 1)
    file.unlink()


def test_the_key_comes_from_the_key_file_or_from_what_a_server_left_here(clinic: Clinic) -> None:
    cabinet = FileCabinet(clinic.folder / "clinic.db")
    with pytest.raises(StoreMissing):
        addressee_beside(cabinet)
    cabinet.write(KEYS, ring_text(clinic.ring))
    assert addressee_beside(cabinet) == clinic.addressee
    with pytest.raises(StoreMissing):
        kept_addressee(clinic.folder)
    keep_addressee(clinic.folder, clinic.addressee)
    assert kept_addressee(clinic.folder) == clinic.addressee
    for content in ("", "{}", '{"store": "zz", "public": ""}', '{"store": "00", "public": "AAAA"}'):
        (clinic.folder / "clinic.public").write_text(content)
        with pytest.raises(KeysDamaged):
            kept_addressee(clinic.folder)
    with pytest.raises(KeysDamaged):
        clinic.box.keep(STUB, Addressee(clinic.addressee.store, bytes(32)))
    with pytest.raises(KeysDamaged):
        addressee_of(KeyRing(clinic.ring.store))


def test_where_nothing_can_be_written_it_is_said(clinic: Clinic) -> None:
    (clinic.folder / "stubs").write_text("in the way")
    with pytest.raises(StoreReadOnly):
        clinic.keep()
    assert clinic.waiting() == Waiting()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_only_others_may_write_to_is_said(clinic: Clinic) -> None:
    clinic.folder.chmod(0o500)
    with pytest.raises(StoreReadOnly):
        clinic.keep()
    clinic.folder.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="the limit on files is set as on Unix")
def test_a_full_disk_is_said_and_leaves_nothing_half_kept(clinic: Clinic) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))
    try:
        with pytest.raises(StoreFull):
            clinic.keep()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert [path.name for path in (clinic.folder / "stubs").iterdir()] == ["lock"]
    assert clinic.keep(), "a press that kept nothing is no press"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the one who keeps a note is forked off")
def test_one_killed_in_the_middle_leaves_whole_notes_only(clinic: Clinic) -> None:
    for _ in range(KILLS):
        clinic.running.seconds += 60
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(told)
                os.write(tell, b".")
                clinic.keep()
                os.write(tell, b"kept")
            finally:
                os._exit(1)
        os.close(tell)
        os.read(told, 1)
        time.sleep(chance("kills").random() * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kept = os.read(told, 4) == b"kept"
        os.close(told)
        waiting = clinic.waiting()
        assert waiting.unreadable == 0
        assert not kept or waiting.stubs
        for one in waiting.stubs:
            clinic.box.remove(one.id)
    clinic.running.seconds += 60
    assert clinic.keep(), "the lock of one that was killed holds nobody up"
    assert list((clinic.folder / "stubs").glob("*.tmp")) == []


def test_eight_programs_at_once_keep_one_note(clinic: Clinic, project: Path) -> None:
    FileCabinet(clinic.folder / "clinic.db").write(KEYS, ring_text(clinic.ring))
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PRESS, str(clinic.folder)],
            cwd=project,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    answers = []
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        answers.append(program.communicate(timeout=60)[0].strip())
    assert sorted(answers) == ["False"] * (PROCESSES - 1) + ["True"]
    assert len(clinic.files()) == 1


def test_what_is_sealed_is_as_long_as_it_must_be_and_no_longer(clinic: Clinic) -> None:
    """The bytes of the note, a public key and the mark of the seal."""
    clinic.keep()
    assert clinic.files()[0].stat().st_size == len(written(STUB)) + 32 + 16
