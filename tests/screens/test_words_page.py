"""The clinic's words by keyboard: a trigger is added, found on the log, reworded, put in order and retired."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.vocabulary import Keeping, Term, keeping
from incident_tracker.usecases.clinic.quick_choices import begin_with_channels
from incident_tracker.usecases.clinic.sites import list_desks
from incident_tracker.usecases.clinic.vocabulary import list_terms
from tests.screens.looking import texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.screens.test_sites_and_hours import asked_for, enter, field
from tests.storage_fixtures import MONDAY_NINE, Clock
from ui.app import Screen
from ui.asking import Asking
from ui.clinic.log_order import OrderDialog
from ui.clinic.word_dialogs import AddWord, ChangeWord, OfferAgain, RetireWord
from ui.clinic.words_page import WordsPage
from ui.widgets.buttons import Button

WHY = "The team asked for it at the meeting on Monday."


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic, with the administrator at the words."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    return window


def words(window: Window, argument: object = None) -> WordsPage:
    window.workspace.go("words", argument)
    arrive(window)
    page = window.page
    assert isinstance(page, WordsPage)
    return page


def say_why(window: Window, dialog: Asking[object]) -> None:
    why = field(dialog, "reason")
    assert isinstance(why, QPlainTextEdit)
    why.setFocus()
    window.qtbot.keyClicks(why, WHY)


def triggers(window: Window) -> dict[str, Term]:
    return {term.label: term for term in list_terms(window.clinic.as_role(Role.RECEPTION), "trigger")}


def offered(window: Window, vocabulary: str) -> list[str]:
    today = MONDAY_NINE.date()
    terms = list_terms(window.clinic.as_role(Role.RECEPTION), vocabulary)
    return [term.label for term in terms if term.valid_on(today)]


def test_a_trigger_is_added_reworded_ordered_and_retired(window: Window) -> None:
    page = words(window, "trigger")
    dialog = asked_for(window, AddWord, "Add a word")
    english = field(dialog, "label")
    assert isinstance(english, QLineEdit)
    english.setFocus()
    window.qtbot.keyClicks(english, "Fire drill")
    spanish = field(dialog, "label_es")
    spanish.setFocus()
    window.qtbot.keyClicks(spanish, "Simulacro")
    enter(window, dialog)
    assert "at least 20 characters" in texts(dialog)  # nothing is lost
    say_why(window, dialog)
    enter(window, dialog)
    drill = triggers(window)["Fire drill"]
    assert (drill.code, drill.label_es, drill.source) == ("own_fire_drill", "Simulacro", "clinic")
    assert page.list.current().term == drill  # type: ignore[union-attr]

    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)  # its own word can be changed
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ChangeWord))
    arrive(window)
    changing = QApplication.activeModalWidget()
    assert isinstance(changing, ChangeWord)
    label = field(changing, "label")
    assert isinstance(label, QLineEdit)
    label.selectAll()
    window.qtbot.keyClicks(label, "Alarm or drill")
    say_why(window, changing)
    enter(window, changing)
    assert triggers(window)["Alarm or drill"].code == "own_fire_drill"
    window.workspace.messages.undo()
    window.settle()
    assert "Fire drill" in triggers(window)

    page.list.go_to(("trigger", "own_fire_drill"))
    order = asked_for(window, OrderDialog, "Order of this list …")
    rows = QApplication.focusWidget()
    rows.setCurrentRow(rows.count() - 1)
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    enter(window, order)
    assert offered(window, "trigger")[-2] == "Fire drill"

    page.list.go_to(("trigger", "own_fire_drill"))
    retire = asked_for(window, RetireWord, "Retire …")
    assert isinstance(retire, RetireWord)
    retire._last.set_day(MONDAY_NINE.date() - timedelta(days=1))
    say_why(window, retire)
    enter(window, retire)
    assert "Fire drill" not in offered(window, "trigger")
    assert "Fire drill" in triggers(window)  # for the records that have it
    page.list.go_to(("trigger", "own_fire_drill"))
    again = asked_for(window, OfferAgain, "Offer it again …")
    say_why(window, again)
    enter(window, again)
    assert "Fire drill" in offered(window, "trigger")


def test_a_way_that_a_desk_begins_with_is_told_before_it_goes_and_the_law_s_words_stay(window: Window) -> None:
    maria = window.clinic.as_role(Role.MANAGER)
    desk = next(one for one in list_desks(maria) if one.site_id in maria.actor.sites)
    begin_with_channels(maria, [replace(desk, channel="letter")])
    page = words(window, ("channel", "letter"))
    dialog = asked_for(window, RetireWord, "Retire …")
    say_why(window, dialog)
    enter(window, dialog)
    assert "A report from 1 desk begins with it." in texts(dialog)
    assert "letter" in {term.code for term in list_terms(maria, "channel") if term.valid_to is None}
    enter(window, dialog)
    assert "letter" not in {term.code for term in list_terms(maria, "channel") if term.valid_to is None}

    page = words(window, "perpetrator")
    assert {row.term.vocabulary for row in [page.list.current()] if row} == {"perpetrator"}
    can_be_done = [one.text() for one in page.findChildren(Button) if one.isVisible() and one.isEnabled()]
    assert not {"Retire …", "Order of this list …", "&Change"} & set(can_be_done)

    adding = asked_for(window, AddWord, "Add a word")
    lists, like = field(adding, "vocabulary"), field(adding, "like")
    assert isinstance(lists, QComboBox)
    assert isinstance(like, QComboBox)
    assert lists.findData("perpetrator") == lists.findData("severity") == -1
    lists.setCurrentIndex(lists.findData("factor"))
    label = field(adding, "label")
    label.setFocus()
    window.qtbot.keyClicks(label, "Broken queue machine")
    say_why(window, adding)
    enter(window, adding)
    assert "Please fill this in" in texts(adding)  # with which cause is it counted?
    like.setCurrentIndex(1)
    code = like.currentData()
    enter(window, adding)
    factors = {term.code: term for term in list_terms(maria, "factor")}
    assert factors["own_broken_queue_machine"].crosswalk == factors[code].crosswalk


def test_every_list_says_who_keeps_it_and_what_its_words_count_as(window: Window) -> None:
    """All vocabularies, one after another: what is the clinic's can be changed, what the law says can be read."""
    terms = list_terms(window.clinic.as_role(Role.ADMINISTRATOR))
    page = words(window)
    by_label = {column.heading: column for column in page.list.table.all_columns}
    for vocabulary in sorted({term.vocabulary for term in terms}):
        words(window, vocabulary)
        row = page.list.current()
        assert row is not None
        assert row.term.vocabulary == vocabulary
        kept = by_label["List kept by"].text(row)
        can_be_done = {one.text() for one in page.list.buttons if one.isVisible() and one.isEnabled()}
        match keeping(vocabulary):
            case Keeping.CLINIC:
                assert {"Order of this list …", "Retire …"} <= can_be_done
                assert kept.startswith("Your clinic.")
            case Keeping.LAW:
                assert can_be_done == set()
                assert kept == "The law. The log has to say these words, so no one changes them here."
            case Keeping.PROGRAM:
                assert can_be_done == set()
                assert kept.startswith("The program.")
        shown = [one for one in page.list.rows if one.term.vocabulary == vocabulary]
        assert [by_label["Place in its list"].text(one) for one in shown] == [
            str(one.term.position + 1) for one in shown
        ]
        assert all(by_label["In Spanish"].text(one) and by_label["Word"].text(one) for one in shown)
        for one in shown:
            told = by_label["Counts as"].text(one)
            assert bool(told) is bool(one.term.crosswalk)
            assert not any(f"{scheme}:" in told for scheme in one.term.crosswalk)  # each scheme has words

    page = words(window, ("job", "nurse"))
    QTest.keyClick(page.list.table, Qt.Key.Key_Right)
    window.qtbot.waitUntil(lambda: "Oregon (ORS 654.416): N" in texts(page.list.master.pane))
    looked_at = texts(page.list.master.pane)
    retire = asked_for(window, RetireWord, "Retire …")
    say_why(window, retire)
    enter(window, retire)
    if QApplication.activeModalWidget() is retire:  # someone has this job: it is told first
        assert "has this job" in texts(retire) or "have this job" in texts(retire)
        enter(window, retire)
    after = next(term for term in list_terms(window.clinic.as_role(Role.ADMINISTRATOR), "job") if term.code == "nurse")
    before = next(term for term in terms if (term.vocabulary, term.code) == ("job", "nurse"))
    assert after.valid_to is not None
    assert after.crosswalk == before.crosswalk
    assert "Oregon (ORS 654.416): N" in looked_at
