"""What the sample report says of the course of incidents, in a full month and in one with nothing."""

from incident_tracker.reports.course import (
    CallFigures,
    Course,
    CourseAnswer,
    CourseAnswers,
    CourseNumber,
    HelpFigures,
    HowFar,
)


def course() -> Course:
    """What parts 2, 5 and 6 of the full month say of twelve months."""
    kinds = (CourseAnswer("racist", 9), CourseAnswer("none", 21))
    return Course(
        period="November 2025 to October 2026",
        how_far=HowFar(
            patients=CourseNumber(143, 212, 131),
            children=CourseNumber(17, 212, 128),
            staff=CourseNumber(96, 212, 130),
            visits=CourseNumber(71, 212, 119),
            minutes=CourseNumber(860, 212, 117),
        ),
        identity_abuse=CourseAnswers(kinds, 212, 27),
        calls=CallFigures(
            hold=CourseNumber(11, 64, 48),
            transferred=CourseNumber(33, 64, 51),
            ended_by=CourseAnswers((CourseAnswer("The caller", 29), CourseAnswer("We did", 14)), 64, 43),
            warned=CourseAnswers((CourseAnswer("Yes", 13), CourseAnswer("No", 19)), 64, 32),
            call_back=CourseAnswers((CourseAnswer("Yes", 25), CourseAnswer("No", 16)), 64, 41),
        ),
        signs=CourseAnswers((CourseAnswer("voice louder and faster", 73),), 212, 88),
        lead=CourseNumber(4, 88, 57),
        outcomes=CourseAnswers((CourseAnswer("ended at the desk", 99), CourseAnswer("the person left", 41)), 212, 140),
        help=HelpFigures(
            minutes=CourseNumber(3, 22, 18),
            alternatives=CourseAnswers((CourseAnswer("told what happens next", 5),), 8, 6),
            handled_clinically=CourseAnswers((CourseAnswer("No", 7),), 8, 7),
            disclosed=CourseAnswers((CourseAnswer("location only", 2),), 3, 2),
        ),
    )


def no_course() -> Course:
    """The same where nothing was reported."""
    number, answers = CourseNumber(None, 0, 0), CourseAnswers((), 0, 0)
    return Course(
        period="November 2025 to October 2026",
        how_far=HowFar(number, number, number, number, number),
        identity_abuse=answers,
        calls=CallFigures(number, number, answers, answers, answers),
        signs=answers,
        lead=number,
        outcomes=answers,
        help=HelpFigures(number, answers, answers, answers),
    )
