"""Open, save, show, close and reopen root cause analyses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.capture.life_cycle import COUNTED
from incident_tracker.domain.capture.references import reference
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotAllowed, NotFound, Reason, Refused
from incident_tracker.domain.learning import analyses
from incident_tracker.domain.learning.actions import Action
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus
from incident_tracker.domain.learning.versions import WRITTEN
from incident_tracker.ports.context import Area
from incident_tracker.ports.learning import AnalysisRow
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.learning.drafts import finish_analysis_draft
from incident_tracker.usecases.learning.released import meant_id, shown_actions, shown_analysis, shown_rows

_CHANGES = frozenset({Area.ANALYSES})


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An incident in an analysis, without its description. `occurred_at` is UTC."""

    id: UUID
    ref: str
    occurred_at: datetime
    kind: str
    channel: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class AnalysisWithActions:
    """An analysis, its actions by due date, and its incidents."""

    analysis: Analysis
    actions: tuple[Action, ...]
    incidents: tuple[LookedAt, ...] = ()


@needs(Permission.ANALYZE, writes=True, changes=_CHANGES)
def open_analysis(
    work: Work, incident_ids: tuple[UUID, ...], question: str, request_id: UUID | None = None
) -> Analysis:
    """A new analysis of one incident, or of several similar ones at one site; the same request id opens only one.

    Errors: NotFound, NotAllowed, Refused at `incidents` (also for one that does not count: a duplicate, not reportable,
    struck out) or `question`.
    """
    if not incident_ids:
        raise Refused(Reason.MISSING, "incidents")
    incidents = [work.unit.incidents.get(id) for id in incident_ids]
    for incident in incidents:
        work.require(site_id=incident.site_id)
        if incident.status not in COUNTED:
            raise Refused(Reason.WRONG_STATUS, "incidents", status=incident.status.value)
    if request_id and (known := work.unit.requests.object_of(request_id, "analysis")):
        return work.unit.analyses.get(known)
    # A pattern is known when its latest case is; a single incident when it was logged.
    latest = max(incidents, key=lambda incident: incident.logged_at)
    id = work.new_id()
    opened = analyses.opened_analysis(
        id=id,
        ref=_free_ref(work, latest.site_id, id),
        site_id=latest.site_id,
        incident_ids=tuple(dict.fromkeys(incident_ids)),
        question=question,
        known_at=latest.logged_at,
        now=work.now,
        by=work.actor.user_id,
    )
    work.unit.analyses.add(opened)
    if request_id:
        work.unit.requests.remember(request_id, "analysis", id)
    work.record("opened", "analysis", id, after=opened)
    return opened


@needs(Permission.ANALYZE, writes=True, changes=_CHANGES | {Area.DRAFTS})
def save_analysis(work: Work, analysis: Analysis, expected_version: int) -> Analysis:
    """Save what the team has written; what only the program decides (clock, status, incidents) stays as it was.

    The actor's draft of it is finished with that.

    Errors: ChangedMeanwhile, NotFound, NotAllowed, Refused at the field.
    """
    present = _mine(work, analysis.id)
    written = replace(present, **{name: getattr(analysis, name) for name in WRITTEN})
    known = {term.code for term in work.unit.terms.all("factor")}
    for factor in written.factors:
        if factor.code not in known:
            raise Refused(Reason.UNKNOWN_TERM, "factors", term=factor.code)
    finish_analysis_draft(work, analysis.id)
    return _save(work, "changed", analyses.checked(written), expected_version)


@needs(Permission.ANALYZE, writes=True, changes=_CHANGES)
def close_analysis(work: Work, id: UUID, expected_version: int, weaker_reason: str = "") -> Analysis:
    """Close an analysis that has what the rules ask for. Errors: Refused at what is missing, ChangedMeanwhile."""
    actions = tuple(work.unit.actions.of_analysis(id))
    return _save(work, "closed", analyses.close(_mine(work, id), actions, work.now, weaker_reason), expected_version)


@needs(Permission.ANALYZE, writes=True, changes=_CHANGES)
def reopen_analysis(work: Work, id: UUID, expected_version: int) -> Analysis:
    """Open a closed analysis again. Errors: Refused, ChangedMeanwhile."""
    return _save(work, "reopened", analyses.reopen(_mine(work, id)), expected_version)


@needs(Permission.SEE_ANALYSES)
def show_analysis(work: Work, id: UUID) -> AnalysisWithActions:
    """One analysis with its actions; for the committee, without anything that could identify a person.

    Errors: NotFound.
    """
    return _with_actions(work, _mine(work, meant_id(work, id)))


@needs(Permission.SEE_ANALYSES)
def list_analyses(work: Work, status: AnalysisStatus | None = None, limit: int = 200) -> Sequence[AnalysisRow]:
    """The analyses of the actor's sites: open ones first, by the day they should be finished."""
    return _shown(work, work.unit.analyses.list(sites=work.visible_sites(), status=status, limit=limit))


@needs(Permission.SEE_ANALYSES)
def analyses_of_incident(work: Work, incident_id: UUID) -> Sequence[AnalysisRow]:
    """The analyses of one incident. Errors: NotFound; NotAllowed, also for people who see no names."""
    if work.deidentified:
        raise NotAllowed(work.permission)
    work.require(site_id=work.unit.incidents.get(incident_id).site_id)
    return _shown(work, work.unit.analyses.of_incident(incident_id))


def _shown(work: Work, rows: Sequence[AnalysisRow]) -> Sequence[AnalysisRow]:
    """The rows as the actor's grant shows them."""
    return shown_rows(work, tuple(rows)) if work.deidentified else rows


def _mine(work: Work, id: UUID) -> Analysis:
    analysis = work.unit.analyses.get(id)
    work.require(site_id=analysis.site_id)
    return analysis


def _with_actions(work: Work, analysis: Analysis) -> AnalysisWithActions:
    actions = tuple(work.unit.actions.of_analysis(analysis.id))
    if work.deidentified:
        return AnalysisWithActions(shown_analysis(work, analysis), shown_actions(work, actions))
    incidents = work.unit.incidents.many(analysis.incident_ids)
    looked_at = tuple(LookedAt(i.id, i.ref, i.occurred_at, i.kind, i.channel, i.severity) for i in incidents)
    return AnalysisWithActions(analysis, actions, looked_at)


def _save(work: Work, act: Act, analysis: Analysis, expected_version: int) -> Analysis:
    saved = work.unit.analyses.save(replace(analysis, version=expected_version))
    work.record(act, "analysis", saved.id, after=saved)
    return saved


def _free_ref(work: Work, site_id: UUID, id: UUID) -> str:
    attempt = 0
    while True:
        ref = f"RC-{reference(site_id, work.now.year, id, attempt)}"
        try:
            work.unit.analyses.by_ref(ref)
        except NotFound:
            return ref
        attempt += 1
