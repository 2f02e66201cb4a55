"""Which month, and at which site, a shared debrief about mild incidents is planned for."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.wording import _
from ui.page import PageDesk
from ui.widgets.dialogs import Question
from ui.widgets.form import Form

_MONTHS_BACK = 6


class MonthQuestion(Question):
    """Signals: `wanted(UUID, str)` with the site and the month ("YYYY-MM")."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget, desk: PageDesk, sites: Sequence[Site]) -> None:
        super().__init__(
            parent,
            _("A shared debrief about one month"),
            _(
                "Half an hour, paid: what kept us calm, and what keeps coming back. It covers mild "
                "incidents that no one wanted to discuss one by one."
            ),
            _("Plan it"),
        )
        today = desk.now().astimezone(desk.zone).date()
        self._sites = [site for site in sites if site.id in desk.actor.sites and site.in_use(today)]
        self._months = [_month(today, back) for back in range(_MONTHS_BACK)]
        self.site = QComboBox()
        self.site.addItems([site.name for site in self._sites])
        self.month = QComboBox()
        self.month.addItems([period_name(f"{day:%Y-%m}") for day in self._months])
        form = Form()
        form.add("site", _("&Site"), self.site)
        form.add("month", _("&Month"), self.month)
        self.body.addWidget(form)
        self.accepted.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        if self._sites:
            month = self._months[self.month.currentIndex()]
            self.wanted.emit(self._sites[self.site.currentIndex()].id, f"{month.year:04d}-{month.month:02d}")


def _month(today: date, back: int) -> date:
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
