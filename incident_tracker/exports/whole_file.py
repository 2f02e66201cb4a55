"""Writing a file for people and other programs: completely or not at all, private, and never over another file without
asking.
"""

import errno
import os
import tempfile
from pathlib import Path

from incident_tracker.domain.errors import FileInTheWay, StoreFull, StoreReadOnly


def write_file(target: Path, content: bytes, *, force: bool = False) -> None:
    """Write `content` under its final name in one step, readable by its owner only.

    Errors: FileInTheWay if there is a file already and `force` is not set, StoreFull, StoreReadOnly.
    """
    if target.exists() and not force:
        raise FileInTheWay(target.name)
    beside = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
        beside = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except OSError as problem:
        if beside is not None:
            beside.unlink(missing_ok=True)
        if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StoreFull(target.name) from None
        raise StoreReadOnly(target.name) from None
