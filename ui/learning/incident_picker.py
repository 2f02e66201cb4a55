"""Choose one or several incidents: the newest ones to tick, or a search over all."""

import re
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import COUNTED
from incident_tracker.domain.capture.listing import IncidentFile, IncidentFilter, IncidentRow, IncidentRows
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Problem
from incident_tracker.usecases.capture.incidents import list_incidents, search_incidents, show_incident
from incident_tracker.wording import _, ngettext
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.learning.learning_text import joined
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import moment_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import text_label

_AT_ONCE = 8
"""The list is as tall as its contents: a list that scrolls inside a scrolling page would catch the wheel."""
_ID = Qt.ItemDataRole.UserRole
_REFERENCE = re.compile(r"[0-9A-Z]{2}-\d{4}-[0-9A-Z]{4,}", re.IGNORECASE)


class IncidentPicker(QWidget):
    """Space ticks the current line. Signals: `changed()`."""

    changed = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._clinic = ClinicChoices()
        self._chosen: dict[UUID, str] = {}
        self._filling = False
        self._limit = _AT_ONCE
        hint = _("Search words or a reference number")
        self.filter = FilterBar(hint if desk.may(Permission.SEARCH_TEXT) else "")
        self.filter.changed.connect(self._search_again)
        self.list = _Rows()
        self.list.setAccessibleName(_("Incidents, newest first"))
        self.list.itemChanged.connect(self._ticked)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, px(6))
        self._count = text_label("", "note")
        self._more = Button(_("Show more"), "quiet", Icon.DOWN, self._show_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        for child in (self._count, self._chips, self.filter, self.list):
            layout.addWidget(child)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_chosen()

    def start(self, clinic: ClinicChoices, chosen: tuple[UUID, ...]) -> None:
        """Start with these chosen, and load the newest incidents."""
        self._clinic = clinic
        self._chosen = dict.fromkeys(chosen, "")
        self._show_chosen()
        self._search_again()

    def chosen(self) -> tuple[UUID, ...]:
        """The chosen incidents, in the order of choosing."""
        return tuple(self._chosen)

    @Slot()
    def _search_again(self) -> None:
        self._limit = _AT_ONCE
        self._search()

    @Slot()
    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self._search()

    def _search(self) -> None:
        run, typed = self.desk.runner.run, self.filter.search_text()
        wanted = IncidentFilter(site_ids=self.desk.actor.sites, statuses=COUNTED)  # what they may analyze
        if _REFERENCE.fullmatch(typed):
            run(asked(show_incident, typed.upper()), owner=self, then=self._one, otherwise=self._none)
        elif typed:
            run(asked(search_incidents, typed, wanted, self._limit), owner=self, then=self._fill)
        else:
            run(asked(list_incidents, wanted, limit=self._limit), owner=self, then=self._fill)

    def _fill(self, page: IncidentRows) -> None:
        self._put({row.id: self._line(row) for row in page.items}, page.total)

    def _one(self, file: IncidentFile) -> None:
        if file.incident.status not in COUNTED:
            self._put({}, 0)
        else:
            self._put({file.incident.id: self._line(file.incident)}, 1)

    def _none(self, _problem: Problem) -> None:
        self._put({}, 0)

    def _line(self, incident: IncidentRow | Incident) -> str:
        return joined(
            (
                incident.ref,
                moment_text(incident.occurred_at, self.desk.zone),
                self._clinic.label("kind", incident.kind),
                _("level {number}").format(number=int(incident.severity)),
                self._clinic.label("channel", incident.channel),
            )
        )

    def _put(self, rows: dict[UUID, str], total: int) -> None:
        before = self.list.currentRow() if self._limit > _AT_ONCE else 0
        went_on = self._more.hasFocus()
        self._filling = True
        self.list.clear()
        for id, text in rows.items():
            item = QListWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if id in self._chosen else Qt.CheckState.Unchecked)
            item.setData(_ID, id)
            self.list.addItem(item)
            if id in self._chosen:
                self._chosen[id] = text
        self._filling = False
        if rows:
            self.list.setCurrentRow(len(rows) - _AT_ONCE if went_on and len(rows) > _AT_ONCE else max(0, before))
        self.list.fit()
        self._more.setVisible(total > len(rows))
        if went_on and self._more.isHidden():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.say_count(ngettext("{n} shown", "{n} shown", len(rows)).format(n=len(rows)))
        self._show_chosen()

    @Slot(QListWidgetItem)
    def _ticked(self, item: QListWidgetItem) -> None:
        if self._filling:
            return
        id = item.data(_ID)
        if item.checkState() == Qt.CheckState.Checked:
            self._chosen[id] = item.text()
        else:
            self._chosen.pop(id, None)
        self._show_chosen()
        self.changed.emit()

    def _let_go(self, id: UUID) -> None:
        self._chosen.pop(id, None)
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item.data(_ID) == id:
                item.setCheckState(Qt.CheckState.Unchecked)
        self._show_chosen()
        self.changed.emit()

    def _show_chosen(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for id, text in self._chosen.items():
            label = text.split(" · ")[0] if text else _("The incident you came from")
            chip = Button(label, "small", Icon.CLOSE, partial(self._let_go, id))
            chip.setAccessibleName(_("Take away: {term}").format(term=label))
            self._flow.addWidget(chip)
        n = len(self._chosen)
        self._chips.setVisible(n > 0)
        self._count.setText(
            ngettext("{n} incident chosen", "{n} incidents chosen", n).format(n=n)
            if n
            else _("Check one, or several that are similar: many small ones often say more than one big one.")
        )


class _Rows(QListWidget):
    """As high as its rows, whose words go on in the next line where there is too little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setWordWrap(True)

    def fit(self) -> None:
        """Take the height of what is in it now."""
        high = sum(self.sizeHintForRow(row) for row in range(self.count())) or self.fontMetrics().height()
        self.setFixedHeight(high + 2 * self.frameWidth() + px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
