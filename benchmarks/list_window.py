"""The list of incidents as a window sees it: opened, jumped through, repainted, and how much memory that takes.

Anchors: a table over a model of 200 constant rows, opened and painted; and, for repainting, Qt's own standard item
model with its own delegate. Both are taken in turns with ours, and the ratios compared pair by pair.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView
from table import Measured, resident

from incident_tracker.domain.capture.listing import BY_INDEX, IncidentFilter, IncidentOrder, RowKey, SortBy, SortedPlace
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import (
    ANCHOR_STEP,
    list_anchors,
    list_incidents,
    list_sorted,
    list_sorted_places,
)
from incident_tracker.usecases.clinic.sites import list_desks
from ui.capture.incident_cells import IncidentCells
from ui.clinic_choices import read_clinic
from ui.theme.theme import Theme
from ui.widgets.record_model import PageRequest
from ui.widgets.record_table import RecordTable

ROW = 36
SIZE = 1180, 27 * ROW + 40
PAGE = 100
EVERYTHING = IncidentFilter()


def measure(ctx: Context) -> list[Measured]:
    """The lines of the table for the clinic of `ctx`."""
    application = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(application, QApplication)
    theme = Theme(application, "light")
    _warm(ctx)
    before = resident()
    window = _Window(ctx, theme)
    window.table.start()
    texts = window.texts()
    anchors, jumps = window.collect_anchors(), _Jumps(window, random.Random(1))
    for _ in range(40):
        jumps.jump()
    gc.collect()
    memory = resident() - before
    constant = _Plain(_Constant(texts))
    lines = [
        Measured("list: opened and painted", *_paired(constant.again, window.again, 15), goal="<= 1.3"),
        Measured("list: jump anywhere, p50", *_paired(constant.jump, jumps.jump, 60), goal="<= 1.4"),
        Measured("list: jump anywhere, p95", *_paired(constant.jump, jumps.jump, 60, 95), goal="<= 1.6"),
    ]
    window.table.scrollToTop()
    standard = _Plain(_standard(texts))
    lines.append(Measured("list: repaint 27 × 7 cells", *_paired(standard.repaint, window.repaint, 40), goal="<= 1.0"))
    lines += _sorted(ctx, window.table.total)
    lines.append(Measured("list: memory", 1, 1, goal="<= +30 MiB", memory=memory, note=anchors))
    return lines


def _sorted(ctx: Context, total: int) -> list[Measured]:
    """A page in each order that an index serves, at the beginning and in the middle, beside the newest rows."""
    desks = tuple(desk.id for desk in list_desks(ctx))

    def newest() -> None:
        list_incidents(ctx, EVERYTHING, limit=PAGE)

    lines = []
    for by in sorted(BY_INDEX):
        order = IncidentOrder(by, by is not SortBy.WHEN, desks if by is SortBy.DESK else ())
        places: list[SortedPlace] = []
        start = time.process_time()
        slices = 1
        while found := list_sorted_places(ctx, EVERYTHING, order, places[-1] if places else None):
            places, slices = [*places, *found], slices + 1
        note = f"{len(places)} places, {(time.process_time() - start) * 1e3 / slices:.0f} ms a slice"
        middle = total // 2
        before = [one for one in places if one.place <= middle]
        for place, skip in (("first page", 0), ("in the middle", middle)):
            known = before[-1] if skip and before else None
            page = partial(list_sorted, ctx, EVERYTHING, order, skip, PAGE, known)
            taken = _paired(newest, page, 15)
            lines.append(Measured(f"list: by {by.value}, {place}", *taken, goal="<= 1.3", note=note if skip else ""))
    return lines


def _warm(ctx: Context) -> None:
    """Fill the database's own cache (64 MiB at most), which belongs to no list."""
    keys: list[RowKey] = []
    while found := list_anchors(ctx, EVERYTHING, keys[-1] if keys else None):
        keys += found
    for key in random.Random(3).choices(keys, k=100) if keys else ():
        list_incidents(ctx, EVERYTHING, key, ANCHOR_STEP // 2)


class _Window:
    """The table of the program over the use cases, asked without a second thread."""

    def __init__(self, ctx: Context, theme: Theme) -> None:
        self._ctx = ctx
        self.anchors: list[RowKey] = []
        with ctx.store.read() as unit:
            zone = unit.sites.all()[0].time_zone
        cells = IncidentCells(ctx.now, zone, deidentified=False)
        cells.clinic = read_clinic(ctx)
        self._columns = cells.columns()
        self.table = RecordTable("Incidents", self._columns, theme)
        theme.dress(self.table)
        self.table.wanted.connect(self._fetch)
        _place(self.table)

    def _fetch(self, request: PageRequest) -> None:
        nearest = min(request.first // ANCHOR_STEP, len(self.anchors))
        after = self.anchors[nearest - 1] if nearest else None
        skip = request.first - nearest * ANCHOR_STEP
        page = list_incidents(self._ctx, EVERYTHING, after, skip, request.count)
        self.table.put(request, page.total, page.items)

    def texts(self) -> list[list[str]]:
        """What the first 200 rows say."""
        rows = list_incidents(self._ctx, EVERYTHING).items
        return [[column.text(row) for column in self._columns] for row in rows]

    def collect_anchors(self) -> str:
        """All of them, in slices as the page collects them when nothing else is to do."""
        start, slices = time.process_time(), 0
        while found := list_anchors(self._ctx, EVERYTHING, self.anchors[-1] if self.anchors else None):
            self.anchors += found
            slices += 1
        each = (time.process_time() - start) * 1e3 / max(1, slices)
        return f"{len(self.anchors)} anchors, {each:.1f} ms a slice"

    def again(self) -> None:
        """Ask for the first page again and paint it."""
        self.table.start()
        self.repaint()

    def repaint(self) -> None:
        self.table.viewport().grab()


class _Jumps:
    """Goes to any place of the list, never twice to the same one."""

    def __init__(self, window: _Window, chance: random.Random) -> None:
        self._window, self._chance = window, chance

    def jump(self) -> None:
        table = self._window.table
        row = self._chance.randrange(table.total)
        table.scrollTo(table.model().index(row, 0), QTableView.ScrollHint.PositionAtTop)
        table.viewport().grab()


class _Constant(QAbstractTableModel):
    """200 rows that are always the same."""

    def __init__(self, texts: list[list[str]]) -> None:
        super().__init__()
        self._texts = texts

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts[0])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._texts[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class _Plain:
    """A plain table over a model, of the same size as ours."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.table = QTableView()
        self.table.verticalHeader().hide()
        self.table.setModel(model)
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        _place(self.table)
        self._place = 0

    def again(self) -> None:
        self._model.beginResetModel()
        self._model.endResetModel()
        self.repaint()

    def jump(self) -> None:
        self._place = (self._place + 61) % self._model.rowCount()
        self.table.scrollTo(self._model.index(self._place, 0), QTableView.ScrollHint.PositionAtTop)
        self.repaint()

    def repaint(self) -> None:
        self.table.viewport().grab()


def _standard(texts: list[list[str]]) -> QStandardItemModel:
    model = QStandardItemModel()
    for line in texts:
        model.appendRow([QStandardItem(text) for text in line])
    return model


def _place(table: QTableView) -> None:
    table.resize(*SIZE)
    table.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    table.show()
    QApplication.processEvents()


def _paired(
    anchor: Callable[[], object], ours: Callable[[], object], times: int, percentile: int = 50
) -> tuple[float, float]:
    """Milliseconds of processor time of both, taken in turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    gc.disable()
    for turn in range(times + 2):
        for act, times_of in zip((anchor, ours), taken, strict=True):
            start = time.process_time()
            act()
            if turn >= 2:  # the first turns fill caches
                times_of.append((time.process_time() - start) * 1e3)
    gc.enable()
    cut = percentile - 1
    return statistics.quantiles(taken[0], n=100)[cut], statistics.quantiles(taken[1], n=100)[cut]
