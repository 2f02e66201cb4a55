"""The way to say yes or no to one's own times by e-mail; hidden where the clinic sends none."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.usecases.support.invitations import OwnInvitations, invitations_of
from incident_tracker.wording import _
from ui.icons import Icon
from ui.invitation_dialog import InvitationDialog
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.buttons import Button


class OwnInvitationsButton(Button):
    """Belongs to a page, which asks it to `refresh` along with itself."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(_("&By e-mail …"), "", Icon.CALENDAR, self._open)
        self.setParent(parent)
        self._desk = desk
        self.hide()

    def refresh(self) -> None:
        """Ask whether the clinic sends invitations."""
        self._desk.runner.run(asked(invitations_of), owner=self, then=self._show, otherwise=self._leave)

    def _show(self, found: OwnInvitations) -> None:
        self.setVisible(found.is_on or (found.consent is not None and found.consent.holds))

    def _leave(self, _problem: Problem) -> None:
        self.hide()

    @Slot()
    def _open(self) -> None:
        InvitationDialog(self._desk, self.window(), (), self._said).open()

    def _said(self, _consent: object) -> None:
        self._desk.messages.tell(_("Noted. Your times come by e-mail from now on."))
