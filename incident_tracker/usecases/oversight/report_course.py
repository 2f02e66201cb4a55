"""What is written down about the course of incidents, for parts 2, 5 and 6 of the monthly report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS, EndedBy
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.oversight.course_figures import Numbers
from incident_tracker.labels.capture.phone_calls import ended_by_text
from incident_tracker.reports.course import (
    CallFigures,
    Course,
    CourseAnswer,
    CourseAnswers,
    CourseNumber,
    HelpFigures,
    HowFar,
)
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.report_counts import period_words
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.wording import _


def course(work: Work, scope: ReportScope) -> Course:
    """Everything that was asked about the incidents of the last 12 months, each figure with its n."""
    first, last, sites = scope.first_of_causes, scope.month, scope.site_ids
    tallies = work.unit.tallies
    found = _Found(
        lambda aspect: tallies.by_code(aspect, first, last, sites), tallies.by_code(Aspect.RECORDED, first, last, sites)
    )
    everything = sum(tallies.by_month(first, last, site_ids=sites).values())
    calls = sum(tallies.by_month(first, last, site_ids=sites, channels=PHONE_CHANNELS).values())
    decisions = found.codes(Aspect.POLICE)
    helped = sum(found.codes(Aspect.HELP).values())
    technique, ended = partial(scope.label, "technique"), _ended_by_words
    return Course(
        period=period_words(first, last),
        how_far=HowFar(
            patients=found.total(Aspect.PATIENTS_NEAR, everything),
            children=found.total(Aspect.CHILDREN_NEAR, everything),
            staff=found.total(Aspect.STAFF_NEAR, everything),
            visits=found.total(Aspect.VISITS_DISRUPTED, everything),
            minutes=found.total(Aspect.MINUTES_DISRUPTED, everything),
        ),
        identity_abuse=found.several(Aspect.IDENTITY_ABUSE, everything, partial(scope.label, "identity_abuse")),
        calls=CallFigures(
            hold=found.middle(Aspect.HOLD_MINUTES, calls),
            transferred=found.above_zero(Aspect.TRANSFERS, calls),
            ended_by=found.one_of(Aspect.CALL_ENDED_BY, calls, ended),
            warned=found.one_of(Aspect.CALL_WARNING, calls, _yes_or_no),
            call_back=found.one_of(Aspect.CALL_BACK, calls, _yes_or_no),
        ),
        signs=found.several(Aspect.WARNING_SIGN, everything, partial(scope.label, "warning_sign")),
        lead=found.middle(Aspect.LEAD_MINUTES, found.recorded.get(Aspect.WARNING_SIGN, 0)),
        outcomes=found.one_of(Aspect.OUTCOME, everything, partial(scope.label, "outcome")),
        help=HelpFigures(
            minutes=found.middle(Aspect.HELP_MINUTES, helped),
            alternatives=found.several(Aspect.ALTERNATIVE, sum(decisions.values()), technique),
            handled_clinically=found.one_of(Aspect.HANDLED_CLINICALLY, sum(decisions.values()), _yes_or_no),
            disclosed=found.several(
                Aspect.DISCLOSED, decisions.get("called", 0), partial(scope.label, "information_disclosed")
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """`codes` counts the incidents of each code of an aspect; `recorded`, by aspect, those that carry any."""

    codes: Callable[[Aspect], Mapping[str, int]]
    recorded: Mapping[str, int]

    def total(self, aspect: Aspect, of: int) -> CourseNumber:
        """The sum of what was written down."""
        numbers = Numbers.read(self.codes(aspect), of)
        return CourseNumber(numbers.total, numbers.of, numbers.recorded)

    def middle(self, aspect: Aspect, of: int) -> CourseNumber:
        """The median of what was written down."""
        numbers = Numbers.read(self.codes(aspect), of)
        return CourseNumber(numbers.middle, numbers.of, numbers.recorded)

    def above_zero(self, aspect: Aspect, of: int) -> CourseNumber:
        """In how many it was more than none."""
        numbers = Numbers.read(self.codes(aspect), of)
        return CourseNumber(numbers.above_zero if numbers.recorded else None, numbers.of, numbers.recorded)

    def one_of(self, aspect: Aspect, of: int, words: Callable[[str], str]) -> CourseAnswers:
        """The answers to a question that has one answer."""
        counts = self.codes(aspect)
        return _answers(counts, of, sum(counts.values()), words)

    def several(self, aspect: Aspect, of: int, words: Callable[[str], str]) -> CourseAnswers:
        """The answers to a question that may have several."""
        return _answers(self.codes(aspect), of, self.recorded.get(aspect, 0), words)


def _answers(counts: Mapping[str, int], of: int, recorded: int, words: Callable[[str], str]) -> CourseAnswers:
    answers = tuple(CourseAnswer(words(code), n) for code, n in counts.items())
    return CourseAnswers(answers, max(of, recorded), recorded)


def _ended_by_words(code: str) -> str:
    return ended_by_text(EndedBy(code))


def _yes_or_no(code: str) -> str:
    return _("Yes") if code == "yes" else _("No")
