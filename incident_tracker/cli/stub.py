"""`stub`: time and desk, saved in a moment without a pass phrase, for a button or a desktop shortcut."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus, exit_status
from incident_tracker.cli.session import door_of
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.capture.stubs import not_kept_text, stub_text
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """None: the desk is the one in this computer's settings."""
    parser.description = f"{parser.description} {_('This is not a panic alarm. It does not call anyone.')}"


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Save the note; the answer is written when it is on the disk."""
    door = door_of(options)
    try:
        desk_id = door.settings.desk_id
        kept = door.keep_stub(desk_id)
    except Problem as problem:
        err.write(not_kept_text(problem) + "\n")
        return exit_status(problem)
    answer(options, out, {"kept": kept, "just_before": not kept}, [stub_text(kept, desk_id is not None)])
    return ExitStatus.DONE
