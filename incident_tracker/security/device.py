"""The name under which this computer appears in the audit trail."""

import secrets
from pathlib import Path

from incident_tracker.domain.errors import StoreReadOnly

_FILE = "device"
_LONGEST = 40


def device_name(folder: Path) -> str:
    """A random name for this computer, made once and kept in its data folder. Errors: StoreReadOnly."""
    file = folder / _FILE
    try:
        return file.read_text(encoding="ascii").strip()[:_LONGEST]
    except (OSError, UnicodeDecodeError):
        name = secrets.token_hex(4)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(name + "\n", encoding="ascii")
    except OSError:
        raise StoreReadOnly(folder.name) from None
    return name
