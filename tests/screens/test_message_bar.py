"""What can be undone is offered for ten seconds by the clinic's clock, and an offer never outlives what it undoes."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.screens.looking import button
from tests.storage_fixtures import Clock
from ui.widgets.layout import column
from ui.widgets.message_bar import MessageBar


def shown(qtbot: QtBot, messages: MessageBar) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(QWidget(), messages))
    qtbot.addWidget(holder)
    holder.show()
    return holder


def test_an_offer_goes_after_ten_seconds(qtbot: QtBot, messages: MessageBar, clock: Clock) -> None:
    undone: list[int] = []
    shown(qtbot, messages)
    messages.tell("The draft is discarded.", undo=lambda: undone.append(1))
    clock.advance(timedelta(seconds=9.9))
    messages.look()
    assert messages.can_undo
    clock.advance(timedelta(seconds=0.1))
    assert not messages.can_undo
    messages.undo()  # the key came when it was gone
    assert undone == []
    messages.tell("The draft is discarded.", undo=lambda: undone.append(2))
    clock.advance(timedelta(seconds=10))
    messages.look()
    assert messages.text == ""
    assert undone == []


def test_an_offer_waits_for_the_keyboard_unless_it_lapses(qtbot: QtBot, messages: MessageBar, clock: Clock) -> None:
    """A person who needs longer to press it is not too late; only what cannot be undone later does not wait."""
    undone: list[str] = []
    holder = shown(qtbot, messages)
    for lapses in (False, True):
        messages.tell("Done.", undo=lambda: undone.append("undone"), lapses=lapses)
        undo = button(holder, "Undo")
        undo.setFocus(Qt.FocusReason.TabFocusReason)
        clock.advance(timedelta(seconds=30))
        messages.look()
        assert messages.can_undo is not lapses
        qtbot.keyClick(undo, Qt.Key.Key_Space)
    assert undone == ["undone"]


def test_the_time_of_another_message_is_its_own(qtbot: QtBot, messages: MessageBar, clock: Clock) -> None:
    shown(qtbot, messages)
    messages.tell("Done.", undo=lambda: None)
    clock.advance(timedelta(seconds=6))
    messages.tell("Saved.")
    assert not messages.can_undo
    clock.advance(timedelta(seconds=7))
    messages.look()
    assert messages.text == "Saved."
    messages.warn("Please read this.")
    clock.advance(timedelta(hours=1))
    messages.look()
    assert messages.text == "Please read this."
