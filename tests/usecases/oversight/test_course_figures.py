"""What is asked about an incident reaches the report, each figure with its n; harm to staff only by the year."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.deescalation import Deescalation, WarningSign
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision
from incident_tracker.domain.capture.incidents import Completion, Details
from incident_tracker.domain.capture.parties import AffectedPerson, PhysicalImpact, Ripple, WorstHarm, worst_harm
from incident_tracker.domain.capture.phone_calls import EndedBy, PhoneCall
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.oversight.course_figures import Numbers
from incident_tracker.domain.oversight.year_harm import year_harm
from incident_tracker.reports.course import CourseNumber
from incident_tracker.reports.month_rows import month_rows
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report, read_month
from incident_tracker.usecases.oversight.trends import show_pareto
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from tests.storage_fixtures import HARBOUR, ROSA, Clinic


def person(felt: bool | None = None, physical: PhysicalImpact = PhysicalImpact.NONE) -> AffectedPerson:
    return AffectedPerson(UUID(int=0x901), person_id=ROSA.id, physical=physical, felt_threatened=felt)


def logged(clinic: Clinic, at: datetime, details: Details, channel: str = "phone_in") -> None:
    maria = clinic.as_role(Role.MANAGER)
    draft = IncidentDraft(
        occurred_at=at, site_id=HARBOUR.id, channel=channel, kind="hostility", severity=Severity.HOSTILE
    )
    one = log_incident_with_support(maria, draft).incident
    if details != Details():
        complete_incident(maria, one.id, Completion(details), one.version)


def test_everything_that_is_asked_is_in_the_report_with_its_n(clinic: Clinic) -> None:
    day = datetime(2026, 2, 3, 17, tzinfo=clinic.clock().tzinfo)
    for number in range(5):
        police = PoliceDecision(
            True,
            "credible_threat",
            alternatives_tried=("apology",),
            information_disclosed=("location_only",),
            could_be_handled_clinically=number > 2,
        )
        known = Details(
            ripple=Ripple(bystander_patients=number, children=2 * number, visits_disrupted=1, minutes_disrupted=10),
            phone=PhoneCall(hold_minutes=3 * number, transfers=number % 2, ended_by=EndedBy.STAFF, warning_given=True),
            identity_abuse=("racist", "sexist"),
            deescalation=Deescalation(signs=(WarningSign("staring", 4 + number),), outcome="at_desk"),
            help_call=HelpCall("code word", number, "two colleagues"),
            police=police,
        )
        logged(clinic, day + timedelta(days=number), known)
    logged(clinic, day, Details())
    logged(clinic, day, Details(), "in_person_desk")

    report = compile_monthly_report(clinic.as_role(Role.COMMITTEE), "2026-02")

    course = report.course
    far = course.how_far
    sums = [(one.value, one.of, one.recorded) for one in (far.patients, far.children, far.visits, far.minutes)]
    assert sums == [(10, 7, 5), (20, 7, 5), (5, 7, 5), (50, 7, 5)]
    assert far.staff == CourseNumber(None, 7, 0), "what no one wrote down is no zero"
    assert (course.calls.hold, course.calls.transferred) == (CourseNumber(6, 6, 5), CourseNumber(2, 6, 5))
    assert [(one.label, one.count) for one in course.calls.ended_by.answers] == [("We did", 5)]
    assert (course.calls.warned.recorded, course.calls.call_back.recorded) == (5, 0)
    assert course.lead == CourseNumber(6, 5, 5)
    abuse, signs = course.identity_abuse, course.signs
    assert ([one.count for one in abuse.answers], abuse.of, abuse.recorded) == ([5, 5], 7, 5)
    assert (signs.of, signs.recorded, course.outcomes.recorded) == (7, 5, 5)
    assert (report.deescalation.at_desk.part, report.deescalation.at_desk.whole) == (5, 5)
    assert course.help.minutes == CourseNumber(2, 5, 5)
    assert {(one.label, one.count) for one in course.help.handled_clinically.answers} == {("Yes", 2), ("No", 3)}
    assert [one.count for one in (*course.help.alternatives.answers, *course.help.disclosed.answers)] == [5, 5]
    rows = {(row["id"], row["label"]): row for row in month_rows(report)}
    assert (rows["children_near", ""]["value"], rows["children_near", ""]["denominator"]) == (20, 7)
    assert rows["staff_near", ""]["recorded"] is False


def test_harm_to_staff_is_told_for_a_whole_year_and_the_whole_clinic(clinic: Clinic) -> None:
    day = datetime(2025, 6, 2, 17, tzinfo=clinic.clock().tzinfo)
    for number in range(25):
        logged(clinic, day + timedelta(hours=number), Details(affected=(person(number < 13),)), "in_person_desk")
    logged(clinic, day, Details())
    chris = clinic.as_role(Role.COMMITTEE)

    told = read_month(chris, "2026-02").year

    assert told is not None
    assert told.harmed == (13, 25, 1)
    assert [(line.label, line.counts) for line in told.harm] == [
        ("Days away from work, hospital or worse", (0,)),
        ("First aid or medical treatment", (0,)),
        ("Felt threatened, or in pain", (13,)),
    ]
    with pytest.raises(Refused):
        show_pareto(chris, Aspect.HARM, "2025-06", "2025-06")


def test_no_count_of_one_to_ten_people_is_told_or_left_over() -> None:
    kinds = [kind for kind in WorstHarm if kind is not WorstHarm.NONE]
    for away in range(14):
        for felt in range(0, 40, 3):
            for none in range(0, 40, 3):
                counts = {WorstHarm.AWAY: away, WorstHarm.FELT: felt, WorstHarm.NONE: none}
                told = year_harm(counts, 100)
                whole, harmed = away + felt + none, away + felt
                few = [n for n in (harmed, none, whole) if 1 <= n <= 10]
                assert (told.harmed is None) == bool(few)
                assert told.answered == (None if 1 <= whole <= 10 else whole)
                if told.by_worst:
                    assert [told.by_worst[kind] for kind in kinds] == [away, 0, felt]
                    assert not any(1 <= n <= 10 for n in (*told.by_worst.values(), none))


def test_harm_is_counted_by_the_worst_and_never_guessed() -> None:
    assert worst_harm(()) is worst_harm([person()]) is None
    assert worst_harm([person(felt=False)]) is WorstHarm.NONE
    assert worst_harm([person(felt=True), person()]) is WorstHarm.FELT
    assert worst_harm([person(felt=True), person(physical=PhysicalImpact.FIRST_AID)]) is WorstHarm.TREATED
    assert worst_harm([person(physical=impact) for impact in PhysicalImpact]) is WorstHarm.AWAY


def test_a_median_of_fewer_than_five_is_not_told() -> None:
    assert Numbers.read({"4": 4}, 9).middle is None
    assert Numbers.read({"4": 2, "7": 2, "0": 2}, 9).middle == 4
    assert Numbers.read({"4": 3, "7": 3}, 9).middle == 5.5
    assert (Numbers.read({}, 9).total, Numbers.read({"0": 1}, 9).total) == (None, 0)
