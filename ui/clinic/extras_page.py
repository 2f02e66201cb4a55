"""What the clinic may switch on besides, each with a sentence that says what it means for people."""

from PySide6.QtWidgets import QWidget

from incident_tracker.ports.context import Area
from incident_tracker.wording import _
from ui.clinic.invitations_card import InvitationsCard
from ui.page import Page, PageDesk
from ui.widgets.layout import PageFrame, frame


class ExtrasPage(Page):
    """One card for each extra."""

    areas = frozenset({Area.CLINIC, Area.INVITATIONS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        page = frame(self, PageFrame(_("Extras"), _("All of it is off until you switch it on."), widest=760))
        self.invitations = InvitationsCard(desk)
        page.add(self.invitations)

    def refresh(self) -> None:
        self.invitations.refresh()
