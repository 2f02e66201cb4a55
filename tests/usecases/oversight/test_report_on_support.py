"""Part 8 of the monthly report beside the records of support: private answers as counts, every reason told."""

from uuid import UUID

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import Paid, ParticipantCheck, Protected
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.reports.committee_support import support_blocks
from incident_tracker.reports.monthly import Debriefs
from incident_tracker.reports.tables import PaperTable
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report
from incident_tracker.usecases.support.debriefs import choose_facilitator, record_not_held
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from tests.storage_fixtures import PEOPLE, ROSA, SAM, Clinic, keep
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten


def part_8(clinic: Clinic) -> Debriefs:
    part = compile_monthly_report(clinic.as_role(Role.COMMITTEE), "2026-03").debriefs
    assert part is not None
    return part


@pytest.mark.parametrize("answers", [4, 5])
def test_what_staff_say_of_their_time_is_counted_once_nobody_can_be_told_apart(clinic: Clinic, answers: int) -> None:
    """The first says that the time was not protected, all others that it was."""
    _, debrief = logged(clinic)
    said = [Protected.NO, Protected.YES, Protected.YES, Protected.YES, Protected.YES]
    with clinic.store.write() as unit:
        for number, person in enumerate(PEOPLE[:answers]):
            unit.participant_checks.add(
                ParticipantCheck(UUID(int=number), debrief.id, person.id, said[number], Paid.YES, clinic.clock())
            )
        keep(unit)

    part = part_8(clinic)

    if answers < 5:
        assert (part.protected_by_staff, part.paid_by_staff) == (None, None)
    else:
        assert part.protected_by_staff is not None
        assert (part.protected_by_staff.part, part.protected_by_staff.whole) == (4, 5)
        assert part.paid_by_staff is not None
        assert (part.paid_by_staff.part, part.paid_by_staff.whole) == (5, 5)


@pytest.mark.parametrize("asked", [4, 5])
def test_who_declined_is_counted_once_nobody_can_be_told_apart(clinic: Clinic, asked: int) -> None:
    manager = clinic.as_role(Role.MANAGER)
    for number in range(asked):
        _, debrief = logged(clinic)
        choose_facilitator(manager, debrief.id, debrief.version, SAM.id)
        ask_participants(manager, debrief.id, [ROSA.id])
        record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO if number == 0 else Response.YES)

    declined = part_8(clinic).declined

    if asked < 5:
        assert declined is None
    else:
        assert declined is not None
        assert (declined.part, declined.whole) == (1, 5)


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

    assert [times for _reason, times in part_8(clinic).not_held_reasons] == [1, 1]


def test_a_check_that_was_not_wanted_counts_as_asked_and_is_called_so(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, _ = logged(clinic)
    (check,) = (
        one for one in show_support(manager, answer.incident.id).follow_ups if one.step is SupportStep.FOLLOW_UP_30D
    )
    record_follow_up(manager, check.id, check.version, FollowUpOutcome.DECLINED)

    part = part_8(clinic)

    ((_label, asked),) = part.follow_ups
    assert (asked.part, asked.whole) == (1, 1)
    (table,) = (block for block in support_blocks(part)[-1:] if isinstance(block, PaperTable))
    assert table.columns[0].title == "Follow-up checks in which the person was asked"
