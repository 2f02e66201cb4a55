"""An old log in the window: dropped, looked at column by column, stored as a whole, or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.domain.errors import FileRefused, NotAllowed
from incident_tracker.exchange.mapping import FIELDS, Mapping
from incident_tracker.labels.capture.log_fields import log_field_text
from incident_tracker.usecases.capture.importing import check_log
from incident_tracker.usecases.capture.incidents import list_incidents
from tests.screens.looking import button, clipped, nameless, texts
from tests.storage_fixtures import Clinic
from ui.capture.import_page import ImportPage, StoringProgress, _store
from ui.capture.incidents_page import IncidentsPage
from ui.page import PageDesk
from ui.runner import Runner

LOG = """Incident Date,Time,Type,What happened,Case
01/13/2025,14:05,Physical,Threw a clipboard.,A-1
01/14/2025,,Verbal,Shouted about a bill.,A-2
01/35/2025,,Verbal,On a day that is none.,A-3
"""


@pytest.fixture
def old_log(tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.fixture
def open_page(qtbot: QtBot, runner: Runner) -> Callable[..., ImportPage]:
    def open_page(desk: PageDesk, argument: object = None) -> ImportPage:
        page = ImportPage(desk)
        qtbot.addWidget(page)
        page.resize(1000, 760)
        page.show()
        page.open(argument)
        qtbot.waitUntil(lambda: runner.is_quiet)
        return page

    return open_page


def stored(clinic: Clinic) -> int:
    return list_incidents(clinic.as_role(Role.MANAGER), IncidentFilter()).total


def test_a_file_that_is_dropped_is_read_shown_and_stored_once(
    desk: PageDesk, open_page: Callable[..., ImportPage], old_log: Path, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = open_page(desk)
    drop(page, old_log)
    qtbot.waitUntil(lambda: runner.is_quiet and "3 rows read" in texts(page))
    shown = texts(page)
    assert "3 rows read · 2 would be stored · 0 there already · 1 cannot be read" in shown
    assert "line 4, Incident Date: this is not a date" in shown
    assert [box.currentText() for box in page._boxes.values()][:4] == [
        "When it happened",
        "The time of day",
        "Kind",
        "What happened, in words",
    ]
    assert nameless(page) == []
    assert clipped(page) == []
    assert stored(clinic) == 0
    page.store.setFocus()
    assert page.store.text() == "Store 2 incidents"
    qtbot.keyClick(page.store, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: runner.is_quiet and "2 incidents are stored." in texts(page))
    assert stored(clinic) == 2
    page.take(str(old_log))
    qtbot.waitUntil(lambda: runner.is_quiet and "2 there already" in texts(page))
    assert not page.store.isEnabled()


def test_a_column_can_be_another_field_and_is_read_again(
    desk: PageDesk, open_page: Callable[..., ImportPage], old_log: Path, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = open_page(desk, old_log)
    qtbot.waitUntil(lambda: "What happened" in page._boxes)
    box = page._boxes["What happened"]
    box.setCurrentIndex(box.findData("ignore"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: runner.is_quiet and page.store.isEnabled())
    assert page._checked is not None
    assert page._checked.reading.mapping.columns["What happened"] == "ignore"
    assert not any("clipboard" in one.entry.narrative for one in page._checked.accepted)
    box = page._boxes["Case"]
    box.setCurrentIndex(box.findData("occurred_at"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: runner.is_quiet and "cannot be understood" in texts(page))
    assert stored(clinic) == 0


def test_stopped_it_leaves_nothing_behind(clinic: Clinic, old_log: Path) -> None:
    ctx = clinic.as_role(Role.MANAGER)
    checked = check_log(ctx, old_log.read_bytes(), Mapping())
    with pytest.raises(FileRefused) as refused:
        _store(ctx, checked, StoringProgress(stopped=True), "")
    assert refused.value.reason == "canceled"
    assert stored(clinic) == 0
    progress = StoringProgress()
    assert _store(ctx, checked, progress, "") == progress.stored == 2


def test_an_administrator_says_why_first(
    desk_of: Callable[[Role], PageDesk],
    open_page: Callable[..., ImportPage],
    old_log: Path,
    clinic: Clinic,
    qtbot: QtBot,
    runner: Runner,
) -> None:
    page = open_page(desk_of(Role.ADMINISTRATOR), old_log)
    assert "3 rows read" not in texts(page)
    why = page.findChild(QPlainTextEdit)
    assert why is not None
    why.setPlainText("The log of the years before the program")
    page.take(str(old_log))
    qtbot.waitUntil(lambda: runner.is_quiet and "3 rows read" in texts(page))
    button(page, "Store 2 incidents").click()
    qtbot.waitUntil(lambda: runner.is_quiet and stored(clinic) == 2)


def test_what_is_no_table_is_not_taken_and_what_cannot_be_read_is_said(
    desk: PageDesk, open_page: Callable[..., ImportPage], tmp_path: Path, qtbot: QtBot, runner: Runner
) -> None:
    page = open_page(desk)
    assert not drop(page, tmp_path / "photo.png")
    page.take(str(tmp_path / "nothing.csv"))
    qtbot.waitUntil(lambda: runner.is_quiet and "There is no such file" in texts(page))
    assert not page.store.isVisible()


def test_only_who_may_read_in_finds_the_way(
    desk_of: Callable[[Role], PageDesk], clinic: Clinic, old_log: Path, qtbot: QtBot, runner: Runner
) -> None:
    asked: list[tuple[str, object]] = []
    page = IncidentsPage(desk_of(Role.MANAGER))
    qtbot.addWidget(page)
    page.open_requested.connect(lambda key, argument: asked.append((key, argument)))
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: runner.is_quiet)
    button(page, "Import an old log").click()
    drop(page, old_log)
    assert asked == [("import", None), ("import", old_log)]
    for role in Role:
        if grant(role, Permission.IMPORT_INCIDENTS).scope is Scope.NONE:
            with pytest.raises(NotAllowed):
                check_log(clinic.as_role(role), old_log.read_bytes())


def test_every_field_has_its_words() -> None:
    assert len({log_field_text(field) for field in FIELDS}) == len(FIELDS)


def drop(page: ImportPage | IncidentsPage, path: Path) -> bool:
    """Drag a file over the page and let it go; was it taken?"""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    where, left, none = QPointF(40, 40), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(where, Qt.DropAction.CopyAction, mime, left, none))
    return enter.isAccepted()


def test_every_row_that_cannot_be_read_is_a_press_away(
    desk: PageDesk, open_page: Callable[..., ImportPage], tmp_path: Path, qtbot: QtBot, runner: Runner
) -> None:
    days = [f"{month:02}/{day:02}/2025" for month in range(1, 9) for day in range(1, 29)]
    days += [f"01/{day}/2025" for day in range(40, 65)]
    rows = "".join(f"{day},14:05,Verbal,Shouted about a bill.,B-{at}\n" for at, day in enumerate(days))
    (tmp_path / "bad.csv").write_text(LOG + rows, encoding="utf-8")
    page = open_page(desk, tmp_path / "bad.csv")
    qtbot.waitUntil(lambda: runner.is_quiet and "26 cannot be read" in texts(page))
    assert "line 253, Incident Date" not in texts(page)
    button(page, "Show 16 more").click()
    assert "line 253, Incident Date" in texts(page)
    assert not page._more_doubts.isVisible()
