"""What the core asks of the repositories of the clinic chapter, and of the place where keys are stored."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from incident_tracker.domain.audit import Facts, Head
from incident_tracker.domain.clinic.absences import Absence
from incident_tracker.domain.clinic.backups import BackupKind, BackupState
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours, Shift
from incident_tracker.domain.clinic.checks import LastCheck
from incident_tracker.domain.clinic.directory import DirectoryEntry
from incident_tracker.domain.clinic.extras import Extras
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import Desk, PhoneLine, Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.security.sealing import Pair


class SiteRepository(Protocol):
    """Sites with their desks and phone lines. `get` raises NotFound; `save` raises ChangedMeanwhile."""

    def add(self, site: Site) -> None: ...
    def save(self, site: Site) -> Site: ...
    def get(self, id: UUID) -> Site: ...
    def all(self) -> tuple[Site, ...]: ...
    def add_desk(self, desk: Desk) -> None: ...
    def save_desk(self, desk: Desk) -> Desk: ...
    def desks(self, site_id: UUID | None = None) -> tuple[Desk, ...]: ...
    def add_line(self, line: PhoneLine) -> None: ...
    def save_line(self, line: PhoneLine) -> PhoneLine: ...
    def lines(self, site_id: UUID | None = None) -> tuple[PhoneLine, ...]: ...


class CalendarRepository(Protocol):
    """Opening hours of sites and shifts of people; each is replaced as a whole, and a closed day keeps its name."""

    def opening_hours(self, site: Site) -> OpeningHours: ...
    def set_opening_hours(self, site_id: UUID, hours: OpeningHours) -> None: ...
    def closed_days(self, site_id: UUID) -> tuple[ClosedDay, ...]: ...
    def set_closed_days(self, site_id: UUID, days: tuple[ClosedDay, ...]) -> None: ...
    def shifts(self, person_id: UUID) -> tuple[Shift, ...]: ...
    def shifts_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, tuple[Shift, ...]]:
        """The shifts of each of these people, where any are on record."""

    def set_shifts(self, person_id: UUID, shifts: tuple[Shift, ...]) -> None: ...


class PersonRepository(Protocol):
    """Members of staff. `get` raises NotFound; `save` raises ChangedMeanwhile."""

    def add(self, person: Person) -> None: ...
    def save(self, person: Person) -> Person: ...
    def get(self, id: UUID) -> Person: ...
    def all(self) -> tuple[Person, ...]: ...


class AbsenceRepository(Protocol):
    """The days on which people are away. `get` raises NotFound; `save` and `remove` raise ChangedMeanwhile."""

    def add(self, absence: Absence) -> None: ...
    def save(self, absence: Absence) -> Absence: ...
    def remove(self, absence: Absence) -> None: ...
    def get(self, id: UUID) -> Absence: ...

    def between(self, first: date, last: date, person_ids: Collection[UUID] | None = None) -> tuple[Absence, ...]:
        """Those that meet the days from `first` to `last`, of these people or of everyone, by day."""


class DirectoryRepository(Protocol):
    """Where patients find help. `get` raises NotFound; `save` raises ChangedMeanwhile."""

    def add(self, entry: DirectoryEntry) -> None: ...
    def save(self, entry: DirectoryEntry) -> DirectoryEntry: ...
    def get(self, id: UUID) -> DirectoryEntry: ...
    def all(self) -> tuple[DirectoryEntry, ...]: ...


class UserRepository(Protocol):
    """User accounts. `get` raises NotFound; `save` raises ChangedMeanwhile."""

    def add(self, user: User) -> None: ...
    def save(self, user: User) -> User: ...
    def get(self, id: UUID) -> User: ...
    def find(self, name: str) -> User | None: ...
    def all(self) -> tuple[User, ...]: ...


class TermRepository(Protocol):
    """Coded terms. Nothing is ever deleted; a retired term has a `valid_to`."""

    def add(self, term: Term) -> None: ...
    def save(self, term: Term) -> Term: ...
    def get(self, vocabulary: str, code: str) -> Term: ...
    def all(self, vocabulary: str | None = None) -> tuple[Term, ...]: ...

    def among(self, codes: Collection[tuple[str, str]]) -> tuple[Term, ...]:
        """The terms for these (vocabulary, code) pairs that exist, in no order."""


class SettingsRepository(Protocol):
    """The one row of settings."""

    def add(self, settings: ClinicSettings) -> None: ...
    def save(self, settings: ClinicSettings) -> ClinicSettings: ...
    def get(self) -> ClinicSettings: ...


class ExtrasRepository(Protocol):
    """The one row of extras."""

    def add(self, extras: Extras) -> None: ...
    def save(self, extras: Extras) -> Extras: ...
    def find(self) -> Extras | None:
        """The extras, or None where nobody has set any."""


class RequestRegister(Protocol):
    """Which saves have been done, so that a retried one is not done twice."""

    def object_of(self, request_id: UUID, kind: str) -> UUID | None:
        """The id that an earlier save with this request id made, or None."""

    def remember(self, request_id: UUID, kind: str, object_id: UUID) -> None:
        """Note, in the same transaction, that the request made this object."""


class KeySlots(Protocol):
    """Who can open the database. Changes are durable at once, before the transaction is."""

    def give(self, user_name: str, passphrase: str, *, one_time: bool = False, here: bool = False) -> None:
        """Let this user sign in with this accepted pass phrase; their earlier one stops working.

        They get a new key pair; `here` is where they go on with it at once. Failed tries under the name are cleared.
        """

    def change(self, user_name: str, present: str, wanted: str) -> int:
        """Replace the current pass phrase with an accepted one; returns how many tries failed in a row before.

        Errors: Delayed, WrongCredentials.
        """

    def take(self, user_name: str) -> None:
        """Do not let this user sign in anymore."""

    def check(self, user_name: str, passphrase: str) -> int:
        """Check the user's pass phrase. It counts as a try to sign in; returns how many failed in a row before it.

        Errors: Delayed, WrongCredentials; OwnPassphraseNeeded for a one-time one, which someone else knows.
        """

    def failed_tries(self, user_name: str) -> int:
        """How many tries failed in a row under this name."""

    def check_recovery_key(self, recovery_key: str) -> None:
        """Check the recovery key. Errors: Refused at `recovery_key`."""

    def publics(self) -> Mapping[str, bytes]:
        """By compared user name, the public key for which something is sealed that only this user opens."""

    def own_pair(self, user_name: str) -> Pair:
        """The pair of the user who signed in. Errors: Refused when it is theirs no longer."""

    def new_recovery_key(self) -> str:
        """Make a new recovery key in place of the earlier one; it is shown once and stored nowhere."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished and verified backup. `sequence` and `head` are the end of its audit chain."""

    path: Path
    size: int
    sequence: int
    head: str


@dataclass(frozen=True, slots=True)
class Backups:
    """The automatic backups: where they are, how many there are, and when the newest was made (UTC)."""

    place: Path
    count: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """A backup in the folder of backups. `made` is UTC, `size` in bytes."""

    path: Path
    made: datetime
    size: int
    kind: BackupKind


@dataclass(frozen=True, slots=True)
class DataPlace:
    """Where the data is, without user and password: a folder and, for a file, its name and size in bytes.

    `server` is the server's address where the records are on one, else ""; `folder` is then what this computer keeps.
    """

    folder: Path
    file: str
    size: int
    server: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a restore would take away: so many incidents that are not in the backup, which was made at `made` (UTC).

    `account`: the person who asks can sign in afterwards.
    """

    made: datetime
    incidents: int
    account: bool


@dataclass(frozen=True, slots=True)
class PutInPlace:
    """What a restore did, before it is committed: `safety` holds what was there; both ends of the trail, and what the
    entry of it tells of what is `left_behind`.
    """

    safety: Path
    before: Head
    ended: Head
    incidents: int
    left_behind: Facts


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What a check found wrong: `kind` is a code, `table` where, `id` the record if known; no contents.

    `name` is what people call the record: its own number, that of its incident, an account's name; "" if it has none.
    `fault` says what happened to a record: "changed", "gone", "unsealed" or "back".
    """

    kind: str
    table: str
    id: str | None
    message: str
    name: str = ""
    fault: str = ""


CHAIN_KINDS = frozenset({"audit", "backup", "no_anchor", "seal"})
"""The kinds of findings that are about the audit trail, and about records that do not match it."""


class CheckPart(StrEnum):
    """The parts of a check, in their order."""

    FILE = "file"
    REFERENCES = "references"
    KEYS = "keys"
    TRAIL = "trail"
    RECORDS = "records"
    SUMMARIES = "summaries"


Watch = Callable[[CheckPart, int, int], object]
"""Is told which part of a check is at work, how many of its steps are done, and how many there are (0: not counted).

It may raise Stopped, which ends the check; nothing was changed.
"""


class Upkeep(Protocol):
    """Care for the database as a whole."""

    def back_up(self, target: Path | None, now: datetime) -> Backup:
        """Write a verified backup to `target`, or among the automatic ones. Errors: the StoreProblem family."""

    def backups(self) -> Backups:
        """What automatic backups there are."""

    def check(
        self, unit: "ClinicRepositories", *, repair: bool, watch: Watch | None = None
    ) -> tuple[CheckFinding, ...]:
        """Look for damage in file, references, summaries and audit trail; change nothing unless asked.

        Errors: what `watch` raises.
        """

    def kept_backups(self) -> tuple[KeptBackup, ...]:
        """All backups beside the data, the newest first."""

    def state_of(self, backup: Path) -> BackupState:
        """Whether a backup can be restored here; every byte of it is read."""

    def place(self) -> DataPlace:
        """Where the data is."""

    def replaced_by(self, unit: "ClinicRepositories", backup: Path, user_name: str, now: datetime) -> Replaced:
        """What a restore of this backup would take away; changes nothing.

        Errors: StoreMissing, BackupDamaged, BackupOfAnother, StoreTooNew, StoreBusy, StoreFull.
        """

    def put_in_place(self, unit: "ClinicRepositories", backup: Path, now: datetime) -> PutInPlace:
        """The records of a backup in place of the present ones, within the unit's transaction; a copy of the present
        ones is made first. From the commit on every other program that has the clinic open must sign in again.

        Errors: as `replaced_by`; then the records are as they were.
        """

    def note_check(self, check: LastCheck) -> None:
        """Keep a note of a check beside the data, for those who ask without signing in."""


class ClinicRepositories(Protocol):
    """The repositories of the clinic chapter, as attributes of a unit."""

    @property
    def sites(self) -> SiteRepository: ...
    @property
    def calendars(self) -> CalendarRepository: ...
    @property
    def absences(self) -> AbsenceRepository: ...
    @property
    def directory(self) -> DirectoryRepository: ...
    @property
    def people(self) -> PersonRepository: ...
    @property
    def users(self) -> UserRepository: ...
    @property
    def terms(self) -> TermRepository: ...
    @property
    def settings(self) -> SettingsRepository: ...
    @property
    def extras(self) -> ExtrasRepository: ...
    @property
    def requests(self) -> RequestRegister: ...
    @property
    def key_slots(self) -> KeySlots: ...
    @property
    def upkeep(self) -> Upkeep: ...
