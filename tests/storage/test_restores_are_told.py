"""Two computers on one server: a restore that the trail tells alarms no one, a secret roll-back alarms everyone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from db.store import open_server_store
from incident_tracker.bootstrap import new_id
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.ports.context import Agreement
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.clinic.bringing_back import restore_over
from incident_tracker.usecases.clinic.upkeep import back_up, check
from tests.bare_incidents import log_incident
from tests.postgres_server import PostgresServer
from tests.storage.saver import draft
from tests.storage_fixtures import Clinic, Clock, open_keys

REASON = "Someone merged two sites by mistake this morning."
pytestmark = pytest.mark.timeout(240)


@dataclass
class Server:
    """The clinic's server, and its computers, each with a folder of its own."""

    server: PostgresServer
    url: str
    tmp_path: Path
    clock: Clock

    @contextmanager
    def at(self, computer: str) -> Iterator[Clinic]:
        """Someone comes in at a computer, and leaves again."""
        folder = self.tmp_path / computer
        folder.mkdir(exist_ok=True)
        now = self.clock.advance(timedelta(minutes=7))
        store = open_server_store(self.url, open_keys(), device=computer, folder=folder, now=now, cost=FLOOR)
        yield Clinic(store, self.clock, new_id)  # type: ignore[arg-type]  # ids as in the program
        store.close()

    def works_at(self, computer: str, times: int = 3) -> None:
        """Some reports are logged there, so that the computer remembers another end of the trail."""
        with self.at(computer) as clinic:
            for _ in range(times):
                log_incident(clinic.as_role(Role.SUPERVISOR), draft())

    def alarms(self, computer: str) -> bool:
        """Someone comes in there: does the computer say that the trail does not go on?"""
        with self.at(computer) as clinic:
            held = clinic.store.anchor.held
            faults = [one.kind for one in check(clinic.as_role(Role.ADMINISTRATOR))]
            assert faults == (["audit"] if held else [])
            return held

    def backed_up(self, name: str) -> Path:
        with self.at("office") as clinic:
            return back_up(clinic.as_role(Role.ADMINISTRATOR), self.tmp_path / name).path

    def restored(self, backup: Path) -> Path:
        """At the office, by two people; the copy that was made before."""
        with self.at("office") as clinic:
            agreement = Agreement(Permission.RESTORE, clinic.clock(), clinic.users[Role.MANAGER].id)
            ada = replace(clinic.as_role(Role.ADMINISTRATOR), agreement=agreement)
            return restore_over(ada, backup, reason=REASON).safety

    def copied(self) -> str:
        """What the server holds now, as its administrator can copy it past the program."""
        return self.server.new_database(str(make_url(self.url).database))


@pytest.fixture
def clinic_of(server_template: str, postgres_server: PostgresServer, tmp_path: Path, clock: Clock) -> Server:
    """The prepared clinic on a server; the office and the desk have both worked there."""
    there = Server(postgres_server, postgres_server.new_database(server_template), tmp_path, clock)
    for computer in ("office", "desk"):
        there.works_at(computer)
    return there


def test_a_restore_that_the_trail_tells_alarms_no_computer(clinic_of: Server) -> None:
    friday = clinic_of.backed_up("friday.itbackup")
    clinic_of.works_at("desk", 12)
    copy = clinic_of.restored(friday)
    assert not clinic_of.alarms("desk")
    assert not clinic_of.alarms("office")
    clinic_of.works_at("desk", 12)
    clinic_of.restored(copy)  # undone
    assert not clinic_of.alarms("desk")
    clinic_of.works_at("desk", 20)
    clinic_of.restored(friday)
    clinic_of.restored(friday)  # two of which the desk heard nothing until now
    assert not clinic_of.alarms("desk")
    assert not clinic_of.alarms("a new computer")


def test_a_secret_roll_back_is_an_alarm_also_after_a_restore_that_was_told(clinic_of: Server) -> None:
    before = clinic_of.copied()
    friday = clinic_of.backed_up("friday.itbackup")
    clinic_of.works_at("desk", 12)
    clinic_of.restored(friday)
    told = clinic_of.copied()
    clinic_of.works_at("desk", 2)  # fewer than the restore left behind
    assert not clinic_of.alarms("desk")
    now = clinic_of.url
    for secretly in (told, before):
        clinic_of.url = secretly
        assert clinic_of.alarms("desk")
    clinic_of.url = now
    assert not clinic_of.alarms("desk")


def test_a_restore_at_a_computer_with_an_alarm_ends_no_alarm_elsewhere(clinic_of: Server) -> None:
    friday = clinic_of.backed_up("friday.itbackup")
    before = clinic_of.copied()
    clinic_of.works_at("desk")
    clinic_of.works_at("office")
    clinic_of.url = before
    assert clinic_of.alarms("office")
    clinic_of.works_at("office", 20)  # work goes on beyond what the desk remembers
    clinic_of.restored(friday)
    assert clinic_of.alarms("desk")
