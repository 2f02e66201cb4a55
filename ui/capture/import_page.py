"""An old log read in: chosen or dropped, looked at column by column, and stored only when someone says so."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QPlainTextEdit, QWidget

from incident_tracker.domain.clinic.access import Permission, grant
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import FileRefused, Problem
from incident_tracker.exchange.log_file import content_of
from incident_tracker.exchange.logs import LARGEST_TEXT
from incident_tracker.exchange.mapping import FIELDS, Mapping, read_mapping, write_mapping
from incident_tracker.exchange.readings import Obstacle
from incident_tracker.exchange.sentences import note_text, obstacle_text
from incident_tracker.labels.capture.log_fields import correction_field_text, log_field_text
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.bulk import Canceled
from incident_tracker.usecases.capture.importing import CheckedLog, check_log, store_log
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.clinic.vocabulary import list_terms
from incident_tracker.wording import _, ngettext, problem_text
from ui.capture.date_answers import DateAnswers
from ui.capture.word_choices import WordChoices
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.reason_help import reason_help
from ui.runner import asked
from ui.screen_text import number_text
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.box_data import choose_data
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.dropped_file import LOG_SUFFIXES, dropped_file
from ui.widgets.flow_layout import flowing
from ui.widgets.form import Form
from ui.widgets.layout import Card, PageFrame, column, empty_out, frame
from ui.widgets.save_dialog import SavePlaces
from ui.widgets.text import note, text_label

SHOWN_DOUBTS, SHOWN_MORE = 10, 100
SHORTEST_FIELD = 10  # letters of a field that are seen at least
LOOKED_AT = 200  # milliseconds between two looks at how far the other thread is


@dataclass(slots=True)
class StoringProgress:
    """What the two threads know of each other."""

    stored: int = 0
    stopped: bool = False

    def tell(self, stored: int) -> None:
        """So many are stored."""
        self.stored = stored

    def is_stopped(self) -> bool:
        """Did someone stop it?"""
        return self.stopped


class ImportPage(Page):
    """`open(path)` checks that file at once; a file can also be dropped on the page."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._place: Path | None = None
        self._checked: CheckedLog | None = None
        self._progress = StoringProgress()
        self._round = 0
        purpose = _("Nothing is stored before you have seen what becomes of each column.")
        self._frame = frame(self, PageFrame(_("Import an old log"), purpose))
        self.setAcceptDrops(True)
        self.choose = Button(_("&Choose a file"), "primary", Icon.UPLOAD, self.ask_file)
        self._form = Form()
        self.site = QComboBox()
        self._form.add("site", _("&Site, if the file names none"), self.site)
        self._why = QPlainTextEdit()
        self._why.setTabChangesFocus(True)
        self._why.setFixedHeight(self._why.fontMetrics().lineSpacing() * 3 + px(16))
        self._asks_why = grant(desk.actor.role, Permission.IMPORT_INCIDENTS).needs_reason
        if self._asks_why:
            self._form.add("reason", _("&Why"), self._why, reason_help())
        self.site.currentIndexChanged.connect(self.check)
        self._dates = DateAnswers(self._form)
        self._dates.changed.connect(self.check)
        self.words = WordChoices()
        self.words.changed.connect(self.check)
        self.correct = CheckBox("")
        self.correct.toggled.connect(self._show_whether_to_store)
        self._told = text_label(_("Choose a file, or drop it here: CSV, Excel or OpenDocument."))
        self._columns_card = Card(_("What each column becomes"))
        self._columns = QWidget()
        self._lines = column(gap=4)
        self._columns.setLayout(self._lines)
        self._boxes: dict[str, QComboBox] = {}
        self._columns_card.add(self._columns)
        self._doubts_card = Card(_("Please look at these first"))
        self._doubts = note("")
        self._more_doubts = Button("", "quiet", Icon.DOWN, self._show_more)
        self._most_shown = SHOWN_DOUBTS
        self._doubts_card.add(self._doubts, flowing(self._more_doubts, gap=px(8)))
        self.store = Button("", "primary", Icon.DONE, self.store_all)
        self.stop = Button(_("Stop"), "", Icon.CLOSE, self._stop)
        self._buttons = flowing(self.store, self.stop, gap=px(8))
        self._frame.add(
            flowing(self.choose, gap=px(8)),
            self._form,
            self._told,
            self._dates,
            self._doubts_card,
            self.words,
            self._columns_card,
            self.correct,
            self._buttons,
        )
        self._clock = QTimer(self)
        self._clock.setInterval(LOOKED_AT)
        self._clock.timeout.connect(self._look)
        self._show(None)
        self.stop.hide()

    def open(self, argument: object) -> None:
        if isinstance(argument, str | Path):
            self._place = Path(argument)
        self.desk.runner.run(asked(list_terms), owner=self, then=self.words.offer)
        self.desk.runner.run(asked(list_sites), owner=self, then=self._offer_sites)

    def first_focus(self) -> QWidget | None:
        return self.choose

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event, LOG_SUFFIXES) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event, LOG_SUFFIXES)) is not None:
            event.acceptProposedAction()
            self.take(str(path))

    @Slot()
    def ask_file(self) -> None:
        """Ask which file."""
        dialog = QFileDialog(self, _("Choose an old log"), SavePlaces.folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Tables ({kinds})").format(kinds=" ".join(f"*{suffix}" for suffix in LOG_SUFFIXES)))
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def take(self, place: str) -> None:
        """Check this file."""
        self._place = Path(place)
        self._dates.forget()
        self.words.forget()
        self._boxes = {}
        self._check(Mapping())

    @Slot()
    def check(self) -> None:
        """Check the file again, with the columns as they are chosen now."""
        if self._place is not None:
            self._check(self._mapping())

    @Slot()
    def store_all(self) -> None:
        """Store what was accepted: all of it or nothing."""
        if self._checked is None or not self.store.isEnabled():
            return
        self._progress = StoringProgress()
        self._show_storing(True)
        self.desk.runner.run(
            asked(_store, self._checked, self._progress, self._reason(), correct=self.correct.isChecked()),
            owner=self,
            then=self._stored,
            otherwise=self._not_stored,
        )

    def _offer_sites(self, sites: tuple[Site, ...]) -> None:
        reach = grant(self.desk.actor.role, Permission.IMPORT_INCIDENTS).scope.value
        seen = [site for site in sites if reach == "all" or site.id in self.desk.actor.sites]
        kept = self.site.currentData()
        self.site.blockSignals(True)
        self.site.clear()
        for site in seen:
            self.site.addItem(site.name, site.id)
        choose_data(self.site, kept)
        self.site.blockSignals(False)
        if self._place is not None and self._checked is None:
            self._check(Mapping())

    def _check(self, mapping: Mapping) -> None:
        if self._place is None:
            return
        self._round += 1
        self._form.clear_problems()
        self.store.setEnabled(False)
        self._told.setText(_("Reading {name} …").format(name=self._place.name))
        site = self.site.currentData()
        self.desk.runner.run(
            asked(_read, self._place, mapping, site if isinstance(site, UUID) else None, self._reason()),
            owner=self,
            then=partial(self._read, self._round),
            otherwise=partial(self._refused, self._round),
            long=True,
        )

    def _read(self, round_: int, checked: CheckedLog) -> None:
        if round_ == self._round:
            self._show(checked)

    def _refused(self, round_: int, problem: Problem) -> None:
        if round_ == self._round:
            self._show(None)
            self._dates.ask(problem)
            if not self._form.show_problem(problem):
                self._say(problem_text(problem))

    def _show(self, checked: CheckedLog | None) -> None:
        self._checked = checked
        shown = checked is not None
        self._columns_card.setVisible(shown)
        self.store.setVisible(shown)
        self._show_whether_to_store()
        corrections = [one for one in checked.corrections if one.correctable] if checked is not None else []
        self.correct.setVisible(bool(corrections))
        n = len(corrections)
        self.correct.setText(
            ngettext(
                "Change {n} incident to what the log says now", "Change {n} incidents to what the log says now", n
            ).format(n=number_text(n))
        )
        far_years = (
            any(one.reason is Obstacle.YEAR_FAR_OFF for one in checked.refused) if checked is not None else False
        )
        self._dates.ask(None, far_years=far_years)
        self.words.show_uses(checked.kinds if checked is not None else ())
        self._most_shown = SHOWN_DOUBTS
        self._show_doubts(checked)
        if checked is None:
            return
        self._fill(checked.reading.mapping)
        n = checked.incidents
        self.store.setText(ngettext("Store {n} incident", "Store {n} incidents", n).format(n=number_text(n)))
        self._say(_counts(checked))

    def _show_whether_to_store(self) -> None:
        checked = self._checked
        correct = self.correct.isChecked() and not self.correct.isHidden()
        self.store.setEnabled(checked is not None and (bool(checked.rows_accepted) or correct))

    def _show_doubts(self, checked: CheckedLog | None) -> None:
        doubts = _doubts(checked, self._most_shown) if checked is not None else []
        self._doubts.setText("\n".join(doubts))
        self._doubts_card.setVisible(bool(doubts))
        over = len(checked.refused) - self._most_shown if checked is not None else 0
        more = min(over, SHOWN_MORE)
        self._more_doubts.setText(ngettext("Show {n} more", "Show {n} more", more).format(n=number_text(more)))
        self._more_doubts.setVisible(over > 0)

    @Slot()
    def _show_more(self) -> None:
        self._most_shown += SHOWN_MORE
        self._show_doubts(self._checked)

    def _fill(self, mapping: Mapping) -> None:
        if list(mapping.columns) != list(self._boxes):
            empty_out(self._lines)
            self._boxes = {}
            for header in mapping.columns:
                box = QComboBox()
                for field in FIELDS:
                    box.addItem(log_field_text(field), field)
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                box.setMinimumContentsLength(SHORTEST_FIELD)
                box.setAccessibleName(_("{header} becomes").format(header=header))
                label = text_label(header)
                label.setBuddy(box)
                self._lines.addWidget(label)
                self._lines.addWidget(box)
                self._boxes[header] = box
                box.activated.connect(self.check)
        for header, field in mapping.columns.items():
            choose_data(self._boxes[header], field, otherwise=-1)

    def _mapping(self) -> Mapping:
        values = {"kind": given} if (given := self.words.given()) else {}
        if self._checked is None or not self._boxes:
            return self._dates.answered(Mapping(values=values))
        columns = {header: str(box.currentData()) for header, box in self._boxes.items()}
        return self._dates.answered(replace(self._checked.reading.mapping, columns=columns, values=values))

    def _reason(self) -> str:
        return self._why.toPlainText() if self._asks_why else ""

    @Slot()
    def _stop(self) -> None:
        self._progress.stopped = True
        self.stop.setEnabled(False)

    @Slot()
    def _look(self) -> None:
        total = self._checked.incidents if self._checked else 0
        told = _("Storing: {n} of {total}").format(n=number_text(self._progress.stored), total=number_text(total))
        self._told.setText(told)

    def _stored(self, n: int) -> None:
        self._show_storing(False)
        self._show(None)
        self._place = None
        self._boxes = {}
        text = ngettext("{n} incident is stored.", "{n} incidents are stored.", n).format(n=number_text(n))
        self._say(text)
        self.desk.messages.tell(text)
        self.choose.setFocus()

    def _not_stored(self, problem: Problem) -> None:
        self._show_storing(False)
        if not self._form.show_problem(problem):
            self._say(problem_text(problem))

    def _show_storing(self, storing: bool) -> None:
        for control in (self.store, self.choose, self._columns, self.site):
            control.setEnabled(not storing)
        self.stop.setVisible(storing)
        self.stop.setEnabled(storing)
        if storing:
            self._clock.start()
            self._look()
            self.stop.setFocus()
        else:
            self._clock.stop()

    def _say(self, text: str) -> None:
        self._told.setText(text)
        announce(self, text)


def _read(ctx: Context, place: Path, mapping: Mapping, site_id: UUID | None, reason: str) -> CheckedLog:
    read_mapping(write_mapping(mapping))  # no field twice where it may be there once
    return check_log(ctx, content_of(place, LARGEST_TEXT), mapping, site_id=site_id, reason=reason)


def _store(ctx: Context, checked: CheckedLog, progress: StoringProgress, reason: str, *, correct: bool = False) -> int:
    try:
        return store_log(
            ctx, checked, progress=progress.tell, canceled=progress.is_stopped, correct=correct, reason=reason
        )
    except Canceled:
        raise FileRefused("canceled") from None


def _counts(checked: CheckedLog) -> str:
    """What became of the rows, in one line."""
    parts = [
        ngettext("{n} row read", "{n} rows read", checked.reading.rows_read).format(
            n=number_text(checked.reading.rows_read)
        ),
        ngettext("{n} would be stored", "{n} would be stored", checked.incidents).format(
            n=number_text(checked.incidents)
        ),
        _("{n} there already").format(n=number_text(len(checked.duplicates))),
        _("{n} cannot be read").format(n=number_text(len(checked.refused))),
    ]
    return " · ".join(parts)


def _doubts(checked: CheckedLog, most: int) -> list[str]:
    """The first words and rows that a person should look at."""
    lines = [
        _("line {row}: {ref} is different in the log now ({fields})").format(
            row=one.accepted.entry.row, ref=one.ref, fields=", ".join(map(correction_field_text, one.fields))
        )
        for one in checked.corrections[:most]
    ]
    for refusal in checked.refused[:most]:
        place = f"{refusal.row}, {refusal.column}" if refusal.column else str(refusal.row)
        lines.append(_("line {place}: {reason}").format(place=place, reason=obstacle_text(refusal.reason)))
    return [*lines, *(note_text(one) for one in checked.notes)]
