"""Which parts of a root cause analysis are done, for a person who comes back to it."""

from enum import StrEnum

from incident_tracker.domain.learning.actions import Action
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus
from incident_tracker.domain.learning.factors import any_within_the_clinic


class AnalysisPart(StrEnum):
    """The parts of an analysis, in the order of its page."""

    QUESTION = "question"
    TIMELINE = "timeline"
    WHYS = "whys"
    FACTORS = "factors"
    STATEMENTS = "statements"
    VIEWS = "views"
    ACTIONS = "actions"
    CLOSING = "closing"


def parts_done(analysis: Analysis, actions: tuple[Action, ...]) -> frozenset[AnalysisPart]:
    """The parts that have what closing asks of them; of those it asks nothing of, the ones with anything in them."""
    by_part = {
        AnalysisPart.QUESTION: bool(analysis.question.strip()),
        AnalysisPart.TIMELINE: any(event.text.strip() for event in analysis.timeline),
        AnalysisPart.WHYS: any(why.text.strip() for why in analysis.whys),
        AnalysisPart.FACTORS: any_within_the_clinic(analysis.factors),
        AnalysisPart.STATEMENTS: any(one.is_whole for one in analysis.statements),
        AnalysisPart.VIEWS: bool(analysis.equity_view.strip()),
        AnalysisPart.ACTIONS: bool(actions),
        AnalysisPart.CLOSING: analysis.status is AnalysisStatus.CLOSED,
    }
    return frozenset(part for part, is_done in by_part.items() if is_done)
