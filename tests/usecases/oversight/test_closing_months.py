"""A month is closed by a person, and told the same ever after; until then it says that it is provisional."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, Reason, Refused
from incident_tracker.domain.oversight.promise_figures import PromiseReport
from incident_tracker.ports.context import Context
from incident_tracker.reports.kept_figures import kept_report
from incident_tracker.reports.month_standing import month_standing_text
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.settled import Settled
from incident_tracker.usecases.clinic.settings import set_closing_day
from incident_tracker.usecases.oversight.closing import close_month, close_months, list_open_months
from incident_tracker.usecases.oversight.denominators import MonthFigures
from incident_tracker.usecases.oversight.monthly_report import print_monthly_report, read_month
from incident_tracker.usecases.oversight.promise_report import read_promises
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.striking_out import void_incident
from incident_tracker.wording import speaking
from tests.bare_incidents import log_incident
from tests.one_month import enter_month
from tests.storage_fixtures import HARBOUR, HILL, Clinic

pytestmark = pytest.mark.postgres

FEBRUARY = datetime(2026, 2, 10, 17, tzinfo=UTC)
WHY = "The committee meets on the twelfth"


def logged(clinic: Clinic, at: datetime = FEBRUARY, severity: Severity = Severity.THREAT) -> Incident:
    draft = IncidentDraft(at, site_id=HARBOUR.id, channel="phone_in", kind="threat", severity=severity)
    return log_incident_with_support(clinic.as_role(Role.MANAGER), draft).incident


def on(clinic: Clinic, day: date, role: Role = Role.MANAGER) -> Context:
    """Someone of this role on a later day."""
    clinic.clock.advance(datetime(day.year, day.month, day.day, 18, tzinfo=UTC) - clinic.clock())
    return clinic.as_role(role)


def figures(report: MonthlyReport) -> MonthlyReport:
    """The report without when and after what it was printed."""
    standing = replace(report.standing, since="")
    return replace(report, made_at=FEBRUARY, audit_head="", standing=standing)


def due(ctx: Context) -> Sequence[tuple[str, int]]:
    return [
        (one.month, one.count) for one in list_today(ctx, "America/Los_Angeles") if one.matter is Matter.CLOSE_MONTHS
    ]


def test_a_closed_month_reads_the_same_whatever_comes_later(clinic: Clinic) -> None:
    one = logged(clinic)
    maria = on(clinic, date(2026, 3, 10))
    enter_month(maria, HARBOUR.id, "2026-02", MonthFigures(visits=800))
    provisional = read_month(maria, "2026-02")
    assert provisional.standing.settled is Settled.PROVISIONAL

    close_month(maria, "2026-02")

    closed = read_month(maria, "2026-02")
    assert figures(closed).counts == figures(provisional).counts
    whole = read_month(clinic.as_role(Role.COMMITTEE), "2026-02")
    assert closed.standing.closed_on == date(2026, 3, 10)
    assert closed.standing.since == ""
    with clinic.store.read() as unit:
        kept = unit.closed_months.find("2026-02", None, "en")
    enter_month(maria, HARBOUR.id, "2026-02", MonthFigures(visits=4_000))
    void_incident(maria, one.id, one.version, WHY)
    for days in (1, 2, 3):
        logged(clinic, FEBRUARY + timedelta(days=days))
    chris = on(clinic, date(2027, 3, 10), Role.COMMITTEE)
    assert figures(read_month(on(clinic, date(2027, 3, 10)), "2026-02")) == figures(closed)
    later = read_month(chris, "2026-02")
    assert figures(later) == figures(whole)
    assert later.made_at > whole.made_at
    assert later.audit_head != whole.audit_head
    assert later.standing.since == "Since then, 2 more incidents of this month were reported."
    with clinic.store.read() as unit:
        assert unit.closed_months.find("2026-02", None, "en") == kept
    pages = print_monthly_report(chris, "2026-02")
    assert pages.pdf


def test_the_promises_of_a_closed_month_read_the_same_whatever_comes_later(clinic: Clinic) -> None:
    def told() -> list[PromiseReport]:
        found = []
        for role, site in ((Role.MANAGER, None), (Role.COMMITTEE, None), (Role.COMMITTEE, HILL.id)):
            for language in ("en", "es"):
                with speaking(language):
                    found.append(read_promises(clinic.as_role(role), "2026-02", site))
        return [replace(one, made_at=FEBRUARY, audit_head="") for one in found]

    one, _other = logged(clinic), logged(clinic, FEBRUARY + timedelta(days=1))
    maria = on(clinic, date(2026, 3, 10))
    waits = told()
    assert not any(report.closed or report.closed_on for report in waits)
    close_month(maria, "2026-02")
    kept = told()
    assert all(report.closed and report.closed_on == date(2026, 3, 10) for report in kept)
    assert [report.lines for report in kept] == [report.lines for report in waits]
    assert len({report.lines for report in kept}) == len(kept), "each reader, site and language has words of its own"
    void_incident(maria, one.id, one.version, WHY)
    logged(clinic, FEBRUARY + timedelta(days=2))
    month = read_month(maria, "2026-02").debriefs
    on(clinic, date(2027, 3, 10))
    assert told() == kept
    assert month is not None
    offered = {line.id: line.whole for line in kept[0].lines}["debriefs_offered_24h"]
    assert month.offered_in_24_hours.kept.whole == offered == 2


def test_each_language_and_each_site_is_kept_in_its_own_words(clinic: Clinic) -> None:
    logged(clinic)
    close_month(on(clinic, date(2026, 3, 10)), "2026-02")
    logged(clinic, FEBRUARY + timedelta(days=1))
    chris = on(clinic, date(2026, 4, 1), Role.COMMITTEE)
    for site, incidents in ((None, 1), (HARBOUR.id, 1), (HILL.id, 0)):
        with speaking("es"):
            report = read_month(chris, "2026-02", site)
            assert report.counts.incidents == incidents
            assert month_standing_text(report).startswith("Cerrado el ")
        english = read_month(chris, "2026-02", site)
        assert english.counts.incidents == incidents
        assert english.standing.settled is Settled.CLOSED
    with clinic.store.read() as unit:
        kept = unit.closed_months.find("2026-02", None, "en")
    assert kept is not None
    assert [kept_report(one.figures).month for one in kept.reports] == [date(2026, 2, 1)]


def test_it_is_not_closed_before_the_day_that_the_clinic_set(clinic: Clinic) -> None:
    logged(clinic)
    maria = on(clinic, date(2026, 3, 9))
    assert month_standing_text(read_month(maria, "2026-02")) == (
        "Provisional: late reports and visits still belong to this month. It can be closed from March 10, 2026 on."
    )
    with pytest.raises(Refused) as early:
        close_month(maria, "2026-02")
    assert early.value.reason is Reason.CLOSES_LATER
    assert early.value.values["day"] == date(2026, 3, 10)
    set_closing_day(clinic.as_role(Role.ADMINISTRATOR), 5, reason=WHY)
    assert [one.month for one in list_open_months(maria) if one.may_close][-1] == "2026-02"
    assert close_month(maria, "2026-02").closed_by == maria.actor.user_id
    with pytest.raises(Refused) as again:
        close_month(maria, "2026-02")
    assert again.value.reason is Reason.ALREADY_DONE
    for month, reason in (
        ("2026-03", Reason.CLOSES_LATER),
        ("2026-04", Reason.IN_THE_FUTURE),
        ("x", Reason.NOT_A_DATE),
    ):
        with pytest.raises(Refused) as refused:
            close_month(maria, month)
        assert refused.value.reason is reason


@pytest.mark.parametrize("day", [0, 29, -1])
def test_a_day_that_some_months_lack_is_refused(clinic: Clinic, day: int) -> None:
    with pytest.raises(Refused) as refused:
        set_closing_day(clinic.as_role(Role.ADMINISTRATOR), day, reason=WHY)
    assert (refused.value.reason, refused.value.field) == (Reason.OUT_OF_RANGE, "closing_day")


def test_several_months_are_closed_at_once_and_today_no_longer_asks(clinic: Clinic) -> None:
    past = FEBRUARY - timedelta(days=40)
    draft = IncidentDraft(past, site_id=HARBOUR.id, channel="phone_in", kind="hostility", severity=Severity.HOSTILE)
    log_incident(clinic.as_role(Role.MANAGER), draft)
    maria = on(clinic, date(2026, 4, 12))
    open_ones = [one.month for one in list_open_months(maria)]
    assert due(maria) == [(open_ones[0], len(open_ones))]
    assert [one.month for one in close_months(maria, open_ones)] == open_ones
    assert due(maria) == []
    assert list_open_months(maria) == ()
    assert [one.month for one in list_open_months(on(clinic, date(2026, 5, 9)))] == ["2026-04"]
    assert due(clinic.as_role(Role.MANAGER)) == []
    assert due(on(clinic, date(2026, 5, 10))) == [("2026-04", 1)]


def test_what_is_missing_is_said_before_a_month_is_closed(clinic: Clinic) -> None:
    logged(clinic)
    maria = on(clinic, date(2026, 3, 12))
    (february,) = (one for one in list_open_months(maria) if one.month == "2026-02")
    assert february.incidents == 1
    assert HARBOUR.id in february.without_visits
    enter_month(maria, HARBOUR.id, "2026-02", MonthFigures(visits=800))
    (february,) = (one for one in list_open_months(maria) if one.month == "2026-02")
    assert HARBOUR.id not in february.without_visits


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_no_one_else_closes_a_month(clinic: Clinic, role: Role) -> None:
    with pytest.raises(NotAllowed):
        close_month(clinic.as_role(role), "2026-02")


def test_the_trail_tells_who_closed_it(clinic: Clinic) -> None:
    maria = on(clinic, date(2026, 3, 10))
    closed = close_month(maria, "2026-02")
    with clinic.store.read() as unit:
        (entry,) = unit.audit.of_kind("closed_month")
    assert (entry.act, entry.object_id, entry.facts["month"]) == ("closed", closed.id, "2026-02")
