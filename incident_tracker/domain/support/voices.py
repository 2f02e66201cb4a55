"""What people say about a debrief without their name: three questions, kept as sums alone, and told in steps.

No answer is kept by itself. Each is added to the sums of the step that is open, which knows no person, debrief, day or
order; after five answers the next step begins. Sums of whole steps are all that anyone is told, so that no two of them
differ by fewer than five answers, by any readers at any time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

ANSWERS_IN_STEP = 5
"""From so many answers on those who lead debriefs are told them."""
FEWEST_FOR_ALL = 11
"""No fewer are told to everyone else."""
STEPS_FOR_ALL = -(-FEWEST_FOR_ALL // ANSWERS_IN_STEP)
ANSWERS_FOR_ALL = STEPS_FOR_ALL * ANSWERS_IN_STEP
"""From so many on they are told them, in whole steps as well: a sum of 11 beside one of 10 would be one answer."""


class Voice(StrEnum):
    """An answer to one of the questions."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class VoiceQuestion(StrEnum):
    """The three questions, in the order in which they are asked."""

    HELPFUL = "helpful"
    SAFE = "safe"
    POINTED = "pointed"
    """Was anyone blamed: no column may have a name for that, because none holds who it was."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What one person answers: did the talk help, was it safe to speak, was anyone blamed."""

    helpful: Voice
    safe: Voice
    pointed: Voice

    def of(self, question: VoiceQuestion) -> Voice:
        """The answer to a question."""
        match question:
            case VoiceQuestion.HELPFUL:
                return self.helpful
            case VoiceQuestion.SAFE:
                return self.safe
            case VoiceQuestion.POINTED:
                return self.pointed
        assert_never(question)


@dataclass(frozen=True, slots=True)
class VoiceSums:
    """How many `answers` there are, and for each question how many said yes, partly; the rest said no."""

    answers: int
    helpful_yes: int
    helpful_partly: int
    safe_yes: int
    safe_partly: int
    pointed_yes: int
    pointed_partly: int

    @property
    def is_whole(self) -> bool:
        """The step has all its answers, and may be told."""
        return self.answers >= ANSWERS_IN_STEP

    def of(self, question: VoiceQuestion, voice: Voice) -> int:
        """How many answered a question so."""
        match question:
            case VoiceQuestion.HELPFUL:
                yes, partly = self.helpful_yes, self.helpful_partly
            case VoiceQuestion.SAFE:
                yes, partly = self.safe_yes, self.safe_partly
            case VoiceQuestion.POINTED:
                yes, partly = self.pointed_yes, self.pointed_partly
        match voice:
            case Voice.YES:
                return yes
            case Voice.PARTLY:
                return partly
            case Voice.NO:
                return self.answers - yes - partly
        assert_never(voice)


NO_VOICES = VoiceSums(0, 0, 0, 0, 0, 0, 0)


def with_voices(sums: VoiceSums, said: Voices) -> VoiceSums:
    """The sums with one more answer in them."""
    return replace(
        sums,
        answers=sums.answers + 1,
        helpful_yes=sums.helpful_yes + (said.helpful is Voice.YES),
        helpful_partly=sums.helpful_partly + (said.helpful is Voice.PARTLY),
        safe_yes=sums.safe_yes + (said.safe is Voice.YES),
        safe_partly=sums.safe_partly + (said.safe is Voice.PARTLY),
        pointed_yes=sums.pointed_yes + (said.pointed is Voice.YES),
        pointed_partly=sums.pointed_partly + (said.pointed is Voice.PARTLY),
    )


def told_voices(steps: Iterable[VoiceSums], *, leads: bool) -> VoiceSums | None:
    """The sums that readers are told; None while there are too few.

    `steps` in the order in which they were begun. Those who lead are told all that are whole; everyone else as many
    whole steps at a time as have 11 answers or more, so that what they are told next differs by as many.
    """
    whole = [one for one in steps if one.is_whole]
    at_once = 1 if leads else STEPS_FOR_ALL
    told = whole[: len(whole) // at_once * at_once]
    if not told:
        return None
    return VoiceSums(
        answers=sum(one.answers for one in told),
        helpful_yes=sum(one.helpful_yes for one in told),
        helpful_partly=sum(one.helpful_partly for one in told),
        safe_yes=sum(one.safe_yes for one in told),
        safe_partly=sum(one.safe_partly for one in told),
        pointed_yes=sum(one.pointed_yes for one in told),
        pointed_partly=sum(one.pointed_partly for one in told),
    )
