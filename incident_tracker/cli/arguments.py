"""What several commands take as an argument: a moment, a path, the address of a server."""

from argparse import ArgumentTypeError
from datetime import UTC, datetime
from pathlib import Path

from incident_tracker.wording import _


def moment(text: str) -> datetime:
    """An ISO moment as aware UTC; without an offset it is taken as UTC. Errors: argparse's own."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("not a date and time: write 2026-03-31T14:05+00:00")) from None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def path(text: str) -> Path:
    """The path of a file or a folder; an empty one, which would mean the current folder, is an error of argparse's."""
    if not text.strip():
        raise ArgumentTypeError(_("this is empty: write the path of a file or a folder"))
    return Path(text)
