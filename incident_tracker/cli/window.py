"""Without a command: the window, or what stands in for it where there is no display."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TextIO

from incident_tracker.bootstrap import open_screen
from incident_tracker.cli.session import settings_of


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the window itself."""
    parser.add_argument(
        "--smoke", action="store_true", help="open the first window, draw one frame, print how long it took"
    )
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="DIR",
        help="walk the main job through the real windows, saving pictures and the PDF",
    )


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Open the window and return its exit status."""
    return open_screen(settings_of(options), smoke=options.smoke, tour=options.tour, out=out)
