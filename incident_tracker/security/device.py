"""The name under which this computer appears in the audit trail."""

import errno
import secrets
from pathlib import Path

from incident_tracker.domain.errors import StoreFull, StoreReadOnly
from incident_tracker.security.cabinet import make_folder, write_whole

_FILE = "device"
_LONGEST = 40


def device_name(folder: Path) -> str:
    """A random name for this computer, made once and kept in its data folder. Errors: StoreFull, StoreReadOnly."""
    file = folder / _FILE
    try:
        kept = file.read_text(encoding="ascii").strip()[:_LONGEST]
    except (OSError, UnicodeDecodeError):
        kept = ""
    if kept:
        return kept
    name = secrets.token_hex(4)
    make_folder(folder)
    try:
        write_whole(file, f"{name}\n".encode("ascii"))
    except OSError as error:
        raise (StoreFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreReadOnly)(folder.name) from None
    return name
