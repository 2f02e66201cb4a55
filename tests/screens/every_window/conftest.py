"""The clinic for all walks, made once, and a copy for each."""

import shutil
from pathlib import Path

import pytest

from incident_tracker.demo.past import NOW, make
from ui.tour.walker import WalkClock


@pytest.fixture(scope="session")
def clinic_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the invented clinic."""
    folder = tmp_path_factory.mktemp("every-window") / "clinic"
    make(folder)
    return folder


@pytest.fixture
def clinic_folder(clinic_template: Path, tmp_path: Path) -> Path:
    """A copy to work in."""
    return Path(shutil.copytree(clinic_template, tmp_path / "clinic"))


@pytest.fixture
def clock() -> WalkClock:
    """It stands still until it is moved."""
    return WalkClock(NOW)
