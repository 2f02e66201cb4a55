"""Prints what the first window costs in processor time, beside a bare window of the same toolkit, and their ratio."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
"""
OURS = """
import sys
from pathlib import Path
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.settings import Settings
from ui.app import Screen
settings = Settings(Path(sys.argv[1]))
screen = Screen(ClinicDoor(settings), settings, [])
application, window = screen.application, screen.window
"""
SHOW = """
import os, time
window.resize(1240, 820)
window.show()
application.processEvents()
print(time.process_time())
os._exit(0)
"""


def main() -> None:
    """Start each window several times, by turns, and compare the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            bare.append(seconds(BARE + SHOW, folder))
            ours.append(seconds(OURS + SHOW, folder))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"bare window  {statistics.median(bare) * 1000:6.0f} ms")
    print(f"first window {statistics.median(ours) * 1000:6.0f} ms")
    print(f"ratio        {ratio:6.2f}")


def seconds(script: str, folder: str) -> float:
    """The processor time of one process that shows a window off screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script, folder], env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
