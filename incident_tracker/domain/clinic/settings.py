"""What a clinic decides once for all its computers."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ClinicSettings:
    """`idle_minutes` is when an unused window locks itself (1 to 15, never off).

    `invented` marks the clinic to look around in: every page and every report of it says so. `own_reports`: people
    complete the open reports that they wrote themselves, also those who do not lead the site.
    """

    id: UUID
    name: str
    language: str = "en"
    idle_minutes: int = 5
    version: int = 1
    invented: bool = False
    own_reports: bool = False
