"""Which month and which sites are looked at: a step back, a step on, or one chosen from the list."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.wording import _
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.buttons import IconButton
from ui.widgets.flow_layout import FlowLayout, flowing_policy
from ui.widgets.unseen_label import name_box


class MonthBar(QWidget):
    """Signals: `changed()` when another month or site was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[str, ...] = ()
        self._sites: tuple[UUID | None, ...] = (None,)
        self.earlier = IconButton(Icon.LEFT, _("Earlier month"), self._go_earlier)
        self.later = IconButton(Icon.RIGHT, _("Later month"), self._go_later)
        self.month, self.site = QComboBox(), QComboBox()
        for box, name in ((self.month, _("Month")), (self.site, _("Site"))):
            name_box(box, name)
            box.setToolTip(name)
            box.setProperty("fits", "row")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(self._tell)
        flow = FlowLayout(self, px(4), centered=True)
        for widget in (self.earlier, self.month, self.later, self.site):
            flow.addWidget(widget)
        self.site.hide()
        self.setSizePolicy(flowing_policy())
        self._enable()

    def offer(self, months: Sequence[str], sites: Sequence[Site], shown: str) -> None:
        """Offer months, newest first, and sites; `shown` is the month in front. Emits nothing."""
        chosen = self.site_id
        self._months = tuple(months)
        self._sites = (None, *(site.id for site in sites))
        present = _("{month} so far").format(month=period_name(self._months[0]))
        self._fill(self.month, [present, *map(period_name, self._months[1:])], self._months.index(shown))
        place = self._sites.index(chosen) if chosen in self._sites else 0
        self._fill(self.site, [_("All sites"), *(site.name for site in sites)], place)
        self.site.setVisible(len(sites) > 1)
        self._enable()

    @property
    def chosen(self) -> str | None:
        """The month, None before any is offered."""
        place = self.month.currentIndex()
        return self._months[place] if 0 <= place < len(self._months) else None

    @property
    def site_id(self) -> UUID | None:
        """One site, or None for all."""
        return self._sites[max(0, self.site.currentIndex())] if self.site.count() else None

    @staticmethod
    def _fill(box: QComboBox, words: Sequence[str], place: int) -> None:
        box.blockSignals(True)
        if [box.itemText(n) for n in range(box.count())] != list(words):
            box.clear()
            box.addItems(list(words))
        box.setCurrentIndex(place)
        box.blockSignals(False)

    def _enable(self) -> None:
        place = self.month.currentIndex()
        self.earlier.setEnabled(0 <= place < len(self._months) - 1)
        self.later.setEnabled(place > 0)

    @Slot()
    def _go_earlier(self) -> None:
        self.month.setCurrentIndex(min(self.month.currentIndex() + 1, self.month.count() - 1))

    @Slot()
    def _go_later(self) -> None:
        self.month.setCurrentIndex(max(self.month.currentIndex() - 1, 0))

    @Slot()
    def _tell(self) -> None:
        self._enable()
        self.changed.emit()
