"""The states of an incident and how one leads to another; nothing is ever deleted."""

from enum import StrEnum

from incident_tracker.domain.clinic.reasons import accept_reason
from incident_tracker.domain.errors import Reason, Refused


class Status(StrEnum):
    """The status of an incident. Drafts are not incidents yet."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    NEEDS_UPDATE = "needs_update"
    REOPENED = "reopened"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    NOT_REPORTABLE = "not_reportable"
    VOID = "void"


OPEN = frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.NEEDS_UPDATE, Status.REOPENED})
"""What is still being worked on."""

COUNTED = OPEN | {Status.CLOSED}
"""What statistics count: not duplicates, not what was not reportable, not what was struck out."""

_ENDED = frozenset({Status.CLOSED, Status.DUPLICATE, Status.NOT_REPORTABLE})
NEED_REASON = frozenset({Status.REOPENED, Status.VOID, Status.DUPLICATE, Status.NOT_REPORTABLE})
"""A move to one of these needs a written reason."""


def following(status: Status) -> frozenset[Status]:
    """The states that may come next."""
    match status:
        case Status.SUBMITTED | Status.REOPENED:
            return frozenset({Status.IN_REVIEW, Status.NEEDS_UPDATE, Status.VOID}) | _ENDED
        case Status.IN_REVIEW:
            return frozenset({Status.NEEDS_UPDATE, Status.VOID}) | _ENDED
        case Status.NEEDS_UPDATE:
            return frozenset({Status.IN_REVIEW, Status.VOID}) | _ENDED
        case Status.CLOSED | Status.DUPLICATE | Status.NOT_REPORTABLE:
            return frozenset({Status.REOPENED, Status.VOID})
        case Status.VOID:
            return frozenset()


def check_change(present: Status, wanted: Status, reason: str) -> None:
    """May an incident go from `present` to `wanted`?

    Errors: Refused(WRONG_STATUS), or Refused at `reason` where a written one is needed.
    """
    if wanted not in following(present):
        raise Refused(Reason.WRONG_STATUS, "status", status=present.value)
    if wanted in NEED_REASON:
        accept_reason(reason)


def check_editable(status: Status, *, closed: bool = False) -> None:
    """Only what is open can be completed, and with `closed` only what is closed. Errors: Refused(WRONG_STATUS)."""
    if status not in (frozenset({Status.CLOSED}) if closed else OPEN):
        raise Refused(Reason.WRONG_STATUS, "status", status=status.value)
