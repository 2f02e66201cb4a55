"""Choose which of the months that are over are closed now."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidgetItem, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.oversight.closed_months import ClosedMonth
from incident_tracker.usecases.oversight.closing import OpenMonth, close_months
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text, number_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.short_list import ShortList
from ui.widgets.text import note

_MONTH = Qt.ItemDataRole.UserRole
_LINES = 8


class CloseMonths(Asking[tuple[ClosedMonth, ...]]):
    """The months that can be closed, ticked; those that will be later are named below."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        open_months: Sequence[OpenMonth],
        sites: Mapping[UUID, str],
        then: Callable[[tuple[ClosedMonth, ...]], object],
    ) -> None:
        text = _(
            "The report of a closed month stays as it is, whatever is reported or changed later. This cannot be taken"
            " back. Untick what should wait."
        )
        super().__init__(desk, parent, _("Close months"), text, _("Close them"), then)
        self.months = ShortList(_LINES, whole=True)
        if is_roomy():
            self.months.setMinimumWidth(px(500))
        for one in open_months:
            if one.may_close:
                self._offer(one, [sites[site] for site in one.without_visits if site in sites])
        self.months.itemChanged.connect(self._show_whether_any)
        if self.months.count():
            self.months.setCurrentRow(0)
        self.form.add("month", _("&Months"), self.months)
        later = [one for one in open_months if not one.may_close]
        for one in later:
            self.body.addWidget(
                note(
                    _("{month} can be closed from {day} on: until then late reports and visits belong to it.").format(
                        month=period_name(one.month), day=day_text(one.closes_on)
                    )
                )
            )

    def chosen(self) -> tuple[str, ...]:
        """The months ("YYYY-MM") that are ticked."""
        items = (self.months.item(row) for row in range(self.months.count()))
        return tuple(item.data(_MONTH) for item in items if item.checkState() is Qt.CheckState.Checked)

    def send(self) -> None:
        self.run(asked(close_months, self.chosen()))

    def _offer(self, one: OpenMonth, without: Sequence[str]) -> None:
        incidents = ngettext("{n} incident", "{n} incidents", one.incidents).format(n=number_text(one.incidents))
        words = f"{period_name(one.month)} · {incidents}"
        if without:
            words = _("{month} · visits missing: {sites}").format(month=words, sites=", ".join(without))
        item = QListWidgetItem(words)
        item.setData(_MONTH, one.month)
        item.setToolTip(words)
        item.setCheckState(Qt.CheckState.Checked)
        self.months.addItem(item)

    @Slot()
    def _show_whether_any(self) -> None:
        self.verb.setEnabled(bool(self.chosen()))
