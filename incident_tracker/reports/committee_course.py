"""What parts 2, 5 and 6 of the committee report say about the course of incidents over twelve months, with their n."""

from collections.abc import Iterator

from incident_tracker.charts.figures import figure_text, share_text
from incident_tracker.reports.course import Course, CourseAnswers, CourseNumber
from incident_tracker.reports.flow import Block
from incident_tracker.reports.printed import NOTHING, duration_text
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.wording import _

Line = tuple[str, str, str, str, str]


def reach_blocks(course: Course) -> Iterator[Block]:
    """Part 2: how far it went, abuse aimed at who someone is, and calls."""
    far = course.how_far
    yield from _table(
        _("How far it went, {period}").format(period=course.period),
        _("In all"),
        (
            *_number(_("Patients who saw or heard it"), far.patients),
            *_number(_("Children who saw or heard it"), far.children),
            *_number(_("Staff who saw or heard it"), far.staff),
            *_number(_("Visits held up"), far.visits),
            *_number(_("Minutes lost"), far.minutes),
        ),
    )
    yield from _table(
        _("Abuse aimed at who someone is, {period}").format(period=course.period),
        _("Incidents"),
        tuple(_answers("", course.identity_abuse)),
    )
    calls = course.calls
    yield from _table(
        _("Calls that escalated, {period}").format(period=course.period),
        _("Calls"),
        (
            *_middle(_("Time on hold (median)"), calls.hold),
            *_number(_("Passed on at least once before"), calls.transferred),
            *_answers(_("Who ended the call"), calls.ended_by),
            *_answers(_("A warning was given"), calls.warned),
            *_answers(_("A call back was promised"), calls.call_back),
        ),
    )


def signs_blocks(course: Course) -> Iterator[Block]:
    """Part 5: signs seen before, how early, and how it ended."""
    yield from _table(
        _("Signs seen before, {period}").format(period=course.period),
        _("Incidents"),
        (*_answers("", course.signs), *_middle(_("Time from the first sign (median)"), course.lead)),
    )
    yield from _table(
        _("How it ended, {period}").format(period=course.period), _("Incidents"), tuple(_answers("", course.outcomes))
    )


def help_blocks(course: Course) -> Iterator[Block]:
    """Part 6: until help came, and what the decisions about the police say."""
    part = course.help
    yield from _table(
        _("Help and decisions about the police, {period}").format(period=course.period),
        _("Incidents"),
        (
            *_middle(_("Until help came (median)"), part.minutes),
            *_answers(_("Tried before the call"), part.alternatives),
            *_answers(_("Could be handled clinically"), part.handled_clinically),
            *_answers(_("Told to the agency"), part.disclosed),
        ),
    )


def _table(title: str, counted: str, lines: tuple[Line, ...]) -> Iterator[Block]:
    """Nothing where there is nothing that could have an answer."""
    if lines:
        yield PaperTable(
            (
                PaperColumn(_("What is counted"), 4, names_row=True),
                PaperColumn(counted, 1.3, number=True),
                PaperColumn(_("Share"), 0.9, number=True),
                PaperColumn(_("Recorded"), 1.1, number=True),
                PaperColumn(_("Not recorded"), 1.4, number=True),
            ),
            list(lines),
            caption=title,
        )


def _number(label: str, number: CourseNumber) -> Iterator[Line]:
    if number.of:
        yield (label, _told(number, figure_text(number.value)), NOTHING, *_basis(number))


def _middle(label: str, number: CourseNumber) -> Iterator[Line]:
    if number.of:
        text = duration_text(number.value) if number.value is not None else _("fewer than 5")
        yield (label, _told(number, text), NOTHING, *_basis(number))


def _told(number: CourseNumber, text: str) -> str:
    return text if number.recorded else _("not recorded")


def _answers(question: str, found: CourseAnswers) -> Iterator[Line]:
    if found.of and not found.recorded:
        yield (question or _("All"), _("not recorded"), NOTHING, *_basis(found))
    for one in found.answers:
        label = _("{question}: {answer}").format(question=question, answer=one.label) if question else one.label
        share = share_text(one.count / found.recorded) if found.recorded else NOTHING
        yield (label, figure_text(one.count), share, *_basis(found))


def _basis(found: CourseNumber | CourseAnswers) -> tuple[str, str]:
    return figure_text(found.recorded), figure_text(found.of - found.recorded)
