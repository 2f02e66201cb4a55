"""Part 8 of the monthly report beside the records of support: private answers as counts, every reason told."""

from dataclasses import fields

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.compliance import Became, MonthOfSupport, compliance
from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.reports.promises_of_month import Debriefs
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report
from incident_tracker.usecases.support.debriefs import choose_facilitator, record_not_held
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from tests.storage_fixtures import ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten


def month_of(clinic: Clinic) -> MonthOfSupport:
    """The records of March as every role but the committee may count them."""
    with clinic.store.read() as unit:
        between = {name: getattr(unit, name) for name in ("support_cases", "debriefs", "follow_ups")}
        start, end = clinic.clock() - 30 * DAY, clinic.clock() + 30 * DAY
        cases, debriefs, checks = (
            tuple(one for site in unit.sites.all() for one in kind.between(site.id, start, end))
            for kind in between.values()
        )
        people = unit.participants.of([one.id for one in debriefs])
    return MonthOfSupport(cases=cases, debriefs=debriefs, participants=people, follow_ups=checks)


def part_8(clinic: Clinic) -> Debriefs:
    part = compile_monthly_report(clinic.as_role(Role.COMMITTEE), "2026-03").debriefs
    assert part is not None
    return part


def test_nobody_can_tell_from_a_month_who_declined_or_what_they_said(clinic: Clinic) -> None:
    """A debrief that was declined keeps the promise like one that was held; the answers are told by the year alone."""
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    choose_facilitator(manager, debrief.id, debrief.version, SAM.id)
    ask_participants(manager, debrief.id, [ROSA.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO)
    clinic.clock.advance(4 * DAY)

    part = part_8(clinic)

    assert (part.in_window.kept.part, part.in_window.kept.whole) == (1, 1)
    assert not {"declined", "protected", "paid", "follow_ups", "not_held_reasons"} & {one.name for one in fields(part)}


def test_a_debrief_that_came_late_has_its_reason_in_the_report_too(clinic: Clinic) -> None:
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    _, never = logged(clinic)
    record_not_held(manager, never.id, never.version, NotHeldReason.NO_COVER)
    _, late = logged(clinic)
    late = accepted(clinic, late)
    clinic.clock.advance(3 * DAY)
    request = tomorrow_at_ten(clinic, starts_at=clinic.clock() + HOUR, ends_at=clinic.clock() + 2 * HOUR)
    late = book_slot(manager, late.id, late.version, request)
    clinic.clock.advance(HOUR)
    record_cover_there(sam, late.id, ROSA.id)
    late = start_debrief(sam, late.id, late.version)
    finish_debrief(sam, late.id, late.version, [ROSA.id], late_reason=NotHeldReason.CLINIC_SURGE)

    kept = compliance(month_of(clinic), clinic.clock())
    assert kept.became == {Became.HELD: 0, Became.DECLINED: 0, Became.LATE: 1, Became.NOT_HELD: 1}
    assert [times for _reason, times in (*kept.not_held, *kept.late)] == [1, 1]
    part = part_8(clinic)
    assert (part.in_window.kept.part, part.in_window.kept.whole) == (0, 2)


def test_a_check_that_was_not_wanted_counts_as_asked_and_is_called_so(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, _ = logged(clinic)
    (check,) = (
        one for one in show_support(manager, answer.incident.id).follow_ups if one.step is SupportStep.FOLLOW_UP_30D
    )
    record_follow_up(manager, check.id, check.version, FollowUpOutcome.DECLINED)

    kept = compliance(month_of(clinic), clinic.clock())
    ((_step, asked),) = [row for row in kept.follow_ups if row[1].denominator]
    assert (asked.numerator, asked.denominator) == (1, 1)
