"""What the core asks of the repositories of the clinic chapter, and of the place where keys are stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from incident_tracker.domain.clinic.absences import Absence
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours, Shift
from incident_tracker.domain.clinic.directory import DirectoryEntry
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


class Upkeep(Protocol):
    """Care for the database as a whole."""

    def back_up(self, target: Path | None, now: datetime) -> Backup:
        """Write a verified backup to `target`, or among the automatic ones. Errors: the StoreProblem family."""

    def backups(self) -> Backups:
        """What automatic backups there are."""

    def check(self, unit: "ClinicRepositories", *, repair: bool) -> tuple[CheckFinding, ...]:
        """Look for damage in file, references, summaries and audit trail; change nothing unless asked."""


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
    def requests(self) -> RequestRegister: ...
    @property
    def key_slots(self) -> KeySlots: ...
    @property
    def upkeep(self) -> Upkeep: ...
