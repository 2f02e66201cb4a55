"""Make an invented clinic in an empty place, or open one to look around."""

from collections.abc import Callable
from random import Random

from incident_tracker.bootstrap import ClinicDoor, new_id
from incident_tracker.demo.clinic import NAME, Account, InventedClinic, invented_clinic
from incident_tracker.demo.filling import DemoSize, Invented, fill_clinic
from incident_tracker.demo.seeded import SeededIds, SetClock
from incident_tracker.demo.weeks import Staff
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.founding import FirstRecords
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.ports.context import Context, actor_of
from incident_tracker.security.key_file import KeyRing
from incident_tracker.security.key_ring import new_ring, with_slot
from incident_tracker.security.keys import DataKeys, new_data_keys
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.usecases.clinic.founding import put_first_records
from incident_tracker.wording import language

TO_LOOK_AROUND = DemoSize(incidents=600)


def invent(door: ClinicDoor, size: DemoSize, progress: Callable[[int], None] | None = None) -> Invented:
    """Make a clinic with all that happened in it, completely or not at all; the same size on the same day gives the
    same.

    `progress` is told how many incidents are stored. Errors: StoreExists and the StoreProblem family.
    """
    clinic, clock, ids = clinic_of(size), SetClock(door.now()), SeededIds(size.seed)
    keys = new_data_keys()
    with door.empty_place(keys, _ring(clinic.accounts, keys)) as store:
        put_first_records(store, _first_records(clinic), door.now())
        acting = {one.user.name: Context(actor_of(one.user), store, clock, ids) for one in clinic.accounts}
        return fill_clinic(
            size, clinic, clock, Staff(acting["rosa"], acting["sam"], acting["maria"], acting["admin"]), progress
        )


def look_around(door: ClinicDoor, size: DemoSize = TO_LOOK_AROUND) -> Context:
    """Make (or open) the invented clinic in a folder of its own, and sign in as its first supervisor."""
    door.invented = True
    try:
        if not door.has_clinic():
            invent(door, size)
        accounts = clinic_of(size).accounts
        account = next(account for account in accounts if account.user.role is Role.SUPERVISOR)
        return door.open(account.user.name, account.passphrase)
    except BaseException:
        door.invented = False
        raise


def clinic_of(size: DemoSize) -> InventedClinic:
    """The invented clinic of a seed: the same seed, the same clinic."""
    return invented_clinic(Random(size.seed), size.sites)  # noqa: S311  # invention, not secrecy


def _ring(accounts: tuple[Account, ...], keys: DataKeys) -> KeyRing:
    """Everyone may know the pass phrases, so their hash is a quick one."""
    ring = new_ring(keys)
    for account in accounts:
        ring = with_slot(ring, keys, account.user.name, account.passphrase, cost=FLOOR)
    return ring


def _first_records(clinic: InventedClinic) -> FirstRecords:
    return FirstRecords(
        settings=ClinicSettings(new_id(), NAME, language(), invented=True),
        sites=clinic.sites,
        desks=clinic.desks,
        hours={site.id: clinic.hours for site in clinic.sites},
        people=clinic.people,
        users=tuple(account.user for account in clinic.accounts),
        lines=clinic.lines,
        shifts=clinic.shifts,
    )
