"""Sites, desks, lines and closed days are kept by those who may, and no month that is over changes with them."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, Span
from incident_tracker.domain.clinic.sites import Facility
from incident_tracker.domain.errors import ChangedMeanwhile, NotAllowed, Reason, Refused
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.sites import (
    add_desk,
    add_phone_line,
    add_site,
    change_desk,
    change_phone_line,
    change_site,
    list_site_sheets,
    retire_desk,
    retire_phone_line,
    retire_site,
)
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.opening import close_on, open_again_on, set_opening_hours
from tests.storage_fixtures import CHECK_IN, HARBOUR, HILL, MONDAY_NINE, Clinic

TODAY = MONDAY_NINE.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

pytestmark = pytest.mark.postgres


def test_a_site_keeps_its_zone_and_one_site_goes_on(clinic: Clinic) -> None:
    ada, maria = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER)
    bay = add_site(ada, "Bay View", "America/Denver", "other", "surgery-center")
    assert bay.facility is Facility.SURGERY_CENTER
    with pytest.raises(Refused) as refused:
        change_site(ada, replace(bay, zone="America/Chicago"))
    assert (refused.value.reason, refused.value.field) == (Reason.ZONE_STAYS, "zone")
    with pytest.raises(Refused):
        add_site(ada, "Bay", "America/Denver", "other", "spaceship")
    with pytest.raises(NotAllowed):
        retire_site(maria, HARBOUR, TOMORROW)
    for site in (HARBOUR, HILL):
        retire_site(ada, site, TOMORROW)
    with pytest.raises(Refused) as last:
        retire_site(ada, bay, TOMORROW)
    assert last.value.reason is Reason.LAST_SITE
    assert [sheet.site.last_day for sheet in list_site_sheets(maria)] == [None, TOMORROW, TOMORROW]  # all or nothing
    assert check(ada) == ()


def test_what_is_retired_changes_no_month_that_is_over(clinic: Clinic) -> None:
    ada = clinic.as_role(Role.ADMINISTRATOR)
    before = _sites_asked_for_february(ada)
    assert HILL.id in before
    with pytest.raises(Refused) as refused:  # a day of a month that is over
        retire_site(ada, HILL, date(2026, 2, 10))
    assert refused.value.reason is Reason.IN_THE_PAST
    retire_site(ada, HILL, YESTERDAY)
    assert _sites_asked_for_february(ada) == before
    again = retire_site(ada, replace(HILL, version=2), None)
    assert (again.last_day, again.version) == (None, 3)


def _sites_asked_for_february(ctx: Context) -> list[UUID | None]:
    """Whose visits of the month that is over are still asked for."""
    items = list_today(ctx, "America/Los_Angeles")
    return [item.site_id for item in items if item.matter is Matter.FIGURES_MISSING and item.month == "2026-02"]


def test_desks_and_lines_are_renamed_and_retired_at_their_site(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    with pytest.raises(Refused) as taken:
        add_desk(maria, HARBOUR.id, "check-IN")
    assert taken.value.reason is Reason.NAME_TAKEN
    gone = retire_desk(maria, CHECK_IN, YESTERDAY)
    assert not gone.in_use(TODAY)
    new = add_desk(maria, HARBOUR.id, "Check-in", "phone_in")  # the name is free again
    assert change_desk(maria, replace(new, channel=None)).channel is None
    with pytest.raises(Refused):
        change_desk(maria, replace(new, version=2, channel="pigeon"))
    with pytest.raises(Refused) as meanwhile:
        retire_desk(maria, gone, None)
    assert (meanwhile.value.reason, meanwhile.value.field) == (Reason.NAME_TAKEN_MEANWHILE, "last_day")
    line = add_phone_line(maria, HARBOUR.id, "Main line")
    assert change_phone_line(maria, replace(line, name="Refills")).name == "Refills"
    with pytest.raises(ChangedMeanwhile):
        retire_phone_line(maria, line, TODAY)
    ended = retire_phone_line(maria, replace(line, version=2), TODAY)
    assert ended.last_day == TODAY
    other = add_phone_line(maria, HARBOUR.id, "refills")
    with pytest.raises(Refused):
        retire_phone_line(maria, ended, None)
    change_phone_line(maria, replace(other, name="Billing"))
    assert retire_phone_line(maria, ended, None).last_day is None
    assert check(maria) == ()


def test_hours_and_closed_days_of_two_people_at_once(clinic: Clinic) -> None:
    maria, ada = clinic.as_role(Role.MANAGER), clinic.as_role(Role.ADMINISTRATOR)
    week = ((Span(time(7), time(12)),),) * 5 + ((), ())
    close_on(ada, [HARBOUR.id, HILL.id], [ClosedDay(TOMORROW, "  Staff   day ")])
    seen = list_site_sheets(maria)[0].hours
    set_opening_hours(maria, HARBOUR.id, ((),) * 7, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        set_opening_hours(ada, HARBOUR.id, week, seen=seen)
    assert [sheet.closed_days for sheet in list_site_sheets(maria)] == [(ClosedDay(TOMORROW, "Staff day"),)] * 2
    with pytest.raises(Refused):
        close_on(ada, [HARBOUR.id], [ClosedDay(YESTERDAY)])
    with pytest.raises(Refused):
        close_on(ada, [HARBOUR.id], [])
    with pytest.raises(NotAllowed):  # one of the two is not hers, so neither is changed
        open_again_on(maria, [HARBOUR.id, HILL.id], [TOMORROW])
    assert [len(sheet.closed_days) for sheet in list_site_sheets(maria)] == [1, 1]
    open_again_on(maria, [HARBOUR.id], [TOMORROW])
    assert [len(sheet.closed_days) for sheet in list_site_sheets(maria)] == [0, 1]
    with pytest.raises(Refused):
        open_again_on(maria, [HARBOUR.id], [YESTERDAY])
    assert check(ada) == ()
