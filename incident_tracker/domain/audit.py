"""Audit entries, the seal of a record as it was left, and the keyed chain that shows every change to the trail."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Literal, get_args
from uuid import UUID

FIRST_LINK = "0" * 64
HEAD_SHOWN = 12
RECOVERY_KEY = "recovery_key"
"""Who agreed, where the recovery key stood in for a second person."""

Facts = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. `sequence` counts from 1 without gaps; `seal` fingerprints the record as the act left it.

    `at` is UTC. `device` names the computer. `link` is the HMAC over the previous link and this entry.
    `reason` is why, in the words of the person who did it; `second` the id of the user who agreed to it, or
    RECOVERY_KEY; `facts` are codes and numbers about it, never free text. All three are empty in most entries. `seals`
    is the sum of the seals of everything written with the act; empty if nothing was written.
    """

    sequence: int
    at: datetime
    actor_id: UUID | None
    device: str
    act: str
    kind: str
    object_id: UUID | None
    seal: str | None
    link: str
    reason: str = ""
    second: str = ""
    facts: Facts = field(default_factory=dict)
    seals: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: how many entries, and the last link. Kept outside the database, it proves a roll-back."""

    sequence: int = 0
    link: str = FIRST_LINK

    @property
    def shown(self) -> str:
        """The first 12 hex characters, for the foot of a page."""
        return self.link[:HEAD_SHOWN]


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """Where a chain breaks: the first bad sequence number and what is wrong with it."""

    sequence: int
    fault: str


Act = Literal[
    "added",
    "answered",
    "asked",
    "assigned",
    "attended",
    "audit_seen",
    "backed_up",
    "booked",
    "canceled",
    "changed",
    "checked",
    "clock_back",
    "clock_given",
    "closed",
    "combined",
    "confirmed",
    "count_begun",
    "count_left_behind",
    "count_lost",
    "created",
    "denied",
    "disabled",
    "discarded",
    "done",
    "dropped",
    "duplicate",
    "effect_noted",
    "entered",
    "exported",
    "facilitator_chosen",
    "finished",
    "held",
    "hours_changed",
    "imported",
    "kept_for_ever",
    "in_review",
    "invented",
    "keys_mended",
    "keys_older",
    "keys_seen",
    "manager_chosen",
    "migrated",
    "moved",
    "named",
    "needs_update",
    "no_change",
    "not_held",
    "not_reportable",
    "offered",
    "opened",
    "ordered",
    "passphrase_changed",
    "passphrase_reset",
    "police_decision_recorded",
    "practiced",
    "printed",
    "put_away",
    "put_off",
    "recorded",
    "recovered",
    "recovery_key_agreed",
    "recovery_key_kept",
    "recovery_key_renewed",
    "relief_recorded",
    "removed",
    "reopened",
    "repaired",
    "restored",
    "restored_by_key",
    "restored_over",
    "retired",
    "retried",
    "role_changed",
    "saved",
    "sealed",
    "settled",
    "shifts_changed",
    "shown",
    "sign_in_failed",
    "signed_in",
    "started",
    "taken_up",
    "terms_updated",
    "tried",
    "undone",
    "viewed",
    "viewed_deidentified",
    "void",
]
"""Everything that an entry can say was done. Each has its words in `labels/oversight/`; a test compares the two."""


class ActGroup(StrEnum):
    """Kinds of acts, as someone who reads the trail asks for them."""

    SEEN = "seen"
    CHANGED = "changed"
    TAKEN_OUT = "taken_out"
    SIGNED_IN = "signed_in"
    ACCOUNTS = "accounts"
    UPKEEP = "upkeep"
    DENIED = "denied"


def acts_of(group: ActGroup) -> frozenset[Act]:
    """The acts of a group; every act that belongs to no other group is a change."""
    match group:
        case ActGroup.SEEN:
            return frozenset({"viewed", "viewed_deidentified", "shown", "audit_seen"})
        case ActGroup.CHANGED:
            return frozenset(get_args(Act)) - UNCHANGING
        case ActGroup.TAKEN_OUT:
            return frozenset({"printed", "saved", "exported", "backed_up"})
        case ActGroup.SIGNED_IN:
            return frozenset({"signed_in", "sign_in_failed", "recovered"})
        case ActGroup.ACCOUNTS:
            return frozenset({"role_changed", "disabled", "passphrase_reset", "passphrase_changed"})
        case ActGroup.UPKEEP:
            return frozenset(
                {
                    "migrated",
                    "restored",
                    "restored_by_key",
                    "restored_over",
                    "repaired",
                    "terms_updated",
                    "clock_back",
                    "clock_given",
                    "count_begun",
                    "count_left_behind",
                    "count_lost",
                    "keys_mended",
                    "keys_older",
                    "keys_seen",
                }
            )
        case ActGroup.DENIED:
            return frozenset({"denied"})


UNCHANGING = frozenset[Act]().union(*(acts_of(group) for group in ActGroup if group is not ActGroup.CHANGED))
"""The acts of all groups but the changes."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as a person reads it. `at` is UTC; `who` is None where nobody was signed in.

    `ref` is the incident's reference number where the act was about an incident, else empty. `reason` is why, in the
    words of the person who did it; `second` the name of who agreed, or RECOVERY_KEY, or empty; `facts` as in
    AuditEntry.
    """

    sequence: int
    at: datetime
    who: str | None
    device: str
    act: str
    kind: str
    object_id: UUID | None
    ref: str = ""
    reason: str = ""
    second: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries a list of the trail shows; None means all. `first` is included, `last` is not; both are UTC."""

    first: datetime | None = None
    last: datetime | None = None
    actor_id: UUID | None = None
    object_id: UUID | None = None
    group: ActGroup | None = None


def canonical(value: object) -> bytes:
    """One byte string for one value, whatever database or program version it came from.

    Takes frozen records and everything they hold. Moments become UTC, sets are sorted, None stays null.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def seal(key: bytes, record: object) -> str:
    """The HMAC-SHA256 of a record's canonical form, 64 hex characters."""
    return hmac.new(key, canonical(record), hashlib.sha256).hexdigest()


def link(key: bytes, previous: str, entry: AuditEntry) -> str:
    """The chain link of `entry` (its own `link` is not looked at) after the link `previous`.

    What an entry says besides the act is part of the link. An entry that says nothing more has the same link as the
    entries written before there was a place for it.
    """
    body: list[object] = [
        previous,
        entry.sequence,
        entry.at,
        entry.actor_id,
        entry.device,
        entry.act,
        entry.kind,
        entry.object_id,
        entry.seal,
    ]
    if entry.reason or entry.second or entry.facts or entry.seals:
        body.append([entry.reason, entry.second, entry.facts, *([entry.seals] if entry.seals else [])])
    return hmac.new(key, canonical(body), hashlib.sha256).hexdigest()


def first_break(key: bytes, entries: Iterable[AuditEntry], start: Head, remembered: Head | None) -> ChainBreak | None:
    """The first fault in `entries`, which follow `start`; None if there is none.

    `remembered` is a head kept outside the database: it must be `start`, be on the way, or be older than `start`; a
    chain that ends before it was rolled back.
    """
    head = start
    for entry in entries:
        if entry.sequence != head.sequence + 1:
            return ChainBreak(head.sequence + 1, "missing")
        if not hmac.compare_digest(link(key, head.link, entry), entry.link):
            return ChainBreak(entry.sequence, "altered")
        head = Head(entry.sequence, entry.link)
        if remembered is not None and remembered.sequence == head.sequence and remembered.link != head.link:
            return ChainBreak(head.sequence, "other history")
    if remembered is not None and remembered.sequence > head.sequence:
        return ChainBreak(head.sequence + 1, "rolled back")
    return None


def _plain(value: object) -> Any:
    if isinstance(value, Enum):  # before str, because a StrEnum is both
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted((_plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, Iterable):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
