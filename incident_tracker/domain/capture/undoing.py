"""Undo right after logging: the report is struck out as a slip, and what was typed comes back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.capture.incidents import Addendum, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import PastRevision
from incident_tracker.domain.errors import Reason, Refused

UNDO_WITHIN = timedelta(seconds=10)
"""So long it is offered."""
ON_ITS_WAY = timedelta(seconds=5)
"""What a slow network may take from the key to the record."""
SLIP = "undone_by_the_writer"
"""The reason that is kept; `labels` has its words."""


def undone(
    incident: Incident, now: datetime, revisions: Iterable[PastRevision], addenda: Iterable[Addendum]
) -> Incident:
    """The incident struck out, as long as nobody but the person who logged it has worked with it.

    Errors: Refused(TOO_LATE_TO_UNDO), Refused(OTHERS_WORK_ON_IT).
    """
    if now > incident.logged_at + UNDO_WITHIN + ON_ITS_WAY:
        raise Refused(Reason.TOO_LATE_TO_UNDO)
    by: set[UUID] = {one.by for one in revisions} | {one.by for one in addenda}
    if incident.status is not Status.SUBMITTED or by - {incident.logged_by}:
        raise Refused(Reason.OTHERS_WORK_ON_IT)
    return replace(incident, status=Status.VOID)
