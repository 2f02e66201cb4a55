"""The private line: answer on it, and read and work on what was answered, sealed for its readers alone.

The audit trail notes that someone changed something on it, and nothing else about it.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.users import User, name_key
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.outside_help import OutsideHelp
from incident_tracker.domain.support.private_line import (
    LineAct,
    LineAnswer,
    LineDraft,
    accept_answer,
    read_answer,
    readers_for,
    with_step,
    written_answer,
)
from incident_tracker.domain.support.wellbeing import SealedNote
from incident_tracker.ports.context import Area
from incident_tracker.security.sealing import Pair
from incident_tracker.security.wellbeing import opened_note, sealed_note
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.daily_card import settle_later_cards
from incident_tracker.usecases.support.reach import read_at

_CHANGES = frozenset({Area.WELLBEING, Area.REMINDERS})


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What a person sees of the line before they answer: who `readers` are, by name, and whether their own manager,
    or they themselves, would read it and is left out (`own_manager_out`); `outside` are people from outside the
    clinic; `sent` are their own answers, newest first, with what was done.
    """

    readers: tuple[str, ...]
    own_manager_out: bool
    outside: tuple[OutsideHelp, ...]
    sent: tuple[LineAnswer, ...]


@dataclass(frozen=True, slots=True)
class LineCase:
    """An answer that the actor reads, with the name of who sent it."""

    answer: LineAnswer
    name: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What the actor reads, those that wait first. `closed` counts what their present key does not open."""

    cases: tuple[LineCase, ...]
    closed: int


@needs(Permission.KEEP_WELLBEING)
def my_line(work: Work) -> OwnLine:
    """Who would read an answer of the actor, and what the actor sent. Errors: Refused after a reset meanwhile."""
    work.require(owner_id=work.actor.user_id)
    person, pair = _me(work), work.unit.key_slots.own_pair(work.actor.name)
    readers = _readers(work, person)
    every = readers_for(None, work.unit.users.all(), work.unit.key_slots.publics())
    sent = _opened(work.unit.private_answers.of_owner(work.actor.user_id), work.actor.user_id, pair)
    helps = () if person is None else work.unit.outside_help.all()
    return OwnLine(
        tuple(sorted(_name_of(work, user) for user in readers)),
        len(readers) < len(every),
        tuple(one for one in helps if person is not None and one.site_id == person.site_id and one.in_use),
        tuple(sorted(sent, key=lambda one: (one.sent_at, one.id), reverse=True)),
    )


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def answer_on_line(work: Work, draft: LineDraft) -> LineAnswer:
    """Seal an answer for those who read the line, and for the actor; the card that asks for it is done with.

    Errors: Refused at `text`, and at `readers` while no one may read it.
    """
    work.require(owner_id=work.actor.user_id)
    said, pair = accept_answer(draft), work.unit.key_slots.own_pair(work.actor.name)
    readers = _readers(work, _me(work))
    if not readers:
        raise Refused(Reason.NO_KEY_YET, "readers")
    publics = work.unit.key_slots.publics()
    answer = LineAnswer(work.new_id(), work.actor.user_id, work.now, said, (), 1)
    keys = {work.actor.user_id: pair.public} | {user.id: publics[name_key(user.name)] for user in readers}
    work.unit.private_answers.add(sealed_note(answer.id, answer.owner_id, written_answer(answer), keys))
    settle_later_cards(work)
    _note_change(work)
    return answer


@needs(Permission.READ_PRIVATE_LINE)
def read_line(work: Work) -> ReadLine:
    """What the actor may read. Errors: Refused after a reset of the pass phrase meanwhile."""
    work.require(owner_id=work.actor.user_id)
    sealed = work.unit.private_answers.for_reader(work.actor.user_id)
    answers = _opened(sealed, work.actor.user_id, work.unit.key_slots.own_pair(work.actor.name))
    users = {user.id: user for user in work.unit.users.all()}
    cases = [LineCase(one, _name_of(work, users[one.owner_id])) for one in answers]
    cases.sort(key=lambda one: (not one.answer.open, one.answer.waits_since, one.answer.id))
    return ReadLine(tuple(cases), len(sealed) - len(answers))


@needs(Permission.READ_PRIVATE_LINE, writes=True, changes=_CHANGES)
def step_on_line(work: Work, answer_id: UUID, version: int, act: LineAct, words: str) -> LineAnswer:
    """Note what the actor did about an answer, for its readers and the person who sent it.

    Every answer that the actor can open is sealed again with it, so that nothing tells which one it was about.
    Errors: Refused at `act` or `words`; NotFound; ChangedMeanwhile.
    """
    work.require(owner_id=work.actor.user_id)
    pair = work.unit.key_slots.own_pair(work.actor.name)
    sealed = work.unit.private_answers.for_reader(work.actor.user_id)
    present = {one.id: one for one in _opened(sealed, work.actor.user_id, pair)}
    if answer_id not in present:
        raise NotFound("private_answer")
    before = read_at("private_answer", present[answer_id], version)
    after = with_step(before, act, words, work.now)
    for one in sealed:
        if one.id in present:
            answer = after if one.id == answer_id else present[one.id]
            keys = {key.reader_id: key.public for key in one.keys}
            again = sealed_note(one.id, one.owner_id, written_answer(answer), keys)
            work.unit.private_answers.save(replace(again, version=one.version))
    _note_change(work)
    return replace(after, version=version + 1)


def waiting_on_line(work: Work) -> LineAnswer | None:
    """The answer that has waited longest for the actor, if they read the line and one waits too long."""
    sealed = work.unit.private_answers.for_reader(work.actor.user_id)
    if not sealed:
        return None
    try:
        pair = work.unit.key_slots.own_pair(work.actor.name)
    except Refused:
        return None  # their key is another one since they came in: the page says so
    waiting = [one for one in _opened(sealed, work.actor.user_id, pair) if one.open]
    return min(waiting, key=lambda one: (one.waits_since, one.id), default=None)


def _readers(work: Work, person: Person | None) -> tuple[User, ...]:
    users, publics = work.unit.users.all(), work.unit.key_slots.publics()
    return readers_for(person, users, publics, {work.actor.user_id})


def _me(work: Work) -> Person | None:
    return None if work.actor.person_id is None else work.unit.people.get(work.actor.person_id)


def _opened(sealed: tuple[SealedNote, ...], reader_id: UUID, pair: Pair) -> tuple[LineAnswer, ...]:
    contents = ((one, opened_note(one, reader_id, pair)) for one in sealed)
    return tuple(read_answer(one, content) for one, content in contents if content is not None)


def _name_of(work: Work, user: User) -> str:
    return user.name if user.person_id is None else work.unit.people.get(user.person_id).name


def _note_change(work: Work) -> None:
    work.record("changed", "private_line", None)
