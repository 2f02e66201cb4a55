"""Someone is away: what becomes of debriefs, reminders and free times, what is said before, and what stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from incident_tracker.domain.clinic.absences import Absence, AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Span
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.free_times import next_times
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.week import Hindrance, TimeFound, TimeHindered, try_half_hour
from incident_tracker.usecases.clinic.absences import (
    absences_of,
    add_absence,
    change_absence,
    end_absence,
    remove_absence,
)
from incident_tracker.usecases.oversight.clinic_changes import if_away
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.circumstances import show_booking
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.protected_time import book_slot, name_cover, record_cover_confirmed
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.week import planning_of, support_week
from tests.storage_fixtures import ALEX, HANNA, HARBOUR, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten

ZONE = "America/Los_Angeles"
PLACE = ZoneInfo(ZONE)
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = (date(2026, 3, day) for day in (2, 3, 4, 6))
MORNING = Span(time(8), time(12))


def away(person_id: UUID, first: date = TUESDAY, last: date | None = None, hours: Span | None = None) -> AbsenceDraft:
    return AbsenceDraft(person_id, first, last or first, hours)


def booked(clinic: Clinic) -> Debrief:
    """Rosa's debrief on Tuesday from ten to eleven: Sam leads, Alex covers her desk."""
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    return book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))


def refused(act: Callable[[], object]) -> tuple[Reason, str | None]:
    """Why, and at which field."""
    with pytest.raises(Refused) as told:
        act()
    return told.value.reason, told.value.field


def impossible(clinic: Clinic, role: Role = Role.MANAGER) -> list[tuple[Reason, tuple[UUID, ...]]]:
    """What Today and the week say is in the way, to the person of this role; both say the same."""
    ctx = clinic.as_role(role)
    on_today = [one.why for one in list_today(ctx, ZONE) if one.matter is Matter.IMPOSSIBLE and one.why]
    in_week = [one.in_the_way[0] for one in support_week(ctx, clinic.clock() - HOUR).booked if one.in_the_way]
    assert on_today == in_week
    return [(one.reason, one.person_ids) for one in on_today]


@pytest.mark.parametrize("person", [ROSA, SAM, ALEX], ids=["comes", "leads", "covers"])
def test_a_booked_debrief_in_an_absence_shows_at_once_and_is_well_again_when_the_person_is_back(
    clinic: Clinic, person: Person
) -> None:
    booked(clinic)
    supervisor = clinic.as_role(Role.SUPERVISOR)
    assert impossible(clinic) == []
    assert if_away(supervisor, away(person.id, MONDAY, FRIDAY)).away == 1
    assert if_away(supervisor, away(person.id, WEDNESDAY, FRIDAY)).away == 0
    kept = add_absence(supervisor, away(person.id, MONDAY, FRIDAY))
    assert impossible(clinic) == impossible(clinic, Role.SUPERVISOR) == [(Reason.IS_AWAY, (person.id,))]
    assert if_away(supervisor, away(person.id, MONDAY, FRIDAY), kept).away == 0  # it has moved it already
    clinic.clock.advance(timedelta(hours=20))  # Tuesday, five in the morning
    left = end_absence(supervisor, kept.id, kept.version)
    assert left is not None
    assert (left.first, left.last) == (MONDAY, MONDAY)
    assert impossible(clinic) == []


def test_part_of_a_day_keeps_the_rest_of_it_free(clinic: Clinic) -> None:
    booked(clinic)
    manager = clinic.as_role(Role.MANAGER)
    afternoon = add_absence(manager, away(SAM.id, hours=Span(time(13), time(17))))
    assert impossible(clinic) == []
    morning = change_absence(manager, replace(afternoon, hours=MORNING))
    assert impossible(clinic) == [(Reason.IS_AWAY, (SAM.id,))]
    with pytest.raises(ChangedMeanwhile):
        remove_absence(manager, morning.id, afternoon.version)
    remove_absence(manager, morning.id, morning.version)
    assert (impossible(clinic), absences_of(manager, SAM.id)) == ([], ())


def test_no_time_is_offered_in_which_one_who_comes_leads_or_covers_is_away(clinic: Clinic) -> None:
    """Neither by the week nor by the guided steps; a person who books it all the same is told."""
    manager = clinic.as_role(Role.MANAGER)
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    ten = tomorrow_at_ten(clinic).starts_at

    def half_hour() -> TimeFound | TimeHindered:
        week = support_week(manager, clinic.clock() - HOUR)
        item = week.find(debrief.id)
        assert item is not None
        return try_half_hour(planning_of(week, item, ZONE), ten, clinic.clock())

    def offered() -> set[date]:
        found = next_times(show_booking(manager, debrief.id), 45, clinic.clock())
        return {start.astimezone(PLACE).date() for start in found}

    first = half_hour()
    assert isinstance(first, TimeFound)
    assert first.covers == {ROSA.id: ALEX.id}
    assert TUESDAY in offered()

    rosa = add_absence(manager, away(ROSA.id))
    hindered = half_hour()
    assert isinstance(hindered, TimeHindered)
    assert (hindered.why, hindered.person_ids) == (Hindrance.AWAY, (ROSA.id,))
    assert TUESDAY not in offered()
    at_ten = tomorrow_at_ten(clinic)
    assert refused(lambda: book_slot(manager, debrief.id, debrief.version, at_ten)) == (Reason.IS_AWAY, "starts_at")
    extra = replace(at_ten, paid_extra_time=True)
    assert refused(lambda: book_slot(manager, debrief.id, debrief.version, extra)) == (Reason.IS_AWAY, "starts_at")
    remove_absence(manager, rosa.id, rosa.version)

    sam = add_absence(manager, away(SAM.id))
    hindered = half_hour()
    assert isinstance(hindered, TimeHindered)
    assert (hindered.why, hindered.person_ids) == (Hindrance.NO_LEADER, (SAM.id,))
    assert TUESDAY not in offered()
    assert refused(lambda: book_slot(manager, debrief.id, debrief.version, at_ten)) == (Reason.IS_AWAY, "facilitator")
    remove_absence(manager, sam.id, sam.version)

    add_absence(manager, away(ALEX.id))
    other = half_hour()
    assert not isinstance(other, TimeFound) or ALEX.id not in other.covers.values()
    assert ALEX.id not in show_booking(manager, debrief.id).covers
    assert refused(lambda: book_slot(manager, debrief.id, debrief.version, at_ten)) == (Reason.IS_AWAY, "covers")


def test_who_is_away_at_the_booked_time_is_not_chosen_to_lead_or_named_to_cover(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    debrief = booked(clinic)
    add_absence(manager, away(MARIA.id))
    chosen = refused(lambda: choose_facilitator(manager, debrief.id, debrief.version, MARIA.id))
    assert chosen == (Reason.IS_AWAY, "facilitator")
    assert refused(lambda: name_cover(manager, debrief.id, ROSA.id, MARIA.id)) == (Reason.IS_AWAY, "covers")


def test_the_deputy_is_reminded_while_the_manager_is_away_and_no_one_of_their_own_part(clinic: Clinic) -> None:
    manager, supervisor = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    debrief = booked(clinic)
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    _other, to_plan = logged(clinic)

    def reminded(person: UUID) -> set[ReminderKind]:
        found = list_reminders(manager, everybody=True)
        return {one.kind for one in found if one.person_id == person}

    clinic.clock.advance(HOUR)
    assert ReminderKind.ASK in reminded(MARIA.id)
    assert ReminderKind.ASK not in reminded(SAM.id)
    assert ReminderKind.PROTECTED_TIME in reminded(ALEX.id)
    add_absence(supervisor, away(MARIA.id, MONDAY, FRIDAY))
    add_absence(supervisor, away(ALEX.id, MONDAY))
    assert reminded(MARIA.id) == set()
    assert {ReminderKind.ASK, ReminderKind.FOLLOW_UP} <= reminded(SAM.id)
    assert reminded(ALEX.id) == set()
    add_absence(supervisor, away(SAM.id, MONDAY))  # no one else is there: it is not lost
    assert ReminderKind.ASK in reminded(MARIA.id)
    assert show_debrief(manager, to_plan.id).debrief.manager_id == MARIA.id


def test_one_enters_it_for_oneself_a_supervisor_for_the_site_and_no_one_for_others(clinic: Clinic) -> None:
    rosa, sam, ada = (clinic.as_role(one) for one in (Role.RECEPTION, Role.SUPERVISOR, Role.ADMINISTRATOR))
    mine = add_absence(rosa, away(ROSA.id, FRIDAY))
    assert absences_of(rosa, ROSA.id) == absences_of(sam, ROSA.id) == (mine,)
    change_absence(sam, replace(mine, hours=MORNING))
    add_absence(ada, away(HANNA.id))
    for not_hers in (lambda: add_absence(rosa, away(ALEX.id)), lambda: absences_of(sam, HANNA.id)):
        with pytest.raises(NotAllowed):
            not_hers()
    moved = change_absence(sam, replace(mine, person_id=HANNA.id, version=2))
    assert moved.person_id == ROSA.id  # whose it is stays


def test_a_month_that_is_over_stays_as_it_is(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    assert refused(lambda: add_absence(manager, away(ROSA.id, date(2026, 2, 27), TUESDAY))) == (
        Reason.MONTH_IS_OVER,
        "first",
    )
    long = add_absence(manager, away(ROSA.id, FRIDAY, date(2026, 4, 3)))
    clinic.clock.advance(30 * DAY)  # 1 April
    for change in (
        lambda: remove_absence(manager, long.id, 1),
        lambda: change_absence(manager, replace(long, first=WEDNESDAY)),
        lambda: change_absence(manager, replace(long, last=date(2026, 3, 27))),
    ):
        assert refused(change) == (Reason.MONTH_IS_OVER, "first")
    left = end_absence(manager, long.id, 1)
    assert left is not None
    assert left.last == date(2026, 3, 31)
    assert refused(lambda: end_absence(manager, long.id, 2)) == (Reason.WRONG_STATUS, "last")
    assert absences_of(manager, ROSA.id) == (left,)


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (away(ROSA.id, FRIDAY, TUESDAY), (Reason.ENDS_BEFORE_START, "last")),
        (away(ROSA.id, TUESDAY, FRIDAY, MORNING), (Reason.PART_OF_ONE_DAY, "last")),
        (away(ROSA.id, TUESDAY, TUESDAY, Span(time(12), time(8))), (Reason.ENDS_BEFORE_START, "end")),
        (away(ROSA.id, TUESDAY, date(2028, 3, 3)), (Reason.TOO_LONG_AWAY, "last")),
        (away(ROSA.id, MONDAY, WEDNESDAY), (Reason.AWAY_ALREADY, "first")),
        (away(ROSA.id, WEDNESDAY, WEDNESDAY, Span(time(11), time(13))), (Reason.AWAY_ALREADY, "first")),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    clinic: Clinic, draft: AbsenceDraft, said: tuple[Reason, str | None]
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    add_absence(manager, away(ROSA.id, WEDNESDAY, hours=MORNING))
    assert refused(lambda: add_absence(manager, draft)) == said
    assert len(absences_of(manager, ROSA.id)) == 1
    add_absence(manager, away(ROSA.id, WEDNESDAY, hours=Span(time(12), time(17))))
    add_absence(manager, away(ALEX.id, WEDNESDAY))


def test_whole_days_have_the_length_they_have_when_the_clocks_change() -> None:
    sunday = Absence(UUID(int=1), ROSA.id, date(2026, 3, 8), date(2026, 3, 8))
    start, end = sunday.between(HARBOUR.time_zone)
    assert (start.astimezone(PLACE).time(), end - start) == (time(0), timedelta(hours=23))
