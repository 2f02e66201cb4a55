"""The ledger of minutes: what comes by itself, what people write down and correct, and which sums are told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, NotFound, Refused
from incident_tracker.domain.support.own_time import TimeDraft, TimeKind, TimeSpent, told_minutes, told_rows
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.usecases.oversight.promise_report import compile_promises
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.own_time import correct_time, list_own_time, take_back_time, write_time
from incident_tracker.usecases.support.protected_time import (
    CheckWords,
    book_slot,
    check_afterwards,
    record_cover_there,
)
from tests.storage_fixtures import HARBOUR, ROSA, Clinic
from tests.support_people import ALEX_USER, HOUR, accepted, logged, tomorrow_at_ten

TODAY = date(2026, 3, 2)
REPORT = TimeDraft(TODAY, TimeKind.REPORTING, 20, Paid.NO, voluntary=False)


@pytest.fixture
def held(clinic: Clinic) -> Clinic:
    """Rosa's debrief of 40 minutes, led by Sam, while Alex was at her desk; the manager says that it was paid."""
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    debrief = accepted(clinic, logged(clinic)[1])
    debrief = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    clinic.clock.advance(25 * HOUR)
    record_cover_there(sam, debrief.id, ROSA.id)
    debrief = start_debrief(sam, debrief.id, debrief.version)
    clinic.clock.advance(timedelta(minutes=40))
    debrief = finish_debrief(sam, debrief.id, debrief.version, [ROSA.id])
    check_afterwards(manager, debrief.id, debrief.version, CheckWords(Protected.YES, Paid.YES, 40))
    return clinic


def lines_of(clinic: Clinic, role: Role) -> list[tuple[TimeKind, int | None, Paid]]:
    return [(one.kind, one.minutes, one.paid) for one in list_own_time(clinic.as_role(role))]


def test_a_debrief_and_cover_come_by_themselves_and_reporting_is_written_down(held: Clinic) -> None:
    rosa = held.as_role(Role.RECEPTION)
    entry = write_time(rosa, REPORT)
    assert lines_of(held, Role.RECEPTION) == [
        (TimeKind.DEBRIEF, 40, Paid.YES),
        (TimeKind.REPORTING, 20, Paid.NO),
    ]
    assert lines_of(held, Role.SUPERVISOR) == [(TimeKind.LEADING, 40, Paid.UNKNOWN)]
    assert [(one.kind, one.minutes) for one in list_own_time(held.as_user(ALEX_USER))] == [(TimeKind.COVER, 40)]
    corrected = correct_time(rosa, entry.id, entry.version, replace(REPORT, minutes=35))
    assert (TimeKind.REPORTING, 35, Paid.NO) in lines_of(held, Role.RECEPTION)
    take_back_time(rosa, corrected.id, corrected.version)
    assert lines_of(held, Role.RECEPTION) == [(TimeKind.DEBRIEF, 40, Paid.YES)]


def test_no_one_reads_or_changes_the_time_of_others(held: Clinic) -> None:
    entry = write_time(held.as_role(Role.RECEPTION), REPORT)
    for role in (Role.MANAGER, Role.SUPERVISOR):
        assert REPORT.kind not in {kind for kind, _minutes, _paid in lines_of(held, role)}
        with pytest.raises(NotAllowed):
            correct_time(held.as_role(role), entry.id, entry.version, REPORT)
        with pytest.raises(NotAllowed):
            take_back_time(held.as_role(role), entry.id, entry.version)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": TimeKind.DEBRIEF}, "kind"),
        ({"kind": TimeKind.COVER}, "kind"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 601}, "minutes"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
    ],
)
def test_what_the_program_knows_is_not_written_again(clinic: Clinic, change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        write_time(clinic.as_role(Role.RECEPTION), replace(REPORT, **change))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_someone_who_is_not_on_the_staff_list_has_no_ledger(clinic: Clinic) -> None:
    assert list_own_time(clinic.as_role(Role.PRIVACY)) == ()
    with pytest.raises(NotFound):
        write_time(clinic.as_role(Role.PRIVACY), REPORT)


def test_the_report_tells_sums_of_three_people_or_more_and_hides_the_rest(held: Clinic) -> None:
    for who in (Role.RECEPTION, Role.SUPERVISOR):
        write_time(held.as_role(who), REPORT)
    lines = {one.id: one for one in compile_promises(held.as_role(Role.MANAGER), "2026-03").lines}
    assert (lines["minutes_all"].part, lines["minutes_all"].hidden) == (40 * 3 + 40, False)
    assert (lines["minutes_reporting"].part, lines["minutes_reporting"].hidden) == (None, True)
    training = lines["minutes_training"]
    assert (training.part, training.hidden) == (None, False), "what no one wrote down is no zero"
    write_time(held.as_user(ALEX_USER), replace(REPORT, minutes=5))
    lines = {one.id: one for one in compile_promises(held.as_role(Role.MANAGER), "2026-03").lines}
    assert lines["minutes_reporting"].part == 45
    assert lines["minutes_unpaid"].part == 45
    assert lines["minutes_paid_not_recorded"].hidden, "leading and cover: the time of two people"
    year = {one.id: one for one in compile_promises(held.as_role(Role.MANAGER), "2026").lines}
    assert year["minutes_in_2026-03"].part == 165
    by_job = [one for name, one in year.items() if name.startswith("minutes_by_job_")]
    assert {one.part for one in by_job} == {None}, "of no job there are three people"
    assert any(one.hidden for one in by_job)


def test_without_names_minutes_are_told_of_a_closed_year_alone(held: Clinic) -> None:
    """A month without minutes of debriefs would say that all declined; a year that still grows, who was added last."""

    def told(period: str) -> set[str]:
        lines = compile_promises(held.as_role(Role.COMMITTEE), period).lines
        return {one.id for one in lines if one.id.startswith("minutes_")}

    entry = write_time(held.as_role(Role.RECEPTION), REPORT)
    assert told("2026-03") == told("2026") == set()
    held.clock.moment = datetime(2027, 1, 10, 20, tzinfo=UTC)
    assert "minutes_all" in told("2026")
    assert not {one for one in told("2026") if one.startswith("minutes_in_")}
    for change in (
        lambda: write_time(held.as_role(Role.RECEPTION), REPORT),
        lambda: correct_time(
            held.as_role(Role.RECEPTION), entry.id, entry.version, replace(REPORT, day=date(2027, 1, 9))
        ),
        lambda: take_back_time(held.as_role(Role.RECEPTION), entry.id, entry.version),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.field == "day"


def spent(person: int, minutes: int) -> TimeSpent:
    return TimeSpent(UUID(int=person), HARBOUR.id, TODAY, TimeKind.REPORTING, minutes, Paid.YES, voluntary=False)


def test_a_sum_is_not_told_where_its_parts_would_leave_one_person() -> None:
    three, one = [spent(1, 10), spent(2, 10), spent(3, 10)], [spent(4, 7)]
    assert told_minutes([three]) == 30
    assert told_minutes([three, one]) is None, "the sum less the part that is told is the time of one person"
    assert told_minutes([three, [spent(4, 7), spent(5, 7)], [spent(6, 7)]]) == 51
    assert told_minutes([]) == 0


def test_rows_are_hidden_until_three_people_stand_behind_what_is_hidden() -> None:
    rows = {
        "reception": [[spent(n, 10) for n in range(1, 8)]],
        "nurse": [[spent(n, 10) for n in range(8, 12)]],
        "manager": [[spent(12, 60)]],
    }
    assert told_rows(rows) == {"reception": 70, "nurse": None, "manager": None}
    rows["owner"] = [[spent(13, 5), spent(14, 5)]]
    assert told_rows(rows) == {"reception": 70, "nurse": 40, "manager": None, "owner": None}
