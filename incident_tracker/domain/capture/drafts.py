"""The five quick fields, kept as a draft until they are saved as an incident."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.phone_calls import PhoneCall
from incident_tracker.domain.capture.severity import Severity, Weapon


class CaptureMode(StrEnum):
    """How an incident came into the record."""

    SELF = "self"
    PROXY = "proxy"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """What quick capture asks; five fields suffice: when, where, channel, what kind, how severe.

    `occurred_at` is aware; `place`, `channel` and `kind` are codes of the vocabularies `location_detail`,
    `channel` and `kind`. `told_by_id` is the member of staff who told it (mode proxy), who later confirms it.
    Everything is optional here because a half-filled draft is worth keeping.
    """

    occurred_at: datetime | None = None
    precision: Precision = Precision.MINUTE
    site_id: UUID | None = None
    desk_id: UUID | None = None
    place: str | None = None
    channel: str | None = None
    kind: str | None = None
    severity: Severity | None = None
    narrative: str = ""
    mode: CaptureMode = CaptureMode.SELF
    told_by_id: UUID | None = None
    phone: PhoneCall | None = None
    affected: tuple[AffectedPerson, ...] = ()
    weapon: Weapon = Weapon.NONE
    alone: bool | None = None
