"""Who is asked to a debrief, what they answer, and what they would like; and they may change all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused


class Response(StrEnum):
    """What a participant said to being asked; changeable at any time, no reason kept."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    LATER = "later"
    OTHER_SUPPORT = "other_support"


class TalkForm(StrEnum):
    """How a person would like to talk. Either is fine with a group, and does not ask for one."""

    ALONE = "alone"
    TOGETHER = "together"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Participant:
    """One member of staff who is asked to a debrief; everything here is their choice and changeable.

    `asks_earlier`: would rather talk within the first day. `talk_form` is None until asked.
    """

    id: UUID
    debrief_id: UUID
    person_id: UUID
    asked_at: datetime
    asked_by: UUID
    targeted: bool = True
    response: Response = Response.ASKED
    answered_at: datetime | None = None
    asks_earlier: bool = False
    talk_form: TalkForm | None = None
    interpreter: str = ""
    companion: str = ""
    wants_person_like_me: bool = False
    attended: bool | None = None
    left_early: bool = False
    version: int = 1

    @property
    def coming(self) -> bool:
        """True if the person said yes."""
        return self.response is Response.YES


def with_response(participant: Participant, response: Response, now: datetime) -> Participant:
    """The participant with an answer; any answer may follow any other. Errors: Refused at `response` for "asked"."""
    if response is Response.ASKED:
        raise Refused(Reason.MISSING, "response")
    return replace(participant, response=response, answered_at=now)


def group_allowed(participants: Iterable[Participant], *, each_asks: bool = False) -> bool:
    """A group meets only if every targeted person who comes was asked and is fine with it.

    With `each_asks`, after the most serious incidents, each of them has to ask for it.
    """
    fine = {TalkForm.TOGETHER} if each_asks else {TalkForm.TOGETHER, TalkForm.EITHER}
    return all(one.talk_form in fine for one in participants if one.targeted and one.coming)


def all_answered(participants: Iterable[Participant]) -> bool:
    """Was anyone asked, and has each of them said something?"""
    asked = list(participants)
    return bool(asked) and all(one.response is not Response.ASKED for one in asked)
