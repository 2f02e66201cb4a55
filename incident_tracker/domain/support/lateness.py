"""Why support was offered, or declined by everyone, only after its limit: a reason about the clinic, which the person
who plans gives. The one who declines is never asked.
"""

from dataclasses import dataclass
from enum import StrEnum

from incident_tracker.domain.errors import Reason, Refused

LONGEST_WORDS = 200


class LateReason(StrEnum):
    """Why it came late; about the clinic, or time that a person took, which is theirs to take."""

    HEARD_LATE = "heard_late"
    NOTED_LATE = "noted_late"
    NOT_AT_WORK = "not_at_work"
    NO_ONE_FREE = "no_one_free"
    TOO_BUSY = "too_busy"
    CLOSED = "closed"
    TIME_TO_THINK = "time_to_think"
    FORGOTTEN = "forgotten"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Lateness:
    """A reason, with own words: for `OTHER` they are the reason, else they may add to it."""

    reason: LateReason
    words: str = ""


def accept_lateness(said: Lateness | None) -> Lateness:
    """What was said, tidied. Errors: Refused at `late` without a reason, at `late_words` where only own words tell it,
    or for too many.
    """
    if said is None:
        raise Refused(Reason.LATE_WITHOUT_WHY, "late")
    words = " ".join(said.words.split())
    if said.reason is LateReason.OTHER and not words:
        raise Refused(Reason.MISSING, "late_words")
    if len(words) > LONGEST_WORDS:
        raise Refused(Reason.TOO_LONG, "late_words", most=LONGEST_WORDS)
    return Lateness(said.reason, words)
