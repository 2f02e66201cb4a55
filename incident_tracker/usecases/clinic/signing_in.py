"""Signing in by pass phrase or recovery key: slow for anyone who guesses, and always on record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from incident_tracker.domain.audit import Act, AuditFilter
from incident_tracker.domain.clinic.clocks import clock_fault
from incident_tracker.domain.clinic.notices import (
    KIND,
    Notice,
    new_count,
    new_generation,
    notices_since,
    told_of,
    told_of_reset,
)
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import Problem, WrongCredentials
from incident_tracker.ports.unit import Store, Unit
from incident_tracker.security.cabinet import Cabinet
from incident_tracker.security.guesses import RECOVERY_NAME, counted, failed_tries, mark_of
from incident_tracker.security.key_ring import Opened, unlock, unlock_with_recovery
from incident_tracker.security.key_slots import read_ring, settle
from incident_tracker.security.keys import DataKeys
from incident_tracker.security.passphrases import accept_passphrase
from incident_tracker.usecases.clinic.known_names import names_of
from incident_tracker.usecases.clinic.shipped_terms import update_terms
from incident_tracker.usecases.gate import outside_gate

_LAST_HERE = frozenset({"signed_in", "recovered", "created"})


@dataclass(frozen=True, slots=True)
class Entrance:
    """What is needed before anyone is signed in: the secret documents, and how to open the store with the data keys.

    It calls back once it is certain that the data key belongs to this database, before it changes anything, and says
    whether the database already uses a second data key. `clock` is the computer's own moment, where someone works by
    another clock.
    """

    cabinet: Cabinet
    open_store: Callable[[DataKeys, Callable[[bool], object]], Store]
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open store and who opened it. `one_time`: the pass phrase has to be changed now.

    `notices`: what this user has to be told, because it happened since they last signed in.
    """

    store: Store
    user: User
    one_time: bool = False
    notices: tuple[Notice, ...] = ()


@outside_gate("this is how someone comes to be signed in")
def sign_in(entrance: Entrance, user_name: str, passphrase: str, now: datetime) -> SignedIn:
    """Open the store for a user.

    Errors: Delayed before anything is looked at; WrongCredentials for a wrong pass phrase, an unknown and a
    disabled user alike; KeysDamaged and the rest of the StoreProblem family.
    """
    ring = read_ring(entrance.cabinet)
    with counted(entrance.cabinet, user_name) as failures:
        opened = unlock(ring, user_name, passphrase)
    store, mended = _open(entrance, opened, passphrase, now)
    try:
        user = active_user(store, user_name)
        notices = _record(entrance, store, user, _Arrival("signed_in", failures, mended), now)
    except BaseException:
        store.close()
        raise
    return SignedIn(store, user, opened.slot.one_time, notices)


@outside_gate("the recovery key is for those who cannot sign in")
def recover(entrance: Entrance, recovery_key: str, user_name: str, new_passphrase: str, now: datetime) -> SignedIn:
    """Open the store with the recovery key and give the user a new pass phrase.

    There is no waiting here, see `security.guesses`.
    Errors: Refused at `recovery_key` or `new_passphrase`; WrongCredentials when there is no such active user.
    """
    accepted = accept_passphrase(new_passphrase, user_name, "new_passphrase")
    ring = read_ring(entrance.cabinet)
    with counted(entrance.cabinet, RECOVERY_NAME) as failures:
        opened = unlock_with_recovery(ring, recovery_key)
    store, mended = _open(entrance, opened, recovery_key, now)
    try:
        user = active_user(store, user_name)
        with store.read() as unit:
            accept_passphrase(new_passphrase, user_name, "new_passphrase", names_of(unit))
        failures += failed_tries(entrance.cabinet, user.name)
        notices = _record(entrance, store, user, _Arrival("recovered", failures, mended), now)
        with store.read() as unit:
            unit.key_slots.give(user.name, accepted, here=True)
    except BaseException:
        store.close()
        raise
    return SignedIn(store, user, notices=notices)


@outside_gate("the pass phrase itself is what is asked for")
def confirm_passphrase(
    cabinet: Cabinet, store: Store, user_id: UUID, user_name: str, passphrase: str, now: datetime
) -> None:
    """Checks that the person at the screen is still the one who signed in.

    Errors: Delayed, WrongCredentials, KeysDamaged.
    """
    ring = read_ring(cabinet)
    with counted(cabinet, user_name) as failures:
        unlock(ring, user_name, passphrase).keys.wipe()
    if failures:
        with store.write() as unit:
            _note_failures(unit, user_id, failures, now)
            unit.commit()


@outside_gate("a backup is opened by its own pass phrases, before anyone is signed in")
def keys_of_backup(cabinet: Cabinet, user_name: str, passphrase: str) -> DataKeys:
    """The data keys by which a backup is proved and restored. Errors: Delayed, WrongCredentials, KeysDamaged."""
    ring = read_ring(cabinet)
    with counted(cabinet, user_name):
        return unlock(ring, user_name, passphrase).keys


def _open(entrance: Entrance, opened: Opened, secret: str, now: datetime) -> tuple[Store, bool]:
    """The store, with the key file and the shipped terms brought up to date; and whether the file had to be mended."""
    mended = False

    def when_certain(second_key_used: bool) -> None:
        nonlocal mended
        mended = settle(entrance.cabinet, opened, secret, second_key_used)

    try:
        store = entrance.open_store(opened.keys, when_certain)
    except Problem:
        opened.keys.wipe()
        raise
    update_terms(store, now)
    return store, mended


@outside_gate("a step of those who let someone in")
def active_user(store: Store, user_name: str) -> User:
    """The user of this name. Errors: WrongCredentials for an unknown and a disabled one alike."""
    with store.read() as unit:
        user = unit.users.find(user_name)
    if user is None or not user.active:
        raise WrongCredentials
    return user


@dataclass(frozen=True, slots=True)
class _Arrival:
    """How a person signed in, how many tries had failed before, and whether the key file was mended."""

    act: Act
    failures: int
    mended: bool


def _record(entrance: Entrance, store: Store, user: User, arrival: _Arrival, now: datetime) -> tuple[Notice, ...]:
    """Audit the sign-in, and before it what could not be audited while the store was closed; returns what the user has
    to be told.
    """
    with store.write() as unit:
        _note_clock(unit, user.id, now, entrance.clock or now)
        _note_failures(unit, user.id, arrival.failures, now)
        _compare(entrance.cabinet, unit, now)
        if arrival.mended:
            unit.audit.append(at=now, actor_id=None, act="keys_mended", kind=KIND, object_id=None, after=None)
        notices = _since_last_time(unit, user)
        unit.audit.append(at=now, actor_id=user.id, act=arrival.act, kind="user", object_id=user.id, after=None)
        unit.commit()
    told_to_all = (Notice.KEYS_MENDED,) if arrival.mended else ()
    return tuple(dict.fromkeys((*notices, *told_to_all)))


def _compare(cabinet: Cabinet, unit: Unit, now: datetime) -> None:
    """Are the documents outside the database the ones in the trail? Read within the transaction, so that they are not
    older than what another program noted meanwhile.
    """
    known, mark, generation = unit.audit.of_kind(KIND), mark_of(cabinet), read_ring(cabinet).generation
    if (count := new_count(known, mark)) is not None:
        unit.audit.append(at=now, actor_id=None, act=count, kind=KIND, object_id=mark, after=None)
    if (change := new_generation(known, generation)) is not None:
        facts = {"generation": generation}
        unit.audit.append(at=now, actor_id=None, act=change, kind=KIND, object_id=None, after=None, facts=facts)


def _note_clock(unit: Unit, user_id: UUID, now: datetime, computers: datetime) -> None:
    """By the computer's own clock, so that the trail says when something was done that is dated otherwise."""
    last = unit.audit.page(AuditFilter(), 0, 1)
    newest = last[0].at if last else None
    fault = clock_fault(now, computers, newest)
    if fault is not None:
        told = {"worked_at": now} if fault == "clock_given" else {"newest": newest or now}
        facts = {name: moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") for name, moment in told.items()}
        unit.audit.append(
            at=computers, actor_id=user_id, act=fault, kind="clock", object_id=None, after=None, facts=facts
        )


def _note_failures(unit: Unit, user_id: UUID, failures: int, now: datetime) -> None:
    for _ in range(failures):
        unit.audit.append(at=now, actor_id=user_id, act="sign_in_failed", kind="user", object_id=user_id, after=None)


def _since_last_time(unit: Unit, user: User) -> tuple[Notice, ...]:
    """What happened since the user was here last (or got the account), if their role is told of it."""
    entries, wanted = unit.audit.of_kind(KIND), told_of(user.role)
    last_here = unit.audit.newest_of("user", user.id, _LAST_HERE)
    found = [notice for notice in notices_since(entries, last_here) if notice in wanted]
    reset = unit.audit.newest_of("user", user.id, {"passphrase_reset"})
    changed = unit.audit.newest_of("user", user.id, {"passphrase_changed"})
    if told_of_reset(reset, changed, last_here):
        found.append(Notice.RESET_BY_ANOTHER)
    return tuple(found)
