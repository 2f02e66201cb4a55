"""The import contracts of pyproject.toml: the core knows neither screen nor database, chapters stay apart."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_import_contracts_are_kept(project: Path) -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(project), "PYTHONUTF8": "1", "COLUMNS": "160"}

    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
