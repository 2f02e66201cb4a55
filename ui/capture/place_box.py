"""Where it happened, in one box: the desks of all sites. Those of another site begin with its name."""

from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.widgets.choice_box import ShortBox

_USUAL = 110
"""Pixels of the design for the words; those of another site need more."""


class PlaceBox(ShortBox):
    """Signals: `changed()` when another place was chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_USUAL, parent)
        self._places: list[tuple[UUID, UUID | None]] = []
        self.activated.connect(self._tell)

    def offer(self, clinic: ClinicChoices, home: UUID | None, only: frozenset[UUID] | None = None) -> None:
        """Offer the clinic's sites in use with their desks, `home` first; with `only`, those of them."""
        site_id, desk_id = self.site_id(), self.desk_id()
        sites = [site for site in clinic.open_sites if only is None or site.id in only]
        sites.sort(key=lambda site: site.id != home)
        self._places = []
        self.clear()
        for site in sites:
            desks = [(desk.id, desk.name) for desk in clinic.desks_of(site.id)]
            for place, name in [*desks, (None, _("Not at a desk"))]:
                self._places.append((site.id, place))
                elsewhere = len(sites) > 1 and site.id != home
                self.addItem(_("{site}: {desk}").format(site=site.name, desk=name) if elsewhere else name)
        self.set_place(site_id, desk_id)

    def site_id(self) -> UUID | None:
        """The chosen site."""
        here = self.currentIndex()
        return self._places[here][0] if 0 <= here < len(self._places) else None

    def desk_id(self) -> UUID | None:
        """The chosen desk, or None for no desk of ours."""
        here = self.currentIndex()
        return self._places[here][1] if 0 <= here < len(self._places) else None

    def set_place(self, site_id: UUID | None, desk_id: UUID | None) -> None:
        """Show a site and a desk; no desk if the desk is not one of its desks, and the first site if none is given."""
        tried = (
            lambda place: place == (site_id, desk_id),
            lambda place: place == (site_id, None),
            lambda place: place[1] is None,
        )
        found = (at for fits in tried for at, place in enumerate(self._places) if fits(place))
        self.setCurrentIndex(next(found, -1))

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
