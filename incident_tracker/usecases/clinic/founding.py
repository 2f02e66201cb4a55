"""Make a clinic: its keys, its first records, and the proof that the recovery key was written down."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import datetime
from typing import Protocol
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.clinic.founding import FirstRecords, NewClinic, first_records
from incident_tracker.ports.unit import Store
from incident_tracker.security.key_file import KeyRing
from incident_tracker.security.key_ring import new_ring, unlock_with_recovery, with_slot, wrap_for_recovery
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.keys import DataKeys, new_data_keys
from incident_tracker.security.passphrases import Cost, accept_passphrase
from incident_tracker.security.recovery import new_recovery_key
from incident_tracker.usecases.clinic.shipped_terms import put_in
from incident_tracker.usecases.clinic.signing_in import Entrance
from incident_tracker.usecases.gate import outside_gate


class EmptyPlace(Protocol):
    """Yields an empty store that opens with these keys and stays only if the block ends without an error.

    Errors: StoreExists.
    """

    def __call__(self, keys: DataKeys, ring: KeyRing) -> AbstractContextManager[Store]: ...


@outside_gate("nobody can be signed in before there is a clinic")
def found_clinic(place: EmptyPlace, new: NewClinic, cost: Cost, now: datetime, new_id: Callable[[], UUID]) -> str:
    """Make a clinic with its first administrator; the recovery key, groups joined by "-".

    Errors: Refused at a field of `new`, before anything is made; StoreExists and the StoreProblem family.
    """
    names = (new.site_name, new.display_name, *new.desks)
    passphrase = accept_passphrase(new.passphrase, new.user_name, own_words=names)
    records = first_records(new, new_id)
    keys, recovery_key = new_data_keys(), new_recovery_key()
    ring = with_slot(new_ring(keys), keys, new.user_name, passphrase, cost=cost)
    ring = wrap_for_recovery(ring, keys, recovery_key)
    with place(keys, ring) as store:
        put_first_records(store, records, now)
    return recovery_key


@outside_gate("an empty database has nobody who could be asked")
def put_first_records(store: Store, records: FirstRecords, now: datetime) -> None:
    """Give an empty database the shipped terms and its first records, in one transaction."""
    founder = records.founder
    with store.write() as unit:
        put_in(unit, now)
        unit.settings.add(records.settings)
        for site in records.sites:
            unit.sites.add(site)
            unit.calendars.set_opening_hours(site.id, records.hours[site.id])
        for desk in records.desks:
            unit.sites.add_desk(desk)
        for line in records.lines:
            unit.sites.add_line(line)
        for person in sorted(records.people, key=lambda person: person.manager_id is not None):  # managers first
            unit.people.add(person)
            unit.calendars.set_shifts(person.id, tuple(one for one in records.shifts if one.person_id == person.id))
        for user in records.users:
            unit.users.add(user)
        settings = records.settings
        made: Act = "invented" if settings.invented else "created"
        unit.audit.append(at=now, actor_id=founder, act=made, kind="clinic", object_id=settings.id, after=settings)
        for kind, sealed in (("site", records.sites), ("person", records.people), ("user", records.users)):
            for record in sealed:
                unit.audit.append(at=now, actor_id=founder, act="created", kind=kind, object_id=record.id, after=record)
        unit.commit()


@outside_gate("the person who made the clinic types the key back before anyone is signed in")
def confirm_recovery_key(entrance: Entrance, typed: str, now: datetime) -> None:
    """Record that the recovery key was written down. Errors: Refused at `recovery_key`."""
    keys = unlock_with_recovery(read_ring(entrance.cabinet), typed).keys
    store = entrance.open_store(keys, lambda _second_key_used: None)
    with closing(store), store.write() as unit:
        unit.audit.append(at=now, actor_id=None, act="recovery_key_kept", kind="clinic", object_id=None, after=None)
        unit.commit()
