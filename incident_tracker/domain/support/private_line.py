"""The private line: whether reporting or a talk had bad consequences for someone, read by the privacy officer alone.

Answers are stored sealed for the keys of the person and of those who read the line, see `security.wellbeing`; all are
equally long. What the reader does about one is kept inside it, so that no one else sees that there was a yes.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.users import User, name_key
from incident_tracker.domain.errors import Reason, Refused, refuse_all
from incident_tracker.domain.support.wellbeing import SealedNote

LONGEST_ANSWER = 1_500
LONGEST_STEP = 200
MOST_STEPS = 12
SEALED_BYTES = 24_576
"""Every answer is filled up to so many bytes: room for the longest text and all steps in letters of four bytes."""

ACKNOWLEDGE_WITHIN = timedelta(days=2)
STEP_WITHIN = timedelta(days=7)
"""So long after the last step the reader of an open answer is reminded of it."""


class Consequence(StrEnum):
    """Whether anything bad came of it."""

    NO = "no"
    UNSURE = "unsure"
    YES = "yes"


class LineAct(StrEnum):
    """What the reader did, in the order in which it is usually done."""

    ACKNOWLEDGED = "acknowledged"
    SPOKE = "spoke"
    ACTED = "acted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What a person answers; `text` is what happened, as much as they like."""

    consequence: Consequence
    text: str = ""


@dataclass(frozen=True, slots=True)
class LineStep:
    """Something that the reader did about an answer at a moment (UTC)."""

    act: LineAct
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """An open answer of the user `owner_id`, sent at a moment (UTC)."""

    id: UUID
    owner_id: UUID
    sent_at: datetime
    said: LineDraft
    steps: tuple[LineStep, ...]
    version: int

    @property
    def open(self) -> bool:
        """Does the reader still have to do something?"""
        if self.said.consequence is Consequence.NO and not self.said.text:
            return False
        return all(step.act is not LineAct.CLOSED for step in self.steps)

    @property
    def waits_since(self) -> datetime:
        """From when on the reader is reminded of it."""
        if not self.steps:
            return self.sent_at + ACKNOWLEDGE_WITHIN
        return self.steps[-1].at + STEP_WITHIN


def accept_answer(draft: LineDraft) -> LineDraft:
    """The answer as it is sealed. Errors: Refused at `text`."""
    if len(draft.text) > LONGEST_ANSWER:
        raise Refused(Reason.TOO_LONG, "text", most=LONGEST_ANSWER)
    return replace(draft, text=draft.text.strip())


def with_step(answer: LineAnswer, act: LineAct, words: str, now: datetime) -> LineAnswer:
    """The answer with what was done about it. Errors: Refused at `words` or `act`."""
    words = words.strip()
    refusals = []
    if needs_words(act) and not words:
        refusals.append(Refused(Reason.MISSING, "words"))
    if len(words) > LONGEST_STEP:
        refusals.append(Refused(Reason.TOO_LONG, "words", most=LONGEST_STEP))
    if not answer.open or (len(answer.steps) >= MOST_STEPS and act is not LineAct.CLOSED):
        refusals.append(Refused(Reason.WRONG_STATUS, "act"))
    refuse_all(refusals)
    return replace(answer, steps=(*answer.steps, LineStep(act, now, words)))


def needs_words(act: LineAct) -> bool:
    """Whether the reader has to say in words what they did, or what came of it."""
    match act:
        case LineAct.ACKNOWLEDGED | LineAct.SPOKE:
            return False
        case LineAct.ACTED | LineAct.CLOSED:
            return True
    assert_never(act)


def readers_for(
    person: Person | None, users: Iterable[User], publics: Mapping[str, bytes], without: Collection[UUID] = ()
) -> tuple[User, ...]:
    """Who reads what a person sends: every privacy officer with a key, but the person and their own manager.

    `without` are users who are left out as well, such as the sender's own account.
    """
    kept_out = {None} if person is None else {person.id, person.manager_id}
    kept_out.discard(None)
    return tuple(
        user
        for user in users
        if user.active
        and user.role is Role.PRIVACY
        and user.id not in without
        and user.person_id not in kept_out
        and name_key(user.name) in publics
    )


def written_answer(answer: LineAnswer) -> bytes:
    """What is sealed of an answer, filled up with blanks."""
    told = {
        "at": answer.sent_at.isoformat(),
        "said": answer.said.consequence.value,
        "text": answer.said.text,
        "steps": [[step.act.value, step.at.isoformat(), step.words] for step in answer.steps],
    }
    return json.dumps(told, ensure_ascii=False).encode().ljust(SEALED_BYTES)


def read_answer(sealed: SealedNote, content: bytes) -> LineAnswer:
    """The answer that `written_answer` made. Errors: ValueError, KeyError for anything else."""
    told = json.loads(content)
    return LineAnswer(
        sealed.id,
        sealed.owner_id,
        datetime.fromisoformat(told["at"]),
        LineDraft(Consequence(told["said"]), told["text"]),
        tuple(LineStep(LineAct(act), datetime.fromisoformat(at), words) for act, at, words in told["steps"]),
        sealed.version,
    )
