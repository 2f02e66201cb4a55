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
    """One kind of support offered to one person (`person_id`) after one incident.

    `offered_by` is the user who wrote it down, `offerer_id` the member of staff who offered it (None: not known).
    `help_id` is the help outside the clinic that was named once the person had said yes, `referred_at` when.
    """

    id: UUID
    incident_id: UUID
    site_id: UUID
    person_id: UUID
    kind: OfferKind
    offered_at: datetime
    offered_by: UUID
    offerer_id: UUID | None = None
    answer: Answer = Answer.OPEN
    answered_at: datetime | None = None
    help_id: UUID | None = None
    referred_at: datetime | None = None
    version: int = 1

    @property
    def open_until(self) -> datetime:
        """Until then the person may say yes, or change their mind; declining does not shorten it."""
        return self.offered_at + OFFER_STAYS_OPEN


@dataclass(frozen=True, slots=True)
class OfferAnswer:
    """One answer to an offer, kept also after another followed."""

    id: UUID
    offer_id: UUID
    answer: Answer
    said_at: datetime
    version: int = 1


def when_offered(offered_at: datetime | None, occurred_at: datetime, now: datetime) -> datetime:
    """When something was offered: now, or earlier if it is only written down now (all aware moments).

    Errors: Refused at `offered_at` for a moment to come, or before the incident.
    """
    if offered_at is None:
        return now
    if offered_at > now:
        raise Refused(Reason.IN_THE_FUTURE, "offered_at")
    if offered_at < occurred_at:
        raise Refused(Reason.BEFORE_THE_INCIDENT, "offered_at")
    return offered_at


def with_answer(offer: SupportOffer, answer: Answer, now: datetime) -> SupportOffer:
    """The offer with the person's answer, changeable for 90 days. Errors: Refused at `answer` after that."""
    if now > offer.open_until:
        raise Refused(Reason.WRONG_STATUS, "answer")
    return replace(offer, answer=answer, answered_at=now)
