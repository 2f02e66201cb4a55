"""Verified backups: the database, its key slots and a manifest in one file; and restoring them."""

import contextlib
import hashlib
import hmac
import json
import lzma
import os
import shutil
import struct
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from sqlalchemy import (
    Connection,
    Engine,
    inspect,
)

from db.check import check_file
from db.engine import WRITES, connect_file, create_file, open_file, problem_of, without_values
from db.migrate import present_revision, row_counts, upgrade
from db.oversight.audit import SqlAudit
from db.row_copy import copy_rows
from db.staging import log_files
from incident_tracker.domain.audit import Head
from incident_tracker.domain.errors import (
    BackupDamaged,
    BackupMissing,
    BackupOfAnother,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreProblem,
    StoreTooNew,
)
from incident_tracker.ports.clinic import Backup
from incident_tracker.security.cabinet import KEYS, Cabinet, sync_folder
from incident_tracker.security.key_file import KeyRing, parse_ring, ring_text
from incident_tracker.security.keys import PurposeKeys, purpose_keys
from incident_tracker.security.steady_clock import Reading

SUFFIX = ".itbackup"
AUTOMATIC, SAFETY = "clinic-", "before-restore-"
"""How the names of those begin that the program made by itself, and before a restore."""
TIME_LIMIT = 60.0  # seconds
_FORMAT = 1
_SURELY_OVER = 3600.0  # seconds
_MANIFEST, DATABASE, _KEYS = "manifest.json", "clinic.db", "clinic.keys"
_PAGES_AT_ONCE = 2000
_CHUNK = 1 << 20
_LARGEST_TEXT = 1 << 20
# What reading a damaged archive raises: wrong places, kinds of compression and marks of encryption among them.
_UNREADABLE = (
    zipfile.BadZipFile,
    OSError,
    RuntimeError,
    EOFError,
    ValueError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself, tied to its contents by two digests and to its clinic by an HMAC."""

    format: int
    made_at: str
    schema: str
    counts: Mapping[str, int]
    sequence: int
    link: str
    database_sha256: str
    keys_sha256: str

    def mac(self, key: bytes) -> str:
        """The HMAC-SHA256 under the backup key."""
        return hmac.new(key, json.dumps(asdict(self), sort_keys=True).encode(), hashlib.sha256).hexdigest()


def save_backup(
    engine: Engine, path: Path | None, data_key: bytes, ring: KeyRing, target: Path, now: datetime
) -> Backup:
    """Write a backup of the open database to `target` and verify the copy before it gets its name.

    `path` is the database file, or None for a server, whose rows are copied into an encrypted file.
    Errors: StoreExists; StoreBusy after 60 seconds; StoreFull; StoreDamaged when the copy is not sound.
    """
    if target.exists():
        raise StoreExists(target.name)
    copy = target.with_name(target.name + ".copy.tmp")
    whole = target.with_name(target.name + ".tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for stale in (copy, whole):
            stale.unlink(missing_ok=True)
        create_file(copy, data_key, ring.store)
        if path is not None:
            _copy_pages(path, copy, data_key, ring.store)
        else:
            _copy_rows(engine, copy, data_key, ring.store)
        manifest = _described(copy, data_key, ring, now)
        _pack(whole, copy, ring_text(ring), manifest, purpose_keys(data_key).backup)
        whole.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise problem_of(error) from None
    finally:
        for left in (copy, whole, *(copy.with_name(name) for name in log_files(copy))):
            left.unlink(missing_ok=True)
    return Backup(target, target.stat().st_size, manifest.sequence, Head(manifest.sequence, manifest.link).shown)


def slots_of(container: Path) -> str:
    """The key slots in a backup, as they were next to the database. Errors: StoreMissing, StoreDamaged."""
    with _opened(container) as archive:
        return _text(archive, _KEYS)


class BackupCabinet:
    """The key slots of a backup; all other documents come from `beside`, the place where it will be restored."""

    def __init__(self, container: Path, beside: Cabinet) -> None:
        self._container = container
        self._beside = beside

    def generations(self, name: str) -> tuple[str, ...]:
        """The document, if it exists. Errors: StoreMissing, StoreDamaged."""
        return (slots_of(self._container),) if name == KEYS else self._beside.generations(name)

    def write(self, name: str, text: str) -> None:
        """Save a document in `beside`; the backup itself is never changed."""
        self._beside.write(name, text)

    def alone(self) -> AbstractContextManager[None]:
        """Lock out other programs from `beside`."""
        return self._beside.alone()

    def reading(self) -> Reading:
        """The clock of `beside`."""
        return self._beside.reading()


def unpack(container: Path, folder: Path, data_key: bytes) -> Head:
    """Verify a backup and put its database and keys into `folder`, which must not contain a clinic; returns the head of
    its chain.

    Nothing is changed before the backup is proved complete and ours. Errors: StoreDamaged, StoreExists, StoreFull.
    """
    database, keys = folder / DATABASE, folder / _KEYS
    if database.exists() or keys.exists():
        raise StoreExists(folder.name)
    copy, slots = folder / (DATABASE + ".tmp"), folder / (_KEYS + ".tmp")
    try:
        with _opened(container) as archive:
            manifest = _proved(archive, purpose_keys(data_key).backup)
            ring = parse_ring(_text(archive, _KEYS))
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, target in ((DATABASE, copy), (_KEYS, slots)):
                with archive.open(name) as source, target.open("wb") as sink:
                    target.chmod(0o600)
                    shutil.copyfileobj(source, sink, _CHUNK)
        found = _described(copy, data_key, ring, datetime.fromisoformat(manifest.made_at))
        if (found.counts, found.sequence, found.link) != (manifest.counts, manifest.sequence, manifest.link):
            raise StoreDamaged(container.name)
        slots.replace(keys)
        copy.replace(database)
        sync_folder(folder)
    except OSError as error:
        raise problem_of(error) from None
    finally:
        for left in (copy, slots, *(copy.with_name(name) for name in log_files(copy))):
            left.unlink(missing_ok=True)
    return Head(manifest.sequence, manifest.link)


def free_place(folder: Path, now: datetime, begins: str) -> Path:
    """A free name in `folder` for a backup of the kind that `begins` so; names sort by time."""
    moment = now.astimezone(UTC)
    while (place := folder / f"{begins}{moment:%Y%m%d-%H%M%S}{SUFFIX}").exists():
        moment += timedelta(seconds=1)
    return place


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Which of these backups to keep: all of two days, then the newest of 12 days, 10 weeks and 9 months."""
    newest_first = sorted(moments, reverse=True)
    keep = {moment for moment in newest_first if now - moment <= timedelta(days=2)}
    for form, most in (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9)):
        newest: dict[str, datetime] = {}
        for moment in newest_first:
            newest.setdefault(moment.strftime(form), moment)
        keep.update(list(newest.values())[:most])
    return frozenset(keep)


def automatic_backups(folder: Path) -> dict[datetime, Path]:
    """The automatic backups in `folder` by the moment (UTC) in their names."""
    return _dated(folder, AUTOMATIC)


def safety_copies(folder: Path) -> dict[datetime, Path]:
    """The copies in `folder` that were made before a restore, by the moment (UTC) in their names."""
    return _dated(folder, SAFETY)


def _dated(folder: Path, begins: str) -> dict[datetime, Path]:
    dated = {}
    for path in folder.glob(f"{begins}*{SUFFIX}"):
        try:
            moment = datetime.strptime(path.name, f"{begins}%Y%m%d-%H%M%S{SUFFIX}").replace(tzinfo=UTC)
        except ValueError:
            continue  # a file that a person named belongs to them
        dated[moment] = path
    return dated


def thin(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Remove the automatic backups that are no longer needed, and the copies made before a restore by the same rule;
    returns the removed ones. Neither kind counts for the other: a backup of the same day does not stand in for the copy
    that undoes a restore.
    """
    removed: list[Path] = []
    for dated in (automatic_backups(folder), safety_copies(folder)):
        keep = kept(dated, now)
        removed += [path for moment, path in sorted(dated.items()) if moment not in keep]
    for path in (*removed, *_unfinished(folder, now)):
        path.unlink(missing_ok=True)
    return tuple(removed)


def _unfinished(folder: Path, now: datetime) -> Iterator[Path]:
    """What programs that were killed left of automatic backups. None takes an hour."""
    for path in (one for begins in (AUTOMATIC, SAFETY) for one in folder.glob(f"{begins}*{SUFFIX}*.tmp*")):
        with contextlib.suppress(OSError):
            if now.timestamp() - path.stat().st_mtime > _SURELY_OVER:
                yield path


def _copy_pages(path: Path, copy: Path, key: bytes, salt: bytes) -> None:
    # From a fresh connection: with a write transaction open on the same one, backup() would never end.
    source = connect_file(path, key, salt)
    target = connect_file(copy, key, salt)
    deadline = time.monotonic() + TIME_LIMIT

    def watch(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > deadline:
            raise StoreBusy("backup")

    try:
        with without_values():
            target.execute("PRAGMA journal_mode=DELETE")
            source.backup(target, pages=_PAGES_AT_ONCE, progress=watch, sleep=0.01)
            target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()
        source.close()


def _copy_rows(engine: Engine, copy: Path, key: bytes, salt: bytes) -> None:
    file = open_file(copy, bytearray(key), salt)
    try:
        with without_values(), engine.connect() as connection:
            upgrade(file, None, to=present_revision(connection))
        with without_values(), engine.connect() as source, file.connect() as target:
            target = target.execution_options(**{WRITES: True})
            with source.begin(), target.begin():
                target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
                copy_rows(source, target)
    finally:
        file.dispose()


def _described(copy: Path, key: bytes, ring: KeyRing, now: datetime) -> Manifest:
    """Check the copy and say what is in it. Errors: StoreDamaged, StoreBusy."""
    if any(True for _ in check_file(copy, key, ring.store)):
        raise StoreDamaged(copy.name)
    engine = open_file(copy, bytearray(key), ring.store)
    keys = purpose_keys(key)
    try:
        with without_values(), engine.connect() as connection:
            head = _sound_chain(connection, keys)
            revision, rows = present_revision(connection), row_counts(connection)
    finally:
        engine.dispose()
    with copy.open("rb") as file:
        digest = _sha256(file)
    slots = hashlib.sha256(ring_text(ring).encode()).hexdigest()
    return Manifest(_FORMAT, now.astimezone(UTC).isoformat(), revision, rows, head.sequence, head.link, digest, slots)


def _sound_chain(connection: Connection, keys: PurposeKeys) -> Head:
    columns = {column["name"] for column in inspect(connection).get_columns("audit_entry")}
    audit = SqlAudit(connection, keys, "", columns=columns)
    if audit.first_break(None, whole=True) is not None:
        raise StoreDamaged("audit trail")
    return audit.newest()


def _pack(whole: Path, copy: Path, slots: str, manifest: Manifest, key: bytes) -> None:
    described: dict[str, Any] = {"manifest": asdict(manifest), "mac": manifest.mac(key)}
    whole.touch(mode=0o600)
    with whole.open("wb") as file:
        # Encrypted bytes do not get smaller, so nothing is compressed.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_MANIFEST, json.dumps(described, indent=1))
            archive.writestr(_KEYS, slots)
            archive.write(copy, DATABASE)
        file.flush()
        os.fsync(file.fileno())


def _opened(container: Path) -> zipfile.ZipFile:
    if not container.exists():
        raise BackupMissing(container.name)
    try:
        archive = zipfile.ZipFile(container)
    except _UNREADABLE:
        raise BackupDamaged(container.name) from None
    if {info.filename for info in archive.infolist()} != {_MANIFEST, DATABASE, _KEYS}:
        archive.close()
        raise BackupDamaged(container.name)
    return archive


def _text(archive: zipfile.ZipFile, name: str) -> str:
    try:
        if archive.getinfo(name).file_size > _LARGEST_TEXT:
            raise BackupDamaged(name)
        return archive.read(name).decode("utf-8", "replace")
    except _UNREADABLE:
        raise BackupDamaged(name) from None


def head_of(container: Path, data_key: bytes) -> Head | None:
    """The end of the audit trail in a backup, as its manifest says; None if it is not whole or of another clinic."""
    try:
        with _opened(container) as archive:
            manifest = _manifest(archive, purpose_keys(data_key).backup)
    except (OSError, StoreProblem):
        return None
    return Head(manifest.sequence, manifest.link)


def _manifest(archive: zipfile.ZipFile, key: bytes) -> Manifest:
    try:
        told = json.loads(_text(archive, _MANIFEST))
        if int(told["manifest"]["format"]) > _FORMAT:
            raise StoreTooNew("manifest")
        manifest = Manifest(**told["manifest"])
    except (KeyError, TypeError, *_UNREADABLE):
        raise BackupDamaged("manifest") from None
    if not hmac.compare_digest(manifest.mac(key), str(told["mac"])):
        raise BackupOfAnother("manifest") if _is_whole(archive, manifest) else BackupDamaged("manifest")
    return manifest


def proved_manifest(container: Path, data_key: bytes) -> Manifest:
    """What a backup says about itself, if every byte of it is as it was made and by this clinic.

    Errors: StoreMissing, BackupDamaged, BackupOfAnother, StoreTooNew.
    """
    with _opened(container) as archive:
        return _proved(archive, purpose_keys(data_key).backup)


def _proved(archive: zipfile.ZipFile, key: bytes) -> Manifest:
    manifest = _manifest(archive, key)
    if not _is_whole(archive, manifest):
        raise BackupDamaged("manifest")
    return manifest


def _is_whole(archive: zipfile.ZipFile, manifest: Manifest) -> bool:
    """Are both parts as the manifest says?"""
    try:
        for name, digest in ((DATABASE, manifest.database_sha256), (_KEYS, manifest.keys_sha256)):
            with archive.open(name) as file:
                if _sha256(file) != digest:
                    return False
    except (KeyError, TypeError, *_UNREADABLE):
        return False
    return True


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
