"""A list of what the clinic keeps: its filter, its buttons, the rows and the preview of the current one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.wording import _, ngettext
from ui.icons import Icon
from ui.page import PageDesk
from ui.screen_text import number_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import EmptyState, nothing_matches
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.head_layout import HeadLayout
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.layout import WIDEST_BUTTONS, column
from ui.widgets.master_detail import MasterDetail
from ui.widgets.one_in_front import OneInFront
from ui.widgets.preview import Preview, PreviewAction, facts_of
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import fill_row_menu

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list is called, what it says while it is empty, and the words of the button there. `key` is what its
    columns are remembered by.
    """

    key: str
    heading: str
    search: str
    empty: str
    advice: str = ""
    begin: str = ""


@dataclass(frozen=True, slots=True)
class RowAct(Generic[R]):
    """A button for the current row; `fits` says whether it can be done with it. One that `hides`
    is not shown where it cannot.
    """

    words: str
    meaning: Icon | None
    act: Callable[[R], object]
    fits: Callable[[R], bool]
    care: bool = False
    hides: bool = False


class ClinicList(QWidget, Generic[R]):
    """Enter on a row does the first of its acts that fits.

    Signals: `print_wanted()` from the menu of the rows.
    """

    print_wanted = Signal()

    def __init__(
        self,
        desk: PageDesk,
        words: ListWords,
        columns: Sequence[ListColumn],
        state: Callable[[R], tuple[str, str]],
        acts: Sequence[RowAct[R]],
        buttons: Sequence[Button] = (),
        choices: Mapping[str, tuple[str, Sequence[Choice], Callable[[R], object]]] | None = None,
        begin: Callable[[], object] | None = None,
    ) -> None:
        """The first column is what a row is called. `state` gives its word and tone; `buttons` need no row; `choices`
        are more filters by their keys: the name, what may be chosen, and which of it a row has. `begin` is offered
        while there are no rows.
        """
        super().__init__()
        self.words = words
        self._acts = acts
        self._columns = columns
        self._state = state
        self._read: dict[str, Callable[[R], object]] = {}
        self._rows: tuple[R, ...] = ()
        self._awaited: object = None
        shown = [*columns, ListColumn("state", _("State"), self._state_words, 12, tone=self._state_tone)]
        self.table = RecordTable(words.heading, sorted_by_any(shown), desk.theme)
        self.table.remember(str(desk.actor.user_id), words.key)
        self.table.menu_opens.connect(self._fill_menu)
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._follow)
        self.filter = FilterBar(words.search)
        for key, (name, offered, read) in (choices or {}).items():
            self.filter.add_choice(key, name, list(offered), _("All of them"))
            self._read[key] = read
        self.filter.changed.connect(self._start)
        self._held = HeldRows(self.table)
        self.buttons = [
            Button(one.words, "care" if one.care else "", one.meaning, partial(self._do, one)) for one in acts
        ]
        self.master = MasterDetail(self.table)
        self.master.remember(str(desk.actor.user_id), words.key)
        self.master.asked.connect(self._preview)
        self._empty = at_its_top(EmptyState(words.empty, words.advice, Icon.CLINIC, words.begin, begin))
        self._nothing_found = nothing_matches(_("Try fewer words."), self.filter.clear)
        line = FlowLayout(gap=px(8), centered=True, widest=WIDEST_BUTTONS)
        for button in (*buttons, *self.buttons):
            line.addWidget(button)
        self.setProperty("dense", not is_roomy())
        layout = column(HeadLayout(None, self.filter, line, gap=px(16), between=px(8)), gap=12)
        self._shown = OneInFront(self.master, self._empty, self._nothing_found)
        layout.addWidget(self._shown, 1)
        layout.setContentsMargins(0, layout.spacing(), 0, 0)
        self.setLayout(layout)
        self._follow()

    @property
    def rows(self) -> tuple[R, ...]:
        """All records, whatever the filter."""
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these records, in this order."""
        self._rows = tuple(rows)
        self._start()
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            self.go_to(awaited)

    def go_to(self, wanted: object) -> None:
        """Come to the row with this id; a filter that hides it is cleared."""
        if not self._held.go_to(wanted):
            self.filter.choose_all({})
            self._start()
            self._held.go_to(wanted)

    def wait_for(self, wanted: object) -> None:
        """Come to the row with this id once it is in the list."""
        self._awaited = wanted

    def current(self) -> R | None:
        """The record of the current row."""
        found: R | None = self.table.current()
        return found

    @Slot()
    def _start(self) -> None:
        choices = self.filter.chosen()
        words = wanted_words(choices.get("words", ""))
        fitting = tuple(one for one in self._rows if self._fits(one, choices, words))
        n = len(fitting)
        self.filter.say_count(ngettext("{n} row", "{n} rows", n).format(n=number_text(n)))
        self.filter.setVisible(bool(self._rows))
        self._shown.bring(self.master if n else self._nothing_found if self._rows else self._empty)
        self._held.show(fitting)
        self._follow()

    def _fits(self, record: R, choices: Mapping[str, str], words: Sequence[str]) -> bool:
        if any(key in choices and str(read(record)) != choices[key] for key, read in self._read.items()):
            return False
        if not words:
            return True
        said = folded(" ".join(one.text(record) for one in self._columns))
        return all(word in said for word in words)

    def _do(self, act: RowAct[R], *_ticked: object) -> None:
        record = self.current()
        if record is not None and act.fits(record):
            act.act(record)

    @Slot()
    def _open(self) -> None:
        record = self.current()
        first = next((act for act in self._acts if record is not None and act.fits(record)), None)
        if first is not None and record is not None:
            first.act(record)

    @Slot()
    def _follow(self) -> None:
        record = self.current()
        for act, button in zip(self._acts, self.buttons, strict=True):
            fits = record is not None and act.fits(record)
            button.setEnabled(fits)
            button.setVisible(fits or not act.hides)

    def _steps(self) -> tuple[PreviewAction, ...]:
        record = self.current()
        fitting = [act for act in self._acts if record is not None and act.fits(record)]
        return tuple(
            PreviewAction(act.words.replace("&", ""), partial(self._do, act), primary=place == 0)
            for place, act in enumerate(fitting)
        )

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        fill_row_menu(menu, self.master, self._steps(), self.print_wanted.emit, may_print=self.table.total > 0)

    @Slot(object)
    def _preview(self, record: Any) -> None:
        facts = tuple(
            one for one in facts_of(self.table.all_columns, record, without=(self._columns[0].key, "state")) if one[1]
        )
        title = self._columns[0].text(record)
        self.master.show_preview(record, Preview(title, (self._state(record),), facts, (), self._steps()))

    def _state_words(self, record: R) -> str:
        return self._state(record)[0]

    def _state_tone(self, record: R) -> str:
        return self._state(record)[1]


def at_its_top(child: QWidget) -> QWidget:
    """The child as high as it needs to be, with the free room below it."""
    holder = QWidget()
    child.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    layout = column(24, child)
    layout.addStretch(1)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder
