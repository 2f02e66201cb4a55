"""What a screen reader is told: groups with names, places and keys, names of boxes and pages, and what was said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.demo.past import accounts
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus
from tests.screens.every_window.conftest import clinic_folder, clinic_template, clock
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from ui.capture.incident_page import IncidentPage
from ui.capture.quick_form import QuickForm
from ui.oversight.month_cards import FigureCard
from ui.oversight.month_page import MonthPage
from ui.oversight.today_page import TodayPage
from ui.sheets.look import Look
from ui.sheets.shown import Shown
from ui.sheets.tree_checks import is_told
from ui.support.debrief_page import DebriefPage
from ui.tour.walker import WalkClock
from ui.widgets.announce import announce
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.one_in_front import OneInFront
from ui.widgets.reading_order import tab_stops
from ui.widgets.text import say_with
from ui.widgets.unseen_label import name_box

__all__ = ["clinic_folder", "clinic_template", "clock"]

_Text = QAccessible.Text


@pytest.fixture
def listening() -> Iterator[None]:
    """A screen reader is there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def told(widget: QWidget | None) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def described(widget: QWidget | None) -> str:
    return told(widget).text(QAccessible.Text.Description)


def labels(widget: QWidget) -> list[str]:
    return [
        one.text(QAccessible.Text.Name) for one, how in told(widget).relations() if how & QAccessible.RelationFlag.Label
    ]


def read_on_arrival(widget: QWidget) -> list[str]:
    """The words of a part that Orca reads when someone comes into it: the seen labels that tell of nothing else."""
    found, waiting = [], [told(widget)]
    while waiting:
        one = waiting.pop(0)
        if one.state().invisible:
            continue
        if one.role() is QAccessible.Role.StaticText and not one.relations():
            found.append(one.text(QAccessible.Text.Name))
        waiting += [child for number in range(one.childCount()) if (child := one.child(number)) is not None]
    return found


def heard(widget: QWidget) -> list[str]:
    """What can have the focus in it, each as it is spoken: role, name, value and description."""
    found = []
    for stop in tab_stops(widget):
        if stop.isVisible() and stop.isEnabled():
            one = told(stop)
            words = [one.text(kind).strip() for kind in (_Text.Name, _Text.Value, _Text.Description)]
            found.append(" | ".join([one.role().name, *words]))
    return found


def shown(qtbot: QtBot, *children: QWidget) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    for child in children:
        layout.addWidget(child)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_a_choice_says_its_group_its_place_and_its_key(qtbot: QtBot) -> None:
    many = ChoiceChips("What kind", [Choice(n, f"Kind {n}", "As it says.") for n in range(1, 12)])
    window = shown(qtbot, many)
    group = told(many)
    assert group.role() is QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "What kind"
    chips = many.findChildren(QPushButton)
    assert [described(chips[place]) for place in (0, 8, 9)] == [
        "1 of 11, key 1. As it says.",
        "9 of 11, key 9. As it says.",
        "10 of 11. As it says.",  # no digit is left for it
    ]
    assert {told(chip).role() for chip in chips} == {QAccessible.Role.RadioButton}
    assert is_told(Shown(window, window)) == []


def test_a_box_without_a_label_beside_it_is_called_by_its_name_too(qtbot: QtBot) -> None:
    box = QComboBox()
    box.addItems(["All sites", "Harbour Street"])
    window = shown(qtbot, box)
    assert is_told(Shown(window, window)) == ["ComboBox 'All sites' has the labels []"]
    name_box(box, "Site & desk")
    assert labels(box) == ["Site & desk"]
    other = QWidget(window)
    box.setParent(other)
    assert labels(box) == ["Site & desk"]
    assert not any(label.isVisible() for label in window.findChildren(QLabel))


def test_what_a_button_says_already_is_not_read_on_arrival(qtbot: QtBot) -> None:
    button, inside, beside = (
        QPushButton(),
        QLabel("waiting since yesterday & longer"),
        QLabel("Three things are waiting"),
    )
    QVBoxLayout(button).addWidget(inside)
    window = shown(qtbot, beside, button)
    assert inside.text() in read_on_arrival(window)
    say_with(button, inside)
    assert read_on_arrival(window) == ["Three things are waiting"]
    assert told(inside).text(QAccessible.Text.Name) == "waiting since yesterday & longer"


def test_what_is_behind_is_not_in_the_tree(qtbot: QtBot) -> None:
    first, second = QComboBox(), QLineEdit()
    several = OneInFront(first, second)
    shown(qtbot, several)
    for front, behind in ((second, first), (first, second)):
        several.bring(front)
        children = [told(several).child(number).object() for number in range(told(several).childCount())]
        assert front in children
        assert behind not in children
        assert front.isVisible()
        assert not behind.isVisible()
    assert several.place == 0


@pytest.mark.usefixtures("listening")
def test_what_is_said_is_the_description_of_the_focus_until_it_goes_on(qtbot: QtBot) -> None:
    first, second = QLineEdit(), QLineEdit()
    first.setAccessibleDescription("Type a few letters")
    window = shown(qtbot, first, second)
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    announce(window, "Draft kept")
    assert described(first) == "Draft kept"
    announce(window, "Draft kept")  # said a second time it has to be another description, or no one hears it
    assert described(first) not in ("Draft kept", "Type a few letters")
    assert described(first).strip() == "Draft kept"
    second.setFocus()
    qtbot.waitUntil(lambda: described(first) == "Type a few letters")
    assert described(second) == ""


def test_the_first_hour_as_it_is_spoken(clinic_folder: Path, clock: WalkClock) -> None:
    """Today, the quick log, the saved number; then the debrief, which names for whom it is on its page alone."""
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.RECEPTION])
        page = you.page
        assert isinstance(page, TodayPage)
        arrival = read_on_arrival(page)
        assert any("waiting for you" in words for words in arrival)
        assert not any("waiting since" in words or "kept yesterday" in words for words in arrival)

        walker.control(Qt.Key.Key_N)
        log = you.page
        assert isinstance(log, QuickForm)
        name = told(log).text(QAccessible.Text.Name)
        assert name.startswith("Log an incident: ")
        assert "10:40" in name
        assert "Phone room" in name
        assert described(QApplication.focusWidget()).startswith("1 of 15, key 1.")
        more = next(one for one in log.findChildren(QPushButton) if one.accessibleName() == "More…")
        assert described(more).startswith("Key 7.")
        walker.key(Qt.Key.Key_4)
        walker.key(Qt.Key.Key_3)
        assert described(QApplication.focusWidget()).startswith("2 of 8, key 2.")
        walker.control(Qt.Key.Key_Return)
        assert told(QApplication.focusWidget()).text(QAccessible.Text.Name).startswith("Saved as ")
        assert told(log).text(QAccessible.Text.Name) == "Log an incident"

    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        debrief = you.go(DebriefPage, "debrief", you.owed(DebriefStatus.TO_PLAN).subject_id)
        for_whom = told(debrief).text(QAccessible.Text.Name).removeprefix("Debrief for ")
        assert all(len(name.split()) == 2 for name in for_whom.split(", "))
        assert for_whom not in walker.window.windowTitle()
        assert is_told(Shown(walker.window, debrief)) == []


def test_completing_and_this_month_are_spoken_in_spanish(clinic_folder: Path, clock: WalkClock) -> None:
    """A part says its name and state, a choice its place and key, a figure its value and verdict; no page behind."""
    with program(clinic_folder, Look("es", "light", 100), clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        ref = you.incidents()[0].ref
        page = you.go(IncidentPage, "incident", ("complete", you.incidents()[0].id))
        assert told(page).text(QAccessible.Text.Name) == f"Completar {ref}"
        walker.settle()
        spoken = heard(page)
        assert "RadioButton | 1.  Qué pasó, ahora |  | " in spoken
        assert "RadioButton | 7.  El registro legal, por venir |  | " in spoken
        assert any(line.startswith("RadioButton | 3  Amenaza |  | 3 de 8, tecla 3. Amenaza") for line in spoken)
        assert any(line.startswith("EditableText | Cuándo | mié 18 nov 2026") for line in spoken)
        assert "EditableText | Cómo llegó | Llamada recibida | Unas letras o 1–9" in spoken
        assert "Button | Guardar |  | Ctrl+Enter" in spoken
        assert is_told(Shown(walker.window, page)) == []

        month = you.go(MonthPage, "month")
        walker.wait(lambda: month.report is not None)
        walker.settle()
        assert told(month).text(QAccessible.Text.Name) == "Este mes"
        spoken = heard(month)
        assert any("Reportes de cada mes | " in line and "nada indica un cambio" in line for line in spoken)
        figures = [told(one).text(QAccessible.Text.Name) for one in month.findChildren(FigureCard)]
        assert figures[0].endswith(": habitual")
        assert all(len(name.split(": ")) > 1 for name in figures)
        assert "Button | Abrir el informe |  | " in spoken
        assert is_told(Shown(walker.window, month)) == []


def test_what_helps_with_a_field_is_said_at_the_field_and_not_on_arrival(qtbot: QtBot) -> None:
    form, name, box = Form(), QLineEdit(), QComboBox()
    box.addItems(["Harbour Street", "Hillside"])
    form.add("name", "&Name", name, "As colleagues know you & spell it.")
    form.add("site", "&Site", box, "It stays, because the months are counted in it.")
    shown(qtbot, form)
    assert read_on_arrival(form) == []
    assert described(name) == "As colleagues know you & spell it."
    assert labels(box) == ["Site"]
    assert "&&" in next(one.text() for one in form.findChildren(QLabel) if "spell" in one.text())
