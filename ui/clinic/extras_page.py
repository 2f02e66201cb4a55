"""What the clinic may switch on besides, each with a sentence that says what it means for people."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.extras import Extras
from incident_tracker.labels.clinic.extras import mail_server_text, what_leaves_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.extras import clinic_extras
from incident_tracker.wording import _
from ui.clinic.mail_dialogs import MailServerDialog, TryMail
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card, PageFrame, frame
from ui.widgets.text import text_label


class ExtrasPage(Page):
    """One card for each extra."""

    areas = frozenset({Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        page = frame(self, PageFrame(_("Extras"), _("All of it is off until you switch it on."), widest=760))
        self._extras: Extras | None = None
        self._server = text_label("")
        self.change = Button(_("&Mail server …"), "", None, self._change_server)
        self.try_it = Button(_("&Try it …"), "", None, self._try)
        mail = Card(_("E-mail invitations"))
        mail.add(text_label(what_leaves_text()), self._server, flowing(self.change, self.try_it, gap=px(8)))
        page.add(mail)

    def refresh(self) -> None:
        self.desk.runner.run(asked(clinic_extras), owner=self, then=self._show)

    def _show(self, extras: Extras) -> None:
        self._extras = extras
        self._server.setText(mail_server_text(extras.mail))
        self.try_it.setEnabled(extras.mail.is_set)

    @Slot()
    def _change_server(self) -> None:
        if self._extras is not None:
            MailServerDialog(self.desk, self, self._extras.mail, self._changed).open()

    def _changed(self, extras: Extras) -> None:
        self._show(extras)
        self.desk.messages.tell(_("Saved: {setting}").format(setting=mail_server_text(extras.mail)))

    @Slot()
    def _try(self) -> None:
        TryMail(self.desk, self, self._tried).open()

    def _tried(self, to: str) -> None:
        self.desk.messages.tell(
            _("The mail server took the letter. Please see if it came to {address}.").format(address=to)
        )
