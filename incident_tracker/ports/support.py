"""What the core asks of the repositories of the support chapter."""

from typing import Protocol


class SupportRepositories(Protocol):
    """The repositories of the support chapter, as attributes of a unit."""
