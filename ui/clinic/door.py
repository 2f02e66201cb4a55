"""What the first screens need of the program behind them: is there a clinic, make one, open it, close it."""

from dataclasses import dataclass, field
from typing import Protocol

from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.ports.context import Context


@dataclass(frozen=True, slots=True)
class NewClinic:
    """What the first start asks for: one site, its desks and hours, and the first administrator.

    `zone` is an IANA name.
    """

    site_name: str
    zone: str
    profile: Profile
    desks: tuple[str, ...]
    hours: OpeningHours
    user_name: str
    display_name: str
    passphrase: str = field(repr=False)


class Door(Protocol):
    """The way into one database.

    Every call but `has_clinic`, `place` and `invented` may take a second and runs off the screen's thread.

    Problems of `incident_tracker.domain.errors` are raised: WrongCredentials, Delayed, StoreProblem and its kinds,
    Refused with the field's name as in NewClinic.
    `invented` tells, once somebody is in, that this is the invented clinic; `must_change_passphrase` that the pass
    phrase was a one-time one; `audit_alarm` that the audit trail does not go on from where this computer saw it last;
    `notices` what else the user has to be told of now.
    """

    must_change_passphrase: bool
    audit_alarm: bool
    notices: tuple[Notice, ...]

    @property
    def invented(self) -> bool: ...

    def has_clinic(self) -> bool:
        """Is there a database at the place of the settings? Looks at the file only."""

    def place(self) -> str:
        """Where the database lies, as a person would say it: a folder, or a server without user and password."""

    def make_clinic(self, wish: NewClinic) -> str:
        """Make database, keys, clinic and first administrator; the answer is the recovery key, groups joined by "-"."""

    def confirm_recovery_key(self, typed: str) -> None:
        """Record that the key was kept. Errors: Refused(RECOVERY_KEY_WRONG, "recovery_key")."""

    def make_invented(self) -> Context:
        """Make (or open) the invented clinic in a place of its own and come in as its supervisor."""

    def open(self, user_name: str, passphrase: str) -> Context:
        """Sign in, or unlock after `close`. Errors: WrongCredentials, Delayed."""

    def open_with_recovery_key(self, recovery_key: str, user_name: str, new_passphrase: str) -> Context:
        """Come in with the recovery key and set a new pass phrase for that user. Errors: Refused, Delayed."""

    def confirm(self, ctx: Context, passphrase: str) -> Context:
        """The same context with a fresh `confirmed_at`, for acts that ask for the pass phrase again."""

    def zone(self, ctx: Context) -> str:
        """The IANA time zone of the signed-in person's site (of the first one, where there are several)."""

    def close(self, ctx: Context) -> None:
        """Lock: close the connections and forget the keys. `open` comes in again."""
