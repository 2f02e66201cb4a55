"""The administrator's first days by keyboard: a second site, a holiday, another computer, and then the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDateEdit, QWidget

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.sites import SiteSheet, list_site_sheets
from incident_tracker.usecases.clinic.upkeep import back_up, check
from tests.postgres_server import PostgresServer
from tests.screens.every_window.looks import ENGLISH
from tests.screens.looking import clipped, texts
from tests.screens.own_clinic import let_everybody_in
from tests.storage_fixtures import MONDAY_NINE, PASSPHRASE, Clinic
from tests.support_people import logged
from ui.clinic.sign_in import SignIn
from ui.sheets.program import program
from ui.tour.walker import WalkClock, Walker

FRIDAY_EVENING = MONDAY_NINE + timedelta(days=4, hours=8, minutes=30)
CTRL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def computer(folder: Path, clock: WalkClock, url: str | None = None) -> Iterator[Walker]:
    """The program on a computer whose data is in `folder`, or on a server."""

    def door(settings: Settings) -> ClinicDoor:
        return ClinicDoor(replace(settings, database_url=url), clock, FLOOR)

    with program(door, folder, ENGLISH, clock) as walker:
        yield walker


def come_in(walker: Walker, name: str, phrase: str = PASSPHRASE) -> None:
    walker.begin(f"{name} comes in")
    walker.write("Name", name)
    walker.write("Pass phrase", phrase)
    walker.key(Qt.Key.Key_Return)
    walker.wait(lambda: walker.screen.window.workspace is not None)
    walker.settle()


def leave(walker: Walker) -> None:
    walker.window.activateWindow()  # off screen no window manager does it
    walker.settle()
    walker.control(Qt.Key.Key_L)
    walker.wait(lambda: walker.screen.window.workspace is None)
    walker.settle()


def later(walker: Walker, days: int, key: Qt.Key = Qt.Key.Key_Up) -> None:
    """Turn the day that has the keyboard."""
    for _day in range(days):
        walker.key(key)


def said(walker: Walker) -> str:
    assert walker.screen.window.workspace is not None
    return walker.screen.window.workspace.messages.text


def front(walker: Walker) -> QWidget:
    shown = QApplication.activeModalWidget() or walker.window
    assert clipped(shown) == []
    return shown


def the_clinic(walker: Walker) -> Clinic:
    context = walker.screen.runner.context
    assert context is not None
    return Clinic(context.store, walker.stand.clock, context.new_id)  # type: ignore[arg-type]  # as in the program


def turn_to(walker: Walker, tab: str) -> None:
    """Come to the tabs of the page, and go along them."""
    tabs = walker.page.tabs  # type: ignore[attr-defined]
    walker.come_to(tabs.bar)
    names = [tabs.bar.tabText(place) for place in range(tabs.bar.count())]
    there, here = names.index(tab), tabs.bar.currentIndex()
    for _tab in range(abs(there - here)):
        walker.key(Qt.Key.Key_Right if there > here else Qt.Key.Key_Left)
    assert tabs.bar.tabText(tabs.bar.currentIndex()) == tab


def a_second_site_with_its_hours(walker: Walker) -> None:
    walker.begin("a second site")
    walker.enter("Clinic", "Sites")
    walker.press("Add a site")
    walker.write("Name", "Bay View")
    walker.key(Qt.Key.Key_Return)
    assert said(walker) == "Bay View is on the list. Next: its opening hours."
    walker.press("Opening hours")
    for day in ("Monday", "Tuesday"):
        walker.press(day)
    walker.key(Qt.Key.Key_Return, CTRL)
    assert said(walker) == "The opening hours of Bay View are saved."
    turn_to(walker, "Desks")
    walker.press("Add a desk")
    walker.write("Name", "Front desk")
    pick_line(walker, "Site", "Bay View")
    walker.key(Qt.Key.Key_Return, CTRL)
    assert said(walker) == "Front desk is on the list."
    walker.control(Qt.Key.Key_Z)
    walker.control(Qt.Key.Key_Z)


def a_holiday_is_told_before_it_is_saved(walker: Walker) -> None:
    walker.begin("a holiday")
    turn_to(walker, "Closed days")
    walker.press("Add a closed day")
    walker.come_to(walker.seen(QDateEdit, "Day"))
    later(walker, 3)
    walker.write("What it is", "Founder's day")
    walker.key(Qt.Key.Key_Return)
    assert "3 limits of support move with it." in texts(front(walker))
    assert sheet(walker, "Harbour Street").closed_days == ()
    walker.key(Qt.Key.Key_Return)
    assert said(walker) == "Closed on 1 day."


def pick_line(walker: Walker, box: str, line: str) -> None:
    """Type a line of a box; a blank in it opens the list, and Enter takes it."""
    walker.select(box, line)
    if QApplication.activePopupWidget() is not None:
        walker.key(Qt.Key.Key_Return)


def sheet(walker: Walker, name: str) -> SiteSheet:
    every = list_site_sheets(the_clinic(walker).as_role(Role.ADMINISTRATOR))
    return next(one for one in every if one.site.name == name)


def brought_back(walker: Walker, backup: Path) -> None:
    """On a computer without a clinic, or on a server without one: the first window, two people and why."""
    walker.begin("bring the clinic back")
    walker.press("Bring our clinic back")
    walker.write("The backup", str(backup))
    walker.write("Name", "maria")
    walker.write("Pass phrase", PASSPHRASE)
    walker.write("Name of the second person", "ada")
    walker.write("Their pass phrase", PASSPHRASE)
    walker.write("Why", "The computer at the front desk broke down.")
    walker.press("Bring it back")
    walker.wait(lambda: isinstance(walker.screen.window.centralWidget(), SignIn))
    walker.settle()


def everything_is_there(walker: Walker) -> None:
    """What the week brought, on the new place, and the records are whole."""
    ada = the_clinic(walker).as_role(Role.ADMINISTRATOR)
    assert {one.site.name for one in list_site_sheets(ada)} == {"Harbour Street", "Hill Road", "Bay View"}
    assert [one.name for one in sheet(walker, "Harbour Street").closed_days] == ["Founder's day"]
    assert check(ada) == ()


@pytest.mark.timeout(300)
def test_a_site_and_a_holiday_move_on_to_another_computer_and_to_the_server(
    file_template: Path, tmp_path: Path, postgres_server: PostgresServer
) -> None:
    let_everybody_in(file_template, tmp_path / "clinic")
    clock = WalkClock(FRIDAY_EVENING)
    with computer(tmp_path / "clinic", clock) as walker:
        come_in(walker, "maria")
        logged(the_clinic(walker))
        walker.control(Qt.Key.Key_1)
        assert "by Monday, 5:00 PM" in texts(walker.page)
        leave(walker)
        come_in(walker, "ada")
        a_second_site_with_its_hours(walker)
        a_holiday_is_told_before_it_is_saved(walker)
        leave(walker)
        come_in(walker, "maria")
        walker.control(Qt.Key.Key_1)
        assert "by Tuesday, 5:00 PM" in texts(walker.page)
        backup = back_up(the_clinic(walker).as_role(Role.MANAGER), tmp_path / "week.itbackup").path
        leave(walker)
    for place, url in ((tmp_path / "new", None), (tmp_path / "office", postgres_server.new_database())):
        with computer(place, clock, url) as walker:
            brought_back(walker, backup)
            come_in(walker, "ada")
            everything_is_there(walker)
            leave(walker)
