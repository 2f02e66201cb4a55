"""Where it happened: the site, if there are several, and the desk."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.theme.spacing import px
from ui.widgets.flow_layout import FlowLayout, flowing_policy
from ui.widgets.unseen_label import name_box


class PlaceField(QWidget):
    """Two boxes in one line if there is room for it; the site's one is hidden in a clinic of one site.

    Signals: `changed()` when another site or desk was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clinic = ClinicChoices()
        self._site_ids: list[UUID] = []
        self._desk_ids: list[UUID | None] = []
        self._sites = QComboBox()
        name_box(self._sites, _("Site"))
        self._desks = QComboBox()
        name_box(self._desks, _("Desk"))
        for box in (self._sites, self._desks):
            box.setMinimumWidth(px(150))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._sites.activated.connect(self._other_site)
        self._desks.activated.connect(self._other_desk)
        layout = FlowLayout(self, px(8))
        layout.addWidget(self._sites)
        layout.addWidget(self._desks)
        self.setSizePolicy(flowing_policy())
        self.setFocusProxy(self._desks)

    def offer(self, clinic: ClinicChoices, only: frozenset[UUID] | None = None) -> None:
        """Offer the clinic's sites in use; with `only`, these, in use or not."""
        site_id, desk_id = self.site_id(), self.desk_id()
        self._clinic = clinic
        sites = clinic.open_sites if only is None else tuple(site for site in clinic.sites if site.id in only)
        self._site_ids = [site.id for site in sites]
        self._sites.clear()
        self._sites.addItems([site.name for site in sites])
        self._sites.setVisible(len(sites) > 1)
        self.set_place(site_id, desk_id)

    def site_id(self) -> UUID | None:
        """The chosen site."""
        here = self._sites.currentIndex()
        return self._site_ids[here] if 0 <= here < len(self._site_ids) else None

    def desk_id(self) -> UUID | None:
        """The chosen desk, or None for no desk of ours."""
        here = self._desks.currentIndex()
        return self._desk_ids[here] if 0 <= here < len(self._desk_ids) else None

    def set_place(self, site_id: UUID | None, desk_id: UUID | None) -> None:
        """Show a site and a desk, in use or not; the first site where none is given."""
        if site_id in self._site_ids:
            self._sites.setCurrentIndex(self._site_ids.index(site_id))
        self._fill_desks(desk_id)
        if desk_id in self._desk_ids:
            self._desks.setCurrentIndex(self._desk_ids.index(desk_id))

    def _fill_desks(self, shown: UUID | None = None) -> None:
        offered = {one.id for one in self._clinic.desks_of(self.site_id())} | {shown}
        desks = [one for one in self._clinic.desks if one.site_id == self.site_id() and one.id in offered]
        self._desk_ids = [*(desk.id for desk in desks), None]
        self._desks.clear()
        self._desks.addItems([*(desk.name for desk in desks), _("Not at a desk")])

    @Slot()
    def _other_site(self) -> None:
        self._fill_desks()
        self.changed.emit()

    @Slot()
    def _other_desk(self) -> None:
        self.changed.emit()
