"""A person's own sealed notes: write, change and delete them, and choose the one supporter who may read them too.

The audit trail notes that someone changed something in their notes, and nothing else about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.users import User, name_key
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.wellbeing import (
    NoteDraft,
    NoteKey,
    SealedNote,
    Standing,
    SupporterChoice,
    UnfinishedNote,
    WellbeingNote,
    accept_note,
    read_note,
    read_unfinished,
    standing_of,
    written_note,
)
from incident_tracker.ports.context import Area
from incident_tracker.security.sealing import Pair
from incident_tracker.security.wellbeing import key_for_another, opened_note, pinned, pinned_in, sealed_note
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import read_at

_CHANGES = frozenset({Area.WELLBEING})


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who can be chosen, or was: the user and the name that they go by."""

    user_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class MyNotes:
    """The actor's notes, newest first. `closed` counts those that their present key does not open."""

    notes: tuple[WellbeingNote, ...]
    closed: int
    supporter: Reader | None
    standing: Standing | None
    choices: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class SharedNotes:
    """What someone lets the actor read, newest first. `closed` counts what the actor's present key does not open.

    `lost_to_owner` counts the notes that the owner can no longer open and the actor can.
    """

    owner: Reader
    notes: tuple[WellbeingNote, ...]
    closed: int
    lost_to_owner: int


@needs(Permission.KEEP_WELLBEING)
def my_notes(work: Work) -> MyNotes:
    """What the actor wrote, and who may read it. Errors: Refused after a reset of the pass phrase meanwhile."""
    pair = _own(work)
    finished = [note for note in work.unit.wellbeing_notes.of_owner(work.actor.user_id) if not note.unfinished]
    notes = _opened(finished, work.actor.user_id, pair)
    choice = work.unit.supporter_choices.of_owner(work.actor.user_id)
    publics = work.unit.key_slots.publics()
    users = {user.id: user for user in work.unit.users.all()}
    names = _names(work, users)
    choices = [
        Reader(user.id, names[user.id])
        for user in users.values()
        if user.active and user.id != work.actor.user_id and name_key(user.name) in publics
    ]
    return MyNotes(
        notes,
        len(finished) - len(notes),
        None if choice is None else Reader(choice.supporter_id, names[choice.supporter_id]),
        None if choice is None else _standing(choice, pair, publics, users),
        tuple(sorted(choices, key=lambda one: (one.name.casefold(), one.user_id))),
    )


@needs(Permission.KEEP_WELLBEING)
def notes_shared_with_me(work: Work) -> tuple[SharedNotes, ...]:
    """What others let the actor read, by their names. Errors: Refused after a reset of the pass phrase meanwhile."""
    pair = _own(work)
    publics = work.unit.key_slots.publics()
    users = {user.id: user for user in work.unit.users.all()}
    names = _names(work, users)
    sealed = work.unit.wellbeing_notes.for_reader(work.actor.user_id)
    chosen = {one.owner_id for one in work.unit.supporter_choices.of_supporter(work.actor.user_id)}
    found = []
    for owner_id in sorted(chosen | {note.owner_id for note in sealed}, key=lambda id: (names[id].casefold(), id)):
        theirs = [note for note in sealed if note.owner_id == owner_id]
        notes = _opened(theirs, work.actor.user_id, pair)
        present = publics.get(name_key(users[owner_id].name))
        open_ids = {note.id for note in notes}
        lost = sum(note.id in open_ids and _is_closed(note, owner_id, present) for note in theirs)
        found.append(SharedNotes(Reader(owner_id, names[owner_id]), notes, len(theirs) - len(notes), lost))
    return tuple(found)


@needs(Permission.KEEP_WELLBEING)
def who_lets_me_read(work: Work) -> tuple[Reader, ...]:
    """The people who chose the actor to read their notes, by name."""
    work.require(owner_id=work.actor.user_id)
    choices = work.unit.supporter_choices.of_supporter(work.actor.user_id)
    if not choices:
        return ()
    names = _names(work, {user.id: user for user in work.unit.users.all()})
    found = (Reader(one.owner_id, names[one.owner_id]) for one in choices)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.user_id)))


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def write_note(work: Work, draft: NoteDraft, over: WellbeingNote | None = None) -> WellbeingNote:
    """Keep what was typed as a new note, or in place of `over`; the actor's draft is gone then.

    It is sealed for the supporter too, unless their key, or the actor's own, is another than on the day of the choice.
    Errors: Refused at the field, NotFound, NotAllowed, ChangedMeanwhile.
    """
    accepted, pair = accept_note(draft), _own(work)
    readers = {work.actor.user_id: pair.public} | _supporter_key(work, pair)
    id = work.new_id() if over is None else over.id
    written_at = work.now if over is None else over.written_at
    sealed = sealed_note(id, work.actor.user_id, written_note(accepted, written_at), readers)
    if over is None:
        work.unit.wellbeing_notes.add(sealed)
    else:
        before = read_at("wellbeing_note", _mine(work, over.id), over.version)
        sealed = work.unit.wellbeing_notes.save(replace(sealed, version=before.version))
    _drop_draft(work)
    _note_change(work)
    return WellbeingNote(id, work.actor.user_id, written_at, accepted.text, accepted.distress, sealed.version)


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def delete_note(work: Work, note_id: UUID) -> None:
    """Delete a note for good, with every key of it. Errors: NotFound, NotAllowed."""
    work.unit.wellbeing_notes.remove(_mine(work, note_id).id)
    _note_change(work)


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def delete_closed_notes(work: Work) -> int:
    """Delete the actor's notes that their present key does not open; returns how many. Errors: Refused."""
    work.require(owner_id=work.actor.user_id)
    pair = _own(work)
    closed = [note for note in _finished(work) if opened_note(note, work.actor.user_id, pair) is None]
    for note in closed:
        work.unit.wellbeing_notes.remove(note.id)
    _note_change(work)
    return len(closed)


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def choose_supporter(work: Work, user_id: UUID) -> None:
    """Let this user read all notes, also the earlier ones; no one else can any longer.

    Notes that the actor cannot open stay open to a supporter who is chosen again, and are lost with another one.
    Errors: Refused at `supporter` for someone without a pass phrase of their own; NotFound, also for oneself.
    """
    work.require(owner_id=work.actor.user_id)
    if user_id == work.actor.user_id:
        raise NotFound("reader")
    user, pair = work.unit.users.get(user_id), _own(work)
    public = work.unit.key_slots.publics().get(name_key(user.name))
    if public is None or not user.active:
        raise Refused(Reason.NO_KEY_YET, "supporter")
    for note in _finished(work):
        key = key_for_another(note, work.actor.user_id, pair, user_id, public) or note.key_of(user_id)
        _keep_keys(work, note, () if key is None else (key,))
    pin = pinned(work.actor.user_id, pair, user_id, public)
    before = work.unit.supporter_choices.of_owner(work.actor.user_id)
    if before is None:
        work.unit.supporter_choices.add(SupporterChoice(work.new_id(), work.actor.user_id, user_id, pin))
    else:
        work.unit.supporter_choices.save(replace(before, supporter_id=user_id, pinned=pin))
    _note_change(work)


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def withdraw_supporter(work: Work) -> None:
    """Let no one but the actor read the notes from now on; what was read was read."""
    work.require(owner_id=work.actor.user_id)
    for note in _finished(work):
        _keep_keys(work, note, ())
    choice = work.unit.supporter_choices.of_owner(work.actor.user_id)
    if choice is not None:
        work.unit.supporter_choices.remove(choice.id)
    _note_change(work)


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def step_back(work: Work, owner_id: UUID) -> None:
    """The actor does not want to read this user's notes any longer; their keys to them are removed."""
    work.require(owner_id=work.actor.user_id)
    for note in work.unit.wellbeing_notes.for_reader(work.actor.user_id):
        if note.owner_id == owner_id:
            kept = tuple(key for key in note.keys if key.reader_id != work.actor.user_id)
            work.unit.wellbeing_notes.save(replace(note, keys=kept))
    choice = work.unit.supporter_choices.of_owner(owner_id)
    if choice is not None and choice.supporter_id == work.actor.user_id:
        work.unit.supporter_choices.remove(choice.id)
    _note_change(work)


@needs(Permission.KEEP_WELLBEING, writes=True, changes=_CHANGES)
def give_back(work: Work, owner_id: UUID) -> int:
    """Seal what the actor can read of this user's notes, and they cannot, for the user's present key; returns how many.

    Errors: Refused at `owner` while they have no pass phrase of their own; NotFound.
    """
    work.require(owner_id=work.actor.user_id)
    owner, pair = work.unit.users.get(owner_id), _own(work)
    public = work.unit.key_slots.publics().get(name_key(owner.name))
    if public is None:
        raise Refused(Reason.NO_KEY_YET, "owner")
    given = 0
    for note in work.unit.wellbeing_notes.for_reader(work.actor.user_id):
        if note.owner_id != owner_id or not _is_closed(note, owner_id, public):
            continue
        key = key_for_another(note, work.actor.user_id, pair, owner_id, public)
        if key is not None:
            others = tuple(one for one in note.keys if one.reader_id != owner_id)
            work.unit.wellbeing_notes.save(replace(note, keys=(*others, key)))
            given += 1
    _note_change(work)
    return given


@needs(Permission.KEEP_WELLBEING, writes=True)
def keep_note_draft(work: Work, draft: NoteDraft, over: UUID | None) -> UnfinishedNote | None:
    """Keep what is typed and not saved, sealed for the actor alone; there is one draft at most.

    None if there is nothing in it: then what was kept before is gone. Errors: Refused after a reset meanwhile.
    """
    work.require(owner_id=work.actor.user_id)
    pair = _own(work)
    _drop_draft(work)
    _note_change(work)
    if draft.is_empty and over is None:
        return None
    content = written_note(draft, work.now, over)
    readers = {work.actor.user_id: pair.public}
    work.unit.wellbeing_notes.add(sealed_note(work.new_id(), work.actor.user_id, content, readers, unfinished=True))
    return UnfinishedNote(draft, over)


@needs(Permission.KEEP_WELLBEING)
def find_note_draft(work: Work) -> UnfinishedNote | None:
    """What the actor typed and did not save, if their present key opens it. Errors: Refused."""
    work.require(owner_id=work.actor.user_id)
    pair = _own(work)
    for note in work.unit.wellbeing_notes.of_owner(work.actor.user_id):
        content = opened_note(note, work.actor.user_id, pair) if note.unfinished else None
        if content is not None:
            return read_unfinished(content)
    return None


def _own(work: Work) -> Pair:
    work.require(owner_id=work.actor.user_id)
    return work.unit.key_slots.own_pair(work.actor.name)


def _mine(work: Work, note_id: UUID) -> SealedNote:
    note = work.unit.wellbeing_notes.get(note_id)
    work.require(owner_id=note.owner_id)
    return note


def _finished(work: Work) -> list[SealedNote]:
    return [note for note in work.unit.wellbeing_notes.of_owner(work.actor.user_id) if not note.unfinished]


def _opened(sealed: list[SealedNote], reader_id: UUID, pair: Pair) -> tuple[WellbeingNote, ...]:
    contents = ((note, opened_note(note, reader_id, pair)) for note in sealed)
    notes = [read_note(note, content) for note, content in contents if content is not None]
    return tuple(sorted(notes, key=lambda one: (one.written_at, one.id), reverse=True))


def _is_closed(note: SealedNote, owner_id: UUID, public: bytes | None) -> bool:
    """Is the owner's key of the note for another pair than their present one?"""
    key = note.key_of(owner_id)
    return key is None or key.public != public


def _standing(
    choice: SupporterChoice, pair: Pair, publics: Mapping[str, bytes], users: Mapping[UUID, User]
) -> Standing:
    return standing_of(pinned_in(choice, pair), publics.get(name_key(users[choice.supporter_id].name)))


def _supporter_key(work: Work, pair: Pair) -> dict[UUID, bytes]:
    """The supporter and their public key, if notes are sealed for them now."""
    choice = work.unit.supporter_choices.of_owner(work.actor.user_id)
    if choice is None:
        return {}
    publics = work.unit.key_slots.publics()
    supporter = work.unit.users.get(choice.supporter_id)
    if _standing(choice, pair, publics, {supporter.id: supporter}) is not Standing.READS:
        return {}
    return {supporter.id: publics[name_key(supporter.name)]}


def _keep_keys(work: Work, note: SealedNote, others: tuple[NoteKey, ...]) -> None:
    """Leave the owner's own key and these."""
    keys = (*(key for key in note.keys if key.reader_id == note.owner_id), *others)
    if keys != note.keys:
        work.unit.wellbeing_notes.save(replace(note, keys=keys))


def _drop_draft(work: Work) -> None:
    for note in work.unit.wellbeing_notes.of_owner(work.actor.user_id):
        if note.unfinished:
            work.unit.wellbeing_notes.remove(note.id)


def _names(work: Work, users: Mapping[UUID, User]) -> dict[UUID, str]:
    """What the people behind the accounts are called; an account of no one on the list goes by its own name."""
    people = {person.id: person.name for person in work.unit.people.all()}
    return {
        user.id: people.get(user.person_id, user.name) if user.person_id is not None else user.name
        for user in users.values()
    }


def _note_change(work: Work) -> None:
    work.record("changed", "wellbeing", None)
