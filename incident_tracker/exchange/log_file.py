"""The content of a file that a person named, read no farther than it may be long."""

from pathlib import Path

from incident_tracker.domain.errors import FileRefused


def content_of(path: Path, most: int) -> bytes:
    """A file of at most `most` bytes. Errors: FileRefused not_found, too_large, unreadable."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except FileNotFoundError:
        raise FileRefused("not_found") from None
    except OSError:
        raise FileRefused("unreadable") from None
    if len(content) > most:
        raise FileRefused("too_large")
    return content
