"""What a file leaves open is answered on the page: what a word means, which number is the month, what was corrected."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.importing import check_log, store_log
from incident_tracker.usecases.capture.incidents import list_incidents
from tests.screens.looking import button, texts
from tests.storage_fixtures import Clinic
from ui.capture.import_page import ImportPage
from ui.page import PageDesk
from ui.runner import Runner


def saved(folder: Path, text: str) -> Path:
    place = folder / "log.csv"
    place.write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def opened(desk: PageDesk, tmp_path: Path, qtbot: QtBot) -> Callable[[str], ImportPage]:
    def opened(text: str) -> ImportPage:
        page = ImportPage(desk)
        qtbot.addWidget(page)
        page.resize(1000, 760)
        page.show()
        page.open(saved(tmp_path, text))
        return page

    return opened


def stored(clinic: Clinic) -> int:
    return list_incidents(clinic.as_role(Role.MANAGER), IncidentFilter()).total


def test_a_word_becomes_what_a_person_says(
    opened: Callable[[str], ImportPage], clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = opened("Date,Type,Notes\n3/14/2025,Code Gray,Hit the nurse\n3/15/2025,Verbal,Swore\n")
    qtbot.waitUntil(lambda: runner.is_quiet and "Code Gray" in page.words.boxes)
    assert "“Code Gray”: level 1, 1 row – not known" in texts(page)
    assert "for example: Hit the nurse" in texts(page)
    box = page.words.boxes["Code Gray"]
    box.setCurrentIndex(box.findData("physical_attack"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: runner.is_quiet and "“Code Gray”: level 5, 1 row" in texts(page))
    page.store_all()
    qtbot.waitUntil(lambda: runner.is_quiet and stored(clinic) == 2)


def test_the_page_asks_which_number_is_the_month(
    opened: Callable[[str], ImportPage], qtbot: QtBot, runner: Runner
) -> None:
    page = opened("Date,Type\n03/04/2025,Verbal\n05/06/2025,Threat\n")
    qtbot.waitUntil(lambda: runner.is_quiet and "day or the month comes first" in texts(page))
    button(page, "The day comes first").click()
    qtbot.waitUntil(lambda: runner.is_quiet and page._checked is not None)
    assert page._checked is not None
    assert [f"{one.entry.wall:%m-%d}" for one in page._checked.accepted] == ["04-03", "06-05"]


def test_the_page_takes_the_format_of_the_dates(
    opened: Callable[[str], ImportPage], qtbot: QtBot, runner: Runner
) -> None:
    page = opened("D,Type\n040325,Verbal\n050325,Threat\n")
    qtbot.waitUntil(lambda: runner.is_quiet and "No column that looks like a date" in texts(page))
    line = page._dates.written
    line.setFocus()
    qtbot.keyClicks(line, "ddmmyy")
    line.editingFinished.emit()
    qtbot.waitUntil(lambda: runner.is_quiet and page._checked is not None)
    assert page._checked is not None
    assert [f"{one.entry.wall:%m-%d}" for one in page._checked.accepted] == ["03-04", "03-05"]


def test_a_year_far_from_all_others_is_taken_when_someone_says_that_it_is_right(
    opened: Callable[[str], ImportPage], qtbot: QtBot, runner: Runner
) -> None:
    page = opened("Date,Type\n3/19/1985,Verbal\n" + "".join(f"3/2{day}/2025,Verbal\n" for day in range(9)))
    qtbot.waitUntil(lambda: runner.is_quiet and "1 cannot be read" in texts(page))
    button(page, "These years are right").click()
    qtbot.waitUntil(lambda: runner.is_quiet and "0 cannot be read" in texts(page))


def test_what_was_corrected_in_the_log_is_changed_when_someone_ticks_it(
    opened: Callable[[str], ImportPage], clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    store_log(maria, check_log(maria, b"Incident No,Date,Type,Notes\nR-1,03/14/2025,Verbal,Swore\n"))
    page = opened("Incident No,Date,Type,Notes\nR-1,03/14/2025,Physical,Swore and struck her\n")
    qtbot.waitUntil(lambda: runner.is_quiet and "is different in the log now" in texts(page))
    assert not page.store.isEnabled()
    page.correct.setChecked(True)
    assert page.store.isEnabled()
    page.store_all()
    qtbot.waitUntil(lambda: runner.is_quiet and page._checked is None)
    again = check_log(maria, b"Incident No,Date,Type,Notes\nR-1,03/14/2025,Physical,Swore and struck her\n")
    assert (len(again.corrections), len(again.duplicates)) == (0, 1)
