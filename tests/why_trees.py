"""Trees of whys, grown answer by answer."""

from uuid import UUID

from incident_tracker.domain.learning.whys import Why


def grown(tree: tuple[Why, ...], id: UUID, parent_id: UUID | None, text: str) -> tuple[Why, ...]:
    """The tree with one more answer, last among its siblings; nothing is checked."""
    return (*tree, Why(id, parent_id, text))
