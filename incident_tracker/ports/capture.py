"""What the core asks of the repositories of the capture chapter."""

from typing import Protocol


class CaptureRepositories(Protocol):
    """The repositories of the capture chapter, as attributes of a unit."""
