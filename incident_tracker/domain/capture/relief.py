"""The relief checklist of the first minutes: five questions, none of them about the story."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Relief:
    """The five ticks after saving, by whom (user id) and when (UTC); None means not asked yet.

    Nobody hurt or hurt and cared for; safe now; off the desk; desk covered; others in the room seen to.
    """

    at: datetime
    by: UUID
    nobody_hurt: bool | None = None
    safe: bool | None = None
    off_the_desk: bool | None = None
    desk_covered: bool | None = None
    others_seen_to: bool | None = None

    @property
    def seen_to(self) -> int:
        """How many of the five are done; "not yet" does not count."""
        answers = (self.nobody_hurt, self.safe, self.off_the_desk, self.desk_covered, self.others_seen_to)
        return sum(answer is True for answer in answers)
