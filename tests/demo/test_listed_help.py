"""The invented clinic lists the national lines once, and each site's own teams beside them."""

from collections import Counter
from pathlib import Path

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.directory import NATIONAL_LINES
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.directory import list_directory
from tests.small_demo import look_around_briefly
from tests.storage_fixtures import Clock


def test_988_and_211_are_listed_once_for_all_sites(tmp_path: Path, clock: Clock) -> None:
    door = ClinicDoor(Settings(tmp_path / "data"), clock, FLOOR, look_around_briefly)
    listed = list_directory(look_around_briefly(door))
    national = {line.name for line in NATIONAL_LINES}
    assert Counter(one.name for one in listed if one.site_id is None) == Counter(national)
    sites = {one.site_id for one in listed if one.site_id is not None}
    assert sites
    assert all(one.name not in national for one in listed if one.site_id is not None)
