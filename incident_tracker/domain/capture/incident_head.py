"""The head of an incident: the columns that both a list and the whole record have."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import RecordColumn, Surface
from incident_tracker.domain.translatable import N_

LIST, COMMAND, EXPORT, PAPER = Surface.LIST, Surface.COMMAND, Surface.EXPORT, Surface.PAPER


class Confirmation(StrEnum):
    """Whether the person who told it has confirmed what was written down for them."""

    NOT_NEEDED = "not_needed"
    AWAITED = "awaited"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class IncidentHead:
    """Nothing in it is a name or free text.

    `ref` is the number for people; `occurred.at` is UTC; `channel` and `kind` are codes of the clinic's vocabularies.
    """

    id: Annotated[UUID, RecordColumn(on=COMMAND, unique=True)]
    ref: Annotated[str, RecordColumn(N_("Reference"), LIST | COMMAND | EXPORT, unique=True, longest=24, width=14)]
    occurred: Moment
    kind: Annotated[str, RecordColumn(N_("Kind"), LIST | COMMAND | EXPORT | PAPER, vocabulary="kind", width=20)]
    severity: Annotated[Severity, RecordColumn(N_("Level"), LIST | COMMAND | EXPORT, vocabulary="severity", width=20)]
    status: Annotated[Status, RecordColumn(N_("Status"), LIST | COMMAND | EXPORT, width=14)]
    site_id: Annotated[UUID, RecordColumn(N_("Site"), COMMAND | EXPORT, refers_to="site")]
    desk_id: Annotated[UUID | None, RecordColumn(N_("Where"), LIST | EXPORT, refers_to="desk")]
    channel: Annotated[str, RecordColumn(N_("How it reached us"), LIST | EXPORT | PAPER, vocabulary="channel")]
    confirmation: Annotated[Confirmation, RecordColumn(on=EXPORT)] = Confirmation.NOT_NEEDED
    version: Annotated[int, RecordColumn(on=COMMAND | EXPORT)] = 1

    @property
    def occurred_at(self) -> datetime:
        """When it happened, UTC."""
        return self.occurred.at

    @property
    def precision(self) -> Precision:
        """How exactly that is known."""
        return self.occurred.precision
