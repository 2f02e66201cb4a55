"""What a clinic decides once for all its computers."""

from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.clinic.sites import accept_name
from incident_tracker.domain.errors import Reason, Refused

SHORTEST_IDLE, LONGEST_IDLE = 1, 15
LANGUAGES = ("en", "es")


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


def accept_settings(
    settings: ClinicSettings,
    *,
    name: str | None = None,
    language: str | None = None,
    idle_minutes: int | None = None,
) -> ClinicSettings:
    """`settings` with what is given changed. Errors: Refused at the field."""
    if language is not None and language not in LANGUAGES:
        raise Refused(Reason.UNKNOWN_TERM, "language")
    if idle_minutes is not None and not SHORTEST_IDLE <= idle_minutes <= LONGEST_IDLE:
        raise Refused(Reason.OUT_OF_RANGE, "idle_minutes", least=SHORTEST_IDLE, most=LONGEST_IDLE)
    return replace(
        settings,
        name=settings.name if name is None else accept_name(name),
        language=language or settings.language,
        idle_minutes=idle_minutes or settings.idle_minutes,
    )
