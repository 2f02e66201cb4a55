"""The figures of the course of incidents as rows for other programs: names, words, value, n and of how many."""

from collections.abc import Iterator
from dataclasses import dataclass

from incident_tracker.reports.course import Course, CourseAnswers, CourseNumber


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One figure. `recorded` of `of` have an answer; `value` is None where nothing is recorded or told."""

    id: str
    part: int
    label: str
    value: float | None
    recorded: int
    of: int


def course_rows(course: Course) -> Iterator[CourseRow]:
    """The figures in the order of the parts that print them; each id is a name that stays."""
    far, calls, help_ = course.how_far, course.calls, course.help
    yield _number("patients_near", 2, far.patients)
    yield _number("children_near", 2, far.children)
    yield _number("staff_near", 2, far.staff)
    yield _number("visits_disrupted", 2, far.visits)
    yield _number("minutes_disrupted", 2, far.minutes)
    yield from _answers("identity_abuse", 2, course.identity_abuse)
    yield _number("call_hold_minutes", 2, calls.hold)
    yield _number("call_transferred", 2, calls.transferred)
    yield from _answers("call_ended_by", 2, calls.ended_by)
    yield from _answers("call_warning", 2, calls.warned)
    yield from _answers("call_back_promised", 2, calls.call_back)
    yield from _answers("warning_sign", 5, course.signs)
    yield _number("sign_lead_minutes", 5, course.lead)
    yield from _answers("outcome", 5, course.outcomes)
    yield _number("help_minutes", 6, help_.minutes)
    yield from _answers("alternative_tried", 6, help_.alternatives)
    yield from _answers("handled_clinically", 6, help_.handled_clinically)
    yield from _answers("disclosed", 6, help_.disclosed)


def _number(name: str, part: int, number: CourseNumber) -> CourseRow:
    return CourseRow(name, part, "", number.value, number.recorded, number.of)


def _answers(name: str, part: int, found: CourseAnswers) -> Iterator[CourseRow]:
    yield CourseRow(f"{name}_recorded", part, "", found.recorded, found.recorded, found.of)
    for one in found.answers:
        yield CourseRow(name, part, one.label, one.count, found.recorded, found.of)
