"""What the core asks of the repositories of the capture chapter."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from incident_tracker.domain.capture.incidents import Addendum, Incident, Revision
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import (
    IncidentFilter,
    IncidentOrder,
    IncidentRow,
    PastRevision,
    RowKey,
    SortedPlace,
    StatusChange,
)
from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.stubs import WaitingStub
from incident_tracker.domain.capture.tallies import Aspect


class DraftRepository(Protocol):
    """Unfinished captures. `get` raises NotFound; `save` raises ChangedMeanwhile."""

    def add(self, draft: SavedDraft) -> None: ...
    def save(self, draft: SavedDraft) -> SavedDraft: ...
    def get(self, id: UUID) -> SavedDraft: ...
    def of_owner(self, owner_id: UUID) -> tuple[SavedDraft, ...]:
        """The drafts of a user that are not discarded, oldest first."""


class StubRepository(Protocol):
    """Notes of time and desk that wait on this computer. `get` raises NotFound; all may raise KeysDamaged."""

    def waiting(self) -> tuple[WaitingStub, ...]:
        """The notes, oldest first."""

    def unreadable(self) -> int:
        """How many other files are not notes of this clinic."""

    def get(self, id: UUID) -> WaitingStub: ...
    def take(self, id: UUID) -> None:
        """Take the note out of the box once the transaction is committed."""

    def clear_away(self, id: UUID) -> None:
        """Take the note out of the box now: its draft was committed before."""

    def set_aside_unreadable(self) -> int:
        """Set aside files that are not notes of this clinic, right away; returns how many."""


class IncidentRepository(Protocol):
    """Incidents with everything that belongs to them; summaries and text index are kept in the same transaction.

    `get` and `by_ref` raise NotFound; `save` raises ChangedMeanwhile.
    """

    def add(self, incident: Incident) -> None: ...
    def add_many(self, incidents: Sequence[Incident]) -> None:
        """Add a batch; the text index and the summaries are filled once for the whole batch."""

    def save(self, incident: Incident) -> Incident: ...
    def get(self, id: UUID) -> Incident: ...
    def by_ref(self, ref: str) -> Incident: ...
    def many(self, ids: Sequence[UUID]) -> tuple[Incident, ...]:
        """The incidents with these ids in this order; unknown ids are left out."""

    def involved(self, ids: Collection[UUID]) -> Mapping[UUID, frozenset[UUID]]:
        """The members of staff who had a part in each of these incidents, where anyone had."""

    def stream(self, wanted: IncidentFilter, batch: int = 500) -> Iterator[Incident]:
        """All incidents of a filter, newest first, read in batches."""

    def taken_refs(self, refs: Iterable[str]) -> frozenset[str]: ...
    def total(self, wanted: IncidentFilter) -> int: ...
    def page(
        self, wanted: IncidentFilter, after: RowKey | None = None, skip: int = 0, limit: int = 200
    ) -> tuple[IncidentRow, ...]:
        """Rows newest first that follow the key `after`, the first `skip` of them left out."""

    def sorted_page(
        self, wanted: IncidentFilter, order: IncidentOrder, skip: int, limit: int, after: SortedPlace | None = None
    ) -> tuple[IncidentRow, ...]:
        """Rows in another order than newest first, the first `skip` of the whole list left out; `after` is a place of
        `sorted_places` at or before them.
        """

    def sorted_places(
        self, wanted: IncidentFilter, order: IncidentOrder, after: SortedPlace | None, step: int, count: int
    ) -> tuple[SortedPlace, ...]:
        """At most `count` places after `after` to go on from, none further than `step` rows from the next."""

    def anchors(self, wanted: IncidentFilter, after: RowKey | None, step: int, count: int) -> tuple[RowKey, ...]:
        """The keys of the rows `step`, 2 × `step`, … places after `after`, at most `count` of them."""

    def with_numbers(self, beginnings: Sequence[str], wanted: IncidentFilter, limit: int) -> tuple[IncidentRow, ...]:
        """At most `limit` rows of a filter whose reference begins with one of these, in the order of the beginnings."""

    def awaiting_confirmation(self, told_by_id: UUID) -> tuple[IncidentRow, ...]:
        """What a member of staff told and has not confirmed yet, newest first."""

    def search(self, text: str, wanted: IncidentFilter, limit: int = 50) -> tuple[IncidentRow, ...]:
        """Incidents whose description or addenda hold all words of `text`, newest first: see `domain.searching`."""

    def hits(self, text: str, wanted: IncidentFilter, most: int) -> int:
        """How many incidents `search` would find, counted up to `most`."""

    def add_addendum(self, addendum: Addendum) -> None: ...
    def addenda(self, incident_id: UUID) -> tuple[Addendum, ...]: ...
    def add_revisions(self, incident: Incident, revisions: Sequence[Revision], *, at: datetime, by: UUID) -> None:
        """Save what fields were before `incident` was saved as it is now."""

    def revisions(self, incident_id: UUID) -> tuple[PastRevision, ...]: ...
    def add_status_change(self, change: StatusChange) -> None: ...
    def status_changes(self, incident_id: UUID) -> tuple[StatusChange, ...]: ...


class TallyRepository(Protocol):
    """The summaries by month, site and code; their cost does not grow with the number of incidents.

    Months are "YYYY-MM" and both included. None means all sites, severities, channels or kinds.
    """

    def by_month(
        self,
        first: str,
        last: str,
        *,
        site_ids: frozenset[UUID] | None = None,
        severities: frozenset[Severity] | None = None,
        channels: frozenset[str] | None = None,
        kinds: frozenset[str] | None = None,
    ) -> dict[str, int]:
        """Counted incidents for each month that has any."""

    def by_severity(self, first: str, last: str, site_ids: frozenset[UUID] | None = None) -> dict[Severity, int]: ...
    def by_channel(self, first: str, last: str, site_ids: frozenset[UUID] | None = None) -> dict[str, int]: ...
    def by_level_and_channel(
        self, first: str, last: str, site_ids: frozenset[UUID] | None
    ) -> dict[tuple[Severity, str], int]: ...
    def by_site(self, first: str, last: str) -> dict[UUID, int]: ...
    def by_code(self, aspect: Aspect, first: str, last: str, site_ids: frozenset[UUID] | None = None) -> dict[str, int]:
        """Counted incidents that carry each code of an aspect, most frequent first."""

    def by_status(self, site_ids: frozenset[UUID] | None = None) -> dict[Status, int]: ...
    def months(self) -> tuple[str, ...]:
        """The months that have incidents, oldest first."""

    def rebuild(self) -> None:
        """Count everything again from the incidents."""

    def differences(self) -> int:
        """How many summary rows do not match the incidents; 0 if all is well."""


class CaptureRepositories(Protocol):
    """The repositories of the capture chapter, as attributes of a unit."""

    @property
    def drafts(self) -> DraftRepository: ...
    @property
    def stubs(self) -> StubRepository: ...
    @property
    def incidents(self) -> IncidentRepository: ...
    @property
    def tallies(self) -> TallyRepository: ...
