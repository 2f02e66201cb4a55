"""Wires settings, database, keys and clock together; the one module that knows every layer, and decides nothing.

Nothing of the database is imported before a door is opened, so that the first window comes up without it.
"""

import os
import time as clock
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from incident_tracker.domain.errors import StoreExists, StoreMissing
from incident_tracker.ports.context import Actor, Context
from incident_tracker.settings import Settings
from ui.clinic.door import NewClinic

if TYPE_CHECKING:
    from db.store import SqlStore
    from incident_tracker.demo.clinic import InventedClinic
    from incident_tracker.domain.clinic.notices import Notice
    from incident_tracker.domain.clinic.users import User
    from incident_tracker.security.cabinet import Cabinet
    from incident_tracker.security.key_file import KeyRing
    from incident_tracker.security.keys import DataKeys
    from incident_tracker.security.passphrases import Cost
    from incident_tracker.security.steady_clock import Reading
    from incident_tracker.usecases.clinic.signing_in import Entrance, SignedIn
    from incident_tracker.usecases.oversight.invented_clinic import Invented, Wish

LANGUAGES = ("en", "es")
DATABASE = "clinic.db"
INVENTED = "invented"


def open_screen(settings: Settings, argv: list[str]) -> int:
    """Open the window and stay until it is closed; the exit status."""
    from ui.app import run_screen

    return run_screen(ClinicDoor(settings), settings, argv)


def draw_first_frame(settings: Settings) -> float:
    """Open the first window, draw one frame, and close; how many milliseconds it took."""
    from ui.app import first_frame

    return first_frame(ClinicDoor(settings), settings)


def database_versions() -> dict[str, str]:
    """The newest schema that this program knows, and the SQLite it carries."""
    import sqlcipher3.dbapi2 as sqlcipher

    from db.migrate import revisions

    return {"schema_revision": revisions()[-1], "sqlite": sqlcipher.sqlite_version}


def utc_now() -> datetime:
    """The computer's clock, aware and in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562): ids made later sort later, which keeps a growing index in one place."""
    number = (clock.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    number = number & ~(0xF << 76) | 7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def _actor(user: "User") -> Actor:
    return Actor(user.id, user.name, user.role, user.sites, user.person_id)


class ClinicDoor:
    """The way into the one database that the settings name. See `ui.clinic.door.Door` for what each call answers.

    `must_change_passphrase` tells after `open` that the pass phrase was a one-time one, `audit_alarm` that the audit
    trail does not go on from where this computer saw it last; it stays until somebody accepts it by `repair`.
    `notices` tells once what else the user has to know. Waits after wrong pass phrases are counted by how long this
    computer (or the server) has been running, never by `now`; `running_time` gives another such clock.
    """

    def __init__(self, settings: Settings, now: Callable[[], datetime] = utc_now, cost: "Cost | None" = None) -> None:
        self.settings = settings
        self.must_change_passphrase = False
        self.audit_alarm = False
        self.notices: tuple[Notice, ...] = ()
        self._language = settings.language if settings.language in LANGUAGES else "en"
        self._now = now
        self.running_time: Callable[[], Reading] | None = None
        self._given_cost = cost
        self._invented = False

    @property
    def invented(self) -> bool:
        """Is the clinic that somebody came into the invented one?"""
        return self._invented

    @property
    def folder(self) -> Path:
        """Where the database, its keys and its backups lie; on a server: what this computer keeps of its own."""
        return self.settings.data_folder / INVENTED if self._invented else self.settings.data_folder

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / DATABASE

    @property
    def url(self) -> str | None:
        """The server's address, or None for the file."""
        return None if self._invented else self.settings.database_url

    def has_clinic(self) -> bool:
        """Is there a clinic at the place of the settings? A server that does not answer counts as one."""
        from db.presence import clinic_in_file, clinic_on_server

        return clinic_in_file(self.path) if self.url is None else clinic_on_server(self.url)

    def place(self) -> str:
        """Where the database lies, as a person would say it: a folder, or a server without user and password."""
        return str(self.folder) if self.url is None else self.settings.place

    def make_clinic(self, wish: NewClinic) -> str:
        """Make database, keys, clinic and first administrator, and answer with the recovery key.

        Errors: Refused at a field of the wish, StoreExists, the StoreProblem family; then nothing is left of it.
        """
        from incident_tracker.security.key_ring import new_ring, wrap, wrap_for_recovery
        from incident_tracker.security.keys import new_data_keys
        from incident_tracker.security.passphrases import accept_passphrase
        from incident_tracker.security.recovery import new_recovery_key
        from incident_tracker.usecases.clinic.founding import Founding, found_clinic

        self._invented = False
        if self.has_clinic():
            raise StoreExists(self.path.name)
        passphrase = accept_passphrase(wish.passphrase, wish.user_name)
        place = (wish.site_name, wish.zone, wish.profile, wish.desks, wish.hours)
        founding = Founding(*place, wish.user_name, wish.display_name, self._language)
        keys, recovery_key = new_data_keys(), new_recovery_key()
        ring = wrap(new_ring(keys), keys, wish.user_name, passphrase, cost=self._cost)
        ring = wrap_for_recovery(ring, keys, recovery_key)
        with self._founding(keys, ring) as store:
            found_clinic(store, founding, now=self._now(), new_id=new_id)
            self._seed(store)
        return recovery_key

    def confirm_recovery_key(self, typed: str) -> None:
        """Record that the key was kept. Errors: Refused(RECOVERY_KEY_WRONG, "recovery_key")."""
        from incident_tracker.security.key_ring import unlock_with_recovery
        from incident_tracker.security.key_slots import read_ring

        store = self._open_store(unlock_with_recovery(read_ring(self._cabinet()), typed).keys)
        with closing(store), store.write() as unit:
            unit.audit.append(
                at=self._now(), actor_id=None, act="recovery_key_kept", kind="clinic", object_id=None, after=None
            )
            unit.commit()

    def make_invented(self) -> Context:
        """Make (or open) the invented clinic in a folder of its own and come in as its supervisor."""
        from incident_tracker.domain.clinic.access import Role
        from incident_tracker.usecases.oversight.invented_clinic import Wish

        self._invented = True
        try:
            wish = Wish(incidents=600)
            if not self.has_clinic():
                self.invent(wish)
            accounts = invented_of(wish.seed, wish.sites).accounts
            account = next(account for account in accounts if account.user.role is Role.SUPERVISOR)
            return self.open(account.user.name, account.passphrase)
        except BaseException:
            self._invented = False
            raise

    def invent(self, wish: "Wish", progress: Callable[[int], None] | None = None) -> "Invented":
        """Make a database with an invented clinic and all that happened in it. Errors: StoreExists, StoreProblem."""
        from incident_tracker.demo.seeded import SeededIds, SetClock
        from incident_tracker.usecases.oversight.invented_clinic import fill_invented_clinic
        from incident_tracker.usecases.oversight.invented_weeks import Staff

        clinic = invented_of(wish.seed, wish.sites)
        clock, ids = SetClock(self._now()), SeededIds(wish.seed)
        with self._founding_invented(clinic) as store:
            acting = {one.user.name: Context(_actor(one.user), store, clock, ids) for one in clinic.accounts}
            staff = Staff(acting["rosa"], acting["sam"], acting["maria"])
            return fill_invented_clinic(wish, clinic, clock, staff, progress)

    @contextmanager
    def _founding_invented(self, invented: "InventedClinic") -> "Iterator[SqlStore]":
        """A store with the places, people and accounts of an invented clinic, which stays when the block ends well.

        Its pass phrases are printed in the manual, so their hash is a quick one. Errors: StoreExists.
        """
        from incident_tracker.security.key_ring import new_ring, wrap
        from incident_tracker.security.keys import new_data_keys
        from incident_tracker.security.passphrases import FLOOR
        from incident_tracker.usecases.clinic.founding import found_invented_clinic

        if self.has_clinic():
            raise StoreExists(self.path.name)
        self._given_cost = FLOOR
        keys = new_data_keys()
        ring = new_ring(keys)
        for account in invented.accounts:
            ring = wrap(ring, keys, account.user.name, account.passphrase, cost=FLOOR)
        with self._founding(keys, ring) as store:
            self._seed(store)
            found_invented_clinic(store, invented, now=self._now(), new_id=new_id, language=self._language)
            yield store

    def open(self, user_name: str, passphrase: str) -> Context:
        """Sign in, or unlock after `close`. Errors: WrongCredentials, Delayed, the StoreProblem family."""
        from incident_tracker.usecases.clinic.signing_in import sign_in

        return self._entered(sign_in(self._entrance(), user_name, passphrase, self._now()))

    def open_with_recovery_key(self, recovery_key: str, user_name: str, new_passphrase: str) -> Context:
        """Come in with the recovery key and set a new pass phrase for that user. Errors: Refused, Delayed."""
        from incident_tracker.usecases.clinic.signing_in import recover

        return self._entered(recover(self._entrance(), recovery_key, user_name, new_passphrase, self._now()))

    def confirm(self, ctx: Context, passphrase: str) -> Context:
        """The same context with a fresh `confirmed_at`. Errors: WrongCredentials, Delayed."""
        from incident_tracker.usecases.clinic.signing_in import confirm

        confirm(self._cabinet(), ctx.store, ctx.actor.user_id, ctx.actor.name, passphrase, self._now())
        return replace(ctx, confirmed_at=self._now())

    def schema(self, user_name: str, passphrase: str) -> tuple[str, str]:
        """The schema of the database and the newest one this program makes; nothing is changed. Errors: as `open`."""
        from db.migrate import revisions
        from db.store import schema_of
        from incident_tracker.usecases.clinic.signing_in import keys_of_backup

        keys = keys_of_backup(self._cabinet(), user_name, passphrase)
        return schema_of(self.url or self.path, keys), revisions()[-1]

    def zone(self, ctx: Context) -> str:
        """The IANA time zone of the signed-in person's site (of the first one, where there are several)."""
        with ctx.store.read() as unit:
            sites = unit.sites.all()
        own = [site for site in sites if site.id in ctx.actor.sites]
        return (own or list(sites))[0].zone

    def close(self, ctx: Context) -> None:
        """Lock: close the connections and forget the keys."""
        ctx.store.close()

    def restore(self, backup: Path, folder: Path, user_name: str, passphrase: str, *, over: bool = False) -> None:
        """Put a backup's clinic into `folder`; with `over` a clinic already there is kept aside.

        The pass phrase is the one of the time of the backup.
        Errors: WrongCredentials, Delayed, StoreDamaged, StoreExists, StoreBusy, StoreFull.
        """
        from db.backup import BackupCabinet
        from db.store import restore
        from incident_tracker.security.cabinet import FileCabinet, make_folder
        from incident_tracker.security.device import device_name
        from incident_tracker.usecases.clinic.signing_in import keys_of_backup

        if not backup.exists():
            raise StoreMissing(backup.name)
        make_folder(folder)
        keys = keys_of_backup(BackupCabinet(backup, FileCabinet(folder / DATABASE)), user_name, passphrase)
        try:
            restore(backup, folder, keys, self._now(), device=device_name(self.settings.data_folder), over=over)
        finally:
            keys.wipe()

    def _entered(self, entered: "SignedIn") -> Context:
        user = entered.user
        self.must_change_passphrase = entered.one_time
        self.notices = entered.notices
        return Context(_actor(user), entered.store, self._now, new_id, confirmed_at=self._now())

    def _entrance(self) -> "Entrance":
        from incident_tracker.usecases.clinic.signing_in import Entrance

        return Entrance(self._cabinet(), self._open_store)

    def _cabinet(self) -> "Cabinet":
        from db.store import server_cabinet
        from incident_tracker.security.cabinet import FileCabinet

        if self.url is None:
            return FileCabinet(self.path, self.running_time)
        return server_cabinet(self.url, reading=self.running_time)

    def _open_store(self, keys: "DataKeys", when_certain: Callable[[], object] | None = None) -> "SqlStore":
        from db.store import open_server_store, open_store
        from incident_tracker.security.device import device_name

        device, now = device_name(self.settings.data_folder), self._now()
        if self.url is None:
            store = open_store(self.path, keys, device=device, now=now, cost=self._cost, when_certain=when_certain)
        else:
            store = open_server_store(
                self.url, keys, device=device, folder=self.folder, now=now, cost=self._cost, when_certain=when_certain
            )
        self.audit_alarm = store.anchor.held
        self._seed(store)
        return store

    def _founding(self, keys: "DataKeys", ring: "KeyRing") -> "AbstractContextManager[SqlStore]":
        from db.founding import found_in_file, found_on_server
        from incident_tracker.security.cabinet import make_folder
        from incident_tracker.security.device import device_name

        make_folder(self.folder)
        device = device_name(self.settings.data_folder)
        if self.url is None:
            return found_in_file(self.path, keys, ring, device=device, now=self._now(), cost=self._cost)
        return found_on_server(self.url, keys, ring, device=device, folder=self.folder, cost=self._cost)

    def _seed(self, store: "SqlStore") -> None:
        """Bring the terms up to the shipped ones, which only a new version of the program changes."""
        from db.seeds import seed, up_to_date

        with store.read() as unit:
            if up_to_date(unit):
                return
        with store.write() as unit:
            seed(unit)
            unit.audit.append(
                at=self._now(), actor_id=None, act="terms_updated", kind="vocabulary", object_id=None, after=None
            )
            unit.commit()

    @property
    def _cost(self) -> "Cost":
        from incident_tracker.security.passphrases import STANDARD

        return self._given_cost or STANDARD


def invented_of(seed: int, sites: int) -> "InventedClinic":
    """The invented clinic of a seed: the same seed, the same clinic."""
    from incident_tracker.demo.clinic import invented_clinic

    return invented_clinic(Random(seed), sites)  # noqa: S311  # invention, not secrecy
