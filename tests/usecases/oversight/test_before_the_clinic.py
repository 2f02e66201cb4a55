"""A site that was put in today is asked for nothing from before; what an older log brought is a choice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from incident_tracker.demo.archive import store_many
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import accept
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.sites import Profile, Site
from incident_tracker.domain.oversight.denominators import SitePast
from incident_tracker.domain.oversight.report_months import report_months
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.sites import add_site
from incident_tracker.usecases.oversight.denominators import MonthFigures, list_site_pasts
from incident_tracker.usecases.oversight.monthly_report import list_report_months
from incident_tracker.usecases.oversight.today import Matter, list_today
from tests.one_month import enter_month
from tests.storage_fixtures import HARBOUR, USERS, Clinic

AsRole = Callable[[Role], Context]


@pytest.fixture
def annex(as_role: AsRole) -> Site:
    """A site that the administrator adds on 2 March 2026."""
    return add_site(as_role(Role.ADMINISTRATOR), "Annex", HARBOUR.zone, Profile.CA_CLINIC)


def asked_of(ctx: Context, site: Site) -> list[str]:
    return [
        item.month
        for item in list_today(ctx, HARBOUR.zone)
        if item.matter is Matter.FIGURES_MISSING and item.site_id == site.id
    ]


def past_of(ctx: Context, site: Site) -> SitePast:
    return next(past for past in list_site_pasts(ctx) if past.site_id == site.id)


def read_in(ctx: Context, site: Site, *moments: datetime) -> None:
    """Store incidents of an older log."""
    drafts = [
        IncidentDraft(occurred_at=at, site_id=site.id, channel="phone_in", kind="threat", severity=Severity.THREAT)
        for at in moments
    ]
    user = USERS[Role.ADMINISTRATOR].id
    store_many(
        ctx,
        [
            accept(draft, id=UUID(int=0x9900 + n), ref="", now=ctx.now(), logged_by=user, time_zone=site.zone)
            for n, draft in enumerate(drafts)
        ],
        reason="The log that the annex kept before it was put in",
    )


@pytest.mark.postgres
def test_the_first_month_asked_for_is_the_one_the_site_was_put_in(as_role: AsRole, annex: Site, clinic: Clinic) -> None:
    ada = as_role(Role.ADMINISTRATOR)
    assert asked_of(ada, annex) == []  # February was before it
    assert asked_of(ada, HARBOUR) == ["2026-02"]  # nobody knows when this one began
    assert past_of(ada, annex) == SitePast(annex.id, "2026-03")
    clinic.clock.advance(timedelta(days=31))
    assert asked_of(ada, annex) == ["2026-03"]
    enter_month(ada, annex.id, "2026-03", MonthFigures(visits=900))
    assert asked_of(ada, annex) == []


def test_months_of_an_older_log_are_a_choice_and_no_reminder(as_role: AsRole, annex: Site) -> None:
    read_in(
        as_role(Role.ADMINISTRATOR),
        annex,
        datetime(2025, 11, 4, 18, tzinfo=UTC),
        datetime(2026, 2, 3, 18, tzinfo=UTC),
        datetime(2026, 2, 4, 18, tzinfo=UTC),
    )
    ada = as_role(Role.ADMINISTRATOR)
    past = past_of(ada, annex)
    assert past.earlier == ("2025-11", "2026-02")
    assert not past.needs("2026-02")
    assert past.needs("2026-03")
    assert asked_of(ada, annex) == []
    assert enter_month(ada, annex.id, "2025-11", MonthFigures(visits=700)).visits == 700


def test_a_manager_hears_of_the_own_sites_alone(as_role: AsRole, annex: Site) -> None:
    assert [past.site_id for past in list_site_pasts(as_role(Role.MANAGER))] == [HARBOUR.id]


def test_the_month_begins_by_the_clock_of_the_site(as_role: AsRole, clinic: Clinic) -> None:
    clinic.clock.advance(datetime(2026, 4, 1, 5, tzinfo=UTC) - clinic.clock())  # 31 March in Los Angeles
    ada = as_role(Role.ADMINISTRATOR)
    west = add_site(ada, "West", "America/Los_Angeles", Profile.CA_CLINIC)
    east = add_site(ada, "East", "Europe/Berlin", Profile.CA_CLINIC)
    assert (past_of(ada, west).founded, past_of(ada, east).founded) == ("2026-03", "2026-04")


@pytest.mark.parametrize(
    ("pasts", "first_counted", "offered"),
    [
        ([SitePast(HARBOUR.id, "2026-03")], None, ["2026-03"]),  # the first month of a new clinic
        ([SitePast(HARBOUR.id, "2026-01")], "2026-02", ["2026-03", "2026-02", "2026-01"]),
        ([SitePast(HARBOUR.id, "2026-03", ("2024-11", "2026-01"))], "2024-11", ["2026-03", "2026-01", "2024-11"]),
        ([SitePast(HARBOUR.id, "2026-02"), SitePast(UUID(int=1), "2026-03", ("2025-12",))], "2025-12",
         ["2026-03", "2026-02", "2025-12"]),
        ([], "2024-01", ["2026-03"]),
    ],
)  # fmt: skip
def test_no_report_is_offered_on_a_month_before_the_clinic(
    pasts: list[SitePast], first_counted: str | None, offered: list[str]
) -> None:
    assert list(report_months(pasts, first_counted, "2026-03")) == offered


def test_where_it_is_not_known_when_a_site_began_a_year_is_offered() -> None:
    unknown = [SitePast(HARBOUR.id, None)]
    assert report_months(unknown, None, "2026-03")[-1] == "2025-04"
    assert report_months(unknown, "2024-01", "2026-03")[-1] == "2024-01"


def test_a_new_clinic_is_offered_the_report_of_its_first_month_alone(as_role: AsRole, clinic: Clinic) -> None:
    annex = add_site(as_role(Role.ADMINISTRATOR), "Annex", HARBOUR.zone, Profile.CA_CLINIC)
    manager = clinic.as_user(replace(USERS[Role.MANAGER], sites=frozenset({annex.id})))
    assert list_report_months(manager) == ("2026-03",)
    clinic.clock.advance(timedelta(days=31))
    assert list_report_months(manager) == ("2026-04", "2026-03")
    read_in(as_role(Role.ADMINISTRATOR), annex, datetime(2025, 11, 4, 18, tzinfo=UTC))
    assert list_report_months(manager) == ("2026-04", "2026-03", "2025-11")
