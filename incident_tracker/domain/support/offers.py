"""Support offered to each affected person, and the answer; nobody is ever asked why."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused

OFFER_STAYS_OPEN = timedelta(days=90)


class OfferKind(StrEnum):
    """What can be offered. Dedicated or outside help only: never the clinic's own behavioral-health clinicians."""

    BREAK = "break"
    GO_HOME = "go_home"
    TRANSPORT = "transport"
    MEDICAL = "medical"
    DEDICATED_COUNSELING = "dedicated_counselling"
    PEER_SUPPORTER = "peer_supporter"
    SPIRITUAL_CARE = "spiritual_care"
    UNION_REPRESENTATIVE = "union_representative"
    SCHEDULE_CHANGE = "schedule_change"
    NO_CONTACT = "no_contact"
    POLICE_REPORT_HELP = "police_report_help"
    RESTRAINING_ORDER_INFO = "restraining_order_info"
    WORKERS_COMPENSATION_INFO = "workers_compensation_info"
    LEAVE_INFO = "leave_info"
    FINANCIAL = "financial"
    OTHER = "other"


class Answer(StrEnum):
    """What the person said; `OPEN` until they say something."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class SupportOffer:
    """One kind of support offered to one person (`person_id`) after one incident; `offered_by` is a user."""

    id: UUID
    incident_id: UUID
    site_id: UUID
    person_id: UUID
    kind: OfferKind
    offered_at: datetime
    offered_by: UUID
    answer: Answer = Answer.OPEN
    answered_at: datetime | None = None
    version: int = 1

    @property
    def open_until(self) -> datetime:
        """Until then the person may say yes, or change their mind; declining does not shorten it."""
        return self.offered_at + OFFER_STAYS_OPEN


def with_answer(offer: SupportOffer, answer: Answer, now: datetime) -> SupportOffer:
    """The offer with the person's answer, changeable for 90 days. Errors: Refused at `answer` after that."""
    if now > offer.open_until:
        raise Refused(Reason.WRONG_STATUS, "answer")
    return replace(offer, answer=answer, answered_at=now)
