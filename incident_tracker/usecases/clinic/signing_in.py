"""Come in by pass phrase or by recovery key, slowly for those who guess, and never without a trace."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import Problem, WrongCredentials
from incident_tracker.ports.unit import Store
from incident_tracker.security import attempts
from incident_tracker.security.attempts import Attempts
from incident_tracker.security.cabinet import ATTEMPTS
from incident_tracker.security.key_ring import unwrap, unwrap_with_recovery
from incident_tracker.security.key_slots import Cabinet, read_ring
from incident_tracker.security.keys import wipe
from incident_tracker.security.passphrases import accept_passphrase
from incident_tracker.usecases.gate import outside_gate

RECOVERY_NAME = "\x00recovery"  # no user can have this name, so the recovery key has a wait of its own


@dataclass(frozen=True, slots=True)
class Entrance:
    """What is needed before anybody is in: the secret documents, and how to open the store with a data key."""

    cabinet: Cabinet
    open_store: Callable[[bytearray], Store]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An open store and who opened it. `one_time`: the pass phrase has to be changed now."""

    store: Store
    user: User
    one_time: bool = False


@outside_gate("this is how somebody comes to be signed in")
def sign_in(entrance: Entrance, user_name: str, passphrase: str, now: datetime) -> SignedIn:
    """Open the store for a user.

    Errors: Delayed before anything is looked at; WrongCredentials for a wrong pass phrase, an unknown and a
    disabled user alike; KeysDamaged and the rest of the StoreProblem family.
    """
    ring = read_ring(entrance.cabinet)
    with entrance.cabinet.alone():
        failures = _counted(entrance.cabinet, user_name, now)
        data_key, slot = unwrap(ring, user_name, passphrase)
        _clear(entrance.cabinet, user_name)
    store = _opened(entrance, data_key)
    try:
        user = _active_user(store, user_name)
        _record(store, user, "signed_in", failures, now)
    except BaseException:
        store.close()
        raise
    return SignedIn(store, user, slot.one_time)


@outside_gate("the recovery key is for those who cannot sign in")
def recover(entrance: Entrance, recovery_key: str, user_name: str, new_passphrase: str, now: datetime) -> SignedIn:
    """Open the store with the recovery key and give the user a new pass phrase.

    Errors: Delayed; Refused at `recovery_key` or `new_passphrase`; WrongCredentials when there is no such active user.
    """
    accepted = accept_passphrase(new_passphrase, user_name, "new_passphrase")
    ring = read_ring(entrance.cabinet)
    with entrance.cabinet.alone():
        failures = _counted(entrance.cabinet, RECOVERY_NAME, now)
        data_key = unwrap_with_recovery(ring, recovery_key)
        _clear(entrance.cabinet, RECOVERY_NAME)
    store = _opened(entrance, data_key)
    try:
        user = _active_user(store, user_name)
        _record(store, user, "recovered", failures, now)
        with store.read() as unit:
            unit.key_slots.give(user.name, accepted)
    except BaseException:
        store.close()
        raise
    _clear(entrance.cabinet, user_name)
    return SignedIn(store, user)


@outside_gate("the pass phrase itself is what is asked for")
def confirm(cabinet: Cabinet, user_name: str, passphrase: str, now: datetime) -> None:
    """Is the person at the screen still the one who signed in? Errors: Delayed, WrongCredentials, KeysDamaged."""
    wipe(key_of_backup(cabinet, user_name, passphrase, now))


@outside_gate("a backup is opened by its own pass phrases, before anybody is signed in")
def key_of_backup(cabinet: Cabinet, user_name: str, passphrase: str, now: datetime) -> bytearray:
    """The data key by which a backup is proved and restored. Errors: Delayed, WrongCredentials, KeysDamaged."""
    ring = read_ring(cabinet)
    with cabinet.alone():
        _counted(cabinet, user_name, now)
        data_key, _ = unwrap(ring, user_name, passphrase)
        _clear(cabinet, user_name)
    return data_key


def _attempts(cabinet: Cabinet) -> Attempts:
    kept = cabinet.generations(ATTEMPTS)
    return attempts.parse(kept[0]) if kept else Attempts({})


def _counted(cabinet: Cabinet, name: str, now: datetime) -> int:
    """Let a try through and count it as failed until it succeeds; how many had failed before."""
    tried = _attempts(cabinet)
    tried.check(name, now)
    cabinet.write(ATTEMPTS, attempts.dump(tried.failed(name, now)))
    return tried.of(name).count


def _clear(cabinet: Cabinet, name: str) -> None:
    cabinet.write(ATTEMPTS, attempts.dump(_attempts(cabinet).cleared(name)))


def _opened(entrance: Entrance, data_key: bytearray) -> Store:
    try:
        return entrance.open_store(data_key)
    except Problem:
        wipe(data_key)
        raise


def _active_user(store: Store, user_name: str) -> User:
    with store.read() as unit:
        user = unit.users.find(user_name)
    if user is None or not user.active:
        raise WrongCredentials
    return user


def _record(store: Store, user: User, act: str, failures: int, now: datetime) -> None:
    """The entry, and before it one for every failed try, which could not be written while the store was shut."""
    with store.write() as unit:
        for each in ["sign_in_failed"] * failures + [act]:
            unit.audit.append(at=now, actor_id=user.id, act=each, kind="user", object_id=user.id, after=None)
        unit.commit()
