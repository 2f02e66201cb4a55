"""The clinic's places by keyboard: a second site, its desk, its hours, a closed day and a desk that is given up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours, Span
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.usecases.clinic.opening import suggested_closed_days
from incident_tracker.usecases.clinic.settings import clinic_settings
from incident_tracker.usecases.clinic.sites import SiteSheet, change_site, list_site_sheets, list_sites
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.opening import close_on
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.staff import change_person
from tests.screens.looking import texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import CHECK_IN, MONDAY_NINE, ROSA, Clock
from tests.support_people import accepted, logged, tomorrow_at_ten
from ui.app import Screen
from ui.asking import Asking
from ui.clinic.hours_dialogs import ClosedDayDialog, HolidaysDialog, OpeningDialog
from ui.clinic.person_dialogs import PersonDialog
from ui.clinic.place_dialogs import ClinicName, DeskDialog, LineDialog, RetirePlace, SiteDialog
from ui.clinic.places_page import PlacesPage
from ui.clinic.users_page import UsersPage
from ui.spoken import speak
from ui.widgets.box_data import choose_data

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TOMORROW = (MONDAY_NINE + timedelta(days=1)).date()


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic, with the administrator at the desks."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    return window


def places(window: Window, key: str) -> PlacesPage:
    window.workspace.go("places", key)
    arrive(window)
    page = window.page
    assert isinstance(page, PlacesPage)
    return page


def asked_for(window: Window, kind: type[Asking[object]], words: str) -> Asking[object]:
    """Come to the button with these words by Tab, and press it."""
    for _step in range(40):
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton) and focused.text().replace("&", "") == words:
            break
        QTest.keyClick(focused or window.page, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    arrive(window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def field(dialog: Asking[object], name: str) -> QWidget:
    return dialog.form.field(name)


def enter(window: Window, dialog: Asking[object]) -> None:
    """Press the verb of the dialog, and wait for what comes of it."""
    QTest.keyClick(dialog.verb, Qt.Key.Key_Space)
    window.settle()
    if QApplication.activeModalWidget() is None:
        window.screen.window.activateWindow()  # off screen no window manager does it
    arrive(window)


def sheet_of(window: Window, name: str) -> SiteSheet:
    sheets = list_site_sheets(window.clinic.as_role(Role.ADMINISTRATOR))
    return next(sheet for sheet in sheets if sheet.site.name == name)


def test_a_second_site_gets_its_desk_its_line_and_its_hours_and_the_clinic_a_name(window: Window) -> None:
    page = places(window, "sites")
    dialog = asked_for(window, SiteDialog, "Add a site")
    enter(window, dialog)
    assert "Please fill this in" in texts(dialog)
    window.qtbot.keyClicks(QApplication.focusWidget(), "Bay View")
    zone = field(dialog, "zone")
    name = field(dialog, "name")
    assert isinstance(zone, QComboBox)
    assert isinstance(name, QLineEdit)
    zone.setCurrentText("Nowhere/Place")
    enter(window, dialog)
    assert "“Nowhere/Place” is not in the clinic's list" in texts(dialog)
    assert name.text() == "Bay View"  # nothing is lost
    zone.setCurrentText("America/Denver")
    enter(window, dialog)
    assert QApplication.activeModalWidget() is None
    assert page.sites.list.current().name == "Bay View"  # type: ignore[union-attr]
    QTest.keyClick(page.sites.list.table, Qt.Key.Key_Right)
    window.qtbot.waitUntil(lambda: "No opening hours yet" in texts(page.sites.list.master.pane))

    hours = asked_for(window, OpeningDialog, "Opening hours")
    assert isinstance(hours, OpeningDialog)
    for day in hours.days[:5]:
        QTest.keyClick(day.open, Qt.Key.Key_Space)
    QTest.keyClick(hours.days[0].pause_to, Qt.Key.Key_Up)  # closed from 12 to 1 on Mondays
    enter(window, hours)
    weekly = sheet_of(window, "Bay View").hours.week_on(MONDAY_NINE.date())
    assert weekly[0] == (Span(time(8), time(12)), Span(time(13), time(17)))
    assert weekly[1:6] == ((Span(time(8), time(17)),),) * 4 + ((),)
    window.workspace.messages.undo()
    window.settle()
    assert sheet_of(window, "Bay View").hours == OpeningHours("America/Denver")
    hours = asked_for(window, OpeningDialog, "Opening hours")
    assert isinstance(hours, OpeningDialog)
    QTest.keyClick(hours.days[6].open, Qt.Key.Key_Space)
    hours.first.set_day(TOMORROW - timedelta(days=2))
    enter(window, hours)
    assert "This day or time has passed" in texts(hours)
    hours.first.set_day(TOMORROW)
    enter(window, hours)
    QTest.keyClick(page.sites.list.table, Qt.Key.Key_Right)
    window.qtbot.waitUntil(lambda: "from Tue 3 Mar 2026 on: Sun" in texts(page.sites.list.master.pane))
    planned = asked_for(window, OpeningDialog, "Opening hours")
    assert "From Tue 3 Mar 2026 on, planned: Sun 8:00" in texts(planned)
    assert isinstance(planned, OpeningDialog)
    QTest.keyClick(planned.days[6].open, Qt.Key.Key_Space)
    planned.first.set_day(TOMORROW)
    QTest.keyClick(planned.days[6].open, Qt.Key.Key_Space)
    enter(window, planned)  # closed from then on too: nothing is planned anymore
    assert sheet_of(window, "Bay View").hours == OpeningHours("America/Denver")

    places(window, "desks")
    dialog = asked_for(window, DeskDialog, "Add a desk")
    window.qtbot.keyClicks(QApplication.focusWidget(), "Front desk")
    site, channel = field(dialog, "site_id"), field(dialog, "channel")
    assert isinstance(site, QComboBox)
    assert isinstance(channel, QComboBox)
    site.setCurrentIndex(site.findText("Bay View"))
    channel.setCurrentIndex(channel.findData("phone_in"))
    enter(window, dialog)
    places(window, "lines")
    dialog = asked_for(window, LineDialog, "Add a phone line")
    window.qtbot.keyClicks(QApplication.focusWidget(), "Main line")
    site = field(dialog, "site_id")
    assert isinstance(site, QComboBox)
    site.setCurrentIndex(site.findText("Bay View"))
    enter(window, dialog)
    sheet = sheet_of(window, "Bay View")
    assert [(desk.name, desk.channel) for desk in sheet.desks] == [("Front desk", "phone_in")]
    assert [line.name for line in sheet.lines] == ["Main line"]

    page = places(window, "sites")  # the clinic as a whole is called something else
    dialog = asked_for(window, ClinicName, "Name of the clinic …")
    name = QApplication.focusWidget()
    assert isinstance(name, QLineEdit)
    name.selectAll()
    window.qtbot.keyClicks(name, "Harbour Health Partners")
    why = field(dialog, "reason")
    assert isinstance(why, QPlainTextEdit)
    window.qtbot.keyClicks(why, "Two clinics became one on the first of March.")
    enter(window, dialog)
    assert "Harbour Health Partners" in texts(page)
    assert sheet_of(window, "Harbour Street").site.name == "Harbour Street"
    window.workspace.messages.undo()
    window.settle()
    assert clinic_settings(window.clinic.as_role(Role.RECEPTION)).name == "Harbour Clinic"


def gone_today(window: Window, role: Role = Role.MANAGER) -> list[Matter | object]:
    items = list_today(window.clinic.as_role(role), "America/Los_Angeles")
    return [item.matter for item in items if item.matter is Matter.IMPOSSIBLE]


def test_a_closed_day_says_what_it_moves_and_holidays_are_closed_in_one_step(window: Window) -> None:
    _answer, debrief = logged(window.clinic)
    debrief = accepted(window.clinic, debrief)
    book_slot(window.clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(window.clinic))
    assert gone_today(window) == []
    page = places(window, "closed")
    dialog = asked_for(window, ClosedDayDialog, "Add a closed day")
    assert isinstance(dialog, ClosedDayDialog)
    dialog._day.set_day(TOMORROW)
    window.qtbot.keyClicks(field(dialog, "name"), "Staff training")
    enter(window, dialog)
    assert "1 debrief is booked on a day that will be closed." in texts(dialog)
    assert page.closed.list.rows == ()  # nothing is saved yet
    enter(window, dialog)
    assert "Staff training" in texts(page) or page.closed.list.rows[0].closed.name == "Staff training"
    assert gone_today(window) == [Matter.IMPOSSIBLE]
    assert gone_today(window, Role.RECEPTION) == []
    window.lock()
    window.come_in("maria")
    window.workspace.go("today")
    arrive(window)
    assert "A debrief is booked on a day that is closed now" in texts(window.page)
    window.lock()
    window.come_in("ada")
    page = places(window, "closed")
    page.closed.list.table.setFocus()
    QTest.keyClick(page.closed.list.table, Qt.Key.Key_Return)  # open on this day again
    window.settle()
    assert gone_today(window) == []

    dialog = asked_for(window, HolidaysDialog, "Public holidays")
    assert isinstance(dialog, HolidaysDialog)
    window.settle()
    names = [one.name for one in dialog.chosen()]
    assert "Thanksgiving Day" in names
    assert "Washington's Birthday" not in names  # it was in February
    first = dialog._days.item(0)
    dialog._days.setFocus()
    QTest.keyClick(dialog._days, Qt.Key.Key_Space)
    assert first.checkState() is Qt.CheckState.Unchecked
    enter(window, dialog)
    days = {one.day for one in sheet_of(window, "Harbour Street").closed_days}
    assert date(2026, 11, 26) in days
    assert days == {one.day for one in sheet_of(window, "Hill Road").closed_days}
    assert len(page.closed.list.rows) == len(names) - 1
    window.workspace.messages.undo()
    window.settle()
    assert sheet_of(window, "Harbour Street").closed_days == ()


def test_a_desk_that_is_given_up_keeps_its_name_and_is_offered_no_more(window: Window) -> None:
    page = places(window, "desks")
    page.desks.list.go_to(CHECK_IN.id)
    page.desks.list.table.setFocus()
    dialog = asked_for(window, RetirePlace, "Retire …")
    assert isinstance(dialog, RetirePlace)
    dialog._last.set_day(TOMORROW - timedelta(days=40))
    enter(window, dialog)
    assert "2 people work here" in texts(dialog)  # told first what it moves, and then that it has passed
    enter(window, dialog)
    assert "This day or time has passed" in texts(dialog)
    dialog._last.set_day(TOMORROW)
    enter(window, dialog)
    assert QApplication.activeModalWidget() is None
    desk = next(one for one in sheet_of(window, "Harbour Street").desks if one.id == CHECK_IN.id)
    assert (desk.name, desk.last_day) == (CHECK_IN.name, TOMORROW)
    assert desk.in_use(TOMORROW)
    assert not desk.in_use(TOMORROW + timedelta(days=1))
    window.workspace.messages.undo()
    window.settle()
    assert next(one for one in sheet_of(window, "Harbour Street").desks if one.id == CHECK_IN.id).last_day is None


def test_a_spanish_screen_has_holidays_in_spanish_and_own_days_as_typed(window: Window) -> None:
    speak("es")  # `open_screen` speaks English again at the end
    ada = window.clinic.as_role(Role.ADMINISTRATOR)
    offered = suggested_closed_days(ada, 2026)
    sites = [sheet.site.id for sheet in list_site_sheets(ada)]
    close_on(ada, sites, [one for one in offered if one.day >= date(2026, 11, 1)])
    close_on(ada, sites, [ClosedDay(date(2026, 12, 4), "Staff training")])
    page = places(window, "closed")
    shown = [page.closed.list.table.model().index(row, 1).data() for row in range(4)]
    assert shown == ["Día de los Veteranos", "Día de Acción de Gracias", "Staff training", "Navidad"]
    page.closed.suggest()
    window.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HolidaysDialog)
    lines = [dialog._days.item(row).text() for row in range(dialog._days.count())]
    window.settle()
    assert lines[-1] == "vie 27 nov · Día después de Acción de Gracias"  # the year is above the list
    assert all(" Day" not in line for line in lines)


def test_sites_of_one_state_are_offered_its_own_holidays(window: Window) -> None:
    ada = window.clinic.as_role(Role.ADMINISTRATOR)
    hill = next(one for one in list_sites(ada) if one.name == "Hill Road")
    change_site(ada, replace(hill, profile=Profile.WASHINGTON))
    page = places(window, "closed")
    page.closed.suggest()
    window.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HolidaysDialog)
    assert "Tick the sites of one state alone" in texts(dialog)
    names = [one.name for one in dialog.chosen()]
    assert "Christmas Day" in names
    assert not {"Day After Thanksgiving", "Native American Heritage Day"} & set(names)
    dialog._days.item(0).setCheckState(Qt.CheckState.Unchecked)
    left_out = names[0]
    for box, id in dialog._sites._boxes:
        if id == hill.id:
            QTest.keyClick(box, Qt.Key.Key_Space)
    window.settle()
    names = [one.name for one in dialog.chosen()]
    assert "Day After Thanksgiving" in names
    assert left_out not in names  # what someone unticked stays so


def test_taking_a_closed_day_back_leaves_what_was_closed_before(window: Window) -> None:
    ada = window.clinic.as_role(Role.ADMINISTRATOR)
    hill = next(one for one in list_sites(ada) if one.name == "Hill Road")
    close_on(ada, [hill.id], [ClosedDay(TOMORROW, "Moving")])
    page = places(window, "closed")
    dialog = asked_for(window, ClosedDayDialog, "Add a closed day")
    assert isinstance(dialog, ClosedDayDialog)
    dialog._day.set_day(TOMORROW)
    window.qtbot.keyClicks(field(dialog, "name"), "Staff training")
    enter(window, dialog)
    assert [row.closed.name for row in page.closed.list.rows] == ["Staff training"]
    window.workspace.messages.undo()
    window.settle()
    assert sheet_of(window, "Hill Road").closed_days == (ClosedDay(TOMORROW, "Moving"),)
    assert sheet_of(window, "Harbour Street").closed_days == ()


def test_what_a_change_moves_is_in_sight_where_the_dialog_scrolls(window: Window) -> None:
    window.screen.window.resize(1024, 520)
    maria = window.clinic.as_role(Role.MANAGER)
    rosa = change_person(maria, replace(ROSA, desk_id=None))
    _answer, debrief = logged(window.clinic)
    debrief = accepted(window.clinic, debrief)
    book_slot(maria, debrief.id, debrief.version, tomorrow_at_ten(window.clinic, covers={}))
    window.workspace.go("users")
    arrive(window)
    page = window.page
    assert isinstance(page, UsersPage)
    page.staff.go_to(rosa.id)
    dialog = asked_for(window, PersonDialog, "Change")
    box = field(dialog, "desk_id")
    assert isinstance(box, QComboBox)
    choose_data(box, CHECK_IN.id)
    enter(window, dialog)
    told = next(one for one in dialog.findChildren(QLabel) if one.text().startswith("1 debrief can then not be held"))
    window.qtbot.waitUntil(lambda: dialog.rect().contains(told.mapTo(dialog, told.rect().bottomRight())))
    assert told.visibleRegion().boundingRect() == told.rect()
    assert gone_today(window) == []
    enter(window, dialog)
    assert gone_today(window) == [Matter.IMPOSSIBLE]
