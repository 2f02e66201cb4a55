"""What was written down about the course of incidents in twelve months, as values of a month's report.

Each figure has its n: `of` incidents (or calls) could have an answer, and `recorded` of them have one. What no one
wrote down is neither a zero nor a "no".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CourseAnswer:
    """One answer to a question, in words, and how many incidents have it."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CourseAnswers:
    """All answers to one question; one incident may have several."""

    answers: tuple[CourseAnswer, ...]
    of: int
    recorded: int


@dataclass(frozen=True, slots=True)
class CourseNumber:
    """A sum, a median (None of fewer than five) or a number of incidents; None where nothing is recorded."""

    value: float | None
    of: int
    recorded: int


@dataclass(frozen=True, slots=True)
class HowFar:
    """Part 2: sums over all incidents of those who saw or heard it, and of what was held up."""

    patients: CourseNumber
    children: CourseNumber
    staff: CourseNumber
    visits: CourseNumber
    minutes: CourseNumber


@dataclass(frozen=True, slots=True)
class CallFigures:
    """Part 2, of incidents on the phone. `hold` is the median of minutes; `transferred` the calls that were passed on
    at least once before.
    """

    hold: CourseNumber
    transferred: CourseNumber
    ended_by: CourseAnswers
    warned: CourseAnswers
    call_back: CourseAnswers


@dataclass(frozen=True, slots=True)
class HelpFigures:
    """Part 6. `minutes` is the median until help came, of the calls for help; the rest is of the decisions about the
    police, `disclosed` of those in which they were called.
    """

    minutes: CourseNumber
    alternatives: CourseAnswers
    handled_clinically: CourseAnswers
    disclosed: CourseAnswers


@dataclass(frozen=True, slots=True)
class Course:
    """All of it, in the months that `period` names. `lead` is the median of minutes between the first sign that has a
    time and the incident, of the incidents with a sign.
    """

    period: str
    how_far: HowFar
    identity_abuse: CourseAnswers
    calls: CallFigures
    signs: CourseAnswers
    lead: CourseNumber
    outcomes: CourseAnswers
    help: HelpFigures
