"""The clinic's records as the core knows them: opens units, looks after it, and releases connections and keys."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from db.backup import (
    AUTOMATIC,
    DATABASE,
    SAFETY,
    Manifest,
    automatic_backups,
    free_place,
    head_of,
    proved_manifest,
    save_backup,
    thin,
    unpack,
)
from db.base import Services
from db.check import check_file, check_records, unwatched
from db.clinic.keys import TableCabinet, key_document_table
from db.clinic.second_key import note_second_key, second_key_fits, second_key_table
from db.encrypted_text import encrypt_under, text_key
from db.engine import create_file, open_file, open_server, without_values
from db.kept_backups import backup_state, kept_backups, place_of_data
from db.last_check import keep_note
from db.migrate import check_revision, known_revisions, upgrade
from db.oversight.audit import Anchor, SqlAudit
from db.replacing import hold_still, lost_incidents, replace_rows
from db.seals import Seals, keys_of, misfits, seal_table
from db.staging import staging
from db.unit import Source, SqlUnit, begin
from incident_tracker.domain.audit import Head
from incident_tracker.domain.clinic.backups import BackupState
from incident_tracker.domain.clinic.checks import LastCheck
from incident_tracker.domain.errors import KeysDamaged, StoreTooNew
from incident_tracker.domain.left_behind import explains, facts_of_restore
from incident_tracker.ports.clinic import (
    Backup,
    Backups,
    CheckFinding,
    CheckPart,
    ClinicRepositories,
    DataPlace,
    KeptBackup,
    PutInPlace,
    Replaced,
    Watch,
)
from incident_tracker.security.cabinet import KEYS, Cabinet, FileCabinet
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.key_file import ring_text
from incident_tracker.security.key_ring import with_second_key
from incident_tracker.security.key_slots import OpenKeySlots, read_ring
from incident_tracker.security.keys import DataKeys, purpose_keys
from incident_tracker.security.passphrases import STANDARD, Cost
from incident_tracker.security.steady_clock import Reading
from incident_tracker.security.stub_box import OpenStubs, addressee_of, keep_addressee

BACKUPS = "backups"
ANCHOR, SERVER_ANCHOR = "clinic.head", "server.head"
_ACCEPTING = frozenset({"restored", "restored_by_key", "repaired"})


class SqlStore:
    """An open database, in a file (`path`) or on a server. After `close()` its keys are gone.

    With `within` every unit is a step of that open transaction, which belongs to the caller.
    """

    def __init__(
        self,
        engine: Engine,
        keys: DataKeys,
        cabinet: Cabinet,
        *,
        device: str,
        folder: Path,
        path: Path | None,
        cost: Cost = STANDARD,
        within: Connection | None = None,
    ) -> None:
        self.engine = engine
        encrypt_under(engine.dialect, text_key(keys.identity))
        self.anchor = Anchor(folder / (ANCHOR if path is not None else SERVER_ANCHOR))
        self.key_slots = OpenKeySlots(cabinet, keys, cost)
        self.folder = folder
        self._path = path
        self._keys = keys
        self._cabinet = cabinet
        services = Services(self.key_slots, self, OpenStubs(folder, cabinet, keys))
        self._source = Source(engine, purpose_keys(keys.data), device, self.anchor, services, within)

    def read(self) -> AbstractContextManager[SqlUnit]:
        """A consistent view of the records."""
        return begin(self._source, writes=False)

    def write(self) -> AbstractContextManager[SqlUnit]:
        """A transaction that has the writer's lock from the start."""
        return begin(self._source, writes=True)

    def close(self) -> None:
        """Release connections and keys."""
        self.engine.dispose()
        encrypt_under(self.engine.dialect, None)
        self._keys.wipe()

    def back_up(self, target: Path | None, now: datetime) -> Backup:
        """Write a verified backup to `target`, or among the automatic ones, and thin out the old ones."""
        automatic = self.folder / BACKUPS
        ring = read_ring(self._cabinet)
        made = save_backup(
            self.engine, self._path, bytes(self._keys.data), ring, target or free_place(automatic, now, AUTOMATIC), now
        )
        if target is None:
            thin(automatic, now)
        return made

    def backups(self) -> Backups:
        """What automatic backups there are."""
        place = self.folder / BACKUPS
        made = automatic_backups(place)
        return Backups(place, len(made), max(made, default=None))

    def place(self) -> DataPlace:
        """Where the data is."""
        return place_of_data(self.engine, self._path, self.folder)

    def kept_backups(self) -> tuple[KeptBackup, ...]:
        """All backups beside the data, the newest first."""
        return kept_backups(self.folder / BACKUPS)

    def state_of(self, backup: Path) -> BackupState:
        """Whether a backup can be restored here."""
        return backup_state(backup, bytes(self._keys.data))

    def replaced_by(self, unit: ClinicRepositories, backup: Path, user_name: str, now: datetime) -> Replaced:
        """What a restore would take away. Errors: see the port."""
        assert isinstance(unit, SqlUnit)
        with self._unpacked(backup, now) as (opened, manifest), opened.read() as other:
            user = other.users.find(user_name)
            lost = lost_incidents(unit.for_seals[0], other.for_seals[0])
            return Replaced(datetime.fromisoformat(manifest.made_at), lost, user is not None and user.active)

    def put_in_place(self, unit: ClinicRepositories, backup: Path, now: datetime) -> PutInPlace:
        """The records of a backup in place of the present ones, in the unit's transaction. Errors: see the port."""
        assert isinstance(unit, SqlUnit)
        present = unit.for_seals[0]
        hold_still(present)
        with self._unpacked(backup, now) as (opened, manifest), opened.read() as other, without_values():
            before, lost = unit.audit.newest(), lost_incidents(present, other.for_seals[0])
            told = facts_of_restore(before, unit.audit.restores(), alarmed=self.anchor.held)
            safety = self.back_up(free_place(self.folder / BACKUPS, now, SAFETY), now).path
            try:
                replace_rows(other.for_seals[0], present, left_out=(key_document_table.name, second_key_table.name))
            except BaseException:
                safety.unlink(missing_ok=True)
                raise
            self._source.mark.change(present)
            unit.replaced()
        return PutInPlace(safety, before, Head(manifest.sequence, manifest.link), lost, told)

    @contextmanager
    def _unpacked(self, backup: Path, now: datetime) -> Iterator[tuple["SqlStore", Manifest]]:
        """The clinic of a backup, proved, brought up to date and open in a folder of its own, which goes at the end."""
        manifest = proved_manifest(backup, bytes(self._keys.data))
        if manifest.schema not in known_revisions():
            raise StoreTooNew(manifest.schema)
        with exclusive(lock_of(self.folder)), staging(self.folder) as folder:
            path = folder / DATABASE
            unpack(backup, folder, bytes(self._keys.data))
            slots = FileCabinet(path)
            slots.write(KEYS, ring_text(with_second_key(read_ring(slots), self._keys)))
            opened = open_store(path, self._keys.copy(), device=self._source.device, now=now)
            try:
                yield opened, manifest
            finally:
                opened.close()

    def note_check(self, check: LastCheck) -> None:
        """Keep a note of a check in this computer's folder."""
        keep_note(self.folder, check)

    def check(self, unit: ClinicRepositories, *, repair: bool, watch: Watch | None = None) -> tuple[CheckFinding, ...]:
        """Everything that is wrong with the file and the records; changes nothing without `repair`.

        Repairing accepts the present end of the audit trail as what this computer remembers. Errors: what `watch`
        raises.
        """
        assert isinstance(unit, SqlUnit)
        tell = watch or unwatched
        found: list[CheckFinding] = []
        if self._path is not None:
            found += check_file(self._path, bytes(self._keys.data), read_ring(self._cabinet).store, tell)
        tell(CheckPart.KEYS, 0, 0)
        if not self.key_slots.are_sound():
            found.append(CheckFinding("keys", "", None, "The key file is not as its last change left it."))
        if (missing := self._head_missing_from(unit)) is not None:
            message = "A backup beside the clinic holds entries that the audit trail no longer has."
            found.append(CheckFinding("backup", "audit_entry", str(missing.sequence), message))
        found += check_records(unit, self.anchor, tell, repair=repair)
        if repair:
            self.anchor.accept(unit.audit.newest(), unit.audit.restores().times)
        return tuple(found)

    def migrate(self, now: datetime) -> bool:
        """Bring an older schema up to date: backup first, then all or nothing; returns whether there was anything to
        do.

        Errors: StoreTooNew, StoreDamaged, StoreBusy; the database is left as it was.
        """
        if check_revision(self.engine):
            return False
        self.back_up(None, now)
        self._upgrade(now)
        return True

    def watch(self) -> None:
        """Compare the end of the audit trail with what this computer and the newest backup beside the clinic remember;
        see `anchor.held` for the answer.

        A file that has a trail has been used, so that a head that is not there was taken away; a server may be new to
        this computer. An end that was left behind in a restore that the trail tells, here or on another computer, is no
        longer missed, if what is there is whole.
        """
        with self.read() as unit:
            remembered, told = self.anchor.remembered(), unit.audit.restores()
            taken_away = remembered is None and self._path is not None and unit.audit.newest() != Head()
            broken = unit.audit.first_break(remembered, whole=False) is not None
            left_behind = broken and explains(told, remembered, self.anchor.restores())
            if left_behind:
                broken = unit.audit.first_break(None, whole=True) is not None
            self.anchor.held = taken_away or broken or self._head_missing_from(unit) is not None
            if not self.anchor.held and told.times > self.anchor.restores():
                self.anchor.accept(unit.audit.newest(), told.times)

    def _head_missing_from(self, unit: SqlUnit) -> Head | None:
        """The end of the trail in the newest automatic backup that can be read, if the trail has it no longer.

        One that is older than the last time that a backup was restored or a trail accepted may be of what was then
        left behind.
        """
        backups = automatic_backups(self.folder / BACKUPS)
        for made in sorted(backups, reverse=True):
            head = head_of(backups[made], bytes(self._keys.data))
            if head == Head():
                return None  # made before there was a trail
            if head is not None:
                entry = unit.audit.entry(head.sequence)
                if entry is not None and entry.link == head.link:
                    return None
                left_behind = unit.audit.last_time(_ACCEPTING)
                return None if left_behind is not None and left_behind >= made else head
        return None

    def found(self, now: datetime) -> None:
        """Give a new, empty database its tables."""
        self._upgrade(now)

    def _upgrade(self, now: datetime) -> None:
        @contextmanager
        def sealing(connection: Connection) -> Iterator[None]:
            """Records that matched their seals before match them afterwards; others are left for the check."""
            keys, sealed = self._source.keys, inspect(connection).has_table(seal_table.name)
            wrong = {(one.table, one.key) for one in misfits(connection, keys.seal, older_shape=True)} if sealed else ()
            yield
            note_second_key(connection)
            moved = [one for one in misfits(connection, keys.seal) if (one.table, one.key) not in wrong]
            seals = Seals(connection, keys.seal, keys_of(moved))
            facts = {"records": len(moved)} | ({"findings": len(wrong)} if wrong else {})
            audit = SqlAudit(connection, keys, self._source.device, seals.write)
            audit.append(at=now, actor_id=None, act="migrated", kind="schema", object_id=None, after=None, facts=facts)
            audit.settle()

        upgrade(self.engine, lock_of(self.folder) if self._path is not None else None, sealing)


def create_store(path: Path, keys: DataKeys, *, device: str, now: datetime, cost: Cost = STANDARD) -> SqlStore:
    """Make a new encrypted database file with every table; its key ring is beside it already.

    Errors: StoreExists, StoreProblem family.
    """
    cabinet = FileCabinet(path)
    mark = read_ring(cabinet).store
    create_file(path, bytes(keys.data), mark)
    engine = open_file(path, keys.data, mark)
    store = SqlStore(engine, keys, cabinet, device=device, folder=path.parent, path=path, cost=cost)
    try:
        store.found(now)
    except BaseException:
        store.close()
        raise
    return store


def open_store(
    path: Path,
    keys: DataKeys,
    *,
    device: str,
    now: datetime,
    cost: Cost = STANDARD,
    when_certain: Callable[[bool], object] | None = None,
    cabinet: Cabinet | None = None,
) -> SqlStore:
    """Open the encrypted file at `path`, bringing an older schema up to date.

    `when_certain` is called when the data key has opened the file, before anything is changed; it is told whether
    something in it is encrypted under a second data key, and may still put that key into `keys`. `cabinet` is where
    its keys are kept, if not beside it.
    Errors: StoreMissing, StoreDamaged, KeysDamaged, StoreTooNew, StoreBusy; the file is left as it was.
    """
    cabinet = cabinet or FileCabinet(path)
    engine = open_file(path, keys.data, read_ring(cabinet).store)
    _make_certain(engine, keys, when_certain)
    store = SqlStore(engine, keys, cabinet, device=device, folder=path.parent, path=path, cost=cost)
    return _brought_up_to_date(store, now)


def open_server_store(
    url: str,
    keys: DataKeys,
    *,
    device: str,
    folder: Path,
    now: datetime,
    cost: Cost = STANDARD,
    when_certain: Callable[[bool], object] | None = None,
) -> SqlStore:
    """Use the PostgreSQL database at `url`; `folder` is for this computer's own files.

    Errors: StoreMissing when there is no server, StoreTooNew, StoreDamaged, StoreBusy.
    """
    engine = open_server(url)
    _make_certain(engine, keys, when_certain)
    cabinet = TableCabinet(engine)
    store = SqlStore(engine, keys, cabinet, device=device, folder=folder, path=None, cost=cost)
    opened = _brought_up_to_date(store, now)
    with suppress(KeysDamaged):  # a ring of the first format has no key of the clinic until someone signs in
        keep_addressee(folder, addressee_of(read_ring(cabinet)))
    return opened


def _make_certain(engine: Engine, keys: DataKeys, when_certain: Callable[[bool], object] | None) -> None:
    try:
        check_revision(engine)
        if when_certain is not None:
            when_certain(_fits_second_key(engine, keys) is not None)
        if _fits_second_key(engine, keys) is False:
            raise KeysDamaged("second key")
    except BaseException:
        engine.dispose()
        raise


def _fits_second_key(engine: Engine, keys: DataKeys) -> bool | None:
    with without_values(), engine.connect() as connection:
        return second_key_fits(connection, text_key(keys.identity))


def _brought_up_to_date(store: SqlStore, now: datetime) -> SqlStore:
    try:
        store.migrate(now)
        store.watch()
    except BaseException:
        store.close()
        raise
    return store


def server_cabinet(url: str, *, create: bool = False, reading: Callable[[], Reading] | None = None) -> TableCabinet:
    """The key documents of a server; with `create` an empty database gets its tables first.

    Waits are counted on the server's own clock, unless `reading` gives another.
    """
    engine = open_server(url, pooled=False)
    if create:
        upgrade(engine, None)
    return TableCabinet(engine, reading)


def lock_of(folder: Path) -> Path:
    """The file whose kernel lock locks out other programs during a migration or a restore."""
    return folder / "exclusive.lock"
