"""What the core asks of the repositories of the learning chapter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from incident_tracker.domain.learning.actions import Action, ActionStatus, Tier
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus
from incident_tracker.domain.learning.versions import UnsavedAnalysis


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """One line of the list of analyses; its clock runs from `begin_by` to `finish_by`."""

    id: UUID
    ref: str
    version: int
    site_id: UUID
    question: str
    status: AnalysisStatus
    opened_at: datetime
    begin_by: datetime
    finish_by: datetime
    closed_at: datetime | None
    incidents: int
    open_actions: int


class AnalysisRepository(Protocol):
    """Root cause analyses with everything that belongs to them."""

    def add(self, analysis: Analysis) -> None: ...

    def get(self, id: UUID) -> Analysis:
        """Errors: NotFound."""

    def by_ref(self, ref: str) -> Analysis:
        """Errors: NotFound."""

    def save(self, analysis: Analysis) -> Analysis:
        """Returns the analysis with its next version.

        Errors: ChangedMeanwhile if its version is no longer the present one.
        """

    def list(
        self, *, sites: frozenset[UUID] | None, status: AnalysisStatus | None = None, limit: int = 200
    ) -> Sequence[AnalysisRow]:
        """The open ones first, by the day they should be finished, then the closed ones, newest first."""

    def of_incident(self, incident_id: UUID) -> Sequence[AnalysisRow]: ...

    def between(self, start: datetime, end: datetime, sites: frozenset[UUID] | None) -> Sequence[Analysis]:
        """Analyses that were open at some moment of [start, end)."""


class TypedAnalyses(Protocol):
    """What was typed over an analysis, as the text that a draft keeps."""

    def text_of(self, typed: UnsavedAnalysis) -> str: ...

    def read(self, text: str) -> UnsavedAnalysis:
        """What `text_of` wrote."""


class ActionRepository(Protocol):
    """Actions that follow from analyses and incidents."""

    def add(self, action: Action) -> None: ...

    def get(self, id: UUID) -> Action:
        """Errors: NotFound."""

    def save(self, action: Action) -> Action:
        """Returns the action with its next version.

        Errors: ChangedMeanwhile if its version is no longer the present one.
        """

    def list(
        self,
        *,
        sites: frozenset[UUID] | None,
        status: ActionStatus | None = None,
        owner_id: UUID | None = None,
        due_before: date | None = None,
        limit: int = 200,
    ) -> Sequence[Action]:
        """Open ones by due date, then ended ones, newest first: at these sites, and those of `owner_id` at any."""

    def of_analysis(self, analysis_id: UUID) -> Sequence[Action]: ...

    def of_incident(self, incident_id: UUID) -> Sequence[Action]: ...

    def tiers(self, sites: frozenset[UUID] | None) -> dict[tuple[Tier, ActionStatus], int]:
        """How many actions there are of each tier and status."""


class LearningRepositories(Protocol):
    """The repositories of the learning chapter, as attributes of a unit."""

    @property
    def analyses(self) -> AnalysisRepository: ...

    @property
    def typed_analyses(self) -> TypedAnalyses: ...

    @property
    def actions(self) -> ActionRepository: ...
