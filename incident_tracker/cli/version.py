"""`version`: program, schema, libraries and places as one block, without personal data."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.bootstrap import database_versions
from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import door_of
from incident_tracker.diagnosis import diagnosis, diagnosis_lines


def add_arguments(parser: ArgumentParser) -> None:
    """None."""


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Say it; nothing is opened."""
    door = door_of(options)
    document = diagnosis(door.settings, door.kept()) | database_versions()
    answer(options, out, document, diagnosis_lines(document))
    return ExitStatus.DONE
