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
    return frozenset(part for part in AnalysisPart if _is_done(part, analysis, actions))


def _is_done(part: AnalysisPart, analysis: Analysis, actions: tuple[Action, ...]) -> bool:
    match part:
        case AnalysisPart.QUESTION:
            return bool(analysis.question.strip())
        case AnalysisPart.TIMELINE:
            return any(event.text.strip() for event in analysis.timeline)
        case AnalysisPart.WHYS:
            return any(why.text.strip() for why in analysis.whys)
        case AnalysisPart.FACTORS:
            return any_within_the_clinic(analysis.factors)
        case AnalysisPart.STATEMENTS:
            return any(one.is_whole for one in analysis.statements)
        case AnalysisPart.VIEWS:
            return bool(analysis.equity_view.strip())
        case AnalysisPart.ACTIONS:
            return bool(actions)
        case AnalysisPart.CLOSING:
            return analysis.status is AnalysisStatus.CLOSED
