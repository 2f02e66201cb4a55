"""The quick log in a window of 1024 x 700: all is in sight, nothing moves, and what follows needs no scrolling."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from incident_tracker.demo.past import accounts
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import button, keep_picture
from ui.capture.quick_form import QuickForm
from ui.sheets.look import Look
from ui.tour.walker import WalkClock, Walker

USUAL = (Look("en", "light", 100), Look("es", "light", 100))
LARGE = (Look("en", "light", 200), Look("es", "dark", 200))


def press(you: Visitor, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
    you.walker.settle()


def place(widget: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def is_whole(widget: QWidget) -> bool:
    """No part of it is scrolled away."""
    return widget.isVisible() and widget.visibleRegion().boundingRect().size() == widget.size()


def buttons(form: QuickForm) -> list[QAbstractButton]:
    return form.findChildren(QAbstractButton)


def asked(form: QuickForm) -> list[QWidget]:
    fields = form.fields
    rest = [fields.told, fields.told_by, fields.weapon, fields.hurt, fields.phone]
    return [fields.when, fields.where, fields.channel, fields.kind, fields.severity, fields.note, *rest]


def at_rest(walker: Walker, form: QuickForm, save: QWidget) -> dict[QWidget, QRect]:
    """What is visible and where, once nothing moves any longer: a busy machine lays out when it comes to it."""
    seen: list[dict[QWidget, QRect]] = []

    def still() -> bool:
        seen.append({field: place(field) for field in (*asked(form), save) if field.isVisible()})
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

    walker.wait(still)
    return seen[-1]


@pytest.mark.parametrize("look", USUAL, ids=str)
def test_every_field_and_save_are_seen_and_nothing_moves(
    qapp: QApplication, clinic_folder: Path, clock: WalkClock, look: Look
) -> None:
    with program(clinic_folder, look, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.RECEPTION])
        form = you.go(QuickForm, "log")
        save = button(form, "Save" if look.language == "en" else "Guardar")
        walker.wait(lambda: form.fields.channel.isAncestorOf(QApplication.focusWidget()))
        at_first = at_rest(walker, form, save)
        assert len(at_first) == 8
        press(you, Qt.Key.Key_4, Qt.Key.Key_4, Qt.Key.Key_6)  # a call, a threat, and someone was hurt
        form.fields.told.setChecked(True)
        walker.wait(lambda: form.fields.told_by.isVisible() and form.fields.hurt.isVisible())
        at_last = at_rest(walker, form, save)
        keep_picture(walker.window, f"quick-log-{look}")
        assert [field for field in (*asked(form), save) if not is_whole(field)] == []
        assert [field for field, there in at_first.items() if at_last[field] != there] == []


@pytest.mark.parametrize("look", USUAL, ids=str)
def test_what_follows_is_seen_without_scrolling(
    qapp: QApplication, clinic_folder: Path, clock: WalkClock, look: Look
) -> None:
    """The most that can be owed, while the window still says that it is saved."""
    with program(clinic_folder, look, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.RECEPTION])
        form = you.go(QuickForm, "log")
        walker.wait(lambda: form.fields.channel.isAncestorOf(QApplication.focusWidget()))
        press(you, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_7)
        assert form.fields.severity.severity() is Severity.SEVERE_HARM
        form.save()
        walker.wait(form.after.isVisible)
        you.walker.settle()
        keep_picture(walker.window, f"quick-logged-{look}")
        assert is_whole(form.after)
        assert is_whole(form.after.buttons)


@pytest.mark.parametrize("look", LARGE, ids=str)
def test_with_letters_twice_as_large_only_the_fields_scroll(
    qapp: QApplication, clinic_folder: Path, clock: WalkClock, look: Look
) -> None:
    with program(clinic_folder, look, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.RECEPTION])
        form = you.go(QuickForm, "log")
        save = button(form, "Save" if look.language == "en" else "Guardar")
        there = at_rest(walker, form, save)[save]
        for field in asked(form)[:6]:
            walker.come_to(field)
            walker.settle()
            assert is_whole(save)
            assert place(save) == there
        form.fields.kind.setFocus()
        press(you, Qt.Key.Key_2)
        form.keep_draft()
        drafts = ("Start a new one", "Discard the draft") if look.language == "en" else ("Empezar", "Descartar")
        walker.wait(lambda: any(b.isVisible() and b.text().replace("&", "").startswith(drafts) for b in buttons(form)))
        walker.settle()
        assert place(save) == there  # what can be done with a draft takes none of the room of the fields
        assert form._area.height() * 5 >= form.height() * 2
