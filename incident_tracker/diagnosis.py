"""What IT support asks on the phone, as one block to copy: nothing in it is about anyone."""

import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from incident_tracker import __version__
from incident_tracker.domain.clinic.checks import LastCheck
from incident_tracker.settings import Settings

LIBRARIES = ("PySide6_Essentials", "SQLAlchemy", "alembic", "sqlcipher3", "reportlab", "cryptography", "argon2-cffi")
HIDDEN = "…"
_OWN_FOLDERS = ("incident-tracker", "incident-tracker.exe", "invented", "backups", "logs")
_OF_HOMES = (".local", "share", "home", "users", "appdata", "local", "roaming", "library", "application support")
_OF_SYSTEMS = ("mnt", "media", "run", "srv", "opt", "var", "lib", "usr", "tmp", "volumes", "programdata", "private")
_PLAIN_FOLDERS = frozenset((*_OWN_FOLDERS, *_OF_HOMES, *_OF_SYSTEMS, "clinic", "clinics", "data", "database"))
"""Folders that every computer has, or that are called after what is in them. All others may be called after someone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How the data is looked after: the automatic backups, when the newest was made (UTC), and the last check."""

    backups: int
    last_backup: datetime | None
    last_check: LastCheck | None


def diagnosis(settings: Settings, kept: Kept) -> dict[str, object]:
    """Program, system, libraries and places, without a word that could name anyone. Moments are UTC."""
    check = kept.last_check
    return {
        "program": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libraries": {name: _version(name) for name in LIBRARIES},
        "data": f"a server{HIDDEN}" if settings.database_url else without_names(str(settings.data_folder)),
        "log": without_names(str(settings.log_folder)),
        "database": "PostgreSQL" if settings.database_url else "SQLCipher",
        "backups": kept.backups,
        "last_backup": _moment(kept.last_backup),
        "last_check": _moment(check.at) if check is not None else None,
        "last_check_by": check.origin.value if check is not None else None,
        "last_check_found": check.findings if check is not None else None,
        "packed": getattr(sys, "frozen", False),
    }


def diagnosis_lines(document: Mapping[str, object]) -> list[str]:
    """One line for each thing, the libraries last. What never happened is said as such."""
    libraries = document.get("libraries")
    said = {key: value for key, value in document.items() if key != "libraries"}
    if said.get("last_check") is None:
        said = {key: value for key, value in said.items() if key not in ("last_check_by", "last_check_found")}
    lines = [f"{key}: {'never' if value is None else value}" for key, value in said.items()]
    return lines + [f"{name}: {known}" for name, known in (libraries if isinstance(libraries, dict) else {}).items()]


def without_names(place: str) -> str:
    """A folder with the home folder as ~, and every part that may be called after someone as "…".

    Only parts that are known to be called after no one are told. The order of folders stays, so that support sees on
    what kind of place the data is.
    """
    home = str(Path.home())
    at_home = len(home) > 1 and (place == home or place.startswith((f"{home}/", f"{home}\\")))
    start, rest = ("~", place[len(home) :]) if at_home else ("", place)
    told, part = start, ""
    for sign in f"{rest}/":
        if sign in "/\\":
            told += _told(part) + sign
            part = ""
        else:
            part += sign
    return told[:-1]


def _told(part: str) -> str:
    is_drive = len(part) == 2 and part.endswith(":")
    return part if not part or is_drive or part.casefold() in _PLAIN_FOLDERS else HIDDEN


def _moment(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%d %H:%M UTC") if at is not None else None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
