"""What IT support asks on the phone, as one block to copy: nothing in it is about anyone."""

import platform
import sys
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from incident_tracker import __version__
from incident_tracker.settings import Settings

LIBRARIES = ("PySide6_Essentials", "SQLAlchemy", "alembic", "sqlcipher3", "reportlab", "cryptography", "argon2-cffi")


def diagnosis(settings: Settings, backups: int, last_backup: datetime | None) -> dict[str, object]:
    """Program, system, libraries and places. `backups` are the automatic ones, `last_backup` the newest (UTC)."""
    return {
        "program": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libraries": {name: _version(name) for name in LIBRARIES},
        "data": without_home(settings.place),
        "log": without_home(str(settings.log_folder)),
        "database": "PostgreSQL" if settings.database_url else "SQLCipher",
        "backups": backups,
        "last_backup": last_backup.strftime("%Y-%m-%d %H:%M UTC") if last_backup is not None else None,
        "packed": getattr(sys, "frozen", False),
    }


def diagnosis_lines(document: Mapping[str, object]) -> list[str]:
    """One line for each thing, the libraries last."""
    libraries = document.get("libraries")
    lines = [f"{key}: {value}" for key, value in document.items() if key != "libraries"]
    return lines + [f"{name}: {known}" for name, known in (libraries if isinstance(libraries, dict) else {}).items()]


def without_home(place: str) -> str:
    """A place without the name of the person whose home folder it is in."""
    home = str(Path.home())
    return f"~{place[len(home) :]}" if len(home) > 1 and place.startswith(home) else place


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
