"""A file that someone drags onto a page."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtGui import QDropEvent

LOG_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".xls")
"""How the files end that an old log may be in."""


def dropped_file(event: QDropEvent, suffixes: Collection[str]) -> Path | None:
    """The one file that is dragged, if its name ends like one of these."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in suffixes else None
