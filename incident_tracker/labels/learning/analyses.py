"""A root cause analysis in words: its status, how a factor is known, what a causal statement still needs."""

from incident_tracker.domain.learning.analyses import AnalysisStatus
from incident_tracker.domain.learning.factors import Evidence
from incident_tracker.domain.learning.statements import Rule, StatementFinding
from incident_tracker.wording import _, pgettext


def analysis_status_text(status: AnalysisStatus) -> str:
    """The status of an analysis, in a word."""
    match status:
        case AnalysisStatus.OPEN:
            return pgettext("an analysis", "Open")
        case AnalysisStatus.CLOSED:
            return pgettext("an analysis", "Closed")


def analysis_sentence(ref: str, *, closed: bool) -> str:
    """The analysis with this number, in the file of an incident it is about."""
    state = _("closed") if closed else _("open")
    return _("Root cause analysis {reference}, {state}").format(reference=ref, state=state)


def evidence_text(evidence: Evidence) -> str:
    """How the team knows of a factor."""
    match evidence:
        case Evidence.SAID:
            return _("Someone said so")
        case Evidence.SEEN:
            return _("It was seen")
        case Evidence.MEASURED:
            return _("It was measured")


def statement_finding_text(finding: StatementFinding, same: bool = False) -> str:
    """A finding in a causal statement as a suggestion; `same`: the part repeats the one before."""
    return _finding_sentence(finding, same).format(words=finding.words)


def _finding_sentence(finding: StatementFinding, same: bool) -> str:
    match finding.rule:
        case Rule.CAUSE_AND_EFFECT:
            if same:
                return _("This says the same as the part next to it. How did one lead to the other?")
            return {
                "cause": _("What in the place, the rules or the work set this off?"),
                "effect": _("What did that lead to?"),
                "event": _("What became more likely?"),
            }[finding.part]
        case Rule.SPECIFIC_WORDS:
            return _("“{words}” is a judgment. What could someone have seen or counted?")
        case Rule.CAUSE_BEHIND_ERROR:
            return _("Behind “{words}” there is a cause: what made that slip easy to make?")
        case Rule.CAUSE_BEHIND_DEVIATION:
            return _("Behind “{words}” there is a cause: what made another way easier, or the only way?")
        case Rule.DUTY_TO_ACT:
            return _(
                "“{words}”: not acting is a cause only if there was a duty to act. Whose was it, and what"
                " got in the way?"
            )
        case Rule.NO_NAMES:
            return _("“{words}” is a name on the staff list. Say the role instead.")
