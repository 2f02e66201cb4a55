"""What is typed in an analysis stays the person's own draft of it until they save it."""

from uuid import UUID

from incident_tracker.domain.capture.saved_drafts import LaterWork
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.learning.versions import AnalysisDraft, UnsavedAnalysis
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.drafts import finish_later, keep_later, later_of
from incident_tracker.usecases.gate import Work, needs

KIND = "analysis"


@needs(Permission.ANALYZE, writes=True, changes={Area.DRAFTS})
def keep_analysis(work: Work, typed: UnsavedAnalysis) -> AnalysisDraft | None:
    """Keep what was typed over an analysis, without touching the analysis; each user has one such draft of it.

    None if what was typed changes nothing anymore: then a draft that was kept before is put away.
    Errors: NotFound, NotAllowed.
    """
    id = typed.base.id
    _require(work, id)
    if not typed.changes_something:
        finish_analysis_draft(work, id)
        return None
    saved = keep_later(work, LaterWork(KIND, id, work.unit.typed_analyses.text_of(typed)))
    return AnalysisDraft(saved.id, saved.saved_at, typed)


@needs(Permission.ANALYZE)
def find_analysis_draft(work: Work, analysis_id: UUID) -> AnalysisDraft | None:
    """What the actor typed over this analysis and has not saved, if anything. Errors: NotFound, NotAllowed."""
    _require(work, analysis_id)
    present = later_of(work, KIND, analysis_id)
    if present is None or present.later is None:
        return None
    return AnalysisDraft(present.id, present.saved_at, work.unit.typed_analyses.read(present.later.text))


def finish_analysis_draft(work: Work, analysis_id: UUID) -> None:
    """Put away the actor's draft of this analysis, if there is one: it is saved now."""
    finish_later(work, KIND, analysis_id)


def _require(work: Work, analysis_id: UUID) -> None:
    work.require(site_id=work.unit.analyses.get(analysis_id).site_id)
