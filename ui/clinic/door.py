"""What the first screens need of the program behind them: is there a clinic, make one, open it, close it."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.ports.context import Context

if TYPE_CHECKING:
    from incident_tracker.domain.clinic.founding import NewClinic


class Door(Protocol):
    """The door to one database.

    Every call but `has_clinic`, `place` and `invented` may take a second and runs off the screen's thread.

    Problems of `incident_tracker.domain.errors` are raised: WrongCredentials, Delayed, StoreProblem and its kinds,
    Refused with the field's name as in NewClinic.
    `invented` says, once someone is signed in, that this is the invented clinic; `must_change_passphrase` that the pass
    phrase was a one-time one; `audit_alarm` that the audit trail does not continue from where this computer last saw
    it; `notices` what else the user has to be told now.
    """

    invented: bool
    must_change_passphrase: bool
    audit_alarm: bool
    notices: tuple[Notice, ...]

    def has_clinic(self) -> bool:
        """Is there a database at the place of the settings? Looks at the file only."""

    def place(self) -> str:
        """Where the database is, as a person would say it: a folder, or a server without user and password."""

    def make_clinic(self, new: "NewClinic") -> str:
        """Make database, keys, clinic and first administrator; returns the recovery key, groups joined by "-"."""

    def confirm_recovery_key(self, typed: str) -> None:
        """Record that the key was written down. Errors: Refused(RECOVERY_KEY_WRONG, "recovery_key")."""

    def bring_back(self, backup: Path, first: tuple[str, str], second: tuple[str, str], reason: str) -> None:
        """Restore a backup at the place of the settings, which has no clinic; two people agree, each with the name and
        pass phrase of that day.

        Errors: WrongCredentials, Delayed, NotAllowed, SecondNeeded, Refused at `reason`, the StoreProblem family.
        """

    def bring_back_alone(self, backup: Path, recovery_key: str, reason: str) -> None:
        """The same with the recovery key of that day alone; everyone is told. Errors: Refused at `recovery_key`."""

    def make_invented(self) -> Context:
        """Make (or open) the invented clinic in its own place and sign in as its supervisor."""

    def open(self, user_name: str, passphrase: str) -> Context:
        """Sign in, or unlock after `close`. Errors: WrongCredentials, Delayed."""

    def open_with_recovery_key(self, recovery_key: str, user_name: str, new_passphrase: str) -> Context:
        """Sign in with the recovery key and set a new pass phrase for that user. Errors: Refused, Delayed."""

    def confirm(self, ctx: Context, passphrase: str) -> Context:
        """The same context with a fresh `confirmed_at`, for acts that ask for the pass phrase again."""

    def keep_stub(self, desk_id: UUID | None) -> bool:
        """Save time and desk, sealed for the clinic, with no one signed in; False: one was saved a moment ago.

        Errors: the StoreProblem family; then nothing was kept.
        """

    def close(self, ctx: Context) -> None:
        """Lock: close the connections and forget the keys. `open` signs in again."""


def zoned(context: Context) -> tuple[Context, str]:
    """The context with the IANA time zone of the user's site, as those need it who come in; off the screen's thread."""
    from incident_tracker.usecases.clinic.sites import (
        own_zone,
    )  # the first window is shown before any use case is needed

    return context, own_zone(context)
