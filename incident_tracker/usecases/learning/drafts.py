"""What is typed in an analysis stays the person's own draft of it until they save it."""

from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.capture.saved_drafts import LaterWork, SavedDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.learning.versions import AnalysisDraft, UnsavedAnalysis
from incident_tracker.ports.context import Area
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
    later = LaterWork(KIND, id, work.unit.typed_analyses.text_of(typed))
    present = _draft_of(work, id)
    if present is None:
        saved = SavedDraft(work.new_id(), work.actor.user_id, work.now, later=later)
        work.unit.drafts.add(saved)
        work.record("created", "draft", saved.id, after=saved)
    else:
        saved = work.unit.drafts.save(replace(present, later=later, saved_at=work.now))
        work.record("changed", "draft", saved.id, after=saved)
    return AnalysisDraft(saved.id, saved.saved_at, typed)


@needs(Permission.ANALYZE)
def find_analysis_draft(work: Work, analysis_id: UUID) -> AnalysisDraft | None:
    """What the actor typed over this analysis and has not saved, if anything. Errors: NotFound, NotAllowed."""
    _require(work, analysis_id)
    present = _draft_of(work, analysis_id)
    if present is None or present.later is None:
        return None
    return AnalysisDraft(present.id, present.saved_at, work.unit.typed_analyses.read(present.later.text))


def finish_analysis_draft(work: Work, analysis_id: UUID) -> None:
    """Put away the actor's draft of this analysis, if there is one: it is saved now."""
    if (present := _draft_of(work, analysis_id)) is not None:
        finished = work.unit.drafts.save(replace(present, later=None, discarded=True))
        work.record("finished", "draft", present.id, after=finished)


def _require(work: Work, analysis_id: UUID) -> None:
    work.require(site_id=work.unit.analyses.get(analysis_id).site_id)


def _draft_of(work: Work, analysis_id: UUID) -> SavedDraft | None:
    own = work.unit.drafts.of_owner(work.actor.user_id)
    typed = (one for one in own if one.later and (one.later.kind, one.later.subject_id) == (KIND, analysis_id))
    return next(typed, None)
