"""Root cause analysis: one incident or several similar ones, its deadlines, and what it needs before it may close."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.actions import Action, only_weaker
from incident_tracker.domain.learning.factors import Factor, any_within_the_clinic
from incident_tracker.domain.learning.statements import LONGEST_PART, CausalStatement
from incident_tracker.domain.learning.whys import Why

# RCA²: begin within 72 hours of knowing, finish within 30 to 45 days of beginning.
BEGIN_WITHIN = timedelta(hours=72)
FINISH_WITHIN = timedelta(days=45)
LONGEST_QUESTION = 200
LONGEST_VIEW = 2000
LONGEST_REASON = 500


class AnalysisStatus(StrEnum):
    """The status of an analysis."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One moment in the story. `at` is UTC, or None if unknown; `source` says how it is known."""

    id: UUID
    at: datetime | None
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a team found. With more than one incident it is an analysis of a pattern.

    The three views answer: would it have gone the same with another patient, how staff see it, how the person concerned
    may have met the clinic before. None of them names anyone.
    """

    id: UUID
    ref: str
    version: int
    site_id: UUID
    incident_ids: tuple[UUID, ...]
    question: str
    opened_at: datetime
    opened_by: UUID
    begin_by: datetime
    finish_by: datetime
    status: AnalysisStatus = AnalysisStatus.OPEN
    timeline: tuple[TimelineEvent, ...] = ()
    whys: tuple[Why, ...] = ()
    factors: tuple[Factor, ...] = ()
    statements: tuple[CausalStatement, ...] = ()
    equity_view: str = ""
    staff_view: str = ""
    patient_view: str = ""
    weaker_reason: str = ""
    closed_at: datetime | None = None


def opened_analysis(
    *,
    id: UUID,
    ref: str,
    site_id: UUID,
    incident_ids: tuple[UUID, ...],
    question: str,
    known_at: datetime,
    now: datetime,
    by: UUID,
) -> Analysis:
    """A new analysis. The time to begin counts from `known_at`, when the clinic knew of the (latest) incident. The time
    to finish counts from `now`: a pattern may be analyzed long after its incidents.

    Errors: Refused at `incidents` or `question`.
    """
    if not incident_ids:
        raise Refused(Reason.MISSING, "incidents")
    return Analysis(
        id=id,
        ref=ref,
        version=1,
        site_id=site_id,
        incident_ids=incident_ids,
        question=_text(question, "question", LONGEST_QUESTION, needed=True),
        opened_at=now,
        opened_by=by,
        begin_by=known_at + BEGIN_WITHIN,
        finish_by=now + FINISH_WITHIN,
    )


def checked(analysis: Analysis) -> Analysis:
    """The analysis ready to save: texts trimmed, the tree complete. Errors: Refused at the field concerned."""
    if analysis.status is AnalysisStatus.CLOSED:
        raise Refused(Reason.WRONG_STATUS)
    whys.check_tree(analysis.whys)
    for statement in analysis.statements:
        for part in (statement.cause, statement.effect, statement.event):
            _text(part, "statement", LONGEST_PART)
    for event in analysis.timeline:
        _text(event.text, "timeline", LONGEST_PART, needed=True)
    return replace(
        analysis,
        question=_text(analysis.question, "question", LONGEST_QUESTION, needed=True),
        equity_view=_text(analysis.equity_view, "equity_view", LONGEST_VIEW),
        staff_view=_text(analysis.staff_view, "staff_view", LONGEST_VIEW),
        patient_view=_text(analysis.patient_view, "patient_view", LONGEST_VIEW),
        weaker_reason=_text(analysis.weaker_reason, "weaker_reason", LONGEST_REASON),
    )


def gaps_before_closing(
    analysis: Analysis, actions: tuple[Action, ...], weaker_reason: str = ""
) -> tuple[Refused, ...]:
    """What an analysis still needs before it may close, each as the refusal at its field; empty if nothing."""
    whole = any(one.is_whole for one in analysis.statements)
    needs = (
        (any_within_the_clinic(analysis.factors), Reason.NEEDS_SYSTEM_FACTOR, "factors"),
        (whole, Reason.NEEDS_STATEMENT, "statement"),
        (bool(analysis.equity_view.strip()), Reason.MISSING, "equity_view"),
        (bool(weaker_reason.strip()) or not only_weaker(actions), Reason.NEEDS_STRONGER_ACTION, "weaker_reason"),
    )
    return tuple(Refused(reason, field) for met, reason, field in needs if not met)


def close(analysis: Analysis, actions: tuple[Action, ...], now: datetime, weaker_reason: str = "") -> Analysis:
    """The analysis closed.

    It needs a factor within the clinic itself, a whole causal statement, an answer to the question of
    equity, and an action that is more than weaker (or a written reason why none is possible).
    Errors: Refused at `factors`, `statement`, `equity_view` or `weaker_reason`.
    """
    if analysis.status is AnalysisStatus.CLOSED:
        raise Refused(Reason.ALREADY_DONE)
    for gap in gaps_before_closing(analysis, actions, weaker_reason):
        raise gap
    return replace(
        analysis,
        status=AnalysisStatus.CLOSED,
        closed_at=now,
        weaker_reason=_text(weaker_reason, "weaker_reason", LONGEST_REASON),
    )


def reopen(analysis: Analysis) -> Analysis:
    """A closed analysis, open again with the deadlines it had. Errors: Refused if it is open."""
    if analysis.status is AnalysisStatus.OPEN:
        raise Refused(Reason.WRONG_STATUS)
    return replace(analysis, status=AnalysisStatus.OPEN, closed_at=None)


def without_identity(analysis: Analysis, released: Callable[[str], str]) -> Analysis:
    """What a committee may see: causes and statements, but no story, no free views and no link to an incident.

    `released` gives what may be shown of a text that someone wrote.
    """
    return replace(
        analysis,
        incident_ids=(),
        question=released(analysis.question),
        timeline=(),
        whys=_numbered(tuple(replace(why, text=released(why.text)) for why in analysis.whys)),
        statements=tuple(
            replace(
                one,
                id=UUID(int=number),
                cause=released(one.cause),
                effect=released(one.effect),
                event=released(one.event),
            )
            for number, one in enumerate(analysis.statements, 1)
        ),
        equity_view="",
        staff_view="",
        patient_view="",
        weaker_reason="",
    )


def _numbered(tree: tuple[Why, ...]) -> tuple[Why, ...]:
    """The same tree with numbers for ids, which say when each was written."""
    numbers = {why.id: UUID(int=number) for number, why in enumerate(tree, 1)}
    return tuple(
        replace(why, id=numbers[why.id], parent_id=why.parent_id and numbers.get(why.parent_id)) for why in tree
    )


def _text(text: str, field: str, most: int, *, needed: bool = False) -> str:
    text = text.strip()
    if needed and not text:
        raise Refused(Reason.MISSING, field)
    if len(text) > most:
        raise Refused(Reason.TOO_LONG, field, most=most)
    return text
