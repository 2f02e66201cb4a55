"""Doors to a clinic that is not made yet, in a folder and on a server."""

from pathlib import Path

import pytest

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from tests.small_demo import look_around_briefly
from tests.storage_fixtures import Clock, RunningTime


@pytest.fixture
def door(tmp_path: Path, clock: Clock, running: RunningTime) -> ClinicDoor:
    door = ClinicDoor(Settings(tmp_path / "data"), clock, FLOOR, look_around_briefly)
    door.running_time = running
    return door


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def any_door(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, running: RunningTime) -> ClinicDoor:
    url = request.getfixturevalue("postgres_url") if request.param == "server" else None
    door = ClinicDoor(Settings(tmp_path / "data", database_url=url), clock, FLOOR)
    door.running_time = running
    return door
