"""What is typed in an analysis keeps itself as the person's own draft: the analysis changes only when they save."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from incident_tracker.domain.learning.versions import AnalysisDraft, UnsavedAnalysis
from incident_tracker.usecases.learning.drafts import find_analysis_draft, keep_analysis
from incident_tracker.wording import _
from ui.kept_typing import KeptTyping
from ui.page import PageDesk
from ui.runner import Asked, asked


class KeptAnalysis(KeptTyping[UnsavedAnalysis, AnalysisDraft]):
    """`shown` gives the id of the analysis on the page, `typed` what is typed in it (None if nothing can be)."""

    def __init__(
        self,
        desk: PageDesk,
        shown: Callable[[], UUID | None],
        typed: Callable[[], UnsavedAnalysis | None],
        parent: QObject,
    ) -> None:
        super().__init__(desk, parent)
        self._shown, self._what = shown, typed

    def record_id(self) -> UUID | None:
        return self._shown()

    def what_is_typed(self) -> UnsavedAnalysis | None:
        return self._what()

    def keeping(self, typed: UnsavedAnalysis) -> Asked[AnalysisDraft | None]:
        return asked(keep_analysis, typed)

    def finding(self, record_id: UUID) -> Asked[AnalysisDraft | None]:
        return asked(find_analysis_draft, record_id)

    def id_of(self, draft: AnalysisDraft) -> UUID:
        return draft.id

    def kept_text(self) -> str:
        return _("You have changes that are not saved. They are kept as your draft.")

    def discarded_text(self) -> str:
        return _("Discarded. The analysis is as it was saved.")
