"""Visits, calls, open days and staff hours of each month: typed, or pasted from a spreadsheet, and saved at once."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import ChangedMeanwhile, Problem, Refused
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Denominators, SitePast
from incident_tracker.ports.context import Area, Context
from incident_tracker.reports.list_sheet import ListHeading, ListOnPaper
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.oversight.denominators import (
    MonthEntry,
    enter_months,
    list_denominators,
    list_site_pasts,
)
from incident_tracker.usecases.oversight.list_paper import ListKind, draw_list
from incident_tracker.wording import _, ngettext, problem_text
from ui.oversight.choice_line import ChoiceLine
from ui.oversight.denominators_model import (
    ESTIMATED,
    FIELDS,
    SOURCE,
    VISITS,
    DenominatorsModel,
    headings,
)
from ui.oversight.reach import sites_within_reach
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_file import note_list
from ui.paper.to_paper import ToPaper
from ui.runner import asked
from ui.theme.spacing import is_roomy, px
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import PageFrame, frame
from ui.widgets.text import note, text_label

SHOWN_MONTHS = (24, 12, 60)
_LETTERS_OF_SOURCE = 10


class DenominatorsPage(Page):
    """One row a month. Every change is saved when its cell is left, and can be undone."""

    areas = frozenset({Area.DENOMINATORS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._site: UUID | None = None
        self._past: SitePast | None = None
        purpose = _(
            "Visits, calls and hours turn counts into rates, so that a busy month is not mistaken for a bad one. "
            "A month without them is shown as a count; an estimate is better than nothing."
        )
        self.choices = ChoiceLine(in_head=True)
        self._frame = frame(self, PageFrame(_("Visits and hours"), purpose, scrolls=False, tools=self.choices))
        self.choices.add("site", _("Site"), [])
        self.choices.add("period", _("Shown"), [Choice(n, _("{n} months").format(n=n)) for n in SHOWN_MONTHS])
        self.choices.changed.connect(self.refresh)
        self._to_paper = ToPaper(_("Visits and hours"), self)
        self.model = DenominatorsModel()
        self.model.typed.connect(self._save_entries)
        self.model.misread.connect(self._say_misread)
        self.table = _Sheet()
        self.table.setModel(self.model)
        self.table.settle()
        self._problem = text_label("", "error")
        self._problem.hide()
        self._how = note(
            _(
                "Type and press Enter to go down or Tab to go right; Ctrl+Tab leaves the table. "
                "A column copied from a spreadsheet can be pasted."
            )
        )
        self._missing = text_label("", "label", wraps=True)
        self._frame.add(self._problem)
        self.table.setMinimumHeight(px(200 if is_roomy() else 90))
        self._frame.body.addWidget(self.table, 1)
        self._frame.add(self._missing, self._how)
        self._how.setVisible(is_roomy())
        self.table.setToolTip("" if is_roomy() else self._how.text())

    def refresh(self) -> None:
        last = month_of(self.desk.now().astimezone(self.desk.zone).date())
        shown = self.choices.code("period")
        first = months.shift(last, 1 - (shown if isinstance(shown, int) else SHOWN_MONTHS[0]))
        self.desk.runner.run(asked(_read, first, last), owner=self, then=partial(self._show, first, last))

    def offers(self, command: PageCommand) -> bool:
        return bool(self.model.rows) if command == "print_paper" else super().offers(command)

    def print_paper(self) -> None:
        model = self.model
        rows = tuple(
            tuple(str(model.index(row, column).data() or "") for column in range(ESTIMATED))
            for row in range(model.rowCount())
        )
        columns = tuple(
            ListHeading(text, 1.0, VISITS <= place < SOURCE) for place, text in enumerate(headings()[:ESTIMATED])
        )
        shown = ListOnPaper(_("Visits and hours"), columns, rows, len(rows), ())
        note_act = partial(note_list, ListKind.VISITS, len(rows))
        self._to_paper.show(asked(draw_list, ListKind.VISITS, shown), "visits-and-hours.pdf", note_act)

    def first_focus(self) -> QWidget | None:
        return self.table

    def _show(self, first: str, last: str, found: "_Found") -> None:
        sites, records, pasts = found
        seen = sites_within_reach(self.desk, Permission.ENTER_DENOMINATORS, sites)
        self.choices.offer("site", [Choice(site.id, site.name) for site in seen])
        self.choices.show_choice("site", len(seen) > 1)
        site_id = self.choices.code("site")
        if not isinstance(site_id, UUID):
            return
        other = (site_id, len(self.model.rows)) != (self._site, len(months.between(first, last)))
        self._site = site_id
        self._past = next((past for past in pasts if past.site_id == site_id), None)
        self.model.show_rows(months.between(first, last), [one for one in records if one.site_id == site_id])
        if other:
            self.table.settle()
            self._go_to_first_gap()
        self._say_missing()
        self.offers_changed.emit()

    def _go_to_first_gap(self) -> None:
        """Go to the first missing figure, else to the newest whole month."""
        missing = self._missing_months()
        rows = [place for place, row in enumerate(self.model.rows) if row.month in missing]
        place = rows[0] if rows else max(0, len(self.model.rows) - 2)
        self.table.setCurrentIndex(self.model.index(place, VISITS))
        self.table.scrollTo(self.model.index(place, VISITS), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _missing_months(self) -> set[str]:
        """The whole months without visits since the site was added to the program."""
        whole = {row.month for row in self.model.rows[:-1]} & set(self.model.missing())
        return {month for month in whole if self._past is None or self._past.needs(month)}

    def _say_missing(self) -> None:
        count, past = len(self._missing_months()), self._past
        if count:
            text = ngettext("Visits are still open for {n} month.", "Visits are still open for {n} months.", count)
            text = text.format(n=count)
        elif past is not None and past.founded is not None and past.founded >= self.model.rows[-1].month:
            text = _("Nothing is missing: the first whole month is not over yet.")
        else:
            text = _("Visits are entered for every whole month.")
        earlier = set(past.earlier if past else ()) & set(self.model.missing())
        if earlier:
            choice = ngettext(
                "{n} earlier month has incidents from an older log. You can enter its visits too.",
                "{n} earlier months have incidents from an older log. You can enter their visits too.",
                len(earlier),
            )
            text = f"{text} {choice.format(n=len(earlier))}"
        self._missing.setText(text)

    @Slot(object)
    def _save_entries(self, entries: tuple[MonthEntry, ...]) -> None:
        if self._site is None:
            return
        rows = {row.month: row for row in self.model.rows}
        before = tuple(rows[entry.month].figures for entry in entries)
        self._problem.hide()
        self.desk.runner.run(
            asked(enter_months, self._site, entries),
            owner=self,
            then=partial(self._saved, self._site, entries, before),
            otherwise=self._refused,
        )

    def _saved(
        self, site: UUID, entries: tuple[MonthEntry, ...], before: tuple[object, ...], saved: tuple[Denominators, ...]
    ) -> None:
        if site == self._site:
            self.model.keep(saved)
            self._say_missing()
        if len(saved) == 1:
            text = _("Saved for {month}.").format(month=period_name(saved[0].month))
        else:
            text = ngettext("Saved for {n} month.", "Saved for {n} months.", len(saved)).format(n=len(saved))
        self.desk.messages.tell(text, undo=partial(self._undo, site, before, saved))

    def _undo(self, site: UUID, before: tuple[object, ...], saved: tuple[Denominators, ...]) -> None:
        entries = tuple(
            MonthEntry(record.month, figures, record.version)  # type: ignore[arg-type]  # figures of before
            for figures, record in zip(before, saved, strict=True)
        )
        self.desk.runner.run(
            asked(enter_months, site, entries), owner=self, then=partial(self._undone, site), otherwise=self._refused
        )

    def _undone(self, site: UUID, saved: tuple[Denominators, ...]) -> None:
        if site == self._site:
            self.model.keep(saved)
            self._say_missing()

    def _refused(self, problem: Problem) -> None:
        self.model.give_up()
        text = problem_text(problem)
        if isinstance(problem, Refused) and problem.field:
            text = self._at(str(problem.values.get("month", "")), problem.field, text)
        self._say(text)
        if isinstance(problem, ChangedMeanwhile):
            self.refresh()

    @Slot(str, str)
    def _say_misread(self, month: str, field: str) -> None:
        self.model.give_up()
        self._say(self._at(month, field, _("This number does not fit here. Nothing was changed.")))

    def _at(self, month: str, field: str, text: str) -> str:
        column = next((place for place, name in FIELDS.items() if name == field), VISITS)
        if not month:
            return text
        return _("{column}, {month}: {text}").format(column=headings()[column], month=period_name(month), text=text)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
        self.desk.messages.warn(text)


class _Sheet(QTableView):
    """Typing starts at once, Enter goes down, Tab to the right, Delete empties, Ctrl+C and Ctrl+V work with Excel."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Visits and hours by month"))
        self.setProperty("look", "figures")
        self.setProperty("dense", not is_roomy())
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def settle(self) -> None:
        """Columns as wide as their words, rows as high as the text needs."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + px(16))
        self._fit_source()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_letters()
        self._fit_source()
        if self.hasFocus() and event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def _fit_letters(self) -> None:
        """With large letters those of the sheet are as large as all of its columns allow."""
        header, largest = self.horizontalHeader(), px(13)
        for size in range(largest, largest * 3 // 5, -2) if not is_roomy() else ():
            self.setStyleSheet(f"QTableView, QHeaderView, QHeaderView::section {{ font-size: {size}px; }}")
            header.resizeSections(QHeaderView.ResizeMode.ResizeToContents)
            if self._others() + self._least_source() <= self.viewport().width():
                break

    def _others(self) -> int:
        header = self.horizontalHeader()
        return sum(header.sectionSize(at) for at in range(header.count()) if at != SOURCE)

    def _least_source(self) -> int:
        letters = _LETTERS_OF_SOURCE if is_roomy() else _LETTERS_OF_SOURCE // 2
        return self.fontMetrics().horizontalAdvance("0" * letters) + px(24)

    def _fit_source(self) -> None:
        """The source takes what room is left."""
        header = self.horizontalHeader()
        if header.count():
            header.resizeSection(SOURCE, max(self._least_source(), self.viewport().width() - self._others()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._empty_chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() == QAbstractItemView.State.EditingState:
                return  # the editor takes this key first, and going on comes with its closing
            self._go(here.row() + (-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1), here.column())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._at_the_end(event.key() == Qt.Key.Key_Tab)
        ):
            self._leave(event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:  # Enter
            here = self.currentIndex()
            self._go(here.row() + 1, here.column())

    def copied_text(self) -> str:
        """The chosen cells as tab-separated lines."""
        chosen = self.selectedIndexes()
        rows, columns = sorted({one.row() for one in chosen}), sorted({one.column() for one in chosen})
        model = self.model()
        texts = [[str(model.index(row, column).data() or "") for column in columns] for row in rows]
        return "\n".join("\t".join(line) for line in texts)

    def paste(self, text: str) -> None:
        """Type tab-separated lines from the present cell on."""
        model, here = self.model(), self.currentIndex()
        if isinstance(model, DenominatorsModel) and here.isValid() and text.strip():
            lines = text.rstrip("\r\n").splitlines()
            model.type_cells(here.row(), here.column(), [line.split("\t") for line in lines])

    def _empty_chosen(self) -> None:
        chosen, model = self.selectedIndexes(), self.model()
        columns = [one.column() for one in chosen]
        if isinstance(model, DenominatorsModel) and chosen:
            first = min(one.row() for one in chosen)
            height = max(one.row() for one in chosen) - first + 1
            model.type_cells(first, min(columns), [[""] * (max(columns) - min(columns) + 1)] * height)

    def _leave(self, forwards: bool) -> None:
        """Give the focus to the next widget: the table itself would take Tab as a step to the next cell."""
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forwards)
        self.setTabKeyNavigation(True)

    def _go(self, row: int, column: int) -> None:
        target = self.model().index(row, column)
        if target.isValid():
            self.setCurrentIndex(target)

    def _at_the_end(self, forwards: bool) -> bool:
        here, last = self.currentIndex(), self.model().rowCount() - 1
        if forwards:
            return here.row() == last and here.column() >= ESTIMATED
        return here.row() == 0 and here.column() <= VISITS


_Found = tuple[tuple[Site, ...], Sequence[Denominators], tuple[SitePast, ...]]


def _read(ctx: Context, first: str, last: str) -> _Found:
    return list_sites(ctx), list_denominators(ctx, first, last), list_site_pasts(ctx)
