"""Where everyone lands: calm groups, each line one key from the page where it is done, and a kind empty page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.usecases.capture.drafts import discard_draft, save_draft
from incident_tracker.usecases.oversight.today import Matter, TodayItem, When
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.looking import button, clipped, spoken_name, texts
from tests.storage_fixtures import CHECK_IN, HARBOUR, MONDAY_NINE, Clinic
from ui.oversight.today_line import TodayLine
from ui.oversight.today_page import TodayPage
from ui.oversight.today_text import meaning, place_of, what_text
from ui.page import PageDesk


def opened(qtbot: QtBot, desk: PageDesk) -> TodayPage:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 860)
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: desk.runner.is_quiet)
    return page


def lines(page: TodayPage) -> list[str]:
    return [spoken_name(line) for line in page.findChildren(TodayLine) if line.isVisible()]


@pytest.fixture
def logged(clinic: Clinic) -> Incident:
    """What Rosa wrote down just now."""
    draft = IncidentDraft(
        occurred_at=clinic.clock(),
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        channel="phone_in",
        kind="threat",
        severity=Severity.THREAT,
    )
    return log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident


def test_an_empty_day_is_said_kindly(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], speaks_names: Callable[[QWidget], None]
) -> None:
    page = opened(qtbot, desk_of(Role.RECEPTION))
    assert "Good morning" in texts(page)
    assert "Nothing is waiting for you" in texts(page)
    speaks_names(page)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Log an incident").click()
    assert asked.args == ["log", None]


def test_the_manager_sees_what_is_due_for_whom_and_opens_it_with_one_key(
    qtbot: QtBot, desk: PageDesk, logged: Incident, speaks_names: Callable[[QWidget], None]
) -> None:
    page = opened(qtbot, desk)
    said = texts(page)
    assert "Offer a debrief" in said
    assert f"{logged.ref} · for Rosa Reception" in said
    assert "A report that no one has looked at yet" in said
    speaks_names(page)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.args is not None


def test_what_waits_is_never_blamed(qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident) -> None:
    clinic.clock.advance(timedelta(days=4))
    page = opened(qtbot, desk)
    said = texts(page)
    assert "waiting since Tuesday" in said
    assert "overdue" not in said.lower()


def test_a_draft_appears_and_goes_by_itself(qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic) -> None:
    desk = desk_of(Role.RECEPTION)
    draft = save_draft(clinic.as_role(Role.RECEPTION), IncidentDraft(kind="threat"))
    page = opened(qtbot, desk)
    assert lines(page) == ["Finish your draft"]
    with qtbot.waitSignal(page.open_requested) as asked:
        page.findChild(TodayLine).click()
    assert asked.args == ["log", draft.id]
    discard_draft(clinic.as_role(Role.RECEPTION), draft.id)
    page.refresh()
    qtbot.waitUntil(lambda: "Nothing is waiting for you" in texts(page))


def test_many_things_are_shown_a_few_at_a_time(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic
) -> None:
    for _n in range(11):
        save_draft(clinic.as_role(Role.RECEPTION), IncidentDraft(kind="threat"))
    page = opened(qtbot, desk_of(Role.RECEPTION))
    assert len(lines(page)) == 8
    assert "Several things are waiting" in texts(page)
    button(page, "Show 3 more").click()
    qtbot.waitUntil(lambda: len(lines(page)) == 11)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_lands_here(qtbot: QtBot, desk_of: Callable[[Role], PageDesk], logged: Incident, role: Role) -> None:
    page = opened(qtbot, desk_of(role))
    assert "Good morning" in texts(page)


@pytest.mark.parametrize("matter", [*Matter, *ReminderKind])
def test_every_matter_has_words_an_icon_and_a_place(qtbot: QtBot, matter: Matter | ReminderKind) -> None:
    item = TodayItem(matter, When.NOW, month="2026-02")
    assert what_text(item, MONDAY_NINE, HARBOUR.time_zone)
    assert meaning(item)
    assert place_of(item)[0] in {
        "practice",
        "incident_support",
        "today",
        "log",
        "incident",
        "incidents",
        "debrief",
        "support",
        "week",
        "actions",
        "analysis",
        "denominators",
        "reports",
        "manual",
        "users",
        "private_line",
    }


def test_nothing_is_cut_at_double_size(qtbot: QtBot, desk: PageDesk, logged: Incident) -> None:
    desk.theme.choose("dark", 200)
    page = opened(qtbot, desk)
    page.resize(1300, 1000)
    qtbot.waitUntil(lambda: clipped(page) == [])


def test_two_drafts_are_told_apart(qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic) -> None:
    reception = clinic.as_role(Role.RECEPTION)
    for ago, severity in ((timedelta(0), Severity.THREAT), (timedelta(hours=2), None)):
        draft = IncidentDraft(clinic.clock() - ago, site_id=HARBOUR.id, desk_id=CHECK_IN.id, severity=severity)
        save_draft(reception, draft)
    page = opened(qtbot, desk_of(Role.RECEPTION))
    drafts = [one for one in page.findChildren(TodayLine) if spoken_name(one) == "Finish your draft"]
    assert sorted(one.accessibleDescription() for one in drafts) == [
        "today, 7:00 AM · Check-in, kept today, 9:00 AM",
        "today, 9:00 AM · Check-in · level 3, kept today, 9:00 AM",
    ]
