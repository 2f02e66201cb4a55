"""`version`: program, schema, libraries and places as one block, without personal data."""

import platform
import sys
from argparse import ArgumentParser, Namespace
from importlib.metadata import version as version_of
from typing import TextIO

from incident_tracker import __version__
from incident_tracker.bootstrap import database_versions
from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import door_of, settings_of

LIBRARIES = ("PySide6_Essentials", "SQLAlchemy", "alembic", "sqlcipher3", "reportlab", "cryptography", "argon2-cffi")


def add_arguments(parser: ArgumentParser) -> None:
    """None."""


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Say it; nothing is opened."""
    document: dict[str, object] = {
        "program": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        **database_versions(),
        "libraries": {name: version_of(name) for name in LIBRARIES},
        "data": door_of(options).place(),
        "database": "PostgreSQL" if settings_of(options).database_url else "SQLCipher",
        "packed": getattr(sys, "frozen", False),
    }
    lines = [f"{key}: {value}" for key, value in document.items() if key != "libraries"]
    lines += [f"{name}: {version_of(name)}" for name in LIBRARIES]
    answer(options, out, document, lines)
    return ExitStatus.DONE
