"""Who answers for a debrief from elsewhere: how to reach them, what they are asked, and the card to print."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incident_tracker.labels.support.outsiders import asked_of_outsider
from incident_tracker.usecases.support.outsiders import OutsiderCard
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.screen_text import near_text
from ui.support.panel import rebuild
from ui.widgets.buttons import Button
from ui.widgets.layout import Card, column, row
from ui.widgets.text import note, text_label


class OutsiderPart(QWidget):
    """Hidden where no one from elsewhere answers for it. `print_wanted(debrief id)`."""

    print_wanted = Signal(object)

    def __init__(self, desk: PageDesk) -> None:
        super().__init__()
        self._desk = desk
        self._box = column()
        self.setLayout(self._box)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_card(self, card: OutsiderCard | None) -> None:
        """Show this card."""
        self.setVisible(card is not None)
        rebuild(self._box, *([self._card(card)] if card is not None else []))

    def _card(self, card: OutsiderCard) -> QWidget:
        shown = Card(look="sunken")
        name = text_label(card.outsider.name, "label")
        name.setWordWrap(True)
        shown.add(name, text_label(card.outsider.contact))
        by = near_text(card.by, self._desk.now(), self._desk.zone)
        shown.add(*(note(line) for line in asked_of_outsider(by, card.least_minutes, card.holder)))
        self.print = Button(_("Print the card …"), "small", Icon.PRINT, lambda: self.print_wanted.emit(card.debrief_id))
        shown.add(row(self.print, None))
        return shown
