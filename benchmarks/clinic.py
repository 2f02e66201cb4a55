"""The clinic that is measured: invented, of any size, made once and kept where a folder is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.demo.filling import DemoSize
from incident_tracker.demo.making import invent
from incident_tracker.ports.context import Context
from incident_tracker.settings import Settings

MANAGER, PASSPHRASE = "maria", "green bicycle under the oak"


@contextmanager
def invented(folder: Path, incidents: int) -> Iterator[Context]:
    """The manager of an invented clinic in `folder`, signed in; one that is there already is taken as it is."""
    door = ClinicDoor(Settings(data_folder=folder))
    if not door.has_clinic():
        invent(door, DemoSize(incidents=incidents))
    ctx = door.open(MANAGER, PASSPHRASE)
    try:
        yield ctx
    finally:
        door.close(ctx)


def stored_bytes(folder: Path) -> int:
    """How large the database is on the disk."""
    return sum(path.stat().st_size for path in folder.glob("clinic.db*"))
