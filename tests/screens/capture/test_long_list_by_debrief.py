"""A list too long to be sorted as a whole, sorted by debrief: what is still to be planned or held comes first."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from incident_tracker.demo.archive import store_many
from incident_tracker.domain.capture.listing import MOST_SORTED, IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.capture.incident_at_desk import DRAFT
from tests.screens.capture.test_incidents_page import opened, press_heading, settled
from tests.storage_fixtures import Clinic
from tests.usecases.capture.test_bulk_stories import many
from ui.capture.incidents_page import IncidentsPage
from ui.page import PageDesk

WITH_DEBRIEF = 3


def column_of(page: IncidentsPage, key: str) -> int:
    return [one.key for one in page.table.all_columns].index(key)


def cells(page: IncidentsPage, key: str, first: int, count: int) -> list[str]:
    model, column = page.table.model(), column_of(page, key)
    return [str(model.index(row, column, QModelIndex()).data()) for row in range(first, first + count)]


def test_however_long_the_list_the_debriefs_that_wait_come_first_and_the_others_newest_first(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    store_many(manager, many(MOST_SORTED))
    waiting = [
        log_incident_with_support(manager, replace(DRAFT, occurred_at=clinic.clock() - timedelta(hours=hours)))
        for hours in (120, 3, 200)
    ]
    by_limit = [waiting[n].incident.ref for n in (2, 0, 1)]
    newest = [row.ref for row in list_incidents(manager, IncidentFilter(), limit=MOST_SORTED + WITH_DEBRIEF).items]
    others = [ref for ref in newest if ref not in by_limit]
    page = opened(qtbot, desk)

    press_heading(qtbot, page, column_of(page, "debrief"))
    settled(qtbot, desk)
    assert page.table.total == MOST_SORTED + WITH_DEBRIEF
    assert cells(page, "ref", 0, 5) == [*by_limit, *others[:2]]
    assert [bool(words) for words in cells(page, "debrief", 0, 5)] == [True, True, True, False, False]

    page.table.setFocus()
    for place in (7_000, MOST_SORTED + WITH_DEBRIEF - 1):
        page.table.setCurrentIndex(page.table.model().index(place, 0, QModelIndex()))
        settled(qtbot, desk)
        assert cells(page, "ref", place, 1) == [others[place - WITH_DEBRIEF]]
    qtbot.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, desk)

    press_heading(qtbot, page, column_of(page, "debrief"))
    settled(qtbot, desk)
    assert cells(page, "ref", 0, 5) == [*reversed(by_limit), *others[:2]]
