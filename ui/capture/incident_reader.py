"""Reads the rows of the list of incidents off the screen's thread: newest first, sorted, found, or one by number."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from incident_tracker.domain.capture.life_cycle import OPEN
from incident_tracker.domain.capture.listing import (
    IncidentFile,
    IncidentFilter,
    IncidentOrder,
    IncidentRow,
    IncidentRows,
    RowKey,
    SortedPlace,
)
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Problem
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.completable import list_completable
from incident_tracker.usecases.capture.incidents import (
    ANCHOR_STEP,
    list_anchors,
    list_incidents,
    list_sorted,
    list_sorted_places,
    search_incidents,
    show_incident,
)
from incident_tracker.usecases.support.listed import (
    DebriefsDue,
    ListedSupport,
    incidents_with_debrief_due,
    support_of_listed,
)
from incident_tracker.wording import _, ngettext
from ui.capture.incident_cells import IncidentCells, is_of_support
from ui.capture.support_order import BySupport, by_support
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import number_text
from ui.widgets.record_model import PageRequest
from ui.widgets.record_table import RecordTable

MOST_HITS = 200
COLLECTED_AFTER = 1_500
"""Milliseconds after which places in a long list are looked for: until then the database answers what is asked."""
_REFERENCE = re.compile(r"[0-9A-Z]{2}-\d{4}-[0-9A-Z]{4,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """Rows with what a list says of support after them, as far as the reader may know it."""

    rows: IncidentRows
    support: Mapping[UUID, ListedSupport] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViewCounts:
    """How many incidents each view has, None where that is not counted, and the incidents with a debrief due.

    `at_least`: the places of the views that have more than was counted.
    """

    numbers: tuple[int | None, ...]
    due: frozenset[UUID]
    at_least: frozenset[int] = frozenset()


def count_views(ctx: Context, views: Sequence[tuple[IncidentFilter, bool] | None], named: bool) -> ViewCounts:
    """Count each filter, with True only among the incidents that have a debrief due."""
    found = incidents_with_debrief_due(ctx) if named else DebriefsDue()
    due = frozenset(found.incidents)
    numbers: list[int | None] = []
    for view in views:
        if view is None:
            numbers.append(None)
        else:
            wanted = replace(view[0], ids=due) if view[1] else view[0]
            numbers.append(list_incidents(ctx, wanted, limit=1).total)
    places = (place for place, view in enumerate(views) if view is not None and view[1])
    return ViewCounts(tuple(numbers), due, frozenset(places if found.more else ()))


class IncidentReader(QObject):
    """Answers `table`. `wanted()` says what the filter asks for, `typed()` what is searched for.

    Signals: `counted(str)` how many there are, in words.
    """

    counted = Signal(str)

    def __init__(
        self,
        desk: PageDesk,
        table: RecordTable,
        cells: IncidentCells,
        wanted: Callable[[], IncidentFilter],
        typed: Callable[[], str],
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._cells = desk, table, cells
        self._wanted, self._typed = wanted, typed
        self._anchors: list[RowKey] = []
        self._anchored = IncidentFilter()  # the filter of the list that they are in
        self._places: list[SortedPlace] = []
        self._placed: IncidentOrder | None = None  # the order that they are places in
        self._sorted: tuple[tuple[int, str, bool], BySupport] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(COLLECTED_AFTER)
        self._soon.timeout.connect(self._collect)
        table.wanted.connect(self._fetch)

    def start_over(self) -> None:
        """The filter or the data changed: places in the list are elsewhere."""
        self._anchors = []
        self._places = []
        self._soon.stop()

    @Slot(object)
    def _fetch(self, request: PageRequest) -> None:
        typed, wanted, named = self._typed(), self._wanted(), self._cells.with_support
        if _REFERENCE.fullmatch(typed):
            self._desk.runner.run(
                asked(show_incident, typed.upper()),
                owner=self,
                then=partial(self._one, request),
                otherwise=partial(self._none, request),
            )
        elif typed:
            question = asked(_found, typed, wanted, named)
            self._desk.runner.run(question, owner=self, then=partial(self._hits, request))
        elif is_of_support(request.sort):
            self._by_support(request, wanted)
        else:
            order = self._cells.order(request.sort, request.descending)
            if order.is_natural:
                after, skip = self._anchor_before(wanted, request.first)
                question = asked(_newest, wanted, after, skip, request.count, named)
            else:
                before = self._place_before(order, request.first)
                question = asked(_in_order, wanted, order, request.first, request.count, before, named)
            self._desk.runner.run(question, owner=self, then=partial(self._rows, request))

    def _by_support(self, request: PageRequest, wanted: IncidentFilter) -> None:
        """What no index knows is read once and sorted on the database's thread: all of it, or what comes first."""
        if self._sorted is not None and self._sorted[0] == _asked_by(request):
            self._put_part(request, self._sorted[1])
            return
        question = asked(by_support, wanted, self._cells, request.sort, request.descending)
        self._desk.runner.run(question, owner=self, then=partial(self._begun, request))

    def _begun(self, request: PageRequest, begun: BySupport) -> None:
        if begun.rest is not None and request.sort == "person":  # another filter: it was sorted while it was shorter
            self._table.sort_naturally()
            self._table.start()
            return
        self._sorted = (_asked_by(request), begun)
        self._cells.learn(begun.support)
        self._put_part(request, begun)

    def _put_part(self, request: PageRequest, begun: BySupport) -> None:
        """The rows that were sorted, and behind them those of the rest that are in sight."""
        shown = begun.rows[request.first : request.first + request.count]
        if begun.rest is None:
            self._say(len(begun.rows))
            self._put(request, len(begun.rows), shown)
            return
        after, skip = self._anchor_before(begun.rest, max(0, request.first - len(begun.rows)))
        question = asked(_newest, begun.rest, after, skip, max(1, request.count - len(shown)), self._cells.with_support)
        self._desk.runner.run(question, owner=self, then=partial(self._put_with_rest, request, begun, shown))

    def _put_with_rest(
        self, request: PageRequest, begun: BySupport, shown: tuple[IncidentRow, ...], read: Read
    ) -> None:
        rows = replace(
            read.rows, total=len(begun.rows) + read.rows.total, items=(*shown, *read.rows.items)[: request.count]
        )
        self._rows(request, replace(read, rows=rows))

    def _put(self, request: PageRequest, total: int, rows: Sequence[IncidentRow]) -> None:
        """Show them, and ask which of them this person may complete where that does not follow from the site."""
        self._table.put(request, total, rows)
        may, may_at = self._desk.may, self._desk.may_at
        open_ones = [row for row in rows if row.status in OPEN and may(Permission.EDIT_SUBMITTED)]
        asked_for = [row.id for row in open_ones if not may_at(Permission.EDIT_SUBMITTED, row.site_id)]
        if asked_for:
            self._desk.runner.run(
                asked(list_completable, asked_for), owner=self, then=partial(self._cells.know_completable, asked_for)
            )

    def _rows(self, request: PageRequest, read: Read) -> None:
        page = read.rows
        self._cells.learn(read.support)
        self._put(request, page.total, page.items)
        self._say(page.total)
        if request.first == 0 and page.total > ANCHOR_STEP:
            self._soon.start()

    def _hits(self, request: PageRequest, read: Read) -> None:
        page = read.rows
        self._cells.learn(read.support)
        hits = self._cells.in_order(page.items, request.sort, request.descending)
        shown = hits[request.first : request.first + request.count]
        self._put(request, len(page.items), shown)
        n = len(page.items)
        if page.total > n or page.more_than_total:
            self.counted.emit(_("the newest {n}").format(n=number_text(n)))
        else:
            self._say(n)

    def _say(self, n: int) -> None:
        self.counted.emit(ngettext("{n} incident", "{n} incidents", n).format(n=number_text(n)))

    def _one(self, request: PageRequest, file: IncidentFile) -> None:
        self._hits(request, Read(IncidentRows(1, (IncidentRow.of(file.incident),))))

    def _none(self, request: PageRequest, _problem: Problem) -> None:
        self._hits(request, Read(IncidentRows(0, ())))

    @Slot()
    def _collect(self) -> None:
        """Find the places in a long list from where to go on, while what is in sight is read."""
        order = self._cells.order(*self._table.sorting)
        if not self._table.isVisible():
            return
        if order.is_natural or is_of_support(self._table.sorting[0]):
            self._more_anchors()
        else:
            self._more_places(order)

    def _anchor_before(self, wanted: IncidentFilter, first: int) -> tuple[RowKey | None, int]:
        """The nearest known place from where to go on to the row `first` of what is wanted, and how far it is."""
        if wanted != self._anchored:
            self._anchored, self._anchors = wanted, []
        nearest = min(first // ANCHOR_STEP, len(self._anchors))
        return self._anchors[nearest - 1] if nearest else None, first - nearest * ANCHOR_STEP

    def _more_anchors(self) -> None:
        last = self._anchors[-1] if self._anchors else None
        wanted = self._anchored
        self._desk.runner.run(
            asked(list_anchors, wanted, last), owner=self, then=partial(self._add_anchors, wanted, last)
        )

    def _add_anchors(self, wanted: IncidentFilter, last: RowKey | None, found: tuple[RowKey, ...]) -> None:
        if wanted != self._anchored or last != (self._anchors[-1] if self._anchors else None):
            return  # the filter changed meanwhile
        self._anchors += found
        if found:
            self._more_anchors()

    def _place_before(self, order: IncidentOrder, first: int) -> SortedPlace | None:
        """The nearest known place in this order from where to go on to the row `first`."""
        if order != self._placed:
            self._placed, self._places = order, []
        at = bisect_right(self._places, first, key=lambda one: one.place)
        return self._places[at - 1] if at else None

    def _more_places(self, order: IncidentOrder) -> None:
        last = self._places[-1] if self._places else None
        wanted = self._wanted()
        self._desk.runner.run(
            asked(list_sorted_places, wanted, order, last),
            owner=self,
            then=partial(self._add_places, wanted, order, last),
        )

    def _add_places(
        self,
        wanted: IncidentFilter,
        order: IncidentOrder,
        last: SortedPlace | None,
        found: tuple[SortedPlace, ...],
    ) -> None:
        if (wanted, order) != (self._wanted(), self._placed) or last != (self._places[-1] if self._places else None):
            return  # the filter or the order changed meanwhile
        self._places += found
        if found:
            self._more_places(order)


def _asked_by(request: PageRequest) -> tuple[int, str, bool]:
    return request.generation, request.sort, request.descending


def _newest(ctx: Context, wanted: IncidentFilter, after: RowKey | None, skip: int, count: int, named: bool) -> Read:
    return _with_support(ctx, list_incidents(ctx, wanted, after, skip, count), named)


def _in_order(
    ctx: Context,
    wanted: IncidentFilter,
    order: IncidentOrder,
    first: int,
    count: int,
    after: SortedPlace | None,
    named: bool,
) -> Read:
    return _with_support(ctx, list_sorted(ctx, wanted, order, first, count, after), named)


def _found(ctx: Context, typed: str, wanted: IncidentFilter, named: bool) -> Read:
    return _with_support(ctx, search_incidents(ctx, typed, wanted, MOST_HITS), named)


def _with_support(ctx: Context, rows: IncidentRows, named: bool) -> Read:
    return Read(rows, support_of_listed(ctx, [row.id for row in rows.items]) if named else {})
