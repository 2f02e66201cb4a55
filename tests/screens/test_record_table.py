"""What keeps a long list quick: rows are worded when they are seen, pages are let go, and the look can change."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.record_model import PAGE, PAGES_KEPT, ListColumn, PageRequest, RecordModel
from ui.widgets.record_table import RecordTable


def test_only_the_rows_that_are_looked_at_are_put_into_words() -> None:
    worded: list[int] = []

    def text(record: int) -> str:
        worded.append(record)
        return f"row {record}"

    model = RecordModel([ListColumn("n", "Number", text, tone=_tone)])
    giver = _Giver(model, 500, [])
    model.wanted.connect(giver.give)
    model.start()
    assert worded == []
    assert [model.cell(row, 0)[:2] for row in (7, 8, 7)] == [("row 7", "good"), ("row 8", ""), ("row 7", "good")]
    assert worded == [7, 8]
    assert model.data(model.index(7, 0), Qt.ItemDataRole.AccessibleTextRole) == "Number: row 7"


def test_pages_long_unseen_are_let_go_and_asked_for_again() -> None:
    model = RecordModel([ListColumn("n", "Number", str)])
    asked: list[int] = []
    giver = _Giver(model, 100 * PAGE, asked)
    model.wanted.connect(giver.give)
    model.start()
    for page in range(PAGES_KEPT + 5):
        assert model.cell(page * PAGE, 0)[0] in (str(page * PAGE), "…")
        assert model.cell(page * PAGE, 0)[0] == str(page * PAGE)
    assert len(asked) == PAGES_KEPT + 5
    model.cell(0, 0)
    assert asked[-1] == 0
    assert not model.is_all_here()


def test_one_row_is_chosen_also_while_a_key_is_held(qtbot: QtBot, theme: Theme) -> None:
    table = RecordTable("Numbers", [ListColumn("n", "Number", str)], theme)
    qtbot.addWidget(table)
    giver = _Giver(table, 300, [])
    table.wanted.connect(giver.give)
    qtbot.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)  # Qt now believes that Ctrl is held
    table.start()
    table.choose(7)
    table.start()

    assert [index.row() for index in table.selectionModel().selectedRows()] == [7]


def test_the_same_rows_are_drawn_again_in_other_tones(qtbot: QtBot, theme: Theme) -> None:
    table = RecordTable("Numbers", [ListColumn("n", "Number", str, tone=_tone), ListColumn("w", "Words", str)], theme)
    qtbot.addWidget(table)
    giver = _Giver(table, 300, [])
    table.wanted.connect(giver.give)
    table.resize(500, 400)
    table.show()
    table.start()
    light = table.grab().toImage()
    assert table.grab().toImage() == light
    theme.choose("dark", 150)
    dark = table.grab().toImage()
    assert dark != light
    theme.choose("light", 100)
    assert table.grab().toImage() == light


class _Waiting:
    """A record that is known again when it is read again, though it says something else."""

    def __init__(self, id: int, words: str = "") -> None:
        self.id, self.words = id, words or f"words {id}"


def _said(record: _Waiting) -> str:
    return record.words


def _list_of(qtbot: QtBot, theme: Theme, rows: list[_Waiting]) -> tuple[RecordTable, HeldRows]:
    columns = sorted_by_any([ListColumn("id", "Number", _number, rank=_by_number), ListColumn("w", "Words", _said)])
    table = RecordTable("Numbers", columns, theme)
    qtbot.addWidget(table)
    table.resize(500, 400)
    table.show()
    held = HeldRows(table)
    held.show(rows)
    return table, held


def _number(record: _Waiting) -> str:
    return str(record.id)


def _by_number(record: _Waiting) -> int:
    return record.id


def test_a_row_that_comes_in_above_moves_nobody_from_their_place(qtbot: QtBot, theme: Theme) -> None:
    table, held = _list_of(qtbot, theme, [_Waiting(n) for n in range(900)])
    table.choose(450)
    for _step in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    seen = table.visualRect(table.currentIndex()).top()
    held.show([_Waiting(-1), *(_Waiting(n, f"changed {n}") for n in range(900))])

    assert [one.words for one in table.chosen()] == ["changed 450", "changed 451", "changed 452"]
    assert table.current().id == 452
    assert table.visualRect(table.currentIndex()).top() == seen, "it is where it was on the screen"


def test_after_the_selected_row_is_gone_the_next_one_is_current(qtbot: QtBot, theme: Theme) -> None:
    table, held = _list_of(qtbot, theme, [_Waiting(n) for n in range(9)])
    table.choose(3)
    held.show([_Waiting(n) for n in range(9) if n != 3])
    assert table.current().id == 4
    held.show([])
    assert table.current() is None


def test_another_list_begins_at_its_beginning(qtbot: QtBot, theme: Theme) -> None:
    table = RecordTable("Numbers", [ListColumn("n", "Number", str)], theme)
    qtbot.addWidget(table)
    giver = _Giver(table, 300, [])
    table.wanted.connect(giver.give)
    table.start()
    table.choose(250)
    table.refresh()
    assert table.current() == 250
    table.start()
    assert table.current() == 0


def test_a_long_list_that_is_here_goes_to_paper_as_a_whole(qtbot: QtBot, theme: Theme) -> None:
    """It answers while it is still asked: no later answer comes that one could wait for."""
    table = RecordTable("Numbers", [ListColumn("n", "Number", str)], theme)
    qtbot.addWidget(table)
    held = HeldRows(table)
    held.show(range(3 * PAGE + 1))
    with qtbot.waitSignal(table.gathered):
        table.gather()
    _columns, rows = table.for_paper()
    assert [row[0] for row in rows] == [str(n) for n in range(3 * PAGE + 1)]


def test_a_list_that_is_here_is_sorted_by_any_column_and_kept_so(qtbot: QtBot, theme: Theme) -> None:
    table, held = _list_of(qtbot, theme, [_Waiting(2, "Ábaco"), _Waiting(10, "zebra"), _Waiting(1, "apple")])
    header = table.horizontalHeader()
    table.sort_by(1, False)
    assert [held.in_order(*table.sorting)[n].words for n in range(3)] == ["Ábaco", "apple", "zebra"]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionViewportPosition(0) + 9, 9))
    assert [table.model().index(row, 0).data() for row in range(3)] == ["1", "2", "10"], "by number, not by letters"
    held.show([_Waiting(3), _Waiting(2)])
    assert [table.model().index(row, 0).data() for row in range(2)] == ["2", "3"]


class _Giver:
    """Answers every request at once with numbers."""

    def __init__(self, asker: RecordModel | RecordTable, total: int, asked: list[int]) -> None:
        self._asker, self._total, self._asked = asker, total, asked

    def give(self, request: PageRequest) -> None:
        self._asked.append(request.first)
        last = min(request.first + request.count, self._total)
        self._asker.put(request, self._total, range(request.first, last))


def _tone(record: int) -> str:
    return "good" if record % 7 == 0 else ""


def test_a_column_that_was_left_out_comes_back_with_its_whole_heading(qtbot: QtBot, theme: Theme) -> None:
    columns = [
        ListColumn("what", "What", str, least=12, stretch=True, weight=9),
        ListColumn("whom", "Happened to someone", str, short=lambda _record: "R", weight=4),
    ]
    table = RecordTable("Incidents", columns, theme)
    qtbot.addWidget(table)
    table.wanted.connect(lambda request: table.put(request, 1, ["A long text about what happened at the desk"]))
    table.resize(600, 200)
    table.show()
    table.start()
    header = table.horizontalHeader()
    whole = header.fontMetrics().horizontalAdvance("Happened to someone")
    widths = []
    for width in (120, *range(160, 620, 20)):
        table.resize(width, 200)
        widths.append(header.sectionSize(1))
    assert widths[0] == 0
    assert widths[-1] > whole
    assert all(width == 0 or width > whole for width in widths)
