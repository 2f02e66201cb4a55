"""What the core asks of the repositories of the learning chapter."""

from typing import Protocol


class LearningRepositories(Protocol):
    """The repositories of the learning chapter, as attributes of a unit."""
