"""The widgets by keyboard and by screen reader, as the pages use them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDateEdit, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.errors import Reason, Refused
from tests.screens.looking import nameless, spoken_name, texts
from ui.clinic.passphrase_field import PassphraseField
from ui.theme.theme import Theme
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.day_field import DayField
from ui.widgets.filter_bar import FilterBar
from ui.widgets.form import Form, without_letters
from ui.widgets.layout import column
from ui.widgets.message_bar import MessageBar
from ui.widgets.moment_field import MomentField
from ui.widgets.moment_shortcuts import is_day_alone, read_moment
from ui.widgets.people_picker import Part, PeoplePicker
from ui.widgets.record_model import ListColumn, PageRequest
from ui.widgets.record_table import RecordTable
from ui.widgets.steps import Stage, StepList
from ui.widgets.term_picker import TermPicker
from ui.widgets.veil import Veil

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 3, 4, 14, 30, tzinfo=ZONE)  # a Wednesday


def now() -> datetime:
    return NOW


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("n", (4, 14, 30)),
        ("y 9:05", (3, 9, 5)),
        ("14:05", (4, 14, 5)),
        ("1405", (4, 14, 5)),
        ("2:05p", (4, 14, 5)),
        ("12am", (4, 0, 0)),
        ("23:00", (3, 23, 0)),  # not yet today, so yesterday
        ("mon 3pm", (2, 15, 0)),
        ("20 min ago", (4, 14, 10)),
        ("hace 2 horas", (4, 12, 30)),
        ("-5", (4, 14, 25)),
        ("3/2 8:00", (2, 8, 0)),
        ("t-1 8:00", (3, 8, 0)),
        ("930", (4, 9, 30)),
        ("9.30", (4, 9, 30)),
        ("930am", (4, 9, 30)),
        ("noon", (4, 12, 0)),
        ("y noon", (3, 12, 0)),
        ("mon 930", (2, 9, 30)),
        ("9:30 a. m.", (4, 9, 30)),
        ("2 mar 2026, 8:15", (2, 8, 15)),
        ("mar 1 at 8:15", (1, 8, 15)),
    ],
)
def test_a_moment_is_typed_in_a_few_keys(typed: str, meant: tuple[int, int, int]) -> None:
    read = read_moment(typed, NOW)
    assert read is not None
    assert (read.day, read.hour, read.minute, read.month) == (*meant, 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:05", (5, 14, 5)),  # over today, so tomorrow
        ("15:00", (4, 15, 0)),
        ("tomorrow 9am", (5, 9, 0)),
        ("mañana 9:30", (5, 9, 30)),
        ("mon 3pm", (9, 15, 0)),
        ("wed 9:00", (11, 9, 0)),
        ("in 2 h", (4, 16, 30)),
        ("+20", (4, 14, 50)),
        ("t+2 8:00", (6, 8, 0)),
        ("3/2 8:00", (2, 8, 0)),  # over this year, so the next
        ("6 mar 8:15", (6, 8, 15)),
    ],
)
def test_what_is_planned_is_typed_as_something_to_come(typed: str, meant: tuple[int, int, int]) -> None:
    read = read_moment(typed, NOW, ahead=True)
    assert read is not None
    assert (read.day, read.hour, read.minute, read.month) == (*meant, 3)
    assert read > NOW


@pytest.mark.parametrize("typed", ["fri", "y", "t-1", "3/2", "2026-03-01", "2 mar", "hoy", "lunes"])
def test_a_day_alone_is_no_moment_so_that_no_time_is_invented(typed: str) -> None:
    assert read_moment(typed, NOW) is None
    assert is_day_alone(typed, NOW)
    assert read_moment(f"{typed} 8:15", NOW) is not None


@pytest.mark.parametrize("typed", ["tomorrow", "in 2 h", "t+2", "+20"])
def test_what_happened_was_not_tomorrow(typed: str) -> None:
    assert read_moment(typed, NOW) is None


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "13pm", "2026-02-30", "5", "32/1"])
def test_what_is_no_moment_is_not_guessed(typed: str) -> None:
    assert read_moment(typed, NOW) is None


def test_the_day_comes_first_where_people_write_it_so() -> None:
    read = read_moment("1/3 8:00", NOW, day_first=True)
    assert read is not None
    assert (read.day, read.month) == (1, 3)


def test_the_moment_field_gives_utc_and_says_what_it_cannot_read(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, MomentField(now, ZONE))
    assert isinstance(field, MomentField)
    line = field.findChild(QLineEdit)
    qtbot.keyClicks(line, "y 9:00")
    assert field.moment() == datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
    assert "Mar 2026" in line.text()
    line.selectAll()
    qtbot.keyClicks(line, "whenever")
    assert field.moment() is None
    assert field.cannot_be_read
    field.set_moment(NOW - timedelta(hours=1), about=True)
    assert field.is_about
    assert not field.cannot_be_read


def test_chips_are_chosen_with_the_figures(qtbot: QtBot, theme: Theme) -> None:
    chips = shown(qtbot, ChoiceChips("Kind", [Choice("a", "Abuse", "Words that hurt"), Choice("t", "Threat")]))
    assert isinstance(chips, ChoiceChips)
    told: list[object] = []
    chips.changed.connect(lambda: told.append(chips.code()))
    assert chips.code() is None
    chips.setFocus()
    qtbot.keyClick(chips.focusWidget() or chips, Qt.Key.Key_1)
    assert chips.code() == "a"
    assert "Words that hurt" in texts(chips)
    qtbot.keyClick(chips.focusWidget() or chips, Qt.Key.Key_2)
    assert told == ["a", "t"]


def test_several_chips_keep_their_order(qtbot: QtBot, theme: Theme) -> None:
    chips = ChoiceChips("Signs", [Choice(n, str(n)) for n in range(4)], several=True)
    qtbot.addWidget(chips)
    chips.choose(3, 1)
    assert chips.codes() == (1, 3)
    chips.offer([Choice(3, "3"), Choice(5, "5")])
    assert chips.codes() == (3,)


def test_terms_are_found_by_a_few_letters(qtbot: QtBot, theme: Theme) -> None:
    picker = shown(qtbot, TermPicker("Trigger", [Choice(1, "Waiting time"), Choice(2, "Late policy")], several=True))
    assert isinstance(picker, TermPicker)
    line = picker.findChild(QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "pol")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert picker.codes() == (2,)
    qtbot.keyClicks(line, "wait")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert picker.codes() == (2, 1)
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert picker.codes() == (2,)


def test_people_come_with_the_part_they_played(qtbot: QtBot, theme: Theme) -> None:
    picker = shown(qtbot, PeoplePicker("Who", [Choice(1, "Rosa"), Choice(2, "Sam")], [Choice("w", "Witness")]))
    assert isinstance(picker, PeoplePicker)
    picker.choose(Part(1, "w"))
    line = next(field for field in picker.findChildren(QLineEdit) if field.isVisible())
    qtbot.keyClicks(line, "sam")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert picker.chosen() == (Part(1, "w"), Part(2, None))


def test_a_refusal_is_said_at_its_field(qtbot: QtBot, theme: Theme) -> None:
    form = Form()
    form.add("name", "&Name", QLineEdit())
    form.add("note", "N&ote", QPlainTextEdit(), "One sentence.", optional=True)
    shown(qtbot, form)
    assert form.show_problem(Refused(Reason.MISSING, "name"))
    assert form.field("name").property("refused")
    assert not form.show_problem(Refused(Reason.MISSING, "elsewhere"))
    assert not form.field("name").property("refused")
    assert spoken_name(form.field("note")).startswith("Note")


def test_a_folded_description_is_nowhere_in_the_window(qtbot: QtBot, theme: Theme) -> None:
    veil = shown(qtbot, Veil("Description"))
    assert isinstance(veil, Veil)
    veil.set_text("what was shouted")
    reader = veil.findChild(QPlainTextEdit) or veil
    assert "shouted" not in spoken_everything(veil)
    veil.setFocus()
    qtbot.keyClick(veil.focusWidget() or reader, Qt.Key.Key_V)
    assert "shouted" in spoken_everything(veil)


def test_the_message_bar_offers_to_undo_and_takes_no_focus(qtbot: QtBot, messages: MessageBar) -> None:
    undone: list[str] = []
    messages.tell("Saved.", lambda: undone.append("saved"))
    assert messages.text == "Saved."
    assert not messages.hasFocus()
    messages.undo()
    assert undone == ["saved"]
    assert messages.text == ""


def test_a_long_list_asks_only_for_what_is_seen(qtbot: QtBot, theme: Theme) -> None:
    columns = [ListColumn("n", "Number", str, sort="n"), ListColumn("w", "Words", lambda r: f"word {r}", stretch=True)]
    table = RecordTable("Numbers", columns, theme)
    asked: list[PageRequest] = []

    def give(request: PageRequest) -> None:
        asked.append(request)
        table.put(request, 100_000, range(request.first, request.first + request.count))

    table.wanted.connect(give)
    shown(qtbot, table)
    table.start()
    table.scrollToBottom()
    table.grab()
    assert len(asked) < 6
    assert table.total == 100_000
    table.selectRow(99_999)
    opened: list[object] = []
    table.opened.connect(opened.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [99_999]
    table.copy()
    assert QGuiApplication.clipboard().text() == "Number\tWords\n99999\tword 99999"
    model = table.model()
    assert model.data(model.index(3, 1), Qt.ItemDataRole.AccessibleTextRole) in ("Words: word 3", "…")


def test_an_answer_to_an_old_question_is_not_shown(qtbot: QtBot, theme: Theme) -> None:
    table = RecordTable("Numbers", [ListColumn("n", "Number", str)], theme)
    qtbot.addWidget(table)
    asked: list[PageRequest] = []
    table.wanted.connect(asked.append)
    table.start()
    table.start()
    table.put(asked[0], 1, [1])
    assert table.total == 0
    table.put(asked[1], 2, [1, 2])
    assert table.total == 2


def test_a_filter_waits_until_typing_pauses(qtbot: QtBot, theme: Theme) -> None:
    bar = shown(qtbot, FilterBar("Search"))
    assert isinstance(bar, FilterBar)
    bar.add_choice("site", "Site", [Choice(1, "Harbour")], "All sites")
    told: list[str] = []
    bar.changed.connect(lambda: told.append(bar.search_text()))
    bar.search()
    qtbot.keyClicks(bar.findChild(QLineEdit), "phone")
    assert told == []
    qtbot.waitUntil(lambda: told == ["phone"])
    bar.choose("site", 1)
    assert bar.code("site") == 1


def test_steps_can_be_gone_through_and_back(qtbot: QtBot, theme: Theme) -> None:
    steps = StepList([Stage("Welcome", 5), Stage("What helped"), Stage("Close")])
    shown(qtbot, steps)
    steps.next()
    steps.previous()
    steps.go(2)
    assert steps.is_last
    assert steps.done == {0}


def test_everything_together_speaks_its_names(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    window.setLayout(
        column(
            MomentField(now, ZONE),
            ChoiceChips("Kind", [Choice(1, "One")]),
            TermPicker("Term"),
            PeoplePicker("Who"),
            FilterBar("Search"),
            Veil("Description"),
            StepList([Stage("One")]),
        )
    )
    shown(qtbot, window)
    unnamed = [path for path in nameless(window) if "MomentField" not in path]  # a form names it
    assert unnamed == []


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def spoken_everything(window: QWidget) -> str:
    words = [spoken_name(w) for w in window.findChildren(QWidget)]
    return " ".join([*words, *(w.toPlainText() for w in window.findChildren(QWidget) if hasattr(w, "toPlainText"))])


def test_the_underlined_letter_leads_into_a_field_of_several_parts(qtbot: QtBot) -> None:
    form, chips, moment, tried = Form(), ChoiceChips("Kind"), MomentField(now, ZONE), QWidget()
    first = QLineEdit()
    tried.setLayout(column(first, QLineEdit()))
    form.add("kind", "What &kind", chips)
    form.add("when", "&When", moment)
    form.add("tried", "What was t&ried", tried)
    chips.offer([Choice("a", "First"), Choice("b", "Second")])  # after its label was made
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(lambda: form.isActiveWindow())
    for letter, field in ((Qt.Key.Key_W, moment), (Qt.Key.Key_K, chips), (Qt.Key.Key_R, tried)):
        qtbot.keyClick(form, letter, Qt.KeyboardModifier.AltModifier)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert field.isAncestorOf(focused)
    without_letters(form)
    qtbot.keyClick(form, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is first


def test_a_letter_checks_a_box_before_the_next_key_is_pressed(qtbot: QtBot) -> None:
    page, box = QWidget(), CheckBox("&Paid time")
    page.setLayout(column(QLineEdit(), box))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)

    assert box.isChecked()
    assert box.hasFocus()
    box.setEnabled(False)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert box.isChecked()


def test_tab_goes_from_one_pass_phrase_to_the_next_and_a_key_shows_what_is_typed(qtbot: QtBot) -> None:
    page, first, second = QWidget(), PassphraseField("New pass phrase"), PassphraseField("Again")
    page.setLayout(column(first, second))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first.setFocus()
    field = first.findChildren(QLineEdit)[0]
    qtbot.keyClicks(field, "four herons at sea")

    qtbot.keyClick(field, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.keyClick(field, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second.findChildren(QLineEdit)[0]


def test_up_and_down_in_a_day_go_on_past_the_end_of_a_week_and_of_a_month(qtbot: QtBot) -> None:
    field = DayField(date(2026, 2, 27))  # a Friday
    qtbot.addWidget(field)
    edit = field.findChildren(QDateEdit)[0]
    for section, keys in ((0, 3), (1, 3)):  # the name of the day, and its number
        field.set_day(date(2026, 2, 27))
        edit.setCurrentSectionIndex(section)
        for _key in range(keys):
            qtbot.keyClick(edit, Qt.Key.Key_Up)
        assert field.day() == date(2026, 3, 2)
        assert edit.currentSectionIndex() == section
        for _key in range(keys):
            qtbot.keyClick(edit, Qt.Key.Key_Down)
        assert field.day() == date(2026, 2, 27)
