"""Where the committee's way to single incidents ends: four columns, whole quarters."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.oversight.denominators import Base
from tests.bare_incidents import log_incident
from tests.screens.looking import texts
from tests.storage_fixtures import CHECK_IN, HARBOUR, ROSA, Clinic
from ui.oversight.serious_page import SeriousPage
from ui.oversight.trend_choices import ALL, IN_PERSON, TrendChoices
from ui.oversight.trends_page import TrendsPage
from ui.page import PageDesk

Show = Callable[..., None]
DeskOf = Callable[[Role], PageDesk]


@pytest.fixture
def threats(clinic: Clinic) -> Clinic:
    """A threat and a physical attack in the present quarter, a threat in the one before, and a word."""
    for level, days in ((Severity.THREAT, 1), (Severity.PHYSICAL, 2), (Severity.THREAT, 70), (Severity.HOSTILE, 3)):
        draft = IncidentDraft(
            clinic.clock() - timedelta(days=days),
            site_id=HARBOUR.id,
            desk_id=CHECK_IN.id,
            channel="in_person_desk",
            kind="threat",
            severity=level,
            narrative="Shouted at Rosa",
        )
        log_incident(clinic.as_role(Role.RECEPTION), draft)
    return clinic


def rows_of(page: SeriousPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.mark.usefixtures("threats")
def test_four_columns_and_nothing_else(desk_of: DeskOf, show: Show) -> None:
    page = SeriousPage(desk_of(Role.COMMITTEE))
    show(page)
    model = page.table.model()
    headings = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
    assert headings == ["Quarter", "Level", "Kind", "How it ended"]
    rows = rows_of(page)
    assert [row[0] for row in rows] == ["quarter 1 of 2026", "quarter 1 of 2026", "quarter 4 of 2025"]
    assert [row[1][0] for row in rows] == ["5", "3", "3"]
    for telling in (ROSA.name, CHECK_IN.name, HARBOUR.name, "2026-", "Shouted", "Mar", "AM"):
        assert telling not in str(rows)
    assert page.offers("print_paper")


@pytest.mark.usefixtures("threats")
def test_a_month_of_a_chart_leads_to_its_quarter(desk_of: DeskOf, show: Show, qtbot: QtBot) -> None:
    trends = TrendsPage(desk_of(Role.COMMITTEE))
    show(trends)
    with qtbot.waitSignal(trends.open_requested) as asked:
        trends.course.drill_down.emit("2025-12")
    assert asked.args == ["serious", "2025-12"]
    assert "When in the week" not in texts(trends)
    page = SeriousPage(desk_of(Role.COMMITTEE))
    show(page, "2025-12")
    assert [row[0] for row in rows_of(page)] == ["quarter 4 of 2025"]
    page.filter.choose("period", "all")
    qtbot.waitUntil(lambda: len(rows_of(page)) == 3)
    page.filter.choose("period", "2025-Q3")
    qtbot.waitUntil(lambda: "Nothing of level 3 or more" in texts(page))


@pytest.mark.usefixtures("threats")
def test_a_manager_is_led_to_the_incidents_themselves(desk: PageDesk, show: Show, qtbot: QtBot) -> None:
    trends = TrendsPage(desk)
    show(trends)
    with qtbot.waitSignal(trends.open_requested) as asked:
        trends.course.drill_down.emit("2026-02")
    assert asked.args == ["incidents", (("period", "2026-02"), ("status", "counted"))]


def test_a_level_and_a_channel_are_not_asked_together(qtbot: QtBot) -> None:
    choices = TrendChoices(frozenset({"phone_in", "letter"}), one_at_a_time=True)
    qtbot.addWidget(choices)
    choices.choose("channel", IN_PERSON)
    choices.choose("level", "serious")
    assert (choices.code("channel"), choices.question("2026-02").channels) == (ALL, None)
    choices.choose("base", Base.CALLS)
    assert (choices.code("level"), choices.question("2026-02").severities) == (ALL, None)
    choices.choose("level", "words")
    assert choices.code("base") is Base.VISITS
    assert choices.question("2026-02").channels is None
