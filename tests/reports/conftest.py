"""Documents made once for all tests, and the checker from outside."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import which

import pytest

from incident_tracker.reports import committee
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.style import PageSize
from tests.reports import sample


@cache
def _sample(kind: str, language: str, size: PageSize) -> bytes:
    reports: dict[str, Callable[[str], MonthlyReport]] = {
        "full": sample.full_month,
        "empty": sample.empty_month,
        "one": sample.one_incident,
        "rows": lambda spoken: sample.full_month(spoken, 500),
    }
    return committee.render(reports[kind](language), page_size=size, language=language)


@pytest.fixture(scope="session")
def committee_pdf() -> Callable[..., bytes]:
    """A committee report of the invented clinic: `kind` is full, empty, one or rows."""

    def make(kind: str = "full", language: str = "en", size: PageSize = PageSize.A4) -> bytes:
        return _sample(kind, language, size)

    return make


@pytest.fixture(scope="session")
def checked_from_outside() -> Callable[..., str]:
    """The outside checker of PDF files, or a loud skip."""
    script = Path(__file__).parents[3] / "shared" / "checks" / "pdf" / "check_pdf.sh"
    missing = [
        tool for tool in ("qpdf", "pdfinfo", "pdffonts", "pdftotext", "pdftoppm", "mutool") if which(tool) is None
    ]
    if not script.exists() or missing:
        pytest.skip(f"NOT CHECKED from outside: {script.name} or its tools are missing here ({', '.join(missing)})")

    def check(pdf: Path, *texts: str) -> str:
        """What the checker complains of; `texts` must be found."""
        found = subprocess.run(
            ["bash", str(script), str(pdf), *texts],
            capture_output=True,
            text=True,
            env={**os.environ, "PY": sys.executable},
            check=False,
        )
        return "" if found.returncode == 0 else found.stdout + found.stderr

    return check
