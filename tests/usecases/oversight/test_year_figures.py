"""What is told of a year is decided once, for the whole clinic, and told the same whatever comes later."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from incident_tracker.domain.capture.deescalation import Deescalation, Resolved, TechniqueEffect, TechniqueStep
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.release import Visibility, told_counts, told_share
from incident_tracker.domain.oversight.year_figures import last_year_told, year_of_report
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.statistics.rates import Rate
from incident_tracker.statistics.shares import Share
from incident_tracker.usecases.oversight.denominators import MonthFigures
from incident_tracker.usecases.oversight.monthly_report import read_month
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from tests.one_month import enter_month
from tests.storage_fixtures import HARBOUR, HILL, PEOPLE, ROSA, Clinic

CALM, SAME = TechniqueEffect.CALMER, TechniqueEffect.SAME


def logged(
    clinic: Clinic, at: datetime, site: UUID, *steps: TechniqueStep, level: Severity = Severity.HOSTILE
) -> Incident:
    maria = clinic.as_role(Role.MANAGER)
    draft = IncidentDraft(
        occurred_at=at,
        site_id=site,
        channel="phone_in" if at.day % 2 else "in_person_desk",
        kind="threat" if level >= Severity.THREAT else "hostility",
        severity=level,
        affected=(AffectedPerson(UUID(int=0x900), person_id=PEOPLE[at.day % len(PEOPLE)].id, job="receptionist"),),
    )
    one = log_incident_with_support(maria, draft).incident
    if not steps:
        return one
    course = Deescalation(triggers=("wait_on_phone",), steps=steps, outcome="at_desk", resolved=Resolved.YES)
    details = replace(one.details, deescalation=course, factors=("ACC3", "COM1")[: 1 + at.day % 2])
    return complete_incident(maria, one.id, Completion(details), one.version)


def year_in_words(report: MonthlyReport) -> dict[str, tuple[object, ...]]:
    assert report.year is not None
    return {line.label: line.counts for line in report.year.techniques}


def test_a_year_is_told_once_and_stays_whatever_is_changed(clinic: Clinic) -> None:
    chris, day = clinic.as_role(Role.COMMITTEE), datetime(2025, 6, 2, 17, tzinfo=clinic.clock().tzinfo)
    slow, quiet, left = (TechniqueStep(code, CALM) for code in ("lowered_pace", "respect_space", "apology"))
    for number in range(12):
        logged(clinic, day + timedelta(days=number), HARBOUR.id, slow, quiet)
    few = logged(clinic, day, HARBOUR.id, left, replace(slow, effect=SAME))

    first = read_month(chris, "2026-02")

    assert first.year is not None
    assert first.year.year == 2025
    told = year_in_words(first)
    assert sum(counts == (12, 0, 0) for counts in told.values()) == 1, told  # both others hide each other
    assert sum(counts == (Visibility.COMPLEMENTARY,) * 3 for counts in told.values()) == 2
    changed = replace(few.details, deescalation=replace(few.details.deescalation, steps=(slow,)))
    complete_incident(clinic.as_role(Role.MANAGER), few.id, Completion(changed), few.version)
    logged(clinic, day + timedelta(days=20), HILL.id)
    for site in (None, HARBOUR.id, HILL.id):
        for month in ("2026-01", "2026-02"):
            assert read_month(chris, month, site).year == first.year
    assert read_month(chris, "2025-11").year is None, "it tells of the year before, of which there is nothing"
    with clinic.store.read() as unit:
        assert [entry.act for entry in unit.audit.of_kind("year_figures")] == ["kept_for_ever"]


def test_a_year_is_told_from_january_10_of_the_next_one_on(clinic: Clinic) -> None:
    chris = clinic.as_role(Role.COMMITTEE)
    logged(clinic, clinic.clock(), HARBOUR.id, TechniqueStep("apology", CALM))
    clinic.clock.advance(datetime(2027, 1, 9, 18, tzinfo=clinic.clock().tzinfo) - clinic.clock())
    assert read_month(clinic.as_role(Role.COMMITTEE), "2026-12").year is None
    clinic.clock.advance(timedelta(days=1))
    later = read_month(clinic.as_role(Role.COMMITTEE), "2026-12").year
    assert later is not None
    assert later.year == 2026
    assert chris.actor.role is Role.COMMITTEE


def test_which_year_stands_in_which_report() -> None:
    days = [date(2026, 1, 9), date(2026, 1, 10), date(2026, 12, 31)]
    assert [last_year_told(day) for day in days] == [2024, 2025, 2025]
    assert [year_of_report(month, days[2]) for month in ("2026-12", "2026-11", "2025-12", "2025-11")] == [
        2025,
        2025,
        2025,
        2024,
    ]


def test_people_are_told_from_eleven_on_and_so_is_the_rest_of_them() -> None:
    assert [told_share(part, 30) for part in (0, 1, 10, 11, 19, 20, 30)] == [
        (0, 30),
        (None, 30),
        (None, 30),
        (11, 30),
        (19, 30),
        (None, 30),
        (30, 30),
    ]
    assert [told_share(0, whole) for whole in (0, 1, 10, 11)] == [(0, 0), (None, None), (None, None), (0, 11)]
    assert told_counts([12, 0, 40]) == (12, 0, 40)
    assert told_counts([12, 3, 40]) == (None, None, None)


def figures_of(value: object) -> Iterator[bool]:
    """For each figure that is printed whether it is shown: counts, shares and rates; what is empty is none."""
    if isinstance(value, Visibility):
        yield False
    elif isinstance(value, (Share, Rate)) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        yield True
    elif isinstance(value, tuple):
        for one in value:
            yield from figures_of(one)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in ("chart", "month", "year") or not isinstance(getattr(value, part.name), int):
                yield from figures_of(getattr(value, part.name))


def test_a_small_clinic_reads_most_figures(clinic: Clinic) -> None:
    """12 people and 6 incidents a month: at least 70 % of the figures of the report that closes a quarter are shown."""
    day = datetime(2025, 1, 3, 17, tzinfo=clinic.clock().tzinfo)
    codes = ("lowered_pace", "apology", "respect_space", "offer_choices")
    for month in range(12):
        for number in range(6):
            at = day.replace(month=month + 1, day=3 + 3 * number)
            steps = (TechniqueStep(codes[number % 4], CALM if (number + month) % 3 else SAME),)
            logged(clinic, at, HARBOUR.id, *steps, level=Severity((1, 2, 1, 3, 2, 1)[number]))
    enter_month(clinic.as_role(Role.MANAGER), HARBOUR.id, "2025-12", MonthFigures(visits=900, calls=400))

    report = read_month(clinic.as_role(Role.COMMITTEE), "2025-12", HARBOUR.id)

    assert report.year is not None
    shown = list(figures_of(report))
    assert len(shown) > 60
    assert sum(shown) / len(shown) >= 0.7, (sum(shown), len(shown))
    assert not all(shown)
    assert ROSA.name not in repr(report)
