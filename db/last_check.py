"""A note of the last check beside the data, for those who ask without signing in. The trail has the sealed one."""

import contextlib
import json
from datetime import datetime
from pathlib import Path

from incident_tracker.domain.clinic.checks import CheckOrigin, LastCheck
from incident_tracker.security.cabinet import write_whole

_NAME = "last-check.json"


def keep_note(folder: Path, check: LastCheck) -> None:
    """Write the note; where the place cannot be written to, the older one stays."""
    told = {"at": check.at.isoformat(), "origin": check.origin.value, "wrong": check.findings}
    with contextlib.suppress(OSError):
        write_whole(folder / _NAME, json.dumps(told).encode())


def check_in_note(folder: Path) -> LastCheck | None:
    """What the note in `folder` says; None where there is none that can be read."""
    try:
        told = json.loads((folder / _NAME).read_bytes())
        check = LastCheck(datetime.fromisoformat(told["at"]), CheckOrigin(told["origin"]), int(told["wrong"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return check if check.at.tzinfo is not None else None
