"""The first window comes up without the libraries that only later work needs."""

import subprocess
import sys
from pathlib import Path

import pytest

ONLY_LATER = {
    "reportlab",
    "alembic",
    "sqlalchemy",
    "icalendar",
    "holidays",
    "python_calamine",
    "pypdfium2",
}


def test_the_command_line_starts_without_window_and_database(project: Path) -> None:
    loaded = modules_after("import incident_tracker.cli.program", project)

    assert not loaded & (ONLY_LATER | {"PySide6"})


def test_the_window_is_imported_without_what_only_later_work_needs(project: Path) -> None:
    if not (project / "ui" / "app.py").exists():
        pytest.skip("THERE IS NO WINDOW YET")
    loaded = modules_after("import ui.app", project)

    assert "PySide6" in loaded
    assert not loaded & ONLY_LATER


def modules_after(statement: str, project: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded after `statement`, and their packages."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, *{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_first_window_stands_without_database_and_keys(project: Path, tmp_path: Path) -> None:
    statement = f"""
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.settings import Settings
from ui.app import Screen
settings = Settings(Path({str(tmp_path)!r}))
screen = Screen(ClinicDoor(settings), settings, [])
screen.window.show()
screen.application.processEvents()
"""
    loaded = modules_after(statement, project)

    assert not loaded & (ONLY_LATER | {"cryptography", "argon2", "sqlcipher3", "psycopg", "secrets"})
    # the records and repositories behind the gate take half as long as all else
    assert not loaded & {"incident_tracker.ports.unit", "incident_tracker.domain.capture.incidents"}
