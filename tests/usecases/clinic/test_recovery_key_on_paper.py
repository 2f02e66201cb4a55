"""The recovery key is on paper only: no file of the program holds a group of it."""

from datetime import time
from pathlib import Path

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.clinic.founding import NewClinic
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from tests.storage_fixtures import PASSPHRASE, Clock


def test_no_file_holds_the_recovery_key(tmp_path: Path) -> None:
    door = ClinicDoor(Settings(tmp_path), Clock(), FLOOR)
    hours = OpeningHours("America/Los_Angeles", ((Span(time(8), time(17)),),) * 5 + ((), ()))
    new_clinic = NewClinic(
        "Harbour Street", "America/Los_Angeles", Profile.CA_CLINIC, ("Check-in",), hours, "ada", "Ada", PASSPHRASE
    )
    key = door.make_clinic(new_clinic)
    door.confirm_recovery_key(key)

    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert len(key.split("-")) == 8
    assert [group for group in (*key.split("-"), key.replace("-", "")) if group.encode() in written] == []
