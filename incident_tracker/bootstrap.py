"""Wires settings, database, keys and clock together; the one module that knows every layer, and decides nothing.

Nothing of the database is imported before a door is opened, so that the first window comes up without it.
"""

import os
import time as clock
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from incident_tracker.domain.errors import BackupMissing
from incident_tracker.ports.context import Context, actor_of
from incident_tracker.settings import Settings

if TYPE_CHECKING:
    from db.store import SqlStore
    from incident_tracker.diagnosis import Kept
    from incident_tracker.domain.clinic.founding import NewClinic
    from incident_tracker.domain.clinic.notices import Notice
    from incident_tracker.ports.unit import Unpacked
    from incident_tracker.security.cabinet import Cabinet
    from incident_tracker.security.key_file import KeyRing
    from incident_tracker.security.keys import DataKeys
    from incident_tracker.security.passphrases import Cost
    from incident_tracker.security.steady_clock import Reading
    from incident_tracker.usecases.clinic.signing_in import Entrance, SignedIn

DATABASE = "clinic.db"
INVENTED = "invented"


def open_screen(door: "ClinicDoor", settings: Settings, argv: list[str], log_at_once: bool = False) -> int:
    """Open the window and stay until it is closed; the exit status."""
    from ui.app import run_screen

    return run_screen(door, settings, argv, log_at_once)


def draw_first_frame(door: "ClinicDoor", settings: Settings) -> float:
    """Open the first window, draw one frame, and close; how many milliseconds it took."""
    from ui.app import first_frame

    return first_frame(door, settings)


def database_versions() -> dict[str, str]:
    """The newest schema that this program knows, and the SQLite it carries."""
    from db.engine import SQLITE_VERSION
    from db.migrate import known_revisions

    return {"schema_revision": known_revisions()[-1], "sqlite": SQLITE_VERSION}


def utc_now() -> datetime:
    """The computer's clock, aware and in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562): ids made later sort later, which keeps a growing index in one place."""
    number = (clock.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
    number = number & ~(0xF << 76) | 7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


class ClinicDoor:
    """The way into the one database that the settings name. See `ui.clinic.door.Door` for what each call answers.

    `must_change_passphrase` tells after `open` that the pass phrase was a one-time one, `audit_alarm` that the audit
    trail does not go on from where this computer saw it last; it stays until someone accepts it by `repair`. `notices`
    tells once what else the user has to know. Waits after wrong pass phrases are counted by how long this computer (or
    the server) has been running, never by `now`; `running_time` gives another such clock. `works_by_given_clock`: `now`
    is not this computer's clock, which the trail then tells.
    """

    def __init__(
        self,
        settings: Settings,
        now: Callable[[], datetime] = utc_now,
        cost: "Cost | None" = None,
        look_around: "Callable[[ClinicDoor], Context] | None" = None,
    ) -> None:
        """`look_around` makes (or opens) the invented clinic behind this door, see `demo.making`."""
        self.settings = settings
        self.now = now
        self.must_change_passphrase = False
        self.audit_alarm = False
        self.notices: tuple[Notice, ...] = ()
        self.running_time: Callable[[], Reading] | None = None
        self.works_by_given_clock = False
        self.invented = False
        self._given_cost = cost
        self._look_around = look_around

    @property
    def folder(self) -> Path:
        """Where the database, its keys and its backups are; on a server: what this computer keeps of its own."""
        return self.settings.data_folder / INVENTED if self.invented else self.settings.data_folder

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / DATABASE

    @property
    def url(self) -> str | None:
        """The server's address, or None for the file."""
        return None if self.invented else self.settings.database_url

    def has_clinic(self) -> bool:
        """Is there a clinic at the place of the settings? A server that does not answer counts as one."""
        from db.presence import clinic_in_file, clinic_on_server

        return clinic_in_file(self.path) if self.url is None else clinic_on_server(self.url)

    def place(self) -> str:
        """Where the database is, as a person would say it: a folder, or a server without user and password."""
        return str(self.folder) if self.url is None else self.settings.place

    def kept(self) -> "Kept":
        """How many automatic backups there are, when the newest was made, and the last check; nothing is opened."""
        from db.backup import automatic_backups
        from db.last_check import check_in_note
        from db.store import BACKUPS
        from incident_tracker.diagnosis import Kept

        made = automatic_backups(self.folder / BACKUPS)
        return Kept(len(made), max(made, default=None), check_in_note(self.folder))

    def make_clinic(self, new: "NewClinic") -> str:
        """Make database, keys, clinic and first administrator, and answer with the recovery key.

        Errors: Refused at a field of `new`, StoreExists, the StoreProblem family; then nothing is left of it.
        """
        from incident_tracker.usecases.clinic.founding import found_clinic

        self.invented = False
        return found_clinic(self.empty_place, new, self._cost, self.now(), new_id)

    def empty_place(self, keys: "DataKeys", ring: "KeyRing") -> "AbstractContextManager[SqlStore]":
        """An empty store, which becomes the clinic at this place when the block ends well. Errors: StoreExists."""
        from db.founding import found_in_file, found_on_server
        from incident_tracker.security.cabinet import make_folder

        make_folder(self.folder)
        if self.url is None:
            return found_in_file(self.path, keys, ring, device=self._device(), now=self.now(), cost=self._cost)
        return found_on_server(self.url, keys, ring, device=self._device(), folder=self.folder, cost=self._cost)

    def confirm_recovery_key(self, typed: str) -> None:
        """Record that the key was kept. Errors: Refused(RECOVERY_KEY_WRONG, "recovery_key")."""
        from incident_tracker.usecases.clinic.founding import confirm_recovery_key

        confirm_recovery_key(self._entrance(), typed, self.now())

    def make_invented(self) -> Context:
        """Make (or open) the invented clinic in a folder of its own and come in as its supervisor."""
        assert self._look_around is not None
        return self._look_around(self)

    def open(self, user_name: str, passphrase: str) -> Context:
        """Sign in, or unlock after `close`. Errors: WrongCredentials, Delayed, the StoreProblem family."""
        from incident_tracker.usecases.clinic.signing_in import sign_in

        return self._entered(sign_in(self._entrance(), user_name, passphrase, self.now()))

    def open_with_recovery_key(self, recovery_key: str, user_name: str, new_passphrase: str) -> Context:
        """Come in with the recovery key and set a new pass phrase for that user. Errors: Refused, Delayed."""
        from incident_tracker.usecases.clinic.signing_in import recover

        return self._entered(recover(self._entrance(), recovery_key, user_name, new_passphrase, self.now()))

    def confirm(self, ctx: Context, passphrase: str) -> Context:
        """The same context with a fresh `confirmed_at`. Errors: WrongCredentials, Delayed."""
        from incident_tracker.usecases.clinic.signing_in import confirm_passphrase

        confirm_passphrase(self._cabinet(), ctx.store, ctx.actor.user_id, ctx.actor.name, passphrase, self.now())
        return replace(ctx, confirmed_at=self.now())

    def schema(self, user_name: str, passphrase: str) -> tuple[str, str]:
        """The schema of the database and the newest one this program makes; nothing is changed. Errors: as `open`."""
        from db.migrate import known_revisions
        from db.schema import schema_of
        from incident_tracker.usecases.clinic.signing_in import keys_of_backup

        keys = keys_of_backup(self._cabinet(), user_name, passphrase)
        return schema_of(self.url or self.path, keys), known_revisions()[-1]

    def keep_stub(self, desk_id: UUID | None) -> bool:
        """Keep time and desk, sealed for the clinic; nobody needs to be in. False: one was kept a moment ago.

        Errors: StoreMissing where there is no clinic or this computer does not know its key yet, KeysDamaged,
        StoreTooNew, StoreFull, StoreReadOnly, StoreBusy; then nothing was kept.
        """
        from incident_tracker.domain.capture.stubs import Stub
        from incident_tracker.security.cabinet import FileCabinet
        from incident_tracker.security.steady_clock import running_time
        from incident_tracker.security.stub_box import StubBox, addressee_beside, kept_addressee

        addressee = addressee_beside(FileCabinet(self.path)) if self.url is None else kept_addressee(self.folder)
        box = StubBox(self.folder, self.running_time or running_time)
        return box.keep(Stub(self.now(), desk_id), addressee)

    def close(self, ctx: Context) -> None:
        """Lock: close the connections and forget the keys."""
        ctx.store.close()

    @contextmanager
    def open_backup(
        self, backup: Path, folder: Path | None, user_name: str, passphrase: str
    ) -> "Iterator[tuple[Context, Unpacked]]":
        """Come in to a backup by a pass phrase of its day, in order to restore it; its clinic then stays in `folder`,
        or without one at the place of the settings, which may be a server.

        Errors: WrongCredentials, Delayed, StoreMissing, StoreDamaged, StoreExists, StoreBusy, StoreFull.
        """
        from incident_tracker.usecases.clinic.restoring import user_of_backup
        from incident_tracker.usecases.clinic.signing_in import keys_of_backup

        keys = keys_of_backup(self._cabinet_of(backup, folder), user_name, passphrase)
        with self._unpacked(backup, folder, keys) as unpacked:
            user = user_of_backup(unpacked, user_name)
            yield Context(actor_of(user), unpacked.store, self.now, new_id, confirmed_at=self.now()), unpacked

    def restore_by_recovery_key(self, backup: Path, folder: Path | None, recovery_key: str, reason: str = "") -> None:
        """Restore a backup as `open_backup` does, with its recovery key alone. Errors: Refused, and as there."""
        from incident_tracker.usecases.clinic.restoring import keys_by_recovery_key, restore_by_recovery_key

        keys = keys_by_recovery_key(self._cabinet_of(backup, folder), recovery_key)
        with self._unpacked(backup, folder, keys) as unpacked:
            restore_by_recovery_key(unpacked, self.now(), reason)

    def bring_back(self, backup: Path, first: tuple[str, str], second: tuple[str, str], reason: str) -> None:
        """Restore a backup at the place of the settings, with two people. Errors: as `open_backup`, SecondNeeded."""
        from incident_tracker.domain.clinic.access import Permission
        from incident_tracker.usecases.clinic.restoring import restore
        from incident_tracker.usecases.clinic.second_person import agree

        with self.open_backup(backup, None, *first) as (ctx, opened):
            if second[0]:
                ctx = replace(ctx, agreement=agree(ctx, Permission.RESTORE, *second))
            restore(ctx, opened, reason=reason)

    def bring_back_alone(self, backup: Path, recovery_key: str, reason: str) -> None:
        """The same with the recovery key alone."""
        self.restore_by_recovery_key(backup, None, recovery_key, reason)

    def _cabinet_of(self, backup: Path, folder: Path | None) -> "Cabinet":
        from db.backup import BackupCabinet
        from incident_tracker.security.cabinet import FileCabinet, make_folder

        if not backup.exists():
            raise BackupMissing(backup.name)
        place = folder or self.folder
        make_folder(place)
        return BackupCabinet(backup, FileCabinet(place / DATABASE, self.running_time))

    @contextmanager
    def _unpacked(self, backup: Path, folder: Path | None, keys: "DataKeys") -> "Iterator[Unpacked]":
        from db.restoring import unpacked, unpacked_onto_server

        device, now = self._device(), self.now()
        try:
            beside = self._cabinet_of(backup, folder)
            if folder is None and self.url is not None:
                place = unpacked_onto_server(backup, self.url, keys, beside, device=device, folder=self.folder, now=now)
            else:
                place = unpacked(backup, (folder or self.folder) / DATABASE, keys, beside, device=device, now=now)
            with place as opened:
                yield opened
        finally:
            keys.wipe()

    def _entered(self, entered: "SignedIn") -> Context:
        user = entered.user
        self.must_change_passphrase = entered.one_time
        self.notices = entered.notices
        return Context(
            actor_of(user), entered.store, self.now, new_id, confirmed_at=self.now(), one_time=entered.one_time
        )

    def _entrance(self) -> "Entrance":
        from incident_tracker.usecases.clinic.signing_in import Entrance

        return Entrance(self._cabinet(), self._open_store, utc_now() if self.works_by_given_clock else None)

    def _cabinet(self) -> "Cabinet":
        from db.store import server_cabinet
        from incident_tracker.security.cabinet import FileCabinet

        if self.url is None:
            return FileCabinet(self.path, self.running_time)
        return server_cabinet(self.url, reading=self.running_time)

    def _open_store(self, keys: "DataKeys", when_certain: Callable[[bool], object] | None = None) -> "SqlStore":
        from db.store import open_server_store, open_store

        device, now = self._device(), self.now()
        if self.url is None:
            store = open_store(self.path, keys, device=device, now=now, cost=self._cost, when_certain=when_certain)
        else:
            store = open_server_store(
                self.url, keys, device=device, folder=self.folder, now=now, cost=self._cost, when_certain=when_certain
            )
        self.audit_alarm = store.anchor.held
        return store

    def _device(self) -> str:
        from incident_tracker.security.device import device_name

        return device_name(self.settings.data_folder)

    @property
    def _cost(self) -> "Cost":
        from incident_tracker.security.passphrases import STANDARD

        return self._given_cost or STANDARD
