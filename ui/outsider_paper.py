"""The card for someone from elsewhere who answers for a debrief, shown as it will be on paper."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot

from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.usecases.oversight.outsider_card import draw_outsider_card
from incident_tracker.wording import _
from ui.page import Page
from ui.paper.list_file import note_list
from ui.paper.to_paper import ToPaper
from ui.runner import asked


class OutsiderPaper(ToPaper):
    """Belongs to a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("A card for someone from elsewhere"), page)

    @Slot(object)
    def show_card(self, debrief_id: UUID) -> None:
        """Show the card for who answers for this debrief."""
        self.show(asked(draw_outsider_card, debrief_id), "card.pdf", partial(note_list, ListKind.OUTSIDER_CARD, 1))
